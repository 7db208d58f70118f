//! What the page remembers between visits: theme, zone, columns, views and headers, never anything of a log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::columns::{LEAST_WIDTH, MOST_WIDTH, Widths};
use super::remembered_mappings::{self, KnownHeader};
use super::saved::SavedView;
use super::saved::text::{read_view, written_view};
use crate::engine::protocol::Mapping;
use crate::schema::{Column, SIGN_INS};
use crate::ui::format::time::Zone;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The next theme the button gives.
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    /// Its name, also the value of the root's `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What the page remembers.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// The zone of display.
    pub zone: Zone,
    /// The columns of the list.
    pub columns: Vec<Column>,
    /// The widths people gave to columns.
    pub widths: Widths,
    /// The saved views. Filters that hold values of a log are not stored with them.
    pub views: Vec<SavedView>,
    /// What the columns of tables hold, as somebody said. Headers whose names may be values of a log are not stored.
    pub headers: Vec<KnownHeader>,
}

/// The text form: columns by their stable names, so that one an older or newer version does not know is left out and
/// the others stay.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    theme: Theme,
    zone: Zone,
    columns: Vec<String>,
    widths: BTreeMap<String, u32>,
    views: Vec<Value>,
    headers: Vec<Value>,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            theme: Theme::default(),
            zone: Zone::default(),
            columns: Column::defaults(&SIGN_INS),
            widths: Widths::new(),
            views: Vec::new(),
            headers: Vec::new(),
        }
    }
}

impl Preferences {
    /// The text to store.
    pub fn to_text(&self) -> String {
        let stored = Stored {
            theme: self.theme,
            zone: self.zone,
            columns: names_of(self.columns.iter().filter(|column| may_be_stored(**column))),
            widths: names_of_widths(self.widths.iter().filter(|(column, _)| may_be_stored(**column))),
            views: self.views.iter().map(|view| written_view(&view.without_log_values())).collect(),
            headers: remembered_mappings::written(&self.headers),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads a stored text; what cannot be read is as if it had never been chosen.
    pub fn from_text(text: &str) -> Preferences {
        let stored: Stored = serde_json::from_str(text).unwrap_or_default();
        let mut columns = columns_named(&stored.columns).0;
        if columns.is_empty() {
            columns = Column::defaults(&SIGN_INS);
        }
        Preferences {
            theme: stored.theme,
            zone: stored.zone,
            columns,
            widths: widths_named(&stored.widths),
            views: stored.views.iter().filter_map(|view| Some(read_view(view)?.0)).collect(),
            headers: stored.headers.iter().filter_map(remembered_mappings::read).collect(),
        }
    }
}

/// Whether the name of a column is none that may be a value of a log: tables without a header have such, and objects
/// whose keys are people.
pub fn may_be_stored(column: Column) -> bool {
    match column {
        Column::Extra(extra) => !Mapping::of(&[extra.name().to_owned()], &[]).has_values_for_names(),
        Column::Field(_) | Column::List(_) => true,
    }
}

/// The stable names of columns.
pub fn names_of<'a>(columns: impl IntoIterator<Item = &'a Column>) -> Vec<String> {
    columns.into_iter().map(|column| column.id()).collect()
}

/// The columns with these stable names, each once, and the names nothing has.
pub fn columns_named(names: &[String]) -> (Vec<Column>, Vec<String>) {
    let (mut columns, mut unknown) = (Vec::new(), Vec::new());
    for name in names {
        match Column::from_id(name) {
            Some(column) if columns.contains(&column) => {}
            Some(column) => columns.push(column),
            None => unknown.push(name.clone()),
        }
    }
    (columns, unknown)
}

/// Widths by the stable names of their columns.
pub fn names_of_widths<'a>(widths: impl IntoIterator<Item = (&'a Column, &'a u32)>) -> BTreeMap<String, u32> {
    widths.into_iter().map(|(column, width)| (column.id(), *width)).collect()
}

/// The widths of the columns with these stable names.
pub fn widths_named(widths: &BTreeMap<String, u32>) -> Widths {
    let known = widths.iter().filter_map(|(name, width)| Some((Column::from_id(name)?, *width)));
    known.map(|(column, width)| (column, width.clamp(LEAST_WIDTH, MOST_WIDTH))).collect()
}
