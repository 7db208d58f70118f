//! The lists of a JSON record: entries that are objects or words, and lists written as texts.

use super::{GraphReader, KeyId};
use crate::ingest::json::cursor::{Cursor, Fault};
use crate::ingest::json::entry_cache::Before;
use crate::ingest::json::keys::{Meaning, START, ShapeId};
use crate::ingest::json::text::Text;
use crate::ingest::json::value::text_of;
use crate::schema::List;
use crate::store::{ABSENT, BatchBuilder, Code, EMPTY, ListColumn};

/// The entries of a list of the record have so many containers around them. Where a list was written as a text, they
/// have fewer; such entries are not compared with others, because they may be nested deeper.
const ENTRY_DEPTH: u32 = 2;

/// Lists have at most so many parts.
const PART_ROOM: usize = 16;

/// The codes of an entry's parts.
type PartCodes = [Code; PART_ROOM];

/// No codes yet.
const NO_CODES: PartCodes = [ABSENT; PART_ROOM];

impl GraphReader {
    /// Reads a list; the answer is its code in the batch, if it is the first one of the record.
    pub(super) fn list(
        &mut self,
        cursor: &mut Cursor,
        list: List,
        entries: ShapeId,
        key: Option<KeyId>,
        depth: u32,
        batch: &mut BatchBuilder,
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

    /// A list that was written as a text: JSON inside the text, or words with commas between. The answer is false for a
    /// text of another kind.
    fn list_in_text(&mut self, text: Text, list: List, entries: ShapeId, batch: &mut BatchBuilder) -> bool {
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
                batch.add_entry(list, &[(list.first_part(), word)]);
            }
        }
        let is_list = is_plain || text.is_empty();
        if is_list {
            batch.end_list(list);
        } else {
            self.has_closed_texts = true;
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
        batch: &mut BatchBuilder,
    ) -> Result<(), Fault> {
        let column = batch.list(list);
        let parts = list.info().parts;
        if cursor.peek() == Some(b'"') && !is_plain(list) {
            self.has_closed_texts |= !cursor.string()?.raw.is_empty();
            return Ok(());
        }
        if cursor.peek() != Some(b'{') {
            if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth)?
                && !value.is_empty()
            {
                let mut codes = NO_CODES;
                codes[0] = column.part_code(list.first_part(), value);
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
                Meaning::Part(part) if codes[part.place()] <= EMPTY => {
                    if let Some(value) = text_of(cursor, &mut self.scratch, &mut self.joined, depth + 1)? {
                        codes[part.place()] = column.part_code(part, value);
                    }
                }
                _ => cursor.skip(depth + 1)?,
            }
            more = cursor.next(b'}')?;
        }
        Ok(codes)
    }
}

fn is_plain(list: List) -> bool {
    list.info().is_plain()
}
