//! A table whose columns nobody knows: what somebody must see to say what they hold, and what can be guessed.

use std::collections::HashMap;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::adapt;
use super::time::TimeReader;
use crate::schema::Field;
use crate::schema::field::FIELDS;

/// What somebody must see to say which column holds which field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The names of the columns, as the file has them.
    pub names: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// Why the file was not read, in words.
    pub message: String,
}

/// Names that scripts and other products give to fields, besides those of the table of fields.
const OTHER_NAMES: &[(&str, Field)] = &[
    ("timegenerated", Field::Date),
    ("timestamp", Field::Date),
    ("datetime", Field::Date),
    ("time", Field::Date),
    ("when", Field::Date),
    ("upn", Field::Username),
    ("email", Field::Username),
    ("mail", Field::Username),
    ("accountupn", Field::Username),
    ("name", Field::User),
    ("accountdisplayname", Field::User),
    ("clientip", Field::IpAddress),
    ("clientipaddress", Field::IpAddress),
    ("sourceip", Field::IpAddress),
    ("callerip", Field::IpAddress),
    ("app", Field::Application),
    ("appname", Field::Application),
    ("applicationname", Field::Application),
    ("result", Field::Status),
    ("reason", Field::FailureReason),
];

/// So many digits are not in the name of a column, but in a date, an address, a number or an identifier.
const DIGITS_OF_A_VALUE: usize = 6;

/// No name of a column is longer, in bytes.
const LONGEST_NAME: usize = 120;

impl Mapping {
    /// What the columns seem to hold, by their names and then by their first values. No field is guessed twice.
    pub fn guess(&self) -> Vec<Option<Field>> {
        let known = known_names();
        let mut fields = vec![None; self.names.len()];
        for (at, name) in self.names.iter().enumerate() {
            let field = known.get(&squeezed(name)).or_else(|| known.get(&squeezed(adapt::bare(&adapt::plain(name)))));
            if let Some(field) = field
                && !fields.contains(&Some(*field))
                && !self.is_repeated(at)
            {
                fields[at] = Some(*field);
            }
        }
        self.guess_by_values(Field::Date, is_date, &mut fields);
        self.guess_by_values(Field::IpAddress, is_address, &mut fields);
        self.guess_by_values(Field::Username, is_username, &mut fields);
        fields
    }

    /// Whether the first rows look like sign-ins: a column holds nothing but times, and another one says whose they are or
    /// what they are of.
    pub fn looks_like_sign_ins(&self) -> bool {
        let guess = self.guess();
        let holds = |is: &dyn Fn(Field, usize) -> bool| {
            guess.iter().enumerate().any(|(at, field)| field.is_some_and(|field| is(field, at)))
        };
        holds(&|field, at| field == Field::Date && self.holds_only(at, is_date))
            && holds(&|field, at| match field {
                Field::IpAddress => self.holds_only(at, is_address),
                Field::Username | Field::UserId => self.values(at).next().is_some(),
                // A person may stand in any table; the one who signed in is called a user or an account.
                Field::User => self.names.get(at).map(|name| squeezed(name)).is_some_and(|name| {
                    ["user", "account"].iter().any(|word| name.contains(word)) && self.values(at).next().is_some()
                }),
                // Anything can have an `id`.
                Field::RequestId | Field::CorrelationId => self.holds_only(at, is_guid),
                _ => false,
            })
    }

    /// A field that no column has yet is taken to be in the first one whose values all look like it.
    fn guess_by_values(&self, field: Field, is_one: fn(&str) -> bool, fields: &mut [Option<Field>]) {
        let is_free = |at: &usize| fields[*at].is_none() && !self.is_repeated(*at);
        let found = (0..fields.len()).filter(is_free).find(|&at| self.holds_only(at, is_one));
        if let Some(at) = found.filter(|_| !fields.contains(&Some(field))) {
            fields[at] = Some(field);
        }
    }

    /// Whether an earlier column has the same name. Columns are told by their names, so such a one cannot be read.
    pub fn is_repeated(&self, column: usize) -> bool {
        self.names.get(column).is_some_and(|name| self.names[..column].contains(name))
    }

    /// Whether some of the names look like values: the file may have no header, and its first line be one of data.
    pub fn has_values_for_names(&self) -> bool {
        let is_value = |name: &String| {
            let digits = name.bytes().filter(u8::is_ascii_digit).count();
            let is_number = !name.is_empty() && digits == name.len();
            let is_long = name.len() > LONGEST_NAME;
            is_number
                || is_long
                || digits >= DIGITS_OF_A_VALUE
                || name.contains('@')
                || is_date(name)
                || is_address(name)
        };
        self.names.iter().any(is_value)
    }

    /// The first values of a column that are not empty.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn holds_only(&self, column: usize, is_one: fn(&str) -> bool) -> bool {
        self.values(column).next().is_some() && self.values(column).all(is_one)
    }
}

/// Fields by the names they have in the portal, in Graph and in Log Analytics, squeezed.
fn known_names() -> HashMap<String, Field> {
    let mut known = HashMap::new();
    let whole = FIELDS.iter().flat_map(|info| {
        let names = [info.label, info.graph, info.log_analytics, info.id];
        names.into_iter().chain(info.portal.iter().copied()).map(|name| (squeezed(name), info.field))
    });
    let others = OTHER_NAMES.iter().map(|(name, field)| ((*name).to_owned(), *field));
    // The ends of paths come last: `displayName` is of a device in one place and of a person in another.
    let ends = FIELDS.iter().filter_map(|info| Some((squeezed(info.graph.rsplit_once('.')?.1), info.field)));
    for (name, field) in whole.chain(others).chain(ends).filter(|(name, _)| !name.is_empty() && name != "displayname") {
        known.entry(name).or_insert(field);
    }
    known
}

/// A name as it is compared: small letters and digits alone.
fn squeezed(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text is a date with a time; plain numbers are not taken for one.
pub(super) fn is_date(text: &str) -> bool {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    !is_number && TimeReader::default().read(text.as_bytes()).is_some()
}

/// Whether a text is written as a GUID is: five groups of hexadecimal digits.
pub(super) fn is_guid(text: &str) -> bool {
    let groups = text.trim().split('-').map(|group| (group.len(), group.bytes().all(|byte| byte.is_ascii_hexdigit())));
    groups.eq([8, 4, 4, 4, 12].map(|len| (len, true)))
}

fn is_address(text: &str) -> bool {
    text.trim().parse::<IpAddr>().is_ok()
}

fn is_username(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')) && !text.contains(' ')
}
