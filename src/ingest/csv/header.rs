//! The header of a CSV file: which kind of table it is, and which column holds which field.

use std::collections::{HashMap, HashSet};

use super::cells::Cells;
use super::normalized_table::NormalizedTable;
use crate::ingest::normalize;
use crate::ingest::read_options::Zone;
use crate::ingest::source_format::SourceFormat;
use crate::schema::formula::unguarded;
use crate::schema::{ExtraColumn, Field, SIGN_INS, name};

/// What the header of a CSV file says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CsvFormat {
    /// The header line as it stands in the file, without byte order mark and line end.
    pub header: Vec<u8>,
    /// What separates the cells.
    pub delimiter: u8,
    /// The column names as the file has them.
    pub names: Vec<String>,
    /// The field each column holds; `None` for columns nobody knows. In a table with nested values it is only said for
    /// those that stand alone.
    pub columns: Vec<Option<Field>>,
    /// How the rows are written.
    pub source_format: SourceFormat,
    /// How the rows become sign-ins, if columns alone do not.
    pub table: Option<NormalizedTable>,
}

/// Columns without which a short record is of no use; a record may end early only after the last of them.
const ESSENTIAL: &[Field] =
    &[Field::Date, Field::RequestId, Field::Username, Field::IpAddress, Field::Status, Field::ErrorCode];

impl CsvFormat {
    /// Reads a header line, taking it for that of a portal download.
    pub fn new(header: &[u8], delimiter: u8) -> CsvFormat {
        let english = SIGN_INS.fields().flat_map(|info| info.portal.iter().map(|name| (normalise(name), info.field)));
        let localised = SIGN_INS.fields().flat_map(|info| info.localised.iter().map(|name| (*name, info.field)));
        let known: HashMap<String, Field> =
            localised.map(|(name, field)| (normalise(name), field)).chain(english).collect();
        let mut scratch = Vec::new();
        let names: Vec<String> = Cells::new(header, delimiter)
            .map(|cell| String::from_utf8_lossy(cell.text(&mut scratch)).into_owned())
            .collect();
        // Signscope's own exports have it of times in a zone that nobody has named.
        let key = |name: &str| normalise(name).trim_end_matches(" [local time]").to_owned();
        let columns = names.iter().map(|name| known.get(&key(name)).copied()).collect();
        let source_format = SourceFormat::PortalCsv;
        CsvFormat { header: header.to_vec(), delimiter, names, columns, source_format, table: None }
    }

    /// The same header with what its other columns hold, for fields that no column has yet.
    pub fn completed(mut self, known: &[Option<Field>]) -> CsvFormat {
        for (at, field) in known.iter().enumerate() {
            if self.columns[at].is_none() && field.is_some_and(|field| !self.has(field)) {
                self.columns[at] = *field;
            }
        }
        self
    }

    /// The same header with columns that somebody has told. Of columns with the same name it is the first.
    pub fn mapped(mut self, told: &[(String, Field)]) -> CsvFormat {
        let field = |(at, name): (usize, &String)| {
            let is_first = !self.names[..at].contains(name);
            told.iter().find(|(known, _)| is_first && known == name).map(|(_, field)| *field)
        };
        self.columns = self.names.iter().enumerate().map(field).collect();
        (self.source_format, self.table) = (SourceFormat::Mapped, None);
        self
    }

