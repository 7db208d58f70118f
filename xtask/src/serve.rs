//! Serves the built page on this machine alone, under the same policy as the page names itself.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;
use std::{fs, io, thread};

use crate::bundle;

const ADDRESS: &str = "127.0.0.1:8080";

/// Serves `file` as `/` until the program is ended; `ready` is called with the address once it can be asked.
pub fn serve(file: &Path, ready: impl FnOnce(&str)) -> Result<(), String> {
    let listener = TcpListener::bind(ADDRESS)
        .map_err(|error| format!("http://{ADDRESS} cannot be served: {error}. Is another program using that port?"))?;
    ready(&format!("http://{ADDRESS}"));
    for stream in listener.incoming().flatten() {
        let file = file.to_owned();
        // A browser that goes away in the middle of an answer is nobody's problem.
        thread::spawn(move || drop(answer(&stream, &file)));
    }
    Ok(())
}

fn answer(mut stream: &TcpStream, file: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    if is_for_page(&request) {
        // Read anew each time, so that a build in between is seen after a reload.
        let page = fs::read_to_string(file)?;
        write!(stream, "{}", head("200 OK", bundle::policy_of(&page).unwrap_or("default-src 'none'"), page.len()))?;
        if request.starts_with("HEAD ") { Ok(()) } else { stream.write_all(page.as_bytes()) }
    } else {
        write!(stream, "{}", head("404 Not Found", "default-src 'none'", 0))
    }
}

fn is_for_page(request: &str) -> bool {
    let target = request.strip_prefix("GET ").or_else(|| request.strip_prefix("HEAD "));
    let path = target.and_then(|rest| rest.split([' ', '?']).next());
    matches!(path, Some("/" | "/index.html" | "/signscope.html"))
}

fn head(status: &str, policy: &str, length: usize) -> String {
    let lines = [
        format!("HTTP/1.1 {status}"),
        "Content-Type: text/html; charset=utf-8".to_owned(),
        format!("Content-Length: {length}"),
        // What a meta element cannot say: nobody may frame the page.
        format!("Content-Security-Policy: {policy}; frame-ancestors 'none'"),
        "Referrer-Policy: no-referrer".to_owned(),
        "X-Content-Type-Options: nosniff".to_owned(),
        "Cache-Control: no-store".to_owned(),
        "Connection: close".to_owned(),
    ];
    lines.join("\r\n") + "\r\n\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_is_served() {
        assert!(is_for_page("GET / HTTP/1.1"));
        assert!(is_for_page("GET /signscope.html?x=1 HTTP/1.1"));
        assert!(is_for_page("HEAD / HTTP/1.1"));
        assert!(!is_for_page("GET /../Cargo.toml HTTP/1.1"));
        assert!(!is_for_page("POST / HTTP/1.1"));
        assert!(!is_for_page(""));
    }

    #[test]
    fn a_browser_gets_the_page_under_its_own_policy() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; x\">\n<p>Hello";
        let file = std::env::temp_dir().join(format!("signscope-serve-{}.html", std::process::id()));
        fs::write(&file, page).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut browser = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        browser.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
        answer(&listener.accept().unwrap().0, &file).unwrap();
        fs::remove_file(&file).unwrap();
        let got = io::read_to_string(browser).unwrap();
        assert!(got.starts_with("HTTP/1.1 200 OK\r\n"), "{got}");
        assert!(got.contains("Content-Security-Policy: default-src 'none'; x; frame-ancestors 'none'\r\n"), "{got}");
        assert!(got.ends_with(&format!("\r\n\r\n{page}")), "{got}");
    }
}
