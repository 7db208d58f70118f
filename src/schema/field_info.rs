//! A row of a log's table of fields: everything that a log's exports, its screen and its queries call the field.

use super::field::Field;
use super::kusto_table::KustoType;
use super::tab::Tab;
use super::values::Labels;

/// One row of a log's table of fields. What it does not say is empty.
#[derive(Debug)]
pub struct FieldInfo {
    /// The field this row describes.
    pub field: Field,
    /// The portal's words for it, in sentence case.
    pub label: &'static str,
    /// Where the detail pane shows it.
    pub tab: Tab,
    /// Where the Graph resource has it, steps separated by dots; empty if it is derived.
    pub graph: &'static str,
    /// Whether Graph v1.0 has the property, not the beta alone.
    pub is_in_v1: bool,
    /// The portal's CSV headers for it: the current one first, blanks trimmed and collapsed.
    pub portal: &'static [&'static str],
    /// The portal's headers in other languages: it writes its CSV in that of whoever downloads it. Source: the headers
    /// that published parsers of such files know (French, Spanish, Japanese).
    pub localised: &'static [&'static str],
    /// The column (and dotted path) of the Log Analytics tables; empty if they have none.
    pub log_analytics: &'static str,
    /// Its name in Kusto: the same, or one of our own where the tables have none.
    pub kusto: &'static str,
    /// Other names of it that Kusto queries use, with their types.
    pub aliases: &'static [(&'static str, KustoType)],
    /// The usual short names that scripts and other products give it, in small letters and with blanks between.
    pub usual_names: &'static str,
    /// Names that may mean other things too, written in the same way: somebody must have a look.
    pub possible_names: &'static str,
    /// The portal's words for its values; what is not among them is shown as the file has it.
    pub values: Labels,
    /// The fields that stand in for it in the list where a record lacks it, the best first: an export without display names
    /// still has usernames, one without names of applications their identifiers.
    pub fallbacks: &'static [Field],
    /// Whether a record must have some fields like this one to be of this log.
    pub is_mark: bool,
    /// Whether words are looked for in it though it is a number: people know it by heart.
    pub is_searched: bool,
    /// Where exports that do not have it as such have what it is made of.
    pub inside: Place,
}

/// Where an export has something: a header, a property, a column; empty where it does not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The header of the portal's CSV.
    pub portal: &'static str,
    /// The path in the Graph resource.
    pub graph: &'static str,
    /// The column of Log Analytics.
    pub log_analytics: &'static str,
}

/// A row that says no more than how the field is called and where it is shown.
pub const fn field(field: Field, label: &'static str, tab: Tab) -> FieldInfo {
    FieldInfo {
        field,
        label,
        tab,
        graph: "",
        is_in_v1: false,
        portal: &[],
        localised: &[],
        log_analytics: "",
        kusto: "",
        aliases: &[],
        usual_names: "",
        possible_names: "",
        values: &[],
        fallbacks: &[],
        is_mark: false,
        is_searched: false,
        inside: Place { portal: "", graph: "", log_analytics: "" },
    }
}

/// The rows of the tables are built with these: each says what the member of its name means.
impl FieldInfo {
    /// Sets [`FieldInfo::graph`].
    pub const fn graph(self, graph: &'static str) -> FieldInfo {
        FieldInfo { graph, ..self }
    }

    /// Sets [`FieldInfo::is_in_v1`].
    pub const fn v1(self) -> FieldInfo {
        FieldInfo { is_in_v1: true, ..self }
    }

    /// Sets [`FieldInfo::portal`].
    pub const fn portal(self, portal: &'static [&'static str]) -> FieldInfo {
        FieldInfo { portal, ..self }
    }

    /// Sets [`FieldInfo::localised`].
    pub const fn localised(self, localised: &'static [&'static str]) -> FieldInfo {
        FieldInfo { localised, ..self }
    }

    /// Sets [`FieldInfo::log_analytics`], and [`FieldInfo::kusto`] with it.
    pub const fn log_analytics(self, column: &'static str) -> FieldInfo {
        FieldInfo { log_analytics: column, kusto: column, ..self }
    }

    /// Sets [`FieldInfo::kusto`] alone.
    pub const fn kusto(self, kusto: &'static str) -> FieldInfo {
        FieldInfo { kusto, ..self }
    }

    /// Sets [`FieldInfo::aliases`].
    pub const fn aliases(self, aliases: &'static [(&'static str, KustoType)]) -> FieldInfo {
        FieldInfo { aliases, ..self }
    }

    /// Sets [`FieldInfo::usual_names`].
    pub const fn usual_names(self, usual_names: &'static str) -> FieldInfo {
        FieldInfo { usual_names, ..self }
    }

    /// Sets [`FieldInfo::possible_names`].
    pub const fn possible_names(self, possible_names: &'static str) -> FieldInfo {
        FieldInfo { possible_names, ..self }
    }

    /// Sets [`FieldInfo::values`].
    pub const fn values(self, values: Labels) -> FieldInfo {
        FieldInfo { values, ..self }
    }

    /// Sets [`FieldInfo::fallbacks`].
    pub const fn fallbacks(self, fallbacks: &'static [Field]) -> FieldInfo {
        FieldInfo { fallbacks, ..self }
    }

    /// Sets [`FieldInfo::is_mark`].
    pub const fn mark(self) -> FieldInfo {
        FieldInfo { is_mark: true, ..self }
    }

    /// Sets [`FieldInfo::is_searched`].
    pub const fn searched(self) -> FieldInfo {
        FieldInfo { is_searched: true, ..self }
    }

    /// Sets [`FieldInfo::inside`].
    pub const fn inside(self, portal: &'static str, graph: &'static str, log_analytics: &'static str) -> FieldInfo {
        FieldInfo { inside: Place { portal, graph, log_analytics }, ..self }
    }
}
