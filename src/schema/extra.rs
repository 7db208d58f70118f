//! Columns of files that no field and no list stands for.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A column that files carry and that no field and no list stands for, by the name the files give it: the header of a
/// table without blanks around it, or the keys of a JSON record from the outermost in, with dots between. Case counts. Two files
/// that have the same name for a column share it.
///
/// Names live as long as the program, so that one is as cheap to pass on as a field; there are never more than
/// [`ExtraColumn::MOST_NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExtraColumn(&'static str);

static NAMES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

impl ExtraColumn {
    /// No longer name is kept, in bytes.
    pub const LONGEST_NAME: usize = 256;

    /// No more names are kept while the program runs: with the longest ones 16 MB.
    pub const MOST_NAMES: usize = 1 << 16;

    /// The column with this name; `None` if the name is empty or too long, or if there are too many.
    pub fn named(name: &str) -> Option<ExtraColumn> {
        let name = name.trim();
        if name.is_empty() || name.len() > ExtraColumn::LONGEST_NAME {
            return None;
        }
        let mut names = NAMES.lock().ok()?;
        if let Some(known) = names.get(name) {
            return Some(ExtraColumn(known));
        }
        if names.len() >= ExtraColumn::MOST_NAMES {
            return None;
        }
        let kept: &'static str = Box::leak(name.into());
        names.insert(kept);
        Some(ExtraColumn(kept))
    }

    /// The name between `['` and `']`, as it stands where it must not be taken for that of a field.
    pub fn in_brackets(text: &str) -> Option<&str> {
        text.strip_prefix("['")?.strip_suffix("']")
    }

    /// The name the files give it.
    pub fn name(self) -> &'static str {
        self.0
    }
}

impl Serialize for ExtraColumn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for ExtraColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ExtraColumn, D::Error> {
        let name = String::deserialize(deserializer)?;
        ExtraColumn::named(&name).ok_or_else(|| serde::de::Error::custom(format!("“{name}” cannot be a column")))
    }
}
