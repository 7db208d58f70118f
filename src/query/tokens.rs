//! Tests of token identifiers, which are kept as numbers.

use super::fold::Folded;
use super::matcher::Matcher;
use super::search::each_match;
use crate::store::token::{TOKEN_LEN, first_character, write_token};
use crate::store::{IdColumn, RowSet};

/// So many tokens are written at a time to be searched.
const TOKENS_AT_A_TIME: usize = 128;

/// The rows whose token passes.
pub fn tokens_passing(column: &IdColumn, matcher: &Matcher) -> RowSet {
    match matcher {
        Matcher::Contains(part) => tokens_containing(column, part),
        Matcher::StartsWith(start) => tokens_beginning(column, std::slice::from_ref(start), Folded::starts),
        Matcher::OneOf { texts, .. } => tokens_beginning(column, texts, Folded::equals),
        // A token is neither empty nor an address.
        Matcher::IsEmpty | Matcher::Within(_) | Matcher::Never => RowSet::none(column.len()),
    }
}

/// Whether a token contains a part.
pub fn has_part(token: u128, part: &Folded) -> bool {
    std::str::from_utf8(&write_token(token)).is_ok_and(|text| part.is_in(text))
}

/// The rows whose token begins with one of some texts and passes a test with it. Most tokens are passed over for their
/// first character.
fn tokens_beginning(column: &IdColumn, starts: &[Folded], passes: impl Fn(&Folded, &str) -> bool) -> RowSet {
    let mut rows = RowSet::none(column.len());
    let is_empty = starts.iter().any(|start| start.as_str().is_empty());
    let mut is_first = [is_empty; 256];
    for first in starts.iter().filter_map(|start| start.as_str().bytes().next()) {
        is_first[usize::from(first)] = true;
        is_first[usize::from(first.to_ascii_uppercase())] = true;
    }
    column.each_token(|row, token| {
        if is_first[usize::from(first_character(token))] {
            let text = write_token(token);
            if let Ok(text) = std::str::from_utf8(&text)
                && starts.iter().any(|start| passes(start, text))
            {
                rows.insert(row);
            }
        }
    });
    rows
}

fn tokens_containing(column: &IdColumn, part: &Folded) -> RowSet {
    let mut rows = RowSet::none(column.len());
    if part.as_str().is_empty() {
        column.each_token(|row, _| rows.insert(row));
    } else if part.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        let mut written = Written::default();
        column.each_token(|row, token| {
            written.add(row, token);
            if written.rows.len() == TOKENS_AT_A_TIME {
                written.search(part, &mut rows);
            }
        });
        written.search(part, &mut rows);
    }
    rows
}

/// Some tokens with their rows, their texts one after the other.
#[derive(Default)]
struct Written {
    rows: Vec<usize>,
    texts: Vec<u8>,
}

impl Written {
    fn add(&mut self, row: usize, token: u128) {
        self.rows.push(row);
        self.texts.extend_from_slice(&write_token(token));
    }

    /// Adds the rows of the tokens that contain a part, and begins anew.
    fn search(&mut self, part: &Folded, found: &mut RowSet) {
        each_match(&self.texts, part.as_str().as_bytes(), |start, end| {
            if start / TOKEN_LEN == (end - 1) / TOKEN_LEN {
                found.insert(self.rows[start / TOKEN_LEN]);
            }
        });
        self.rows.clear();
        self.texts.clear();
    }
}
