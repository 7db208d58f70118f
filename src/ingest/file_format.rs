//! What kind of file it is, as far as its records depend on it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::code_page::CodePage;
use super::csv::CsvFormat;
use super::json::Seen;
use super::read_options::{DateOrder, Zone};
use super::source_format::SourceFormat;
use super::time::Clocks;
use crate::schema::{ExtraColumn, Field, LogType};

/// The kind of a file that can be read, and what else its records are read with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFormat {
    /// How the records lie in the file.
    pub syntax: Syntax,
    /// The first byte of the file whose records are read so: tables put together have one after the other.
    pub since: u64,
    /// Which comes first where day and month could be exchanged.
    pub dates: DateOrder,
    /// The clocks its times were written by, where somebody has told that.
    pub clocks: Option<Clocks>,
    /// The fields that its extra columns hold, where somebody has told that.
    pub extras: Vec<(ExtraColumn, Field)>,
    /// The code page its text is in; `None` for UTF-8.
    pub code_page: Option<CodePage>,
    /// The log its records belong to by the file's name, for records that do not say.
    pub log_type: Option<LogType>,
}

/// How records lie in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Syntax {
    /// JSON objects.
    Json {
        /// What the file is made of.
        seen: Seen,
        /// The source format of the records so far, if they are not those of Graph.
        source_format: Option<SourceFormat>,
        /// The field that each value of a record holds, by its path, where somebody has told.
        told: Option<Vec<(String, Field)>>,
    },
    /// A table.
    Csv(CsvFormat),
}

impl FileFormat {
    /// A file of this form about which nothing else is known.
    pub fn new(syntax: Syntax) -> FileFormat {
        let dates = DateOrder::default();
        FileFormat { syntax, since: 0, dates, clocks: None, extras: Vec::new(), code_page: None, log_type: None }
    }

    /// A JSON file of records of Graph.
    pub fn json(seen: Seen) -> FileFormat {
        FileFormat::new(Syntax::Json { seen, source_format: None, told: None })
    }

    /// The one of some file formats, in the order of the file, with which a record at this byte is read.
    pub fn at(file_formats: &[FileFormat], offset: u64) -> Option<&FileFormat> {
        file_formats.iter().rev().find(|file_format| file_format.since <= offset).or(file_formats.first())
    }

    /// What the file is, in words.
    pub fn describe(&self) -> String {
        let source_format = self.describe_syntax();
        self.code_page.map_or(source_format.clone(), |page| format!("{source_format}, {} text", page.label()))
    }

    /// Bytes of the file as UTF-8.
    pub fn decoded<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.code_page.map_or(Cow::Borrowed(bytes), |page| page.decode(bytes))
    }

    fn describe_syntax(&self) -> String {
        match &self.syntax {
            Syntax::Json { source_format: Some(source_format), .. } => match source_format {
                SourceFormat::PowerShell | SourceFormat::Graph => source_format.label().to_owned(),
                source_format => format!("{}, JSON", source_format.label()),
            },
            Syntax::Json { seen, .. } if seen.page => "Microsoft Graph JSON".to_owned(),
            Syntax::Json { seen, .. } if seen.lines && !seen.array => "JSON, one record after the other".to_owned(),
            Syntax::Json { .. } => "Portal JSON".to_owned(),
            Syntax::Csv(csv) => {
                let label = csv.source_format.label().trim_end_matches(" CSV");
                match csv.source_format {
                    SourceFormat::PortalCsv | SourceFormat::PowerShellCsv => {
                        format!("{label} CSV, {} columns", csv.columns.len())
                    }
                    _ => format!("{label}, CSV, {} columns", csv.columns.len()),
                }
            }
        }
    }

    /// Whether its records can be decoded as they are: not if they are normalized before.
    pub fn is_plain(&self) -> bool {
        match &self.syntax {
            Syntax::Json { source_format, .. } => source_format.is_none(),
            Syntax::Csv(csv) => csv.table.is_none(),
        }
    }

    /// The source format that most of its records have.
    pub fn source_format(&self) -> SourceFormat {
        match &self.syntax {
            Syntax::Json { source_format, .. } => source_format.unwrap_or(SourceFormat::Graph),
            Syntax::Csv(csv) => csv.source_format,
        }
    }

    /// The table, if it is one.
    pub fn csv(&self) -> Option<&CsvFormat> {
        match &self.syntax {
            Syntax::Json { .. } => None,
            Syntax::Csv(csv) => Some(csv),
        }
    }

    /// The header line as it stands in the file, without byte order mark and line end; `None` for JSON.
    pub fn header(&self) -> Option<&[u8]> {
        self.csv().map(|csv| csv.header.as_slice())
    }

    /// What a header says about the zone of its times.
    pub fn zone(&self) -> Option<Zone> {
        self.csv().and_then(CsvFormat::zone)
    }

    /// Takes notice of the source format that most records have.
    pub fn note_source_format(&mut self, noted: SourceFormat) {
        if let Syntax::Json { source_format, .. } = &mut self.syntax {
            *source_format = Some(noted).filter(|source_format| *source_format != SourceFormat::Graph);
        }
    }
}
