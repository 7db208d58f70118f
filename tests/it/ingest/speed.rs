//! How fast files are read natively: `cargo test --release --test it ingest::speed -- --ignored --nocapture`.

use std::time::Instant;

use signscope::ingest::{Decoder, ReadOptions};
use signscope_sample::{Form, Generator, Profile, Vintage};

/// Seconds of processor time this thread has had, where the system says so: other work must not count.
fn work() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// Reads `bytes` in chunks of 16 MiB, three times, and prints the best rate.
fn measure(name: &str, bytes: &[u8]) {
    let rate = |_| {
        let (start, worked_before) = (Instant::now(), work());
        let mut decoder = Decoder::new(0, name, ReadOptions::default());
        let mut records = 0;
        for chunk in bytes.chunks(16 << 20) {
            records += decoder.push(chunk).batches.iter().map(|batch| batch.len()).sum::<usize>();
        }
        records += decoder.finish().batches.iter().map(|batch| batch.len()).sum::<usize>();
        assert!(records > 10_000);
        let worked = work().zip(worked_before).map(|(after, before)| after - before);
        bytes.len() as f64 / 1e6 / worked.unwrap_or(start.elapsed().as_secs_f64())
    };
    let best = (0..3).map(rate).fold(0.0, f64::max);
    println!("{name}: {best:.0} MB/s of {} MB", bytes.len() / 1_000_000);
}

#[test]
#[ignore = "a measurement, for release builds"]
fn megabytes_a_second() {
    for (name, form, records) in [
        ("Portal JSON", Form::PortalJson, 40_000),
        ("Portal CSV, 57 columns", Form::PortalCsv(Vintage::Of2025), 250_000),
        ("Portal CSV, 55 columns, all quoted", Form::PortalCsv(Vintage::Of2024), 250_000),
    ] {
        let bytes: Vec<u8> = form.chunks(Generator::new(1, records, Profile::LARGE)).flatten().collect();
        measure(name, &bytes);
    }
    let many = |record: &[u8], count: usize| record.repeat(count);
    let diagnostics = super::fixture("diagnostics.ndjson");
    let first = diagnostics.split_inclusive(|&byte| byte == b'\n').next().unwrap();
    measure("Diagnostic settings", &many(first, 20_000));
    let table = super::fixture("log_analytics.csv");
    let header = table.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let (header, row) = table.split_at(header);
    measure("Log Analytics CSV", &[header, &many(row, 20_000)].concat());
}
