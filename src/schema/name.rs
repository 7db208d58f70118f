//! What a name stands for: one recogniser for the headers of tables, the keys of JSON, and what the dialog for columns
//! guesses. It knows the names in the tables of fields, and those that scripts and other products give to fields.
//!
//! Names are compared by their letters and digits alone, in small letters: `IP address`, `ipAddress`, `ip_address` and
//! `IPaddress` are one name, and so are `status.errorCode` and `statusErrorCode`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::field::Field;
use super::field_info::FieldInfo;
use super::list::LISTS;
use super::logs::LOGS;

/// How surely a name stands for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The tables of fields name it so: the portal, Microsoft Graph or Log Analytics do.
    Exact,
    /// It is the usual short name for it.
    Usual,
    /// It may mean other things too: somebody must have a look.
    Guess,
}

/// Types that custom tables of Log Analytics put after the names of their columns.
const SUFFIXES: [&str; 8] = ["_dynamic", "_datetime", "_string", "_s", "_d", "_b", "_g", "_t"];

/// Zones that headers have in brackets behind the name of a time; see also [`plain`].
const ZONES: [&str; 4] = ["(utc)", "(gmt)", "(local time)", "(local)"];

/// Ends of paths that anything can have: they tell nothing without what stands before them.
const COMMON_ENDS: [&str; 19] = [
    "id",
    "name",
    "displayname",
    "status",
    "state",
    "code",
    "reason",
    "error",
    "result",
    "location",
    "date",
    "time",
    "resource",
    "application",
    "app",
    "user",
    "region",
    "address",
    "created",
];

/// The field a name stands for, and how surely.
pub fn recognise(name: &str) -> Option<(Field, Sureness)> {
    let plain = plain(name);
    let find = |name: &str| names().get(squeezed(name).as_str()).copied();
    find(&plain).or_else(|| find(bare(&plain))).or_else(|| end_of_path(&plain))
}

/// The field a path ends with: `source.geo.country_name` is a country, as far as one can guess.
fn end_of_path(plain: &str) -> Option<(Field, Sureness)> {
    let ends = plain.match_indices('.').map(|(at, _)| squeezed(&plain[at + 1..]));
    let telling = ends.filter(|end| !COMMON_ENDS.contains(&end.as_str()));
    telling.filter_map(|end| names().get(end.as_str())).map(|(field, _)| (*field, Sureness::Guess)).next()
}

/// The field each of some names stands for that are at least so sure. No field is given twice: where several names could
/// stand for one, the surest has it, and of equally sure ones the first.
pub fn assign(names: &[String], least: Sureness) -> Vec<Option<(Field, Sureness)>> {
    let mut known: Vec<_> = names.iter().map(|name| recognise(name)).collect();
    let is_place = |known: &Option<(Field, Sureness)>| matches!(known, Some((Field::City | Field::Country, _)));
    // Anything can have a `state`; that of a place stands beside its other parts.
    if known.iter().any(is_place) {
        let states = known.iter_mut().flatten().filter(|(field, _)| *field == Field::State);
        states.for_each(|(_, sureness)| *sureness = Sureness::Usual.min(*sureness));
    }
    let mut given: Vec<Option<(Field, Sureness)>> = vec![None; names.len()];
    let mut taken = [false; Field::COUNT];
    for round in [Sureness::Exact, Sureness::Usual, Sureness::Guess].into_iter().filter(|round| *round <= least) {
        for (slot, found) in given.iter_mut().zip(&known) {
            if let Some((field, sureness)) = *found
                && sureness == round
                && !std::mem::replace(&mut taken[field as usize], true)
            {
                *slot = Some((field, sureness));
            }
        }
    }
    given
}

/// Whether Graph has a value under this key: a field, an object with fields, or a list.
pub fn is_of_graph(key: &str) -> bool {
    let is_field = |path: &str| path.split('.').next() == Some(key);
    rows().any(|info| is_field(info.graph)) || LISTS.iter().any(|info| info.graph == key)
}

