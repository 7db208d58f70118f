//! What a file is, by its first bytes, then by its structure. Its name is only used in messages.

use super::csv::CsvLayout;
use super::csv::header::{normalise, sniff_delimiter};
use crate::schema::Field;

/// So many bytes are looked at for the kind of file, if it has as many.
pub const WINDOW: usize = 4096;

/// A header line must end within so many bytes.
const LONGEST_HEADER: usize = 4 << 20;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What is known after a look at the beginning of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sniffed {
    /// The beginning is too short to tell.
    NeedsMore,
    /// Nothing that can be read; why, and what to do.
    Refused(String),
    /// JSON that begins at this byte.
    Json {
        /// The first byte after the byte order mark.
        start: usize,
    },
    /// A portal CSV.
    Csv {
        /// What the header says.
        layout: CsvLayout,
        /// The first byte after the header.
        start: usize,
        /// The line that byte is in, counted from 1.
        line: u64,
    },
}

/// Looks at the beginning of a file; `is_all` says that it is the whole file.
pub fn sniff(name: &str, head: &[u8], is_all: bool) -> Sniffed {
    if head.len() < WINDOW && !is_all {
        return Sniffed::NeedsMore;
    }
    if let Some(message) = container(&head[..head.len().min(WINDOW)]) {
        return Sniffed::Refused(refusal(name, message.0, message.1));
    }
    let start = if head.starts_with(BOM) { BOM.len() } else { 0 };
    let text = &head[start..];
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None if is_all => Sniffed::Refused(refusal(name, "holds nothing but blanks", AGAIN)),
        None if head.len() > LONGEST_HEADER => Sniffed::Refused(refusal(name, "begins with nothing but blanks", AGAIN)),
        None => Sniffed::NeedsMore,
        Some(b'{') => Sniffed::Json { start },
        Some(b'[') if may_be_list(text) => Sniffed::Json { start },
        Some(b'<') => Sniffed::Refused(refusal(name, markup(text), AGAIN)),
        Some(_) => csv(name, head, start, is_all),
    }
}

