//! Whose a sign-in is: a person's of the tenant, a guest's, or Windows' own.

use serde::{Deserialize, Serialize};

use crate::query::usage::group_stats::is_invited_name;
use crate::query::{Filter, Test};
use crate::schema::Field;
use crate::store::{CodeColumn, Store};

/// Whose a sign-in is. Gaps of Windows and of guests have other reasons, and other remedies, than those of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Audience {
    /// Anyone who is not known to be a guest.
    Member,
    /// A guest: by the user type, or where there is none by the `#EXT#` in the username.
    Guest,
    /// The application `Windows Sign In`: unlocking a computer, for which policies do not apply.
    Windows,
}

/// The name of the application that unlocks computers, as every tenant has it.
const WINDOWS: &str = "Windows Sign In";

impl Audience {
    /// All of them.
    pub const ALL: [Audience; 3] = [Audience::Member, Audience::Guest, Audience::Windows];

    /// The filter that keeps its sign-ins.
    pub fn filter(self) -> Filter {
        let windows = || is(Field::Application, WINDOWS);
        let invited = Filter::Field(Field::Username, Test::Contains("#EXT#".to_owned()));
        let no_type = Filter::Field(Field::UserType, Test::IsEmpty);
        let guest = Filter::Any(vec![is(Field::UserType, "guest"), Filter::All(vec![no_type, invited])]);
        let not = |filter| Filter::Not(Box::new(filter));
        match self {
            Audience::Windows => windows(),
            Audience::Guest => Filter::All(vec![guest, not(windows())]),
            Audience::Member => Filter::All(vec![not(guest), not(windows())]),
        }
    }
}

/// Tells whose sign-ins are, decided once for every distinct value.
pub(super) struct Audiences<'a> {
    applications: Flags<'a>,
    types: Flags<'a>,
    no_types: Flags<'a>,
    names: Flags<'a>,
}

impl Audiences<'_> {
    pub fn new(store: &Store) -> Audiences<'_> {
        Audiences {
            applications: Flags::new(store, Field::Application, |text| text.eq_ignore_ascii_case(WINDOWS)),
            types: Flags::new(store, Field::UserType, |text| text.eq_ignore_ascii_case("guest")),
            no_types: Flags::new(store, Field::UserType, str::is_empty),
            names: Flags::new(store, Field::Username, is_invited_name),
        }
    }

    pub fn of(&self, row: usize) -> Audience {
        if self.applications.at(row) {
            return Audience::Windows;
        }
        let is_guest = self.types.at(row) || (self.no_types.at(row) && self.names.at(row));
        if is_guest { Audience::Guest } else { Audience::Member }
    }
}

/// For each code of a column whether its text passes; an absent one counts as empty.
struct Flags<'a>(Option<&'a CodeColumn>, Vec<bool>);

impl Flags<'_> {
    fn new(store: &Store, field: Field, passes: fn(&str) -> bool) -> Flags<'_> {
        let column = store.texts(field);
        let codes = 0..column.map_or(0, |column| column.dictionary.code_count()) as u32;
        let text = |code| column.and_then(|column| column.dictionary.text(code)).unwrap_or_default();
        Flags(column, codes.map(|code| passes(text(code))).collect())
    }

    fn at(&self, row: usize) -> bool {
        self.0.is_some_and(|column| self.1[column.code(row) as usize])
    }
}

/// A field is one text.
pub(super) fn is(field: Field, text: &str) -> Filter {
    Filter::Field(field, Test::OneOf(vec![text.to_owned()]))
}
