//! Which name in a Kusto query is which field, and which column.

use std::sync::OnceLock;

use super::error_code;
use super::field::Field;
use super::field_info::FieldInfo;
pub use super::kusto_table::{KustoType, Table};
use super::list::List;
use super::logs::LOGS;

/// What a name in a query stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A single-valued field.
    Field(Field, KustoType),
    /// A list.
    List(List),
    /// A column of JSON that holds several fields: the first step of their paths.
    Group(&'static str),
}

/// The column or dotted path of a field. Where Log Analytics has none, it is a name of our own, which a copied query
/// defines ([`definition`]) if it can be.
pub fn column(field: Field) -> &'static str {
    field.info().kusto
}

/// The type of what [`column`] names.
pub fn column_type(field: Field) -> KustoType {
    let name = column(field);
    if name.contains('.') {
        return KustoType::Dynamic;
    }
    Table::ALL.iter().find_map(|table| table.column(name)).unwrap_or(KustoType::Text)
}

/// How a copied query makes a column the tables do not have from those they have; `None` if it need not or cannot.
pub fn definition(name: &str) -> Option<String> {
    match name {
        "SignInStatus" => {
            let codes: Vec<String> = error_code::interrupted().map(|code| format!("\"{code}\"")).collect();
            Some(format!(
                "case(isempty(ResultType), \"\", ResultType == \"0\", \"Success\", ResultType in ({}), \"Interrupted\", \
                 \"Failure\")",
                codes.join(", ")
            ))
        }
        "SignInPlace" => {
            let part = |key: &str| {
                let value = format!("tostring(LocationDetails.{key})");
                format!("iff(isempty({value}), \"\", strcat(\", \", {value}))")
            };
            let parts = ["city", "state", "countryOrRegion"].map(part);
            Some(format!("trim_start(\", \", strcat({}))", parts.join(", ")))
        }
        "SignInEventTypes" => Some(
            "case(Category == \"SignInLogs\", '[\"interactiveUser\"]', Category == \"NonInteractiveUserSignInLogs\", \
             '[\"nonInteractiveUser\"]', Category == \"ServicePrincipalSignInLogs\", '[\"servicePrincipal\"]', \
             '[\"managedIdentity\"]')"
                .to_owned(),
        ),
        _ => None,
    }
}

/// The columns a definition reads.
pub fn definition_reads(name: &str) -> &'static [&'static str] {
    match name {
        "SignInStatus" => &["ResultType"],
        "SignInPlace" => &["LocationDetails"],
        "SignInEventTypes" => &["Category"],
        _ => &[],
    }
}

/// The column of a list.
pub fn list_column(list: List) -> &'static str {
    list.info().kusto
}

/// The rows of all tables of fields.
fn rows() -> impl Iterator<Item = &'static FieldInfo> {
    LOGS.iter().flat_map(|log| log.fields())
}

fn names() -> &'static [(&'static str, Known)] {
    static NAMES: OnceLock<Vec<(&'static str, Known)>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let fields = rows().map(|info| (info.kusto, Known::Field(info.field, column_type(info.field))));
        let alias =
            |info: &'static FieldInfo| info.aliases.iter().map(|&(name, kind)| (name, Known::Field(info.field, kind)));
        let aliases = rows().flat_map(alias);
        let lists = List::all().map(|list| (list_column(list), Known::List(list)));
        let mut all: Vec<_> = fields.chain(aliases).chain(lists).collect();
        let mut roots: Vec<&'static str> = all.iter().filter_map(|(name, _)| Some(name.split_once('.')?.0)).collect();
        roots.dedup();
        roots.sort_unstable();
        roots.dedup();
        all.extend(roots.into_iter().map(|root| (root, Known::Group(root))));
        all
    })
}

/// Everything a query can name, in table order: fields, their other names, lists, columns of JSON.
pub fn known() -> impl Iterator<Item = (&'static str, Known)> {
    names().iter().copied()
}

/// What a name or dotted path stands for; case counts, as it does in Kusto.
pub fn lookup(path: &str) -> Option<Known> {
    names().iter().find(|(name, _)| *name == path).map(|(_, known)| *known)
}

/// The fields inside a column of JSON.
pub fn fields_in(root: &str) -> impl Iterator<Item = Field> {
    let is_inside = move |name: &str| name.strip_prefix(root).is_some_and(|rest| rest.starts_with('.'));
    let has_alias = move |info: &FieldInfo| info.aliases.iter().any(|&(name, _)| is_inside(name));
    let own = rows().filter(move |info| is_inside(info.kusto));
    let aliased = rows().filter(move |info| has_alias(info) && !is_inside(info.kusto));
    own.chain(aliased).map(|info| info.field)
}

/// Whether a name is a column of one of the tables, kept here or not.
pub fn is_column(name: &str) -> bool {
    Table::ALL.iter().any(|table| table.column(name).is_some())
}
