//! Dates with names of months, as programs write them by the language of a person: `Nov 14, 2025 9:51:00 AM`,
//! `14. November 2025 um 09:51:00`, `14 nov. 2025 à 09:51`, `14 de noviembre de 2025, 9:51 p. m.`, `2025年11月14日 午後9:51:00`.
//!
//! Names are those of English, German, French, Spanish and Japanese (Unicode CLDR, `dates/calendars/gregorian`), in full
//! or short, with or without a point.

use std::borrow::Cow;

use super::{Found, Reader, days_since_1970};

/// No date is longer, in bytes; what is longer is not looked at.
const LONGEST: usize = 120;

/// The names of the months, from January: each begins a name, which may end after it or go on.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jän", "jänner", "janv", "janvier", "ene", "enero"],
    &["feb", "february", "februar", "févr", "fév", "février", "febrero"],
    &["mar", "march", "mär", "mrz", "märz", "mars", "marzo"],
    &["apr", "april", "avr", "avril", "abr", "abril"],
    &["may", "mai", "mayo"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juil", "juillet", "julio"],
    &["aug", "august", "août", "ago", "agosto"],
    &["sep", "sept", "september", "septembre", "septiembre", "setiembre"],
    &["oct", "october", "okt", "oktober", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre"],
    &["dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre"],
];

/// Names of days of the week, and what else stands in a date without a meaning of its own.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mo", "di", "mi", "do", "fr", "sa", "so",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "mié", "jue", "vie", "sáb", "dom",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "st", "nd", "rd", "th", "er", "of", "the", "at", "on", "um", "am", "den", "der", "le", "à", "a", "las", "el", "de",
    "del",
];

/// Blanks of formatters, and marks of direction, as what they stand for.
pub(super) fn plain_blanks(text: &[u8]) -> Option<Cow<'_, str>> {
    let text = str::from_utf8(text.get(..LONGEST.min(text.len()))?).ok().filter(|_| text.len() <= LONGEST)?;
    let is_blank =
        |letter: char| letter != ' ' && (letter.is_whitespace() || matches!(letter, '\u{200e}' | '\u{200f}'));
    if !text.contains(is_blank) {
        return Some(Cow::Borrowed(text));
    }
    let marks = ['\u{200e}', '\u{200f}'];
    let letters = text.chars().filter(|letter| !marks.contains(letter));
    Some(Cow::Owned(letters.map(|letter| if is_blank(letter) { ' ' } else { letter }).collect()))
}

/// The instant a text with the name of a month stands for.
pub(super) fn read(text: &str) -> Option<Found> {
    let text = text.trim().to_lowercase();
    let (date, clock) = apart(&text)?;
    let (date, is_after_noon) = half_before(date);
    let days = japanese(date).or_else(|| named(date))?;
    let half = is_after_noon.map_or("", |is_after| if is_after { "午後" } else { "午前" });
    let clock = half.to_owned() + &plain_clock(clock);
    Reader { rest: clock.as_bytes() }.time_of_day(days)
}

/// A text as its date and its clock, which begins with the number before the first colon or its like.
fn apart(text: &str) -> Option<(&str, &str)> {
    let colon = text.find([':', '時']).or_else(|| text.find(" h "))?;
    let digits = text[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| text.split_at(colon - digits))
}

/// A date without the half of the day at its end, and whether that is the second.
fn half_before(date: &str) -> (&str, Option<bool>) {
    let date = date.trim_end();
    match (date.strip_suffix("午後"), date.strip_suffix("午前")) {
        (Some(date), _) => (date, Some(true)),
        (_, Some(date)) => (date, Some(false)),
        _ => (date, None),
    }
}

/// `9時51分07秒`, `09 h 51 min 07 s` and `09:51:07 uhr` as `9:51:07`; a zone in words after its offset is left out.
fn plain_clock(clock: &str) -> String {
    let clock = clock.find('(').map_or(clock, |note| &clock[..note]).trim_end();
    let clock = clock.strip_suffix("uhr").unwrap_or(clock).trim_end();
    let plain = clock.replace(['時', '分'], ":").replace('秒', "");
    let plain = plain.replace(" h ", ":").replace(" min ", ":").replace(" min", "");
    let plain = plain.strip_suffix(" s").unwrap_or(&plain);
    // Names of zones are read in capitals.
    let plain = plain.trim_end_matches(':').replace("gmt", "GMT").replace("utc", "UTC");
    plain.strip_suffix('z').map_or(plain.clone(), |start| format!("{start}Z"))
}

/// Days since 1970 of `2025年11月14日`, with a day of the week or without.
fn japanese(date: &str) -> Option<i64> {
    let (year, rest) = date.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, week_day) = rest.split_once('日')?;
    let week_day = week_day.trim().trim_matches(['(', ')', '（', '）']).trim_end_matches("曜日");
    if !matches!(week_day, "" | "月" | "火" | "水" | "木" | "金" | "土" | "日") {
        return None;
    }
    let number = |text: &str| text.trim().parse().ok();
    days_since_1970(number(year)?, number(month)?, number(day)?)
}

/// Days since 1970 of a date with one name of a month, a day and a year of four digits, in any order.
fn named(date: &str) -> Option<i64> {
    let (mut month, mut day, mut year, mut tuesday) = (None, None, None, None);
    for token in tokens(date) {
        let number = || token.parse().ok();
        let (slot, value) = match (MONTHS.iter().position(|names| names.contains(&token)), token.len()) {
            // `mar.` is Tuesday in some languages and March in others.
            (Some(at), _) if FILLERS.contains(&token) => {
                tuesday = Some(at as i64 + 1);
                continue;
            }
            (Some(at), _) => (&mut month, at as i64 + 1),
            (None, _) if FILLERS.contains(&token) => continue,
            (None, 4) => (&mut year, number()?),
            (None, 1 | 2) => (&mut day, number()?),
            _ => return None,
        };
        if slot.replace(value).is_some() {
            return None;
        }
    }
    days_since_1970(year?, month.or(tuesday)?, day?)
}

/// Numbers and words; what separates them is left out.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([' ', ',', '.', '-', '/']).filter(|part| !part.is_empty());
    // `14th`, `1er`
    parts.flat_map(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, word) = part.split_at(digits);
        [number, word].into_iter().filter(|part| !part.is_empty())
    })
}
