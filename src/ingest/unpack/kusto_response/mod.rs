//! Answers of the Log Analytics and Azure Data Explorer query interfaces → one JSON object a row.
//!
//! The rows of their tables are lists of values, and the names of the columns stand before them once: `{"tables":
//! [{"name", "columns": [{"name", "type"}], "rows": [[…]]}]}`, in Data Explorer's older form with capitals, and in its
//! newer one as a list of frames, of which those with the table `PrimaryResult` count.

mod text;

use serde::Deserialize;

use super::input::Input;
use super::{Found, PIECE, Unpacked};
use text::{Scan, blanks, items};

/// A row, or the list of columns, must end within so many bytes.
const LONGEST_VALUE: usize = 64 << 20;

/// The table whose rows were asked for; the others speak of the query.
const RESULT: &str = "PrimaryResult";

/// An answer under way.
#[derive(Clone, Debug)]
pub struct KustoResponse {
    name: String,
    stage: Stage,
    /// The key whose value comes next.
    key: String,
    /// How many lists and objects are open.
    depth: usize,
    /// The names of the columns, each as it begins a member of an object.
    columns: Vec<Vec<u8>>,
    /// Whether the rows of this table were asked for.
    is_result: bool,
    /// Tables with columns so far, if only the first counts.
    first_only: Option<u64>,
    rows: u64,
    /// How far the value that comes next was looked through.
    scan: Scan,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Start,
    Between,
    Rows,
    Over,
}

/// A column of a table, as either interface writes it.
#[derive(Deserialize)]
struct ResponseColumn {
    #[serde(alias = "ColumnName")]
    name: String,
}

/// What the next value meant.
enum ParseStep {
    Done,
    Wants,
}

