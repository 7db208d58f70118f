//! One JSON record → one row of a batch.

mod lists;

use super::cursor::{Cursor, Fault};
use super::entry_cache::EntryCache;
use super::extra::ExtraReader;
use super::keys::{FEWEST_MARKS, Keys, Meaning, START, Sense, ShapeId};
use super::outcome::ReadOutcome;
use super::value::text_of;
use crate::ingest::time::TimeReader;
use crate::schema::{Field, List};
use crate::store::BatchBuilder;

/// Walks over the bytes of records and sets the values of a batch on the way. It learns the order of the keys, so one
/// reader should read many records; and it remembers codes, so all of them must go into the same batch.
#[derive(Clone, Debug)]
pub struct GraphReader {
    keys: Keys,
    /// For every list the entries met before.
    known: Vec<EntryCache>,
    extras: ExtraReader,
    /// Whether the record was normalized: then what it is was told before.
    is_adapted: bool,
    scratch: Vec<u8>,
    joined: Vec<u8>,
    marks: usize,
    of_other_logs: Option<&'static str>,
    is_time_unreadable: bool,
    /// Whether the last record has the time of a sign-in of Graph, be it empty.
    pub has_time: bool,
    /// Whether the last record has values of fields under other names than Graph has for them.
    pub has_other_names: bool,
    /// Whether in the last record a text stands in the place of an object or a list, or among the objects of a list,
    /// that must be opened to be read.
    pub has_closed_texts: bool,
    /// Reads the times of the records, and counts what they look like.
    pub times: TimeReader,
}

impl Default for GraphReader {
    fn default() -> GraphReader {
        GraphReader {
            keys: Keys::of_graph(),
            known: vec![EntryCache::default(); List::COUNT],
            extras: ExtraReader::default(),
            is_adapted: false,
            scratch: Vec::new(),
            joined: Vec::new(),
            marks: 0,
            of_other_logs: None,
            is_time_unreadable: false,
            has_time: false,
            has_other_names: false,
            has_closed_texts: false,
            times: TimeReader::default(),
        }
    }
}

/// What a record is that nobody knows.
pub const UNKNOWN_OBJECT: &str = "an object without the values of a sign-in";

/// A key of an object: its shape, and its place among the keys of that.
type KeyId = (ShapeId, usize);

impl GraphReader {
    /// Reads one record. The batch has its values only if it is a sign-in; call [`BatchBuilder::abandon_record`]
    /// otherwise.
    pub fn read(&mut self, record: &[u8], batch: &mut BatchBuilder) -> ReadOutcome {
        let mut cursor = Cursor::new(record);
        let read = self.first(&mut cursor, batch);
        read.and_then(|outcome| cursor.end().map(|()| outcome)).unwrap_or_else(ReadOutcome::Broken)
    }

    /// Reads the record that these bytes begin with, and says how long it is.
    pub fn read_first(&mut self, bytes: &[u8], batch: &mut BatchBuilder) -> (ReadOutcome, usize) {
        let mut cursor = Cursor::new(bytes);
        let outcome = self.first(&mut cursor, batch).unwrap_or_else(ReadOutcome::Broken);
        (outcome, bytes.len() - cursor.rest().len())
    }

    fn first(&mut self, cursor: &mut Cursor, batch: &mut BatchBuilder) -> Result<ReadOutcome, Fault> {
        (self.marks, self.of_other_logs, self.is_time_unreadable) = (0, None, false);
        (self.has_time, self.has_other_names, self.has_closed_texts) = (false, false, false);
        cursor.blanks();
        if cursor.peek() != Some(b'{') {
            cursor.skip(0)?;
            return Ok(ReadOutcome::Foreign("a single value"));
        }
        self.object(cursor, Keys::RECORD, 0, batch)?;
        Ok(match self.of_other_logs {
            Some(what) => ReadOutcome::Foreign(what),
            None if self.marks < FEWEST_MARKS => ReadOutcome::Foreign(UNKNOWN_OBJECT),
            None => ReadOutcome::SignIn { is_time_unreadable: self.is_time_unreadable },
        })
    }

    /// Reads a record that was normalized; `is_stated` says that it is a sign-in however few values it has.
    pub fn read_normalized(&mut self, record: &[u8], is_stated: bool, batch: &mut BatchBuilder) -> ReadOutcome {
        self.is_adapted = true;
        let outcome = self.read(record, batch);
        self.is_adapted = false;
        match outcome {
            ReadOutcome::Foreign(_) if is_stated || self.marks >= FEWEST_MARKS => {
                ReadOutcome::SignIn { is_time_unreadable: self.is_time_unreadable }
            }
            outcome => outcome,
        }
    }

