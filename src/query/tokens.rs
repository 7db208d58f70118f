//! Tests of token identifiers, which are kept as numbers.

use super::casefold::Folded;
use super::matcher::Matcher;
use super::token_part::TokenPart;
use crate::store::token::{first_character, write_token};
use crate::store::{IdColumn, RowSet};

/// Those of the given rows whose token passes.
pub fn tokens_passing(column: &IdColumn, matcher: &Matcher, within: &RowSet) -> RowSet {
    match matcher {
        Matcher::Contains(part) if part.as_str().is_empty() => column.tokens_among(within, |_| true),
        Matcher::Contains(part) => match TokenPart::new(part) {
            Some(part) => column.tokens_among(within, |&token| part.is_in(token)),
            None => RowSet::none(within.len()),
        },
        Matcher::StartsWith(start) => beginning(column, std::slice::from_ref(start), within, Folded::starts),
        Matcher::OneOf { texts, .. } => beginning(column, texts, within, Folded::equals),
        Matcher::Is(..) | Matcher::Stands(..) | Matcher::StandsCased(..) | Matcher::Matches(_) => {
            column.tokens_among(within, |&token| has_text(token, |text| matcher.passes_text(text)))
        }
        // A token is neither empty, nor an address, nor a number.
        Matcher::IsEmpty | Matcher::Within(_) | Matcher::Number(..) | Matcher::Never => RowSet::none(within.len()),
    }
}

/// Those of the given rows whose token begins with one of some texts and passes a test with it. Most tokens are passed
/// over for their first character.
fn beginning(column: &IdColumn, starts: &[Folded], within: &RowSet, passes: fn(&Folded, &str) -> bool) -> RowSet {
    let is_empty = starts.iter().any(|start| start.as_str().is_empty());
    let mut is_first = [is_empty; 256];
    for first in starts.iter().filter_map(|start| start.as_str().bytes().next()) {
        is_first[usize::from(first)] = true;
        is_first[usize::from(first.to_ascii_uppercase())] = true;
    }
    column.tokens_among(within, |&token| {
        is_first[usize::from(first_character(token))]
            && has_text(token, |text| starts.iter().any(|start| passes(start, text)))
    })
}

/// Whether the text of a token passes.
fn has_text(token: u128, passes: impl FnOnce(&str) -> bool) -> bool {
    std::str::from_utf8(&write_token(token)).is_ok_and(passes)
}
