//! A whole query for Log Analytics, Sentinel and Azure Data Explorer.

use std::fmt::Write;

use super::super::literal::write_instant;
use super::super::normal_form::normal_form;
use super::super::print::predicate;
use super::{Asked, Copied, absolute, each_subject, in_words, members};
use crate::query::{Filter, Order, Test};
use crate::schema::client_app::CLIENT_APPS;
use crate::schema::kusto::{self, KustoType, Table};
use crate::schema::label::labelled_values;
use crate::schema::{Field, FieldKind};

/// A query that shows the records a filter keeps, with these columns, in this order, from these tables (with none: the
/// interactive sign-ins). `newest` is the instant that spans such as "last 7 days" count from; where it is given they
/// are written as instants, because the tables have grown since.
pub fn kql(filter: &Filter, columns: &[Field], order: &[Order], tables: &[Table], newest: Option<i64>) -> Copied {
    let tables = if tables.is_empty() { &[Table::Interactive] } else { tables };
    let filter = normal_form(&spelled_out(&absolute(&normal_form(filter), newest)));
    let mut left_out = Vec::new();
    let (kept, dropped): (Vec<&Filter>, Vec<&Filter>) =
        members(&filter).iter().partition(|member| is_known(member, tables));
    left_out.extend(dropped.into_iter().map(in_words));
    let (columns, missing): (Vec<Field>, Vec<Field>) = columns.iter().partition(|&&field| has_field(field, tables));
    left_out.extend(missing.into_iter().map(|field| format!("Column {}", field.label())));
    let (mut keys, mut key_fields) = (Vec::new(), Vec::new());
    for order in order {
        match order.by.field().filter(|&field| has_field(field, tables)) {
            Some(field) => {
                keys.push(format!("{} {}", scalar(field), if order.descending { "desc" } else { "asc" }));
                key_fields.push(field);
            }
            None => left_out.push(format!("Order by {}", order.by.label())),
        }
    }

    let mut names: Vec<&'static str> = columns.iter().chain(&key_fields).map(|&field| kusto::column(field)).collect();
    for member in &kept {
        each_subject(member, &mut |asked| names.extend(name_of(asked)));
    }
    let mut text = note_on_hours(&kept).map_or_else(String::new, |note| format!("// {note}\n"));
    text.push_str(&source(tables, &roots(&names)));
    if let Some(from) = kept.iter().find_map(|member| beginning(member)) {
        // Tables are cut by the time a record arrived, which is that of the sign-in or a little later.
        _ = write!(text, "\n| where TimeGenerated >= datetime({})", write_instant(from.saturating_sub(SLACK)));
    }
    for name in ["SignInStatus", "SignInPlace", "SignInEventTypes"].into_iter().filter(|name| names.contains(name)) {
        if let Some(definition) = kusto::definition(name) {
            _ = write!(text, "\n| extend {name} = {definition}");
        }
    }
    for member in kept {
        _ = write!(text, "\n| where {}", predicate(member));
    }
    if !keys.is_empty() {
        _ = write!(text, "\n| order by {}", keys.join(", "));
    }
    if !columns.is_empty() {
        _ = write!(text, "\n| project {}", projected(&columns).join(", "));
    }
    Copied { text, left_out }
}

/// What to know of days of the week and hours of the day, which Kusto tells in UTC.
fn note_on_hours(members: &[&Filter]) -> Option<&'static str> {
    let mut clocks = Vec::new();
    members.iter().for_each(|member| each_clock(member, &mut clocks));
    match clocks.iter().any(|ahead| *ahead != 0) {
        _ if clocks.is_empty() => None,
        true => Some(
            "Days and hours are those of the zone on the page: what is added to the time makes them so, as Kusto's are in UTC",
        ),
        false => Some("Days and hours are in UTC"),
    }
}