    fn object(
        &mut self,
        cursor: &mut Cursor,
        shape: ShapeId,
        depth: u32,
        batch: &mut BatchBuilder,
    ) -> Result<(), Fault> {
        let mut before = START;
        let mut more = cursor.enter(b'}', depth)?;
        while more {
            let meaning = self.keys.read(cursor, shape, &mut before)?;
            more = match self.again(cursor, shape, before, batch) {
                Some(more) => more,
                None => {
                    let start = cursor.rest();
                    let sense = self.value(cursor, meaning, (shape, before), depth + 1, batch)?;
                    // What has to be opened is looked at each time.
                    if let Some(sense) = sense.filter(|_| !self.has_closed_texts) {
                        self.keys.remember(start, cursor, shape, before, sense);
                    }
                    cursor.next(b'}')?
                }
            };
        }
        Ok(())
    }

    /// Takes a value that is the same as in the record before, and what follows it; whether another member follows.
    #[inline(always)]
    fn again(&mut self, cursor: &mut Cursor, shape: ShapeId, key: usize, batch: &mut BatchBuilder) -> Option<bool> {
        let (sense, len) = self.keys.again(cursor, shape, key)?;
        match sense {
            Sense::Nothing => {}
            Sense::Extras => {
                self.keys.extras(shape, key).iter().for_each(|&(slot, code)| batch.set_extra_code(slot, code));
            }
            Sense::Code(field, code, is_mark) => {
                if !batch.set_code(field, code) {
                    return None;
                }
                self.marks += usize::from(is_mark);
            }
            Sense::List(list, code) => {
                if !batch.set_list(list, code) {
                    return None;
                }
            }
        }
        cursor.advance(len - 1);
        let has_more = cursor.peek() == Some(b',');
        cursor.advance(1);
        if has_more {
            cursor.blanks();
        }
        Some(has_more)
    }

    /// Reads a value; the answer is what it means, if the same bytes always mean the same.
    fn value(
        &mut self,
        cursor: &mut Cursor,
        meaning: Meaning,
        key: KeyId,
        depth: u32,
        batch: &mut BatchBuilder,
    ) -> Result<Option<Sense>, Fault> {
        Ok(match meaning {
            meaning if !meaning.fits(cursor.peek()) => self.extra(cursor, key, depth, batch)?,
            Meaning::Unknown | Meaning::Part(_) => None,
            Meaning::OtherName => {
                self.has_other_names = true;
                self.extra(cursor, key, depth, batch)?;
                None
            }
            Meaning::Field(field, is_mark) => {
                let value = text_of(cursor, &mut self.scratch, &mut self.joined, depth)?;
                value.and_then(|value| {
                    let is_mark = is_mark && !value.is_empty();
                    self.marks += usize::from(is_mark);
                    batch.set_text_coded(field, value).map(|code| Sense::Code(field, code, is_mark))
                })
            }
            Meaning::Time(field) => {
                self.time(cursor, field, depth, batch)?;
                None
            }
            Meaning::Object(inner) => {
                self.inner(cursor, inner, depth, batch)?;
                None
            }
            Meaning::List(list, entries) => {
                let code = self.list(cursor, list, entries, Some(key), depth, batch)?;
                code.map(|code| Sense::List(list, code))
            }
            Meaning::Foreign(what) => {
                self.of_other_logs.get_or_insert(what);
                self.extra(cursor, key, depth, batch)?;
                None
            }
        })
    }

    /// A value that no field or list stands for.
    fn extra(
        &mut self,
        cursor: &mut Cursor,
        (shape, key): KeyId,
        depth: u32,
        batch: &mut BatchBuilder,
    ) -> Result<Option<Sense>, Fault> {
        // Nothing of a record that is no sign-in is kept.
        if self.of_other_logs.is_some() && !self.is_adapted {
            cursor.skip(depth)?;
            return Ok(None);
        }
        let is_lasting = self.extras.read(cursor, self.keys.path(shape, key), depth, batch)?;
        if is_lasting {
            self.keys.set_extras(shape, key, self.extras.found());
        }
        Ok(is_lasting.then_some(Sense::Extras))
    }

    fn time(&mut self, cursor: &mut Cursor, field: Field, depth: u32, batch: &mut BatchBuilder) -> Result<(), Fault> {
        self.has_time = true;
        if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth)? {
            self.marks += usize::from(!value.is_empty());
            self.is_time_unreadable |= !self.times.set(value, field, batch);
        }
        Ok(())
    }

    /// An object whose single values are wanted. Where the file has `null` instead, it leaves all of them empty.
    fn inner(
        &mut self,
        cursor: &mut Cursor,
        shape: ShapeId,
        depth: u32,
        batch: &mut BatchBuilder,
    ) -> Result<(), Fault> {
        match cursor.peek() {
            Some(b'{') => self.object(cursor, shape, depth, batch),
            Some(b'n') => {
                cursor.word()?;
                self.keys.fields(shape).iter().for_each(|&field| batch.set_empty(field));
                Ok(())
            }
            Some(b'"') => {
                self.has_closed_texts |= !cursor.string()?.raw.is_empty();
                Ok(())
            }
            _ => cursor.skip(depth),
        }
    }
}
