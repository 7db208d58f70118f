//! The apostrophe that keeps a spreadsheet from taking a text for a formula: put in front when a table is written, taken
//! away when one is read.
//!
//! Names and user agents come from whoever signs in. See OWASP, "CSV Injection". The portal's downloads have the apostrophe
//! too.

/// Whether a text needs an apostrophe in front. Reading takes one away from every text that [`is_guarded`], so a text that
/// looks like that needs one more.
pub fn needs_guard(text: &str) -> bool {
    is_risky(text) || is_guarded(text.as_bytes())
}

/// Whether a text begins with an apostrophe that was put there: what follows, but for other apostrophes, is a formula, or
/// begins like one as a number may.
pub fn is_guarded(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"'") else { return false };
    let rest = &rest[rest.iter().take_while(|&&byte| byte == b'\'').count()..];
    matches!(rest.first(), Some(b'=' | b'+' | b'-' | b'@')) || str::from_utf8(rest).is_ok_and(is_risky)
}

/// Whether a spreadsheet takes a text for a formula: it starts with `=`, `+`, `-`, `@`, tab or return, after blanks or
/// after a line break inside it. Plain numbers do no harm.
fn is_risky(text: &str) -> bool {
    let is_number = || text.parse::<f64>().is_ok();
    let starts_formula = |line: &str| line.trim_start_matches([' ', '\u{a0}', '\t']).starts_with(['=', '+', '-', '@']);
    let is_risky = text.starts_with(['\t', '\r']) || text.split(['\n', '\r']).any(starts_formula);
    is_risky && !is_number()
}