impl KustoResponse {
    /// Whether a file that begins like this is an answer with tables.
    pub fn is_answer(head: &[u8]) -> bool {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let after = |text: &'static [u8], rest: &[u8]| -> Option<usize> {
            let start = blanks(rest);
            rest[start..].starts_with(text).then_some(start + text.len())
        };
        let Some(start) = after(b"{", text) else {
            let frame = after(b"[", text).and_then(|start| Some(start + after(b"{", &text[start..])?));
            return frame.is_some_and(|start| after(b"\"FrameType\"", &text[start..]).is_some());
        };
        let text = &text[start..];
        let key = after(b"\"tables\"", text).or_else(|| after(b"\"Tables\"", text));
        let list = key.and_then(|start| Some(start + after(b":", &text[start..])?));
        // A list of words is something else.
        list.and_then(|start| Some(start + after(b"[", &text[start..])?))
            .is_some_and(|start| matches!(text[start..].trim_ascii_start(), [b'{', ..]))
    }

    /// Begins an answer in a file with this name.
    pub fn new(name: &str) -> KustoResponse {
        KustoResponse {
            name: name.to_owned(),
            stage: Stage::Start,
            key: String::new(),
            depth: 0,
            columns: Vec::new(),
            is_result: true,
            first_only: None,
            rows: 0,
            scan: Scan::default(),
        }
    }

    /// How many bytes a copy takes.
    pub fn footprint(&self) -> usize {
        self.columns.iter().map(Vec::len).sum()
    }

    /// Goes on; answers whether it could.
    pub fn advance(&mut self, input: &mut Input, found: &mut Found) -> bool {
        match self.stage {
            Stage::Start => {
                found.push_back(Unpacked::Begin { name: self.name.clone(), modified: None });
                self.stage = Stage::Between;
                true
            }
            Stage::Between | Stage::Rows => {
                let mut lines = Vec::new();
                let position = input.position();
                while lines.len() < PIECE {
                    let known = found.len();
                    let step = match self.stage {
                        Stage::Rows => self.next_row(input, &mut lines, found),
                        _ => self.next_value(input, found),
                    };
                    // A problem comes after the rows before it, however many come at once.
                    if found.len() > known && !lines.is_empty() {
                        found.insert(known, Unpacked::Bytes(std::mem::take(&mut lines)));
                    }
                    if let ParseStep::Wants = step {
                        break;
                    }
                }
                let has_gone_on = input.position() > position;
                found.extend((!lines.is_empty()).then_some(Unpacked::Bytes(lines)));
                if !has_gone_on && (input.is_all() || input.rest().len() > LONGEST_VALUE) {
                    self.finish(input, found);
                    return true;
                }
                has_gone_on
            }
            Stage::Over => {
                input.skip_all();
                false
            }
        }
    }

    /// Reads on to the next bracket, key or value between tables.
    fn next_value(&mut self, input: &mut Input, found: &mut Found) -> ParseStep {
        input.skip(blanks(input.rest()));
        let rest = input.rest();
        let Some(&first) = rest.first() else { return ParseStep::Wants };
        match first {
            b'[' if is(&self.key, "columns") => {
                let Some(len) = self.scan.value_len(rest) else { return ParseStep::Wants };
                self.take_columns(&rest[..len], found);
                self.pass(input, len);
                self.key.clear();
            }
            b'[' if is(&self.key, "rows") => {
                self.stage = Stage::Rows;
                self.key.clear();
                input.skip(1);
            }
            b'[' | b'{' | b']' | b'}' => {
                if self.key == "Tables" {
                    self.first_only = Some(0);
                }
                self.depth = if matches!(first, b'[' | b'{') { self.depth + 1 } else { self.depth.saturating_sub(1) };
                self.key.clear();
                input.skip(1);
            }
            b'"' => return self.next_string(input),
            // A colon between key and value, or the byte order mark.
            b':' | 0x80.. => input.skip(1),
            _ => {
                // A number or word can end with the file, if it is cut off there.
                let Some(len) = self.scan.value_len(rest) else { return ParseStep::Wants };
                self.pass(input, len);
                self.key.clear();
            }
        }
        ParseStep::Done
    }

    /// Reads a string, which is a key if a colon follows.
    fn next_string(&mut self, input: &mut Input) -> ParseStep {
        let rest = input.rest();
        let Some(len) = self.scan.value_len(rest) else { return ParseStep::Wants };
        let Some(next) = self.scan.byte_after(rest) else { return ParseStep::Wants };
        let string = String::from_utf8_lossy(&rest[1..len - 1]).into_owned();
        if next == b':' {
            self.key = string;
        } else {
            match self.key.as_str() {
                // Other frames tell how far it is, or go on with the table before.
                "FrameType" if string == "DataTable" || string == "TableHeader" => {
                    (self.is_result, self.columns) = (true, Vec::new())
                }
                "TableKind" => self.is_result = string == RESULT,
                _ => {}
            }
            self.key.clear();
        }
        self.pass(input, len);
        ParseStep::Done
    }

    /// Passes over a value.
    fn pass(&mut self, input: &mut Input, len: usize) {
        input.skip(len);
        self.scan = Scan::default();
    }

    fn take_columns(&mut self, list: &[u8], found: &mut Found) {
        self.columns.clear();
        if let Some(tables) = &mut self.first_only {
            self.is_result = *tables == 0;
            *tables += 1;
        }
        match serde_json::from_slice::<Vec<ResponseColumn>>(list) {
            Ok(columns) => {
                let member = |column: ResponseColumn| format!("{}:", serde_json::Value::from(column.name)).into_bytes();
                self.columns = columns.into_iter().map(member).collect();
            }
            Err(error) => {
                let text =
                    format!("The names of the columns of a table cannot be read: {error}. Its rows were left out.");
                found.push_back(Unpacked::Problem(text));
            }
        }
    }

    /// Reads a row, or the end of the rows.
    fn next_row(&mut self, input: &mut Input, lines: &mut Vec<u8>, found: &mut Found) -> ParseStep {
        input.skip(blanks(input.rest()));
        let rest = input.rest();
        let Some(&first) = rest.first() else { return ParseStep::Wants };
        if first == b']' {
            self.stage = Stage::Between;
            input.skip(1);
            return ParseStep::Done;
        }
        let Some(len) = self.scan.value_len(rest) else { return ParseStep::Wants };
        // Something that cannot stand in a list must not keep the reading where it is.
        let len = len.max(1);
        match first {
            _ if !self.is_result => {}
            b'[' => self.write_row(&rest[..len], lines, found),
            _ => {
                let start: String = String::from_utf8_lossy(&rest[..len.min(200)]).into_owned();
                let text = format!("Among the rows of a table stands something else, as when a query fails: {start}");
                found.push_back(Unpacked::Problem(text));
            }
        }
        self.pass(input, len);
        ParseStep::Done
    }

    /// Writes a row as an object in a line of its own.
    fn write_row(&mut self, row: &[u8], lines: &mut Vec<u8>, found: &mut Found) {
        self.rows += 1;
        let start = lines.len();
        let (mut cells, mut is_first) = (0, true);
        lines.push(b'{');
        for (at, cell) in items(row).enumerate() {
            cells = at + 1;
            let Some(column) = self.columns.get(at) else { continue };
            if !std::mem::take(&mut is_first) {
                lines.push(b',');
            }
            lines.extend_from_slice(column);
            lines.extend_from_slice(cell);
        }
        lines.extend_from_slice(b"}\n");
        let columns = self.columns.len();
        if columns == 0 {
            lines.truncate(start);
        }
        if cells != columns {
            let text = format!("Row {} has {cells} values for {columns} columns.", self.rows);
            found.push_back(Unpacked::Problem(text));
        }
    }

    fn finish(&mut self, input: &Input, found: &mut Found) {
        let at = input.position();
        if !input.is_all() {
            let text = format!(
                "What begins at byte {at} is longer than 64 MiB. ReadOptions was stopped; the rows before were read."
            );
            found.push_back(Unpacked::Problem(text));
        } else if self.depth > 0 || !input.rest().is_empty() {
            let text = format!(
                "The answer is cut off: what begins at byte {at} has no end. The {} rows before were read.",
                self.rows
            );
            found.push_back(Unpacked::Problem(text));
        } else if self.rows == 0 {
            // Without rows it is a file of no records, not an empty file.
            found.push_back(Unpacked::Bytes(b"[]".to_vec()));
        }
        found.push_back(Unpacked::End);
        self.stage = Stage::Over;
    }
}

fn is(key: &str, wanted: &str) -> bool {
    key.eq_ignore_ascii_case(wanted)
}