/// Whether what follows the bracket that a text begins with can be in a JSON list: `[package]` is something else.
fn may_be_list(text: &[u8]) -> bool {
    let mut bytes = text.iter().filter(|byte| !byte.is_ascii_whitespace()).skip(1);
    bytes.next().is_none_or(|byte| matches!(byte, b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

const AGAIN: &str = "Download the sign-in logs again and open the downloaded file as it is.";
const UNPACK: &str = "Unpack it and open the file inside.";
const SAVE_AS: &str = "Open it where it comes from and save it as “CSV UTF-8”.";

/// A refusal in the same form everywhere: what was found, what is accepted, what to do.
pub fn refusal(name: &str, found: &str, remedy: &str) -> String {
    format!(
        "“{name}” {found}. Signscope reads a CSV or JSON download of the sign-in logs from the Microsoft Entra admin \
         center, or signIn objects of Microsoft Graph. {remedy}"
    )
}

/// Files that are no text: what they are and what to do.
fn container(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let has = |text: &[u8]| memchr::memmem::find(head, text).is_some();
    let found = match head {
        [] => ("is empty", AGAIN),
        [b'%', b'P', b'D', b'F', ..] => ("is a PDF document", AGAIN),
        [b'P', b'K', 3, 4, ..] if has(b"xl/") || has(b"[Content_Types].xml") => ("is an Excel workbook", SAVE_AS),
        // Packed files are unpacked before; these are packed too often.
        [b'P', b'K', 3 | 5, 4 | 6, ..] => ("is an archive in too many others", UNPACK),
        [0x1f, 0x8b, ..] => ("is packed with gzip in too many archives", UNPACK),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("is an old Office document", SAVE_AS),
        _ if head.iter().take(64).any(|&byte| byte == 0) => ("is a binary file", AGAIN),
        _ => return None,
    };
    Some(found)
}

fn markup(text: &[u8]) -> &'static str {
    let start = text.trim_ascii_start();
    let start = start[..start.len().min(1024)].to_ascii_lowercase();
    let is_html = start.starts_with(b"<!doctype html") || memchr::memmem::find(&start, b"<html").is_some();
    if is_html { "is a web page" } else { "is an XML document" }
}

fn csv(name: &str, head: &[u8], mut start: usize, is_all: bool) -> Sniffed {
    let mut line = 1;
    let mut delimiter = None;
    loop {
        let Some(end) = line_end(&head[start..], is_all) else {
            if head.len() <= LONGEST_HEADER {
                return Sniffed::NeedsMore;
            }
            return Sniffed::Refused(refusal(name, "has no line end in its first 4 MiB", AGAIN));
        };
        let text = &head[start..start + end];
        let next = (start + end + 1).min(head.len());
        let next_line = line + 1 + memchr::memchr_iter(b'\n', text).count() as u64;
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        match text {
            [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => delimiter = Some(*separator),
            _ if text.trim_ascii().is_empty() && next < head.len() => {}
            _ => {
                let delimiter = delimiter.unwrap_or_else(|| sniff_delimiter(text));
                let layout = CsvLayout::new(text, delimiter, head.starts_with(BOM));
                return match foreign_csv(&layout) {
                    Some((found, remedy)) => Sniffed::Refused(refusal(name, &found, remedy)),
                    None => Sniffed::Csv { layout, start: next, line: next_line },
                };
            }
        }
        if next >= head.len() {
            return Sniffed::Refused(refusal(name, "has no header line", AGAIN));
        }
        (start, line) = (next, next_line);
    }
}

/// The first line end outside quotes; at the end of the file that is one too.
fn line_end(text: &[u8], is_all: bool) -> Option<usize> {
    let mut is_quoted = false;
    let end = text.iter().position(|&byte| {
        is_quoted ^= byte == b'"';
        byte == b'\n' && !is_quoted
    });
    // A quote that is never closed must not take the whole file for its header.
    end.or_else(|| if is_all { memchr::memchr(b'\n', text).or(Some(text.len())) } else { None })
}

/// Headers that tell other tables apart: all of the names must be there.
const FOREIGN: &[(&[&str], &str, &str)] = &[
    (
        &["service", "category", "activity"],
        "is a download of the audit logs, not of the sign-in logs",
        "In the admin center open “Sign-in logs” instead of “Audit logs” and download from there.",
    ),
    (
        &["request id", "authentication method", "succeeded"],
        "is the file with the authentication details of sign-ins, which is not supported on its own yet",
        "Open the sign-in file of the same download (without “AuthDetails” in its name), or its JSON form.",
    ),
    (
        &["auditdata"],
        "is an export of the Microsoft 365 audit log",
        "In the Microsoft Entra admin center open “Sign-in logs” and download from there.",
    ),
    (
        &["officeworkload"],
        "is a Log Analytics table of Office activity, not of sign-ins",
        "In the Microsoft Entra admin center open “Sign-in logs” and download from there.",
    ),
    (
        &["logontype", "accountupn"],
        "is an advanced hunting table of Microsoft Defender, which is not supported yet",
        "In the Microsoft Entra admin center open “Sign-in logs” and download from there.",
    ),
    (
        &["createddatetime", "userprincipalname"],
        "is a table of PowerShell or Log Analytics, which is not supported yet",
        "In the Microsoft Entra admin center open “Sign-in logs” and download from there.",
    ),
];

/// What a CSV is that is no portal download of sign-ins, and what to do.
fn foreign_csv(layout: &CsvLayout) -> Option<(String, &'static str)> {
    let names: Vec<String> = layout.names.iter().map(|name| normalise(name)).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if let Some(&(_, found, remedy)) = FOREIGN.iter().find(|(wanted, ..)| wanted.iter().all(|name| has(name))) {
        return Some((found.to_owned(), remedy));
    }
    if names.iter().any(|name| name.starts_with("timegenerated")) {
        let found = "is a table of Log Analytics or Sentinel, which is not supported yet";
        return Some((
            found.to_owned(),
            "In the Microsoft Entra admin center open “Sign-in logs” and download from there.",
        ));
    }
    if layout.has(Field::Date) && (layout.has(Field::RequestId) || layout.known() >= 5) {
        return None;
    }
    if names.iter().any(|name| name.ends_with("(utc)")) && names.len() >= 20 {
        let found = "looks like a sign-in download in another language";
        return Some((found.to_owned(), "Switch the language of the admin center to English and download again."));
    }
    if let [only] = names.as_slice() {
        let found = match serde_json::from_str::<serde_json::Value>(only) {
            Ok(_) => "holds a single JSON value and no sign-ins".to_owned(),
            Err(_) => format!("is text without columns; it begins with “{}”", shorten(only)),
        };
        return Some((found, AGAIN));
    }
    let first: Vec<String> = layout.names.iter().take(4).map(|name| format!("“{}”", shorten(name.trim()))).collect();
    let found = format!("is a table whose columns are not those of sign-ins; the first are {}", first.join(", "));
    Some((found, AGAIN))
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().filter(|character| !character.is_control()).take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
