//! Names that were probably meant: columns, functions and operators near to what was written.

use crate::schema::{Field, kusto};

/// The functions of a predicate.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("ago", "an instant so long before the newest record"),
    ("now", "the instant of the newest record"),
    ("datetime", "an instant: datetime(2026-11-01T10:00:00Z)"),
    ("not", "what does not hold"),
    ("isempty", "the column is empty, or the file does not have it"),
    ("isnotempty", "the column has a value"),
    ("isnull", "the column has no value, or no number"),
    ("isnotnull", "the column has a value, or a number"),
    ("ipv4_is_in_range", "the address is in a network: ipv4_is_in_range(IPAddress, \"203.0.113.0/24\")"),
    ("ipv4_is_in_any_range", "the address is in one of several networks"),
    ("ipv6_is_in_range", "the address is in a network: ipv6_is_in_range(IPAddress, \"2001:db8::/32\")"),
    ("ipv6_is_in_any_range", "the address is in one of several networks"),
    ("tostring", "the value as text"),
    ("tolower", "the text in lower case"),
    ("toupper", "the text in upper case"),
    ("toint", "the text as a whole number"),
    ("tolong", "the text as a whole number"),
    ("toreal", "the text as a number"),
    ("todouble", "the text as a number"),
    ("tobool", "the value as true or false"),
    ("todatetime", "the text as an instant"),
    ("dayofweek", "the day of the week, counted from Sunday: dayofweek(TimeGenerated) == 2d is Tuesday"),
    ("hourofday", "the hour of the day: hourofday(TimeGenerated + 2h) == 14 on clocks two hours ahead of UTC"),
];

/// Whether a word is one of these names but for its case.
pub fn is_wrong_case_of(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| *name != word && name.eq_ignore_ascii_case(word))
}

/// The name that differs only in case, or else in the fewest letters, if few enough to be a slip of the pen.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    let measured = names.map(|name| (distance(&folded, &name.to_lowercase()), name));
    measured.filter(|(steps, _)| *steps <= allowed).min_by_key(|(steps, _)| *steps).map(|(_, name)| name)
}

/// The column that was probably meant: a name in other case, the portal's words for it, the end of a path (`city` in
/// `LocationDetails.city`), or else a near name.
pub fn nearest_column(path: &str) -> Option<&'static str> {
    let names = || kusto::known().map(|(name, _)| name);
    let is_end = |name: &&str| name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(path));
    let has_label = |field: &Field| field.label().replace(' ', "").eq_ignore_ascii_case(path);
    let exact = names().find(|name| name.eq_ignore_ascii_case(path));
    let labelled = || Field::all().find(has_label).map(kusto::column);
    exact.or_else(labelled).or_else(|| names().find(is_end)).or_else(|| nearest(path, names()))
}

/// How many letters must be put in, taken out or exchanged to make one text of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    // Longer texts than any name are not near to one.
    for (number, letter) in left.chars().take(100).enumerate() {
        let mut diagonal = row[0];
        row[0] = number + 1;
        for (place, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[place + 1];
            row[place + 1] = replaced.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_found() {
        assert_eq!(nearest_column("UserPrincipleName"), Some("UserPrincipalName"));
        assert_eq!(nearest_column("ipaddress"), Some("IPAddress"));
        assert_eq!(nearest_column("city"), Some("LocationDetails.city"));
        assert_eq!(nearest_column("Whatever"), None);
        assert_eq!(nearest("isEmty", FUNCTIONS.iter().map(|(name, _)| *name)), Some("isempty"));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