/// Whether a key is another name of a field than Graph has for it. The objects of Graph that hold fields are none.
pub fn is_other_name(key: &str) -> bool {
    let is_root = || rows().any(|info| info.graph.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')));
    let is_other = |(field, sureness): (Field, Sureness)| sureness <= Sureness::Usual && field.info().graph != key;
    recognise(key).is_some_and(is_other) && !is_root()
}

/// The field that a value belongs to whose name stands for this one: a `User` may be written as the name to sign in with,
/// an `Error` in words, and a `Result` as a number.
pub fn fitting(field: Field, sureness: Sureness, value: &str) -> Field {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match field {
        Field::User if is_username(value) => Field::Username,
        Field::ErrorCode if sureness > Sureness::Exact && !is_number && !value.is_empty() => Field::FailureReason,
        Field::Status if sureness > Sureness::Exact && is_number => Field::ErrorCode,
        field => field,
    }
}

/// Whether a text is written as the name to sign in with is: `ada@contoso.example`.
pub fn is_username(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')) && !text.contains(' ')
}

/// A name in small letters, without the zone or type behind it and the container before it.
pub fn plain(name: &str) -> String {
    let name = name.trim_start_matches('\u{feff}').trim().to_lowercase();
    let is_place = |inside: &str| inside.bytes().all(|byte| byte.is_ascii_digit());
    let bracket = name.strip_suffix(']').and_then(|name| name.rsplit_once('['));
    let name = bracket.filter(|(_, inside)| !is_place(inside)).map_or(name.as_str(), |(name, _)| name).trim();
    let name = ZONES.iter().find_map(|zone| name.strip_suffix(zone)).unwrap_or(name).trim();
    let name = name.strip_prefix("properties.").or_else(|| name.strip_prefix("properties_")).unwrap_or(name);
    name.to_owned()
}

/// A plain name without the type that a custom table put behind it.
pub fn bare(name: &str) -> &str {
    SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name)
}

/// A name as it is compared: small letters and digits alone.
fn squeezed(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every name known, as it is compared. Where two fields have the same, it is that of the portal's CSV first, then of its
/// page, of Graph and of Log Analytics.
fn names() -> &'static HashMap<String, (Field, Sureness)> {
    static NAMES: OnceLock<HashMap<String, (Field, Sureness)>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let portal = rows().flat_map(|info| info.portal.iter().map(|name| (*name, info.field)));
        let labels = rows().map(|info| (info.label, info.field));
        let localised = rows().flat_map(|info| info.localised.iter().map(|name| (*name, info.field)));
        let graph = rows().map(|info| (info.graph, info.field));
        // In Log Analytics the log is a `Category`, of which other tables have others.
        let kusto = rows().map(|info| (info.log_analytics, info.field));
        let kusto = kusto.filter(|(_, field)| *field != Field::LogType);
        let exact = portal.chain(labels).chain(localised).chain(graph).chain(kusto);
        let exact = exact.map(|(name, field)| (squeezed(&plain(name)), field, Sureness::Exact));
        let other = rows().flat_map(|info| {
            let of = |names: &'static str, sureness| {
                names.split_whitespace().map(move |name| (name.to_owned(), info.field, sureness))
            };
            of(info.usual_names, Sureness::Usual).chain(of(info.possible_names, Sureness::Guess))
        });
        // `errorCode` without `status` before it says enough, `displayName` does not.
        let ends = rows().filter_map(|info| Some((squeezed(info.graph.rsplit_once('.')?.1), info.field)));
        let ends = ends.filter(|(name, _)| !COMMON_ENDS.contains(&name.as_str()));
        let ends = ends.map(|(name, field)| (name, field, Sureness::Usual));
        let mut known = HashMap::new();
        for (name, field, sureness) in exact.chain(other).chain(ends).filter(|(name, ..)| !name.is_empty()) {
            known.entry(name).or_insert((field, sureness));
        }
        known
    })
}

/// The rows of all tables of fields.
fn rows() -> impl Iterator<Item = &'static FieldInfo> {
    LOGS.iter().flat_map(|log| log.fields())
}
