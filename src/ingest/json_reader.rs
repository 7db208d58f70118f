//! Reads JSON records of every source format: those of Graph at full speed, the others after they were normalized.

use serde_json::Value;

use super::csv::{CsvFormat, NormalizedTable};
use super::json::{Fault, GraphReader, ReadOutcome, mended};
use super::normalize::{self, Normalized, SignIn, Unread};
use super::read_options::DateOrder;
use super::source_format::SourceFormat;
use super::time::TimeReader;
use super::unknown_json;
use crate::schema::Field;
use crate::store::BatchBuilder;

/// A reader that remembers whether the last record had to be normalized, and then tries that first.
#[derive(Clone, Debug, Default)]
pub struct JsonReader {
    graph: GraphReader,
    is_adapting: bool,
    /// The field that each value of a record holds, where somebody has told.
    told: Option<Vec<(String, Field)>>,
    /// The source format of the last record that was normalized.
    last: Option<SourceFormat>,
    bytes: Vec<u8>,
}

/// What became of a record, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRecord {
    /// What became of it.
    pub outcome: ReadOutcome,
    /// How it was written.
    pub source_format: SourceFormat,
    /// How many of its values are names of types, left by an export that cannot nest.
    pub lost: u64,
    /// The first of its values that is no valid JSON, and was made a text.
    pub odd: Option<Fault>,
    /// What it has that was not understood.
    pub unread: Vec<Unread>,
    /// How many other sign-ins stand in what is around it.
    pub others: u64,
}

impl ReadRecord {
    /// A record of which there is nothing more to say.
    pub fn new(outcome: ReadOutcome, source_format: SourceFormat) -> ReadRecord {
        ReadRecord { outcome, source_format, lost: 0, odd: None, unread: Vec::new(), others: 0 }
    }
}

impl JsonReader {
    /// Reads records of a file in which dates have this order; `source format` is that of records met before.
    pub fn new(order: DateOrder, source_format: Option<SourceFormat>) -> JsonReader {
        let mut reader =
            JsonReader { is_adapting: source_format.is_some(), last: source_format, ..JsonReader::default() };
        reader.graph.times.order = order;
        reader
    }

    /// The same of records whose values hold these fields, as somebody told.
    pub fn told(self, told: Option<Vec<(String, Field)>>) -> JsonReader {
        JsonReader { told, ..self }
    }

    /// The times read so far.
    pub fn times(&mut self) -> &mut TimeReader {
        &mut self.graph.times
    }

    /// Reads one record. The batch has its values only if it is a sign-in; call [`BatchBuilder::abandon_record`]
    /// otherwise.
    pub fn read(&mut self, record: &[u8], batch: &mut BatchBuilder) -> ReadRecord {
        let read = self.read_valid(record, batch);
        let ReadOutcome::Broken(fault) = read.outcome else { return read };
        batch.abandon_record();
        match self.read_valid(&mended(record), batch) {
            mended @ ReadRecord { outcome: ReadOutcome::SignIn { .. }, .. } => {
                ReadRecord { odd: Some(fault), ..mended }
            }
            _ => read,
        }
    }

    /// Reads a record of valid JSON.
    fn read_valid(&mut self, record: &[u8], batch: &mut BatchBuilder) -> ReadRecord {
        if (self.is_adapting || self.told.is_some())
            && let Some(read) = self.read_normalized(record, batch)
        {
            return read;
        }
        let read = self.read_graph(record, batch);
        let is_closed = self.graph.has_closed_texts && !self.graph.has_other_names;
        if let (ReadOutcome::SignIn { .. }, true) = (read.outcome, is_closed) {
            batch.abandon_record();
            return self.read_opened(record, batch).unwrap_or(read);
        }
        let is_doubtful = match read.outcome {
            ReadOutcome::SignIn { .. } => !self.graph.has_time || self.graph.has_other_names,
            ReadOutcome::Foreign(_) => true,
            ReadOutcome::Broken(_) => false,
        };
        if !is_doubtful {
            self.is_adapting = false;
            return read;
        }
        // Whether it is normalized must not depend on the records before it: other decoders have others.
        if self.is_adapting {
            return read;
        }
        batch.abandon_record();
        match self.read_normalized(record, batch) {
            Some(normalized) => normalized,
            None if matches!(read.outcome, ReadOutcome::SignIn { .. }) => self.read_graph(record, batch),
            None => read,
        }
    }

    /// Reads a record of Graph in which texts stand in the places of nested values.
    fn read_opened(&mut self, record: &[u8], batch: &mut BatchBuilder) -> Option<ReadRecord> {
        let Value::Object(object) = value_of(record)? else { return None };
        let read = self.take(normalize::open_texts(object), batch);
        self.is_adapting = false;
        Some(read)
    }

    /// Reads the record that these bytes begin with if it is a sign-in of Graph beyond doubt, and says how long it is.
    /// Call [`BatchBuilder::abandon_record`] if it is none.
    pub fn read_sure(&mut self, bytes: &[u8], batch: &mut BatchBuilder) -> Option<usize> {
        if self.is_adapting {
            return None;
        }
        let (outcome, len) = self.graph.read_first(bytes, batch);
        let is_sure = outcome == ReadOutcome::SignIn { is_time_unreadable: false }
            && self.graph.has_time
            && !self.graph.has_other_names
            && !self.graph.has_closed_texts;
        is_sure.then_some(len)
    }

