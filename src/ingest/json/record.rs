//! One JSON record → one row of a batch.

use super::cursor::{Cursor, Fault};
use super::extra::ExtraReader;
use super::keys::{Keys, Meaning, START, Sense, ShapeId};
use super::known::{Before, KnownEntries};
use super::outcome::Outcome;
use super::text::Text;
use super::value::text_of;
use crate::ingest::time::TimeReader;
use crate::schema::{Field, List, Part};
use crate::store::{ABSENT, Batch, Code, EMPTY, ListColumn};

/// Walks over the bytes of records and sets the values of a batch on the way. It learns the order of the keys, so one
/// reader should read many records; and it remembers codes, so all of them must go into the same batch.
#[derive(Clone, Debug)]
pub struct JsonReader {
    keys: Keys,
    /// For every list the entries met before.
    known: Vec<KnownEntries>,
    extras: ExtraReader,
    /// Whether the record was adapted: then what it is was told before.
    is_adapted: bool,
    scratch: Vec<u8>,
    joined: Vec<u8>,
    marks: u32,
    foreign: Option<&'static str>,
    is_time_unreadable: bool,
    /// Whether the last record has the time of a sign-in of Graph, be it empty.
    pub has_time: bool,
    /// Whether the last record has values of fields under other names than Graph has for them.
    pub has_other_names: bool,
    /// Reads the times of the records, and counts what they look like.
    pub times: TimeReader,
}

impl Default for JsonReader {
    fn default() -> JsonReader {
        JsonReader {
            keys: Keys::of_graph(),
            known: vec![KnownEntries::default(); List::COUNT],
            extras: ExtraReader::default(),
            is_adapted: false,
            scratch: Vec::new(),
            joined: Vec::new(),
            marks: 0,
            foreign: None,
            is_time_unreadable: false,
            has_time: false,
            has_other_names: false,
            times: TimeReader::default(),
        }
    }
}

/// What a record is that nobody knows.
pub const UNKNOWN_OBJECT: &str = "an object without the values of a sign-in";

/// A record with fewer of the fields that mark a sign-in is none.
const FEWEST_MARKS: u32 = 2;

/// The entries of a list of the record have so many containers around them. Where a list was written as a text, they
/// have fewer; such entries are not compared with others, because they may be nested deeper.
const ENTRY_DEPTH: u32 = 2;

/// A key of an object: its shape, and its place among the keys of that.
type KeyId = (ShapeId, usize);

/// Lists have at most so many parts.
const PART_ROOM: usize = 16;

/// The codes of an entry's parts.
type PartCodes = [Code; PART_ROOM];

/// No codes yet.
const NO_CODES: PartCodes = [ABSENT; PART_ROOM];

impl JsonReader {
    /// Reads one record. The batch has its values only if it is a sign-in; call [`Batch::abandon_record`] otherwise.
    pub fn read(&mut self, record: &[u8], batch: &mut Batch) -> Outcome {
        let mut cursor = Cursor::new(record);
        let read = self.first(&mut cursor, batch);
        read.and_then(|outcome| cursor.end().map(|()| outcome)).unwrap_or_else(Outcome::Broken)
    }

    /// Reads the record that these bytes begin with, and says how long it is.
    pub fn read_first(&mut self, bytes: &[u8], batch: &mut Batch) -> (Outcome, usize) {
        let mut cursor = Cursor::new(bytes);
        let outcome = self.first(&mut cursor, batch).unwrap_or_else(Outcome::Broken);
        (outcome, bytes.len() - cursor.rest().len())
    }

