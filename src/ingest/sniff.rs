//! What a file is, by its first bytes, then by its structure. Its name is only used in messages.

use std::borrow::Cow;

use super::code_page::{self, CodePage};
use super::csv::header::{normalise, sniff_delimiter};
use super::csv::{Cells, CsvFormat, TableKind, kind_of};
use super::mapping::{Mapping, is_date, is_guid};
use super::read_options::ReadOptions;

/// So many bytes are looked at for the kind of file, if it has as many.
pub const WINDOW: usize = 4096;

/// A header line must end within so many bytes.
const LONGEST_HEADER: usize = 4 << 20;

/// The byte order mark of UTF-8.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

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
    /// A table of sign-ins.
    Csv {
        /// What the header says.
        file_format: CsvFormat,
        /// The first byte after the header.
        start: usize,
        /// The line that byte is in, counted from 1.
        line: u64,
        /// Whether lines end in a carriage return alone.
        has_lone_returns: bool,
        /// The code page of its text; `None` for UTF-8.
        code_page: Option<CodePage>,
    },
    /// A table that may hold sign-ins, but with names of its own.
    Unknown(Mapping),
}

/// So many rows are shown to whoever maps the columns.
const SHOWN_ROWS: usize = 5;

/// Looks at the beginning of a file; `is_all` says that it is the whole file. Columns that somebody has told are
/// believed.
pub fn sniff(name: &str, head: &[u8], is_all: bool, reading: &ReadOptions) -> Sniffed {
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
        Some(b'"') if is_object_in_text(text) => Sniffed::Json { start },
        Some(b'<') => Sniffed::Refused(refusal(name, markup(text), AGAIN)),
        Some(_) if has_lone_returns(text, is_all) => match csv(name, &with_line_feeds(head), start, is_all, reading) {
            Sniffed::Csv { file_format, start, line, code_page, .. } => {
                Sniffed::Csv { file_format, start, line, has_lone_returns: true, code_page }
            }
            other => other,
        },
        Some(_) => csv(name, head, start, is_all, reading),
    }
}

