//! What a column of the list of sign-ins can show: a field, or a list in short.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::{FIELDS, Field, Tab};
use super::list::{LISTS, List};

/// A column of the list of sign-ins. A list of policies or steps is too much for a cell, so a column shows it in short:
/// a text derived from it, which is neither stored nor sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A single value.
    Field(Field),
    /// A list in short: "2 failed, 1 report-only failed".
    Short(List),
}

impl Column {
    /// The columns before anyone has chosen others: the portal's.
    pub fn defaults() -> Vec<Column> {
        Field::DEFAULT_COLUMNS.map(Column::Field).to_vec()
    }

    /// Every column there can be: by tab, its fields and then its lists.
    pub fn all() -> impl Iterator<Item = Column> {
        let fields = |tab| FIELDS.iter().filter(move |info| info.tab == tab).map(|info| Column::Field(info.field));
        let lists = |tab| LISTS.iter().filter(move |info| info.tab == tab).map(|info| Column::Short(info.list));
        Tab::ALL.into_iter().flat_map(move |tab| fields(tab).chain(lists(tab)))
    }

    /// A short stable name for preferences and saved views; never shown. Lists have the name of their Graph property.
    pub fn id(self) -> &'static str {
        match self {
            Column::Field(field) => field.info().id,
            Column::Short(list) => list.info().graph,
        }
    }

    /// The column with this stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Column> {
        let list = || LISTS.iter().find(|info| info.graph == id).map(|info| Column::Short(info.list));
        Field::from_id(id).map(Column::Field).or_else(list)
    }

    /// The portal's words for it.
    pub fn label(self) -> &'static str {
        match self {
            Column::Field(field) => field.label(),
            Column::Short(list) => list.info().label,
        }
    }

    /// The tab of the detail pane that has all of it.
    pub fn tab(self) -> Tab {
        match self {
            Column::Field(field) => field.info().tab,
            Column::Short(list) => list.info().tab,
        }
    }

    /// The field, if it shows one: only fields can be sorted by.
    pub fn field(self) -> Option<Field> {
        match self {
            Column::Field(field) => Some(field),
            Column::Short(_) => None,
        }
    }
}

impl From<Field> for Column {
    fn from(field: Field) -> Column {
        Column::Field(field)
    }
}

impl PartialEq<Field> for Column {
    fn eq(&self, other: &Field) -> bool {
        self.field() == Some(*other)
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Column, D::Error> {
        let id = String::deserialize(deserializer)?;
        Column::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no column is called “{id}”")))
    }
}