    fn first(&mut self, cursor: &mut Cursor, batch: &mut Batch) -> Result<Outcome, Fault> {
        (self.marks, self.foreign, self.is_time_unreadable) = (0, None, false);
        (self.has_time, self.has_other_names) = (false, false);
        cursor.blanks();
        if cursor.peek() != Some(b'{') {
            cursor.skip(0)?;
            return Ok(Outcome::Foreign("a single value"));
        }
        self.object(cursor, Keys::RECORD, 0, batch)?;
        Ok(match self.foreign {
            Some(what) => Outcome::Foreign(what),
            None if self.marks < FEWEST_MARKS => Outcome::Foreign(UNKNOWN_OBJECT),
            None => Outcome::SignIn { is_time_unreadable: self.is_time_unreadable },
        })
    }

    /// Reads a record that was adapted; `is_stated` says that it is a sign-in however few values it has.
    pub fn read_adapted(&mut self, record: &[u8], is_stated: bool, batch: &mut Batch) -> Outcome {
        self.is_adapted = true;
        let outcome = self.read(record, batch);
        self.is_adapted = false;
        match outcome {
            Outcome::Foreign(_) if is_stated || self.marks >= FEWEST_MARKS => {
                Outcome::SignIn { is_time_unreadable: self.is_time_unreadable }
            }
            outcome => outcome,
        }
    }