/// Whether what follows the bracket that a text begins with can be in a JSON list: `[package]` is something else.
fn may_be_list(text: &[u8]) -> bool {
    let mut bytes = text.iter().filter(|byte| !byte.is_ascii_whitespace()).skip(1);
    bytes.next().is_none_or(|byte| matches!(byte, b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// Whether a text begins with a JSON text that holds an object: `"{\"time\":…`. No table has a backslash there.
fn is_object_in_text(text: &[u8]) -> bool {
    let mut bytes = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    [b'"', b'{', b'\\'].iter().all(|byte| bytes.next() == Some(byte))
}

/// Whether the first line ends in a carriage return without a line feed, as files of old Macs do.
fn has_lone_returns(text: &[u8], is_all: bool) -> bool {
    let mut is_quoted = false;
    let end = text.iter().position(|&byte| {
        is_quoted ^= byte == b'"';
        matches!(byte, b'\r' | b'\n') && !is_quoted
    });
    end.is_some_and(|end| text[end] == b'\r' && text.get(end + 1).map_or(is_all, |next| *next != b'\n'))
}

/// The same bytes with a line feed for each carriage return.
pub fn with_line_feeds(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&byte| if byte == b'\r' { b'\n' } else { byte }).collect()
}

const AGAIN: &str = "Download the sign-in logs again and open the downloaded file as it is.";
const UNPACK: &str = "Unpack it and open the file inside.";
const AS_ROWS: &str = "Save its rows as CSV or JSON with the program that wrote it, and open that.";
const OTHER_LOG: &str =
    "It is a log of a computer. The sign-ins are in the Microsoft Entra admin center, under Sign-in logs.";
const SAVE_AS: &str = "Open it where it comes from and save it as “CSV UTF-8”.";

/// A refusal in the same form everywhere: what was found, what is accepted, what to do.
pub fn refusal(name: &str, found: &str, remedy: &str) -> String {
    format!(
        "“{name}” {found}. Signscope reads a CSV or JSON download of the sign-in logs from the Microsoft Entra admin \
         center, and exports of sign-ins from Microsoft Graph, Azure Monitor, Log Analytics and Defender. {remedy}"
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
        [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => ("is a 7-Zip archive", UNPACK),
        [b'R', b'a', b'r', b'!', 0x1a, 7, ..] => ("is a RAR archive", UNPACK),
        [b'M', b'S', b'C', b'F', 0, ..] => ("is a cabinet archive", UNPACK),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ("is packed with Zstandard", UNPACK),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => ("is packed with xz", UNPACK),
        [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => ("is packed with bzip2", UNPACK),
        [0x04, 0x22, 0x4d, 0x18, ..] => ("is packed with LZ4", UNPACK),
        _ if head.get(257..262) == Some(b"ustar") => ("is a tar archive", UNPACK),
        [b'P', b'A', b'R', b'1', ..] => ("is a Parquet file", AS_ROWS),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => ("is an Arrow file", AS_ROWS),
        [b'O', b'b', b'j', 1, ..] => ("is an Avro file", AS_ROWS),
        _ if head.starts_with(b"SQLite format 3\0") => ("is an SQLite database", AS_ROWS),
        _ if head.starts_with(b"ElfFile\0") => ("is a Windows event log", OTHER_LOG),
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

fn csv(name: &str, head: &[u8], mut start: usize, is_all: bool, reading: &ReadOptions) -> Sniffed {
    let (mut line, mut delimiter, mut is_power_shell) = (1, None, false);
    let found = || if start > 0 { None } else { code_page::of_head(head, is_all) };
    let code_page = reading.code_page.or_else(found);
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
            [b'#', b'T', b'Y', b'P', b'E', ..] => is_power_shell = true,
            _ if text.trim_ascii().is_empty() && next < head.len() => {}
            _ => {
                let delimiter = delimiter.unwrap_or_else(|| sniff_delimiter(text));
                let is_told = reading.code_page.is_some();
                let code_page = code_page.map(|page| if is_told { page } else { by_header(text, delimiter, page) });
                let decoded = |bytes| code_page.map_or(Cow::Borrowed(bytes), |page| page.decode(bytes));
                let file_format = CsvFormat::new(&decoded(text), delimiter);
                let rows = first_rows(head, next, delimiter, is_all, decoded);
                let kind = match &reading.columns {
                    Some(told) => TableKind::SignIns(file_format.mapped(told)),
                    None => kind_of(file_format, &rows, is_power_shell),
                };
                return match kind {
                    TableKind::SignIns(file_format) => {
                        Sniffed::Csv { file_format, start: next, line: next_line, has_lone_returns: false, code_page }
                    }
                    TableKind::Foreign(found, remedy) => Sniffed::Refused(refusal(name, found, remedy)),
                    TableKind::Unknown(file_format) => unknown_table(name, file_format, rows),
                };
            }
        }
        if next >= head.len() {
            return Sniffed::Refused(refusal(name, "has no header line", AGAIN));
        }
        (start, line) = (next, next_line);
    }
}

/// The code page in which most names of a header are known; the one that its bytes speak for where that tells nothing.
fn by_header(header: &[u8], delimiter: u8, found: CodePage) -> CodePage {
    let known = |page: CodePage| CsvFormat::new(&page.decode(header), delimiter).known();
    let other = CodePage::ALL.into_iter().find(|&page| known(page) > known(found));
    other.unwrap_or(found)
}

/// What is to be said of a table with names of its own.
fn unknown_table(name: &str, file_format: CsvFormat, rows: Vec<Vec<String>>) -> Sniffed {
    let found = unknown_csv(&file_format);
    if !may_be_mapped(&file_format.names, &rows) {
        return Sniffed::Refused(refusal(name, &found, AGAIN));
    }
    let message = refusal(name, &found, "Say which of its columns hold what, or open another export.");
    Sniffed::Unknown(Mapping { names: file_format.names, rows, under: Vec::new(), is_beside: false, message })
}

/// The first rows under a header, from the bytes that are looked at in any case.
fn first_rows<'a>(
    head: &'a [u8],
    start: usize,
    delimiter: u8,
    is_all: bool,
    decoded: impl Fn(&'a [u8]) -> Cow<'a, [u8]>,
) -> Vec<Vec<String>> {
    let window = &head[..head.len().min(WINDOW)];
    let is_whole = is_all && head.len() <= WINDOW;
    let mut rest = window.get(start..).unwrap_or(&[]);
    let (mut rows, mut scratch) = (Vec::new(), Vec::new());
    while rows.len() < SHOWN_ROWS
        && let Some(end) = line_end(rest, false).or((is_whole && !rest.is_empty()).then_some(rest.len()))
    {
        let record = decoded(rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]));
        let texts =
            Cells::new(&record, delimiter).map(|cell| String::from_utf8_lossy(cell.text(&mut scratch)).into_owned());
        if !record.trim_ascii().is_empty() {
            rows.push(texts.collect());
        }
        rest = rest.get(end + 1..).unwrap_or(&[]);
    }
    rows
}

/// Nobody says of more columns what they hold.
pub const MOST_MAPPED: usize = 1000;

/// Whether an unknown table may be one of sign-ins: it has at least a column with dates or identifiers.
pub fn may_be_mapped(names: &[String], rows: &[Vec<String>]) -> bool {
    const WORDS: [&str; 6] = ["date", "time", "fecha", "datum", "zeit", "日付"];
    let named = |name: &String| {
        let name = normalise(name);
        WORDS.iter().any(|word| name.contains(word)) || name == "id" || name.ends_with(" id")
    };
    let cells = || rows.iter().flatten();
    (3..=MOST_MAPPED).contains(&names.len())
        && (names.iter().any(named) || cells().any(|text| is_date(text)) || cells().any(|text| is_guid(text)))
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

/// What a CSV is whose columns nobody knows.
fn unknown_csv(file_format: &CsvFormat) -> String {
    let names: Vec<String> = file_format.names.iter().map(|name| normalise(name)).collect();
    if let [only] = names.as_slice() {
        return match serde_json::from_str::<serde_json::Value>(only) {
            Ok(_) => "holds a single JSON value and no sign-ins".to_owned(),
            Err(_) => format!("is text without columns; it begins with “{}”", shorten(only)),
        };
    }
    let first: Vec<String> =
        file_format.names.iter().take(4).map(|name| format!("“{}”", shorten(name.trim()))).collect();
    format!("is a table whose columns are not those of sign-ins; the first are {}", first.join(", "))
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().filter(|character| !character.is_control()).take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
