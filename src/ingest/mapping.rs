//! A table whose columns nobody knows: what somebody must see to say what they hold, and what can be guessed.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::time::TimeReader;
use crate::schema::Field;
use crate::schema::name::{self, Sureness};

/// What somebody must see to say which column holds which field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The names of the columns, as the file has them.
    pub names: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// The keys that lead to the array of records, where the file is an object around it.
    pub under: Vec<String>,
    /// Whether the form of the file is known, and these are the extra columns that it has beside.
    pub is_beside: bool,
    /// Why the file was not read, in words.
    pub message: String,
}

/// So many digits are not in the name of a column, but in a date, an address, a number or an identifier.
const DIGITS_OF_A_VALUE: usize = 6;

/// No name of a column is longer, in bytes.
const LONGEST_NAME: usize = 120;

impl Mapping {
    /// A table with these columns and first rows.
    pub fn of(names: &[String], rows: &[Vec<String>]) -> Mapping {
        Mapping { names: names.to_vec(), rows: rows.to_vec(), ..Mapping::default() }
    }

    /// What the columns seem to hold, by their names and then by their first values. No field is guessed twice.
    pub fn guess(&self) -> Vec<Option<Field>> {
        let mut fields = self.named(Sureness::Guess);
        self.guess_by_values(Field::Date, is_date, &mut fields);
        self.guess_by_values(Field::IpAddress, is_address, &mut fields);
        self.guess_by_values(Field::Username, name::is_username, &mut fields);
        fields
    }

    /// The field each column holds by its name, if that is at least so sure, unless its first values tell that it is
    /// another one.
    pub(super) fn named(&self, least: Sureness) -> Vec<Option<Field>> {
        let named = name::assign(&self.names, least);
        let mut fields: Vec<Option<Field>> = named.iter().map(|named| named.map(|(field, _)| field)).collect();
        for (at, named) in named.into_iter().enumerate() {
            let Some((field, sureness)) = named else { continue };
            let mut fitting = self.values(at).map(|value| name::fitting(field, sureness, value));
            if let Some(other) = fitting.next().filter(|first| fitting.all(|next| next == *first))
                && !fields.contains(&Some(other))
            {
                fields[at] = Some(other);
            }
        }
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
                Field::User => self.names.get(at).map(|name| name.to_lowercase()).is_some_and(|name| {
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