    fn object(&mut self, cursor: &mut Cursor, shape: ShapeId, depth: u32, batch: &mut Batch) -> Result<(), Fault> {
        let mut before = START;
        let mut more = cursor.enter(b'}', depth)?;
        while more {
            let meaning = self.keys.read(cursor, shape, &mut before)?;
            more = match self.again(cursor, shape, before, batch) {
                Some(more) => more,
                None => {
                    let start = cursor.rest();
                    if let Some(sense) = self.value(cursor, meaning, (shape, before), depth + 1, batch)? {
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
    fn again(&mut self, cursor: &mut Cursor, shape: ShapeId, key: usize, batch: &mut Batch) -> Option<bool> {
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
                self.marks += u32::from(is_mark);
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
        batch: &mut Batch,
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
                    self.marks += u32::from(is_mark);
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
                self.foreign.get_or_insert(what);
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
        batch: &mut Batch,
    ) -> Result<Option<Sense>, Fault> {
        // Nothing of a record that is no sign-in is kept.
        if self.foreign.is_some() && !self.is_adapted {
            cursor.skip(depth)?;
            return Ok(None);
        }
        let is_lasting = self.extras.read(cursor, self.keys.path(shape, key), depth, batch)?;
        if is_lasting {
            self.keys.set_extras(shape, key, self.extras.found());
        }
        Ok(is_lasting.then_some(Sense::Extras))
    }

    fn time(&mut self, cursor: &mut Cursor, field: Field, depth: u32, batch: &mut Batch) -> Result<(), Fault> {
        self.has_time = true;
        if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth)? {
            self.marks += u32::from(!value.is_empty());
            self.is_time_unreadable |= !self.times.set(value, field, batch);
        }
        Ok(())
    }

    /// An object whose single values are wanted. Where the file has `null` instead, it leaves all of them empty.
    fn inner(&mut self, cursor: &mut Cursor, shape: ShapeId, depth: u32, batch: &mut Batch) -> Result<(), Fault> {
        match cursor.peek() {
            Some(b'{') => self.object(cursor, shape, depth, batch),
            Some(b'n') => {
                cursor.word()?;
                self.keys.fields(shape).iter().for_each(|&field| batch.set_empty(field));
                Ok(())
            }
            _ => cursor.skip(depth),
        }
    }

    /// Reads a list; the answer is its code in the batch, if it is the first one of the record.
    fn list(
        &mut self,
        cursor: &mut Cursor,
        list: List,
        entries: ShapeId,
        key: Option<KeyId>,
        depth: u32,
        batch: &mut Batch,
    ) -> Result<Option<Code>, Fault> {
        Ok(match cursor.peek() {
            Some(b'[') => {
                let mut before = Before::START;
                let mut more = cursor.enter(b']', depth)?;
                while more {
                    self.entry(cursor, list, entries, depth + 1, &mut before, batch)?;
                    more = cursor.next(b']')?;
                }
                batch.end_list(list)
            }
            // PowerShell writes a list with one entry as that entry.
            Some(b'{') => {
                self.entry(cursor, list, entries, depth, &mut { Before::START }, batch)?;
                batch.end_list(list)
            }
            Some(b'"') => {
                let text = cursor.string()?;
                if !self.list_in_text(text, list, entries, batch)
                    && let Some((shape, key)) = key
                {
                    let text = text.decode(&mut self.scratch);
                    self.extras.keep(self.keys.path(shape, key), text, batch);
                }
                None
            }
            Some(b'n') => {
                cursor.word()?;
                batch.end_list(list)
            }
            _ => {
                cursor.skip(depth)?;
                None
            }
        })
    }

    /// A list that was written as a text: JSON inside the text, or words with commas between. The answer is false for a text
    /// of another kind.
    fn list_in_text(&mut self, text: Text, list: List, entries: ShapeId, batch: &mut Batch) -> bool {
        let text = text.decode(&mut self.scratch).trim_ascii().to_vec();
        if let Some(b'[' | b'{') = text.first() {
            let mut probe = Cursor::new(&text);
            let is_json = probe.skip(0).and_then(|()| probe.end()).is_ok();
            if is_json && self.list(&mut Cursor::new(&text), list, entries, None, 0, batch).is_ok() {
                return true;
            }
        }
        let is_plain = is_plain(list);
        if is_plain {
            for word in text.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|word| !word.is_empty()) {
                batch.add_entry(list, &[(Part(0), word)]);
            }
        }
        let is_list = is_plain || text.is_empty();
        if is_list {
            batch.end_list(list);
        }
        is_list
    }

    fn entry(
        &mut self,
        cursor: &mut Cursor,
        list: List,
        entries: ShapeId,
        depth: u32,
        before: &mut Before,
        batch: &mut Batch,
    ) -> Result<(), Fault> {
        let column = batch.list(list);
        let parts = list.info().parts;
        if cursor.peek() != Some(b'{') {
            if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth)?
                && !value.is_empty()
            {
                let mut codes = NO_CODES;
                codes[0] = column.part_code(Part(0), value);
                column.add_entry(&codes[..parts.len()]);
            }
            return Ok(());
        }
        let may_be_known = depth == ENTRY_DEPTH && !is_plain(list);
        if may_be_known && let Some((len, entry)) = self.known[list as usize].find(cursor.rest(), before) {
            column.add_known_entry(entry);
            cursor.advance(len);
            return Ok(());
        }
        let start = cursor.rest();
        let codes = self.part_codes(cursor, entries, depth, column)?;
        if !is_plain(list) {
            let entry = column.add_entry(&codes[..parts.len()]);
            if may_be_known {
                let raw = &start[..start.len() - cursor.rest().len()];
                self.known[list as usize].remember(raw, entry, before);
            }
        }
        Ok(())
    }

    /// The codes of the parts of an entry that is an object.
    fn part_codes(
        &mut self,
        cursor: &mut Cursor,
        entries: ShapeId,
        depth: u32,
        column: &mut ListColumn,
    ) -> Result<PartCodes, Fault> {
        let mut codes = NO_CODES;
        let mut before = START;
        let mut more = cursor.enter(b'}', depth)?;
        while more {
            match self.keys.read(cursor, entries, &mut before)? {
                Meaning::Part(part) if codes[usize::from(part)] <= EMPTY => {
                    if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth + 1)? {
                        codes[usize::from(part)] = column.part_code(Part(part), value);
                    }
                }
                _ => cursor.skip(depth + 1)?,
            }
            more = cursor.next(b'}')?;
        }
        Ok(codes)
    }
}

/// Whether the entries of a list are single values, not objects.
fn is_plain(list: List) -> bool {
    list.info().parts.iter().all(|part| part.graph.is_empty())
}
