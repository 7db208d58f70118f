//! Tests of token identifiers, which are kept as numbers.

use super::fold::Folded;
use super::matcher::Matcher;
use super::token_part::TokenPart;
use crate::store::token::{first_character, write_token};
use crate::store::{IdColumn, RowSet};

/// The rows whose token passes.
pub fn tokens_passing(column: &IdColumn, matcher: &Matcher) -> RowSet {
    match matcher {
        Matcher::Contains(part) => tokens_containing(column, part),
        Matcher::StartsWith(start) => tokens_beginning(column, std::slice::from_ref(start), Folded::starts),
        Matcher::OneOf { texts, .. } => tokens_beginning(column, texts, Folded::equals),
        Matcher::Is(_) | Matcher::Stands(..) | Matcher::StandsCased(..) | Matcher::Matches(_) => {
            let mut rows = RowSet::none(column.len());
            column.each_token(|row, token| {
                if std::str::from_utf8(&write_token(token)).is_ok_and(|text| matcher.passes_text(text)) {
                    rows.insert(row);
                }
            });
            rows
        }
        // A token is neither empty, nor an address, nor a number.
        Matcher::IsEmpty | Matcher::Within(_) | Matcher::Number(..) | Matcher::Never => RowSet::none(column.len()),
    }
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
    } else if let Some(part) = TokenPart::new(part) {
        column.each_token(|row, token| {
            if part.is_in(token) {
                rows.insert(row);
            }
        });
    }
    rows
}
