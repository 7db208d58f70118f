//! Values that no field and no list stands for: kept in extra columns, objects by the path of their keys.

use super::cursor::{Cursor, Fault, is_blank};
use super::keys::ExtraCode;
use super::value::scalar;
use crate::schema::ExtraColumn;
use crate::store::BatchBuilder;

/// Sets extra columns from values.
#[derive(Clone, Debug, Default)]
pub struct ExtraReader {
    path: String,
    scratch: Vec<u8>,
    compact: Vec<u8>,
    found: Vec<ExtraCode>,
    /// Whether the same bytes mean the same codes again.
    is_lasting: bool,
}

impl ExtraReader {
    /// Reads the value of a key with this path. The answer is whether the same bytes mean the same codes again, which are
    /// those of [`ExtraReader::found`].
    pub fn read(
        &mut self,
        cursor: &mut Cursor,
        path: &str,
        depth: u32,
        batch: &mut BatchBuilder,
    ) -> Result<bool, Fault> {
        self.path.clear();
        self.path.push_str(path);
        self.found.clear();
        self.is_lasting = true;
        self.value(cursor, depth, batch)?;
        Ok(self.is_lasting)
    }

    /// Keeps a text under a path.
    pub fn keep(&mut self, path: &str, text: &[u8], batch: &mut BatchBuilder) {
        self.path.clear();
        self.path.push_str(path);
        set(&self.path, text, batch, &mut self.found);
    }

    /// The codes the last value means.
    pub fn found(&self) -> &[ExtraCode] {
        &self.found
    }

    fn value(&mut self, cursor: &mut Cursor, depth: u32, batch: &mut BatchBuilder) -> Result<(), Fault> {
        let start = cursor.rest();
        let value: &[u8] = match cursor.peek() {
            Some(b'{') => {
                let mut more = cursor.enter(b'}', depth)?;
                if more {
                    while more {
                        self.member(cursor, depth, batch)?;
                        more = cursor.next(b'}')?;
                    }
                    return Ok(());
                }
                b""
            }
            Some(b'[') => {
                cursor.skip(depth)?;
                compact(&start[..start.len() - cursor.rest().len()], &mut self.compact);
                if self.compact == b"[]" { b"" } else { &self.compact }
            }
            _ => scalar(cursor, &mut self.scratch)?,
        };
        self.is_lasting &= set(&self.path, value, batch, &mut self.found);
        Ok(())
    }

    /// A member of an object no field is in. Longer paths than columns can have are not built: there may be many.
    fn member(&mut self, cursor: &mut Cursor, depth: u32, batch: &mut BatchBuilder) -> Result<(), Fault> {
        let key = cursor.string()?;
        cursor.colon()?;
        let len = self.path.len();
        if len <= ExtraColumn::LONGEST_NAME {
            self.path.push('.');
            self.path.push_str(&String::from_utf8_lossy(key.decode(&mut self.scratch)));
        }
        self.value(cursor, depth + 1, batch)?;
        self.path.truncate(len);
        Ok(())
    }
}

/// Sets the value of the column with this name; whether the same value means the same code again.
fn set(name: &str, value: &[u8], batch: &mut BatchBuilder, found: &mut Vec<ExtraCode>) -> bool {
    let Some(slot) = batch.extra_slot(name) else {
        if !value.is_empty() {
            batch.leave_out();
        }
        return value.is_empty();
    };
    match batch.set_extra(slot, value) {
        Some(code) if batch.is_kept(slot) => {
            found.push((slot, code));
            true
        }
        _ => false,
    }
}

/// Valid JSON without blanks between its tokens.
fn compact(json: &[u8], into: &mut Vec<u8>) {
    into.clear();
    let (mut is_text, mut is_escape) = (false, false);
    for &byte in json {
        if is_text {
            (is_text, is_escape) = (is_escape || byte != b'"', !is_escape && byte == b'\\');
        } else if is_blank(byte) {
            continue;
        } else {
            is_text = byte == b'"';
        }
        into.push(byte);
    }
}
