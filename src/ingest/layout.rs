//! What kind of file it is, as far as its records depend on it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::code_page::CodePage;
use super::csv::CsvLayout;
use super::json::Seen;
use super::reading::{DateOrder, Zone};
use super::shape::Shape;
use super::time::Clocks;
use crate::schema::{ExtraColumn, Field, LogType};

/// The kind of a file that can be read, and what else its records are read with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// How the records lie in the file.
    pub form: Form,
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
pub enum Form {
    /// JSON objects.
    Json {
        /// What the file is made of.
        seen: Seen,
        /// The shape of the records so far, if they are not those of Graph.
        shape: Option<Shape>,
        /// The field that each value of a record holds, by its path, where somebody has told.
        told: Option<Vec<(String, Field)>>,
    },
    /// A table.
    Csv(CsvLayout),
}

impl Layout {
    /// A file of this form about which nothing else is known.
    pub fn new(form: Form) -> Layout {
        let dates = DateOrder::default();
        Layout { form, since: 0, dates, clocks: None, extras: Vec::new(), code_page: None, log_type: None }
    }

    /// A JSON file of records of Graph.
    pub fn json(seen: Seen) -> Layout {
        Layout::new(Form::Json { seen, shape: None, told: None })
    }

    /// The one of some layouts, in the order of the file, with which a record at this byte is read.
    pub fn at(layouts: &[Layout], offset: u64) -> Option<&Layout> {
        layouts.iter().rev().find(|layout| layout.since <= offset).or(layouts.first())
    }

    /// What the file is, in words.
    pub fn describe(&self) -> String {
        let shape = self.describe_form();
        self.code_page.map_or(shape.clone(), |page| format!("{shape}, {} text", page.label()))
    }

    /// Bytes of the file as UTF-8.
    pub fn decoded<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.code_page.map_or(Cow::Borrowed(bytes), |page| page.decode(bytes))
    }

    fn describe_form(&self) -> String {
        match &self.form {
            Form::Json { shape: Some(shape), .. } => match shape {
                Shape::PowerShell | Shape::Graph => shape.label().to_owned(),
                shape => format!("{}, JSON", shape.label()),
            },
            Form::Json { seen, .. } if seen.page => "Microsoft Graph JSON".to_owned(),
            Form::Json { seen, .. } if seen.lines && !seen.array => "JSON, one record after the other".to_owned(),
            Form::Json { .. } => "Portal JSON".to_owned(),
            Form::Csv(csv) => {
                let label = csv.shape.label().trim_end_matches(" CSV");
                match csv.shape {
                    Shape::PortalCsv | Shape::PowerShellCsv => format!("{label} CSV, {} columns", csv.columns.len()),
                    _ => format!("{label}, CSV, {} columns", csv.columns.len()),
                }
            }
        }
    }

    /// Whether its records can be decoded as they are: not if they are adapted before.
    pub fn is_plain(&self) -> bool {
        match &self.form {
            Form::Json { shape, .. } => shape.is_none(),
            Form::Csv(csv) => csv.table.is_none(),
        }
    }

    /// The shape that most of its records have.
    pub fn shape(&self) -> Shape {
        match &self.form {
            Form::Json { shape, .. } => shape.unwrap_or(Shape::Graph),
            Form::Csv(csv) => csv.shape,
        }
    }

    /// The table, if it is one.
    pub fn csv(&self) -> Option<&CsvLayout> {
        match &self.form {
            Form::Json { .. } => None,
            Form::Csv(csv) => Some(csv),
        }
    }

    /// The header line as it stands in the file, without byte order mark and line end; `None` for JSON.
    pub fn header(&self) -> Option<&[u8]> {
        self.csv().map(|csv| csv.header.as_slice())
    }

    /// What a header says about the zone of its times.
    pub fn zone(&self) -> Option<Zone> {
        self.csv().and_then(CsvLayout::zone)
    }

    /// Takes notice of the shape that most records have.
    pub fn note_shape(&mut self, noted: Shape) {
        if let Form::Json { shape, .. } = &mut self.form {
            *shape = Some(noted).filter(|shape| *shape != Shape::Graph);
        }
    }
}
