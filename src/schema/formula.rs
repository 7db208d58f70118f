//! The apostrophe that keeps a spreadsheet from taking a text for a formula: put in front when a table is written, taken
//! away when one is read.
//!
//! Names and user agents come from whoever signs in. See OWASP, "CSV Injection". The portal's downloads have the apostrophe
//! too.
//!
//! A spreadsheet set to another list separator than the comma splits cells where the text itself has that separator, so
//! a formula may begin inside a text as well: there it gets an apostrophe of its own, besides the one in front of the text.

use std::borrow::Cow;

/// Where a spreadsheet may begin another cell inside a text: at its list separator, or at the end of a line.
const SEPARATORS: [char; 4] = [';', '\t', '\n', '\r'];

/// What a formula begins with; East Asian versions of Excel take the wide forms too.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text as it is written: with apostrophes where a spreadsheet would take it for a formula, or reading would take away
/// an apostrophe of its own. [`unguarded`] is the way back.
pub fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if !needs_guard(&text) || text.parse::<f64>().is_ok() {
        return text;
    }
    let mut guarded = String::with_capacity(text.len() + 2);
    guarded.push('\'');
    for (at, segment) in text.split_inclusive(SEPARATORS).enumerate() {
        if at > 0 && starts_formula(segment) {
            guarded.push('\'');
        }
        guarded.push_str(segment);
    }
    Cow::Owned(guarded)
}

/// The text of a cell without the apostrophes that were put there. What is no UTF-8 is replaced in a text that has some.
#[inline]
pub fn unguarded(text: &[u8]) -> Cow<'_, [u8]> {
    match text {
        [b'\'', rest @ ..] => without_guards(text, rest),
        text => Cow::Borrowed(text),
    }
}

fn without_guards<'a>(text: &'a [u8], rest: &'a [u8]) -> Cow<'a, [u8]> {
    let rest = String::from_utf8_lossy(rest);
    if !needs_guard(&rest) {
        return Cow::Borrowed(text);
    }
    let segments = rest.split_inclusive(SEPARATORS).enumerate().map(|(at, segment)| match segment.strip_prefix('\'') {
        Some(inside) if at > 0 && starts_formula(inside) => inside,
        _ => segment,
    });
    Cow::Owned(segments.collect::<String>().into_bytes())
}

/// Whether a text holds what a spreadsheet may take for a formula, apostrophes in front of it aside: it starts with a tab
/// or return, or one of its segments starts a formula.
fn needs_guard(text: &str) -> bool {
    let starts_blank = text.trim_start_matches('\'').starts_with(['\t', '\r']);
    starts_blank || text.split_inclusive(SEPARATORS).any(starts_formula)
}

/// Whether a segment starts a formula, after apostrophes and blanks.
fn starts_formula(segment: &str) -> bool {
    segment.trim_start_matches('\'').trim_start_matches([' ', '\u{a0}']).starts_with(FORMULA_STARTS)
}
