//! How fast files are read natively: `cargo test --release --test it ingest::speed -- --ignored --nocapture`.

use std::time::Instant;

use signscope::ingest::Decoder;

use super::fixture;

/// Seconds of processor time this thread has had, where the system says so: other work must not count.
fn work() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// Reads `bytes` in pieces of 16 MiB, three times, and prints the best rate.
fn measure(name: &str, bytes: &[u8]) -> f64 {
    let rate = |_| {
        let (start, worked_before) = (Instant::now(), work());
        let mut decoder = Decoder::new(0, name);
        let mut records = 0;
        for piece in bytes.chunks(16 << 20) {
            records += decoder.push(piece).batches.iter().map(|batch| batch.len()).sum::<usize>();
        }
        records += decoder.finish().batches.iter().map(|batch| batch.len()).sum::<usize>();
        assert!(records > 10_000);
        let worked = work().zip(worked_before).map(|(after, before)| after - before);
        bytes.len() as f64 / 1e6 / worked.unwrap_or(start.elapsed().as_secs_f64())
    };
    let best = (0..3).map(rate).fold(0.0, f64::max);
    println!("{name}: {best:.0} MB/s of {} MB", bytes.len() / 1_000_000);
    best
}

/// The lines over and over, with an identifier of its own and one of 5,000 users in each.
fn repeat(lines: &[&str], bytes: usize, separator: &str) -> Vec<u8> {
    let mut into = String::with_capacity(bytes + 10_000);
    for (number, line) in lines.iter().cycle().enumerate() {
        if into.len() >= bytes {
            break;
        }
        into.push_str(if number == 0 { "" } else { separator });
        let request = line.find("-1111-4222").map_or(8, |at| at);
        into.push_str(&line[..request - 8]);
        into.push_str(&format!("{number:08x}"));
        into.push_str(&line[request..].replace("@contoso", &format!("{}@contoso", number * 7919 % 5000)));
    }
    into.into_bytes()
}

#[test]
#[ignore = "a measurement, for release builds"]
fn megabytes_a_second() {
    let text = |name: &str| String::from_utf8(fixture(name)).unwrap();
    let json = text("signins.ndjson");
    let lines: Vec<&str> = json.lines().collect();
    let array = [b"[".as_slice(), &repeat(&lines, 300_000_000, ","), b"]"].concat();
    measure("JSON", &array);
    for name in ["InteractiveSignIns_57.csv", "InteractiveSignIns_55.csv"] {
        let csv = text(name);
        let (header, _) = csv.split_once("\r\n").unwrap();
        let lines: Vec<&str> = csv.split("\r\n").filter(|line| line.len() > 100).skip(1).collect();
        let body = repeat(&lines, 200_000_000, "\r\n");
        measure(name, &[header.as_bytes(), b"\r\n", &body].concat());
    }
}