    /// What each column is called where it is an extra column: its name without byte order mark, blanks around it, and
    /// the apostrophe that exports put before formulas. A column without a name is called by its place, and columns
    /// with one name are told apart by numbers.
    pub fn extra_names(&self) -> Vec<String> {
        let names: Vec<String> = self.names.iter().map(|name| bare(name)).collect();
        let is_first = self.first_of_fields();
        let of_fields: HashSet<&String> =
            names.iter().zip(&is_first).filter(|(_, is)| **is).map(|(name, _)| name).collect();
        let mut next: HashMap<String, usize> = HashMap::new();
        let mut taken = HashSet::new();
        let number = |(at, (name, is_first)): (usize, (&String, &bool))| {
            let own = match name.as_str() {
                "" => format!("Column {}", at + 1),
                name => ExtraColumn::in_brackets(name).unwrap_or(name).to_owned(),
            };
            if *is_first {
                return own;
            }
            // A name in brackets is that of an extra column in any case, and has nothing to do with those of fields.
            let next = next.entry(own.clone()).or_insert(if own == *name && of_fields.contains(name) { 2 } else { 1 });
            loop {
                let numbered = if *next == 1 { own.clone() } else { format!("{own} ({next})") };
                *next += 1;
                if taken.insert(numbered.clone()) {
                    return numbered;
                }
            }
        };
        names.iter().zip(&is_first).enumerate().map(number).collect()
    }

    /// Whether each column is the first one that holds its field.
    pub fn first_of_fields(&self) -> Vec<bool> {
        let mut met = HashSet::new();
        self.columns.iter().map(|field| field.is_some_and(|field| met.insert(field))).collect()
    }

    /// What separates the cells, where it was told before the header and the header alone would not tell.
    pub fn told_delimiter(&self) -> Option<u8> {
        (sniff_delimiter(&self.header) != self.delimiter).then_some(self.delimiter)
    }

    /// How many columns hold a field.
    pub fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Whether a column holds the field.
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains(&Some(field))
    }

    /// How many cells a record must have at least to be worth keeping.
    pub fn fewest_cells(&self) -> usize {
        let last = self.columns.iter().rposition(|field| field.is_some_and(|field| ESSENTIAL.contains(&field)));
        match self.table {
            None => last.map_or(self.columns.len(), |last| last + 1),
            Some(_) => self.columns.len(),
        }
    }

    /// Whether its time is that at which a record came to Azure Monitor.
    pub fn has_ingestion_time(&self) -> bool {
        let columns = self.columns.iter().zip(&self.names);
        columns
            .into_iter()
            .any(|(field, column)| *field == Some(Field::Date) && name::plain(column) == normalize::INGESTION)
    }

    /// What the name of the column with the time says about its zone; `None` if it says nothing.
    pub fn zone(&self) -> Option<Zone> {
        let is_time = |name: &str| {
            let name = name::plain(name);
            name.starts_with("date") || name.starts_with("fecha") || name.contains("time")
        };
        self.names.iter().filter(|name| is_time(name)).find_map(|name| match normalise(name) {
            name if name.ends_with("[local time]") => Some(Zone::Local),
            name if name.ends_with("[utc]") || name.ends_with("(utc)") => Some(Zone::Utc),
            _ => None,
        })
    }
}

/// A name of a column without byte order mark, blanks around it, and the apostrophe before formulas.
fn bare(name: &str) -> String {
    let name = unguarded(name.trim_start_matches('\u{feff}').trim().as_bytes());
    String::from_utf8_lossy(&name).trim().to_owned()
}

/// A header as it is compared: without byte order mark and blanks around it, inner blanks as one, in lower case, with a
/// straight apostrophe, and with "sign in" for "sign-in".
pub fn normalise(name: &str) -> String {
    let name =
        name.trim_start_matches('\u{feff}').replace('\u{2019}', "'").to_lowercase().replace("sign-in", "sign in");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The delimiter of a header line: comma, semicolon or tab, whichever it has most of outside quotes.
pub fn sniff_delimiter(header: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(0usize, b','), (0, b';'), (0, b'\t')];
    for &byte in header {
        is_quoted ^= byte == b'"';
        if let Some(count) = counts.iter_mut().find(|(_, delimiter)| *delimiter == byte && !is_quoted) {
            count.0 += 1;
        }
    }
    let most = counts.iter().map(|&(count, _)| count).max().unwrap_or(0);
    counts.iter().find(|&&(count, _)| count == most).map_or(b',', |&(_, delimiter)| delimiter)
}