    fn read_graph(&mut self, record: &[u8], batch: &mut BatchBuilder) -> ReadRecord {
        ReadRecord::new(self.graph.read(record, batch), SourceFormat::Graph)
    }

    fn read_normalized(&mut self, record: &[u8], batch: &mut BatchBuilder) -> Option<ReadRecord> {
        let value = value_of(record)?;
        let normalized = match &self.told {
            Some(told) => unknown_json::told(value, told),
            None => normalize::normalize(value, self.last)?,
        };
        Some(self.take(normalized, batch))
    }

    /// Reads one row of a table whose rows become objects first.
    pub fn read_row(
        &mut self,
        record: &[u8],
        file_format: &CsvFormat,
        table: &NormalizedTable,
        batch: &mut BatchBuilder,
    ) -> ReadRecord {
        match row_of(record, file_format, table) {
            Some(normalized) => self.take(normalized, batch),
            None => ReadRecord::new(ReadOutcome::Foreign("a row of another table"), file_format.source_format),
        }
    }

    fn take(&mut self, normalized: Normalized, batch: &mut BatchBuilder) -> ReadRecord {
        let sign_in = match normalized {
            Normalized::Foreign(what) => {
                return ReadRecord::new(ReadOutcome::Foreign(what), SourceFormat::Graph);
            }
            Normalized::SignIn(sign_in) => sign_in,
        };
        self.bytes.clear();
        let outcome = match serde_json::to_writer(&mut self.bytes, &sign_in.graph) {
            Ok(()) => self.graph.read_normalized(&self.bytes, sign_in.is_stated, batch),
            Err(_) => ReadOutcome::Foreign(TOO_DEEP),
        };
        let outcome = match outcome {
            // Its bytes are ours, so only opening texts inside texts can have gone too far.
            ReadOutcome::Broken(_) => ReadOutcome::Foreign(TOO_DEEP),
            outcome => outcome,
        };
        if let (ReadOutcome::SignIn { .. }, Some(log_type)) = (outcome, &sign_in.log_type) {
            batch.set_text(Field::LogType, log_type.as_bytes());
        }
        if let ReadOutcome::SignIn { .. } = outcome {
            sign_in.texts.iter().for_each(|(field, text)| batch.set_text(*field, text.as_bytes()));
            self.graph.times.counts.ingested += u64::from(sign_in.is_ingested);
        }
        self.is_adapting |= matches!(outcome, ReadOutcome::SignIn { .. });
        self.last = Some(sign_in.source_format);
        let SignIn { lost, unread, others, source_format, .. } = *sign_in;
        ReadRecord { lost, unread, others, ..ReadRecord::new(outcome, source_format) }
    }
}

const TOO_DEEP: &str = "an object that is nested too deeply";

/// A record in the form of Graph, for the detail pane: normalized if it has to be.
pub fn graph_of(value: Value, told: Option<&[(String, Field)]>) -> Value {
    let normalized = match (told, &value) {
        (Some(told), _) => Some(unknown_json::told(value.clone(), told)),
        (None, Value::Object(object)) => normalize::normalize(value.clone(), None)
            .or_else(|| normalize::has_closed_texts(object).then(|| normalize::open_texts(object.clone()))),
        (None, _) => normalize::normalize(value.clone(), None),
    };
    match normalized {
        Some(Normalized::SignIn(sign_in)) => sign_in.graph,
        _ => value,
    }
}

/// The same for a row of a table.
pub fn graph_of_row(record: &[u8], file_format: &CsvFormat, table: &NormalizedTable) -> Option<Value> {
    match row_of(record, file_format, table)? {
        Normalized::SignIn(sign_in) => Some(sign_in.graph),
        Normalized::Foreign(_) => None,
    }
}

fn row_of(record: &[u8], file_format: &CsvFormat, table: &NormalizedTable) -> Option<Normalized> {
    let object = table.object(record, file_format);
    let mut normalized = match table {
        NormalizedTable::Normalized => normalize::normalize_row(object, file_format.source_format)?,
        NormalizedTable::Steps(_) => {
            Normalized::SignIn(Box::new(SignIn { is_stated: true, ..SignIn::new(object, file_format.source_format) }))
        }
    };
    if let Normalized::SignIn(sign_in) = &mut normalized {
        // The source format of an object with these names is that of JSON; the header has told more.
        sign_in.source_format = file_format.source_format;
    }
    Some(normalized)
}

/// The record as a value; what is no UTF-8 is replaced, as it is for the store.
fn value_of(record: &[u8]) -> Option<Value> {
    match str::from_utf8(record) {
        Ok(text) => serde_json::from_str(text).ok(),
        Err(_) => serde_json::from_str(&String::from_utf8_lossy(record)).ok(),
    }
}

/// The same, with values that are no valid JSON as texts.
pub fn value_of_any(record: &[u8]) -> Result<Value, serde_json::Error> {
    let parse = |record: &[u8]| serde_json::from_str(&String::from_utf8_lossy(record));
    parse(record).or_else(|error| parse(&mended(record)).map_err(|_| error))
}