/// How far the clocks are ahead of UTC that a filter names hours of.
fn each_clock(filter: &Filter, clocks: &mut Vec<i64>) {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().for_each(|part| each_clock(part, clocks)),
        Filter::Not(part) => each_clock(part, clocks),
        Filter::Field(_, Test::WeekHours(hours)) => clocks.push(hours.ahead),
        _ => {}
    }
}

/// Clocks of the two times may differ; an hour more to look at costs nothing.
const SLACK: i64 = 3_600_000;

/// The filter with the spellings that only the page knows to be the same.
fn spelled_out(filter: &Filter) -> Filter {
    match filter {
        Filter::All(parts) => Filter::All(parts.iter().map(spelled_out).collect()),
        Filter::Any(parts) => Filter::Any(parts.iter().map(spelled_out).collect()),
        Filter::Not(part) => Filter::Not(Box::new(spelled_out(part))),
        Filter::Field(Field::ClientApp, Test::OneOf(values)) => client_apps(values),
        Filter::Field(field, test @ (Test::Contains(text) | Test::StartsWith(text))) => {
            // The portal's words are not in the tables: where they pass, the value they stand for does.
            let text = text.to_lowercase();
            let passes = |label: &str| match test {
                Test::Contains(_) => label.to_lowercase().contains(&text),
                _ => label.to_lowercase().starts_with(&text),
            };
            let labels = labelled_values(*field).filter(|(raw, label)| passes(label) && !passes(raw));
            let labels: Vec<String> = labels.map(|(_, label)| label.to_owned()).collect();
            match labels.is_empty() {
                true => filter.clone(),
                false => Filter::Any(vec![filter.clone(), Filter::Field(*field, Test::OneOf(labels))]),
            }
        }
        other => other.clone(),
    }
}

/// Client apps with their other names: `IMAP4` is also `IMAP`, and `Other clients` begins `Other clients; IMAP`.
fn client_apps(values: &[String]) -> Filter {
    let (mut names, mut starts) = (Vec::new(), Vec::new());
    for value in values {
        names.push(value.clone());
        if let Some(app) = CLIENT_APPS.iter().find(|app| app.name == value) {
            names.extend(app.also.iter().map(|&also| also.to_owned()));
            if value == "Other clients" {
                starts.push(Filter::Field(Field::ClientApp, Test::StartsWith(format!("{value};"))));
            }
        }
    }
    starts.insert(0, Filter::Field(Field::ClientApp, Test::OneOf(names)));
    Filter::Any(starts)
}

fn has_name(name: &str, tables: &[Table]) -> bool {
    let root = name.split('.').next().unwrap_or(name);
    let has = |root: &str| tables.iter().any(|table| table.column(root).is_some() || stand_in(*table, root).is_some());
    has(root) || (kusto::definition(name).is_some() && kusto::definition_reads(name).iter().all(|name| has(name)))
}

fn has_field(field: Field, tables: &[Table]) -> bool {
    has_name(kusto::column(field), tables)
}

/// The column of the tables; `None` for one that only the files are known to have.
fn name_of(asked: Asked) -> Option<&'static str> {
    match asked {
        Asked::Field(field) => Some(kusto::column(field)),
        Asked::List(list) => Some(kusto::list_column(list)),
        Asked::Extra(_) => None,
    }
}

fn is_known(filter: &Filter, tables: &[Table]) -> bool {
    let mut is_known = true;
    each_subject(filter, &mut |asked| {
        is_known &= name_of(asked).is_some_and(|name| has_name(name, tables));
    });
    is_known
}

