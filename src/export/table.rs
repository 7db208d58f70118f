//! Tables of users, applications, policies and gaps as CSV, safe to open in a spreadsheet.

use std::borrow::Cow;

use super::csv::{document, time_text};
use crate::query::policies::{Audience, GapTable, Matrix};
use crate::query::usage::{EntityKey, EntityKind, Failure, Seen, UsageColumn, UsageTable, success_rate};
use crate::store::Problem;

/// Cells of a line.
type Line = Vec<String>;

/// A table of users, applications or the like. What is not in the files is empty.
pub fn usage(table: &UsageTable) -> Result<Vec<u8>, ::csv::Error> {
    let columns = columns(table.question.subject);
    let head = ["Name", "Key"].into_iter().chain(also_header(table.question.subject)).chain(SEEN);
    let head = head.chain(columns.iter().map(|(label, _)| *label)).chain(["Failure reasons"]);
    let lines = table.rows.iter().map(|row| {
        let (EntityKey::Id(key) | EntityKey::Name(key)) = &row.key;
        let mut line = vec![row.name.clone(), key.clone()];
        if also_header(table.question.subject).is_some() {
            line.push(row.also.clone().unwrap_or_default());
        }
        line.extend(seen(&row.seen));
        line.extend(columns.iter().map(|(_, column)| match column {
            UsageColumn::FirstInLog => row.first_in_log.map(time_text).unwrap_or_default(),
            UsageColumn::Guest => {
                row.is_guest.map(|is_guest| if is_guest { "Guest" } else { "Member" }).unwrap_or_default().to_owned()
            }
            column => number(row.variety.of(*column)),
        }));
        line.push(row.failures.iter().map(reason).collect::<Vec<_>>().join("; "));
        line
    });
    write(head, lines)
}

/// Policies × results, a line for each that occurs.
pub fn matrix(matrix: &Matrix) -> Result<Vec<u8>, ::csv::Error> {
    let head = ["Policy", "Policy ID", "Result", "Sign-ins", "Users", "Applications"];
    let lines = matrix.policies.iter().flatten().flat_map(|row| {
        row.cells.iter().map(|cell| {
            let id = match &row.policy.key {
                EntityKey::Id(id) => id.clone(),
                EntityKey::Name(_) => String::new(),
            };
            let counts = [cell.sign_ins, cell.users, cell.applications].map(|count| count.to_string());
            [row.policy.name.clone(), id, cell.result.label().to_owned()].into_iter().chain(counts).collect()
        })
    });
    write(head, lines)
}

/// The sign-ins in a gap by user, application and client app.
pub fn gaps(table: &GapTable) -> Result<Vec<u8>, ::csv::Error> {
    let head = ["User", "Username", "Application", "Client app", "Whose"].into_iter().chain(SEEN);
    let lines = table.rows.iter().map(|row| {
        let name = |named: &Option<crate::query::policies::Named>| {
            named.as_ref().map(|named| named.name.clone()).unwrap_or_default()
        };
        let username = row.user.as_ref().and_then(|user| user.also.clone()).unwrap_or_default();
        let whose = match row.audience {
            Audience::Member => "Member or not stated",
            Audience::Guest => "Guest",
            Audience::Windows => "Windows",
        };
        let names = [name(&row.user), username, name(&row.application), name(&row.client_app), whose.to_owned()];
        names.into_iter().chain(seen(&row.seen)).collect()
    });
    write(head, lines)
}

/// The problems of a file, with as much of their place as is known.
pub fn problems(file: &str, problems: &[Problem]) -> Result<Vec<u8>, ::csv::Error> {
    let lines = problems.iter().map(|problem| {
        let place = [problem.place.record, problem.place.line, problem.place.byte];
        let place = place.map(|at| at.map(|at| at.to_string()).unwrap_or_default());
        [file.to_owned()].into_iter().chain(place).chain([problem.message.clone()]).collect()
    });
    write(["File", "Record", "Line", "Byte", "Problem"], lines)
}

/// The headers of [`seen`].
const SEEN: [&str; 7] =
    ["Sign-ins", "Success", "Interrupted", "Failure", "Success rate", "First seen (UTC)", "Last seen (UTC)"];

fn seen(seen: &Seen) -> [String; 7] {
    let counts = &seen.counts;
    let all = counts.total().to_string();
    // How sign-ins ended that have no status is not known, which is not zero.
    let is_known = counts.known() > 0 || counts.total() == 0;
    let known = |number: u32| if is_known { number.to_string() } else { String::new() };
    let [success, interrupted, failure] = [counts.success, counts.interrupted, counts.failure].map(known);
    let rate = success_rate(counts).map(|rate| format!("{rate:.4}")).unwrap_or_default();
    let time = |time: Option<i64>| time.map(time_text).unwrap_or_default();
    [all, success, interrupted, failure, rate, time(seen.first), time(seen.last)]
}

fn also_header(subject: EntityKind) -> Option<&'static str> {
    match subject {
        EntityKind::User => Some("Username"),
        EntityKind::Device => Some("Operating system"),
        _ => None,
    }
}

/// The columns a subject has beyond its sign-ins.
fn columns(subject: EntityKind) -> Vec<(&'static str, UsageColumn)> {
    let all = [
        ("First in the log (UTC)", UsageColumn::FirstInLog, None),
        ("User type", UsageColumn::Guest, None),
        ("Users", UsageColumn::Users, Some(EntityKind::User)),
        ("Applications", UsageColumn::Applications, Some(EntityKind::Application)),
        ("Countries", UsageColumn::Countries, Some(EntityKind::Country)),
        ("Cities", UsageColumn::Cities, Some(EntityKind::City)),
        ("IP addresses", UsageColumn::Addresses, Some(EntityKind::Address)),
        ("Devices", UsageColumn::Devices, Some(EntityKind::Device)),
        ("Methods", UsageColumn::Methods, None),
    ];
    let is_wanted = |column: UsageColumn, own: Option<EntityKind>| {
        own != Some(subject) && (column != UsageColumn::Guest || subject == EntityKind::User)
    };
    all.into_iter()
        .filter(|(_, column, own)| is_wanted(*column, *own))
        .map(|(label, column, _)| (label, column))
        .collect()
}

fn number(count: Option<u32>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

fn reason(failure: &Failure) -> String {
    let code = if failure.code.is_empty() { "no error code in this file" } else { &*failure.code };
    format!("{code} ({})", failure.count)
}

fn write<'a>(
    head: impl IntoIterator<Item = &'a str>,
    lines: impl Iterator<Item = Line>,
) -> Result<Vec<u8>, ::csv::Error> {
    let head = head.into_iter().map(Cow::Borrowed).collect();
    document(std::iter::once(head).chain(lines.map(|line| line.into_iter().map(Cow::Owned).collect())))
}
