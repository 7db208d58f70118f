//! What the page remembers between visits: theme, columns and zone, never anything of a log.

use serde::{Deserialize, Serialize};

use crate::schema::Field;
use crate::ui::time::Zone;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// The zone of display.
    pub zone: Zone,
    /// The columns of the list.
    pub columns: Vec<Field>,
}

/// The text form: columns by their stable names, so that one an older or newer version does not know is left out and
/// the others stay.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    theme: Theme,
    zone: Zone,
    columns: Vec<String>,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences { theme: Theme::default(), zone: Zone::default(), columns: Field::DEFAULT_COLUMNS.to_vec() }
    }
}

impl Preferences {
    /// The text to store.
    pub fn to_text(&self) -> String {
        let columns = self.columns.iter().map(|field| field.info().id.to_owned()).collect();
        let stored = Stored { theme: self.theme, zone: self.zone, columns };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads a stored text; what cannot be read is as if it had never been chosen.
    pub fn from_text(text: &str) -> Preferences {
        let stored: Stored = serde_json::from_str(text).unwrap_or_default();
        let mut columns: Vec<Field> = Vec::new();
        for field in stored.columns.iter().filter_map(|id| Field::from_id(id)) {
            if !columns.contains(&field) {
                columns.push(field);
            }
        }
        if columns.is_empty() {
            columns = Field::DEFAULT_COLUMNS.to_vec();
        }
        Preferences { theme: stored.theme, zone: stored.zone, columns }
    }
}