/// The columns of the tables that names and the definitions behind them read, each once.
fn roots(names: &[&'static str]) -> Vec<&'static str> {
    let mut roots: Vec<&'static str> = Vec::new();
    for name in names {
        let reads = kusto::definition_reads(name);
        let reads = if reads.is_empty() { std::slice::from_ref(name) } else { reads };
        roots.extend(reads.iter().map(|name| name.split('.').next().unwrap_or(name)));
    }
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// What a table has in the place of a column.
fn stand_in(table: Table, root: &str) -> Option<&'static str> {
    match (table, root) {
        (Table::NonInteractive, "ProcessingTimeInMilliseconds") => Some("ProcessingTimeInMs"),
        (Table::ServicePrincipal | Table::ManagedIdentity, "AppDisplayName") => Some("ServicePrincipalName"),
        _ => None,
    }
}

/// The type the predicates expect of a column: that of the first table that has it.
fn expected(root: &str) -> KustoType {
    Table::ALL.iter().find_map(|table| table.column(root)).unwrap_or(KustoType::Text)
}

/// The tables, each with its columns made those of the first: columns of one name and two types would become two.
fn source(tables: &[Table], roots: &[&'static str]) -> String {
    let legs: Vec<String> = tables
        .iter()
        .map(|&table| {
            let made = roots.iter().filter_map(|root| match (table.column(root), expected(root)) {
                (Some(KustoType::Text), KustoType::Dynamic) => Some(format!("{root} = todynamic({root})")),
                (Some(KustoType::Dynamic), KustoType::Text) => Some(format!("{root} = tostring({root})")),
                (None, _) => stand_in(table, root).map(|other| format!("{root} = {other}")),
                _ => None,
            });
            let made: Vec<String> = made.collect();
            match made.is_empty() {
                true => table.name().to_owned(),
                false => format!("{} | extend {}", table.name(), made.join(", ")),
            }
        })
        .collect();
    match legs.as_slice() {
        [leg] => leg.replacen(" | ", "\n| ", 1),
        _ => {
            let legs: Vec<String> =
                legs.into_iter().map(|leg| if leg.contains('|') { format!("({leg})") } else { leg }).collect();
            format!("union isfuzzy=true\n    {}", legs.join(",\n    "))
        }
    }
}

/// The instant from which on a member keeps records.
fn beginning(filter: &Filter) -> Option<i64> {
    match filter {
        Filter::Field(Field::Date, Test::Between { from, .. }) => *from,
        _ => None,
    }
}

/// A field as a value that can be shown and sorted.
fn scalar(field: Field) -> String {
    let column = kusto::column(field);
    match (kusto::column_type(field), field.kind()) {
        (KustoType::Dynamic, FieldKind::Bool) => format!("tobool({column})"),
        (KustoType::Dynamic, FieldKind::Number) => format!("toreal({column})"),
        (KustoType::Dynamic, _) => format!("tostring({column})"),
        (KustoType::Text, FieldKind::Number) => format!("tolong({column})"),
        _ => column.to_owned(),
    }
}

/// The columns of the result; members of JSON get names of their own.
fn projected(columns: &[Field]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    columns
        .iter()
        .map(|&field| {
            let column = kusto::column(field);
            let Some((root, member)) = column.rsplit_once('.') else {
                taken.push(column.to_owned());
                return column.to_owned();
            };
            let mut name = member.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            if taken.contains(&name) || columns.iter().any(|&field| kusto::column(field) == name) {
                name = format!("{}{name}", root.replace('.', ""));
            }
            taken.push(name.clone());
            format!("{name} = {}", scalar(field))
        })
        .collect()
}

/// The tables that hold the kinds of sign-ins of a log, by the names of its sign-in event types.
pub fn tables_of(event_types: &[&str]) -> Vec<Table> {
    let has = |name: &str| event_types.iter().any(|kind| kind.eq_ignore_ascii_case(name));
    let all = [
        (Table::Interactive, has("interactiveUser") || event_types.is_empty()),
        (Table::NonInteractive, has("nonInteractiveUser")),
        (Table::ServicePrincipal, has("servicePrincipal")),
        (Table::ManagedIdentity, has("managedIdentity")),
    ];
    all.into_iter().filter(|(_, is_there)| *is_there).map(|(table, _)| table).collect()
}
