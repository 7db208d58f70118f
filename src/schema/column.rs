//! What a column of the list of sign-ins can show: a field, a list in short, or what only the files know.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::extra::ExtraColumn;
use super::field::Field;
use super::list::List;
use super::log::Log;
use super::tab::Tab;

/// A column of the list of sign-ins. A list of policies or steps is too much for a cell, so a column shows it in short:
/// a text derived from it, which is neither stored nor sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A single value.
    Field(Field),
    /// A list in short: "2 failed, 1 report-only failed".
    List(List),
    /// A column of files that no field stands for.
    Extra(ExtraColumn),
}

impl Column {
    /// The columns of a log before anyone has chosen others: the portal's.
    pub fn defaults(log: &Log) -> Vec<Column> {
        log.columns.iter().copied().map(Column::Field).collect()
    }

    /// Every column that a log can have whatever the files have: by tab, its fields and then its lists.
    pub fn all(log: &'static Log) -> impl Iterator<Item = Column> {
        let fields = |tab| log.fields().filter(move |info| info.tab == tab).map(|info| Column::Field(info.field));
        let lists = |tab| log.lists.iter().filter(move |list| list.info().tab == tab).map(|&list| Column::List(list));
        Tab::ALL.into_iter().flat_map(move |tab| fields(tab).chain(lists(tab)))
    }

    /// A stable name for preferences and saved views; never shown. Lists have the name of their Graph property, extra
    /// columns that of the files in brackets, as Kusto writes such names.
    pub fn id(self) -> String {
        match self {
            Column::Field(field) => field.id().to_owned(),
            Column::List(list) => list.info().graph.to_owned(),
            Column::Extra(extra) => format!("['{}']", extra.name()),
        }
    }

    /// The column with this stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Column> {
        let list = || List::from_graph(id).map(Column::List);
        let extra = || ExtraColumn::named(ExtraColumn::in_brackets(id)?).map(Column::Extra);
        Field::from_id(id).map(Column::Field).or_else(list).or_else(extra)
    }

    /// The portal's words for it; the name that files give to an extra column.
    pub fn label(self) -> &'static str {
        match self {
            Column::Field(field) => field.label(),
            Column::List(list) => list.info().label,
            Column::Extra(extra) => extra.name(),
        }
    }

    /// The tab of the detail pane that has all of it.
    pub fn tab(self) -> Tab {
        match self {
            Column::Field(field) => field.info().tab,
            Column::List(list) => list.info().tab,
            Column::Extra(_) => Tab::Additional,
        }
    }

    /// The field, if it shows one.
    pub fn field(self) -> Option<Field> {
        match self {
            Column::Field(field) => Some(field),
            Column::List(_) | Column::Extra(_) => None,
        }
    }

    /// Whether records can be sorted by it: a list in short is not sorted by.
    pub fn is_sorted_by(self) -> bool {
        !matches!(self, Column::List(_))
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
        serializer.serialize_str(&self.id())
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Column, D::Error> {
        let id = String::deserialize(deserializer)?;
        Column::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no column is called “{id}”")))
    }
}
