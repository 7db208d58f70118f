//! A server that nothing should reach: it remembers the path of every request.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::Failed;

/// Listens until the tests end.
pub struct Listener {
    address: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    /// Starts on a free port of this machine.
    pub fn start() -> Result<Self, Failed> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", listener.local_addr()?);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                // A browser may open a connection ahead of need and say nothing on it; others must not wait for that.
                thread::spawn(move || note(&stream, &kept));
            }
        });
        Ok(Self { address, seen })
    }

    /// `http://` and where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The paths asked for so far; `(connection)` for one that only connected.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until `path` was asked for.
    pub fn wait_for(&self, path: &str, limit: Duration) -> Result<(), Failed> {
        let deadline = Instant::now() + limit;
        while !self.seen().iter().any(|seen| seen == path) {
            if Instant::now() > deadline {
                return Err(format!("{path} was never asked for, only {:?}", self.seen()).into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

fn note(mut stream: &TcpStream, seen: &Mutex<Vec<String>>) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let mut line = String::new();
    let _ = BufReader::new(stream).read_line(&mut line);
    let path = line.split(' ').nth(1).unwrap_or("(connection)").to_owned();
    seen.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}
