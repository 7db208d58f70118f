//! What the names of the portal's downloads say: `NonInteractiveSignIns_AuthDetails_2026-10-20_2026-11-19.csv`
//! (Microsoft Entra documentation, "How to download logs"). Anyone can rename a file, so a name only hints.

use chrono::NaiveDate;

use crate::schema::LogType;

/// The beginnings of the names, each with its log. The longer one is looked for first: one contains the
/// other. The first screens of the portal called all of them `SignIns`.
const STEMS: [(&str, LogType); 4] = [
    ("NonInteractiveSignIns", LogType::NonInteractive),
    ("InteractiveSignIns", LogType::Interactive),
    ("ApplicationSignIns", LogType::ServicePrincipal),
    ("MSISignIns", LogType::ManagedIdentity),
];

/// The mark of a file of authentication steps.
const DETAILS: &str = "_AuthDetails";

/// What a name of the portal's says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalName {
    /// Of which log.
    pub log: LogType,
    /// Whether it has their authentication steps.
    pub is_details: bool,
    /// What follows: the dates.
    rest: String,
}

impl PortalName {
    /// What a file's name says; `None` if it is none of the portal's. Folders before it do not matter.
    pub fn of(name: &str) -> Option<PortalName> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (stem, log) = STEMS.into_iter().find(|(stem, _)| find(name, stem).is_some())?;
        let rest = &name[find(name, stem)? + stem.len()..];
        let rest = rest.rsplit_once('.').map_or(rest, |(rest, _)| rest);
        let details = rest.get(..DETAILS.len()).filter(|start| start.eq_ignore_ascii_case(DETAILS));
        let rest = &rest[details.map_or(0, str::len)..];
        Some(PortalName { log, is_details: details.is_some(), rest: rest.to_owned() })
    }

    /// The name of another download of the same dates.
    pub fn other(&self, log: LogType, is_details: bool, extension: &str) -> String {
        let rest = if dates(&self.rest).is_some() { &*self.rest } else { "_…" };
        file_name(log, is_details, rest, extension)
    }
}

/// The name of a download whose dates are not known.
pub fn any_name(log: LogType, is_details: bool, extension: &str) -> String {
    file_name(log, is_details, "_…", extension)
}

fn file_name(log: LogType, is_details: bool, rest: &str, extension: &str) -> String {
    let stem = STEMS.iter().find(|(_, of)| *of == log).map_or("SignIns", |(stem, _)| stem);
    format!("{stem}{}{rest}.{extension}", if is_details { DETAILS } else { "" })
}

/// The first and the last day that a file's name speaks of: the first two dates in it.
pub fn dates(name: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut found = (0..name.len()).filter_map(|at| {
        let text = name.get(at..at + "2026-11-19".len())?;
        let is_digit =
            |place: Option<usize>| place.and_then(|place| name.as_bytes().get(place)).is_some_and(u8::is_ascii_digit);
        let is_whole = !is_digit(at.checked_sub(1)) && !is_digit(Some(at + text.len()));
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| is_whole && text.len() == text.trim().len())
    });
    let (first, last) = (found.next()?, found.next()?);
    (first <= last).then_some((first, last))
}

/// Where a name has a word, whatever its case.
fn find(name: &str, word: &str) -> Option<usize> {
    name.to_ascii_lowercase().find(&word.to_ascii_lowercase())
}
