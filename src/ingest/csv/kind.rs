//! Which kind of table a header belongs to.

use super::header::{CsvLayout, normalise};
use super::table::{STEP_COLUMNS, Table};
use crate::ingest::adapt::{self, Names};
use crate::ingest::shape::Shape;
use crate::schema::Field;

/// What a header turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table of sign-ins.
    SignIns(CsvLayout),
    /// A table of something else: what, and what to do.
    Foreign(&'static str, &'static str),
    /// Nothing known.
    Unknown(CsvLayout),
}

const SIGN_INS: &str = "In the Microsoft Entra admin center open “Sign-in logs” and download from there.";

/// Headers that tell other tables apart: all of the names must be there.
const FOREIGN: &[(&[&str], &str, &str)] = &[
    (
        &["service", "category", "activity"],
        "is a download of the audit logs, not of the sign-in logs",
        "In the admin center open “Sign-in logs” instead of “Audit logs” and download from there.",
    ),
    (
        &["servicio", "categoría", "actividad"],
        "is a download of the audit logs, not of the sign-in logs",
        "In the admin center open “Sign-in logs” instead of “Audit logs” and download from there.",
    ),
    (&["officeworkload"], "is a Log Analytics table of Office activity, not of sign-ins", SIGN_INS),
    (&["targetresources"], "is a table of the audit logs, not of sign-ins", SIGN_INS),
    (&["riskeventtype"], "is a table of risk detections, not of sign-ins", SIGN_INS),
    (&["risklastupdateddatetime"], "is a table of risky users, not of sign-ins", SIGN_INS),
    (&["provisioningsteps"], "is a table of the provisioning logs, not of sign-ins", SIGN_INS),
    (&["signincount"], "is a summary of sign-ins, which does not hold each of them", SIGN_INS),
];

/// Headers of a table that a script wrote and that is often met (`CreatedDateTime,UserPrincipalName,…,City,Country,…`).
const SCRIPT: &[(&str, Field)] = &[
    ("createddatetime", Field::Date),
    ("userprincipalname", Field::Username),
    ("userdisplayname", Field::User),
    ("appdisplayname", Field::Application),
    ("ipaddress", Field::IpAddress),
    ("city", Field::City),
    ("country", Field::Country),
    ("device", Field::DeviceName),
    ("browser", Field::Browser),
    ("os", Field::OperatingSystem),
    ("status", Field::Status),
    ("riskstate", Field::RiskState),
    ("risklevelduringsignin", Field::RiskDuringSignIn),
    ("risklevelaggregated", Field::RiskAggregated),
    ("conditionalaccessstatus", Field::ConditionalAccess),
];

/// The kind of table that a header belongs to.
pub fn kind_of(mut layout: CsvLayout, is_power_shell: bool) -> Kind {
    let names: Vec<String> = layout.names.iter().map(|name| normalise(name)).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if let Some(&(_, found, remedy)) = FOREIGN.iter().find(|(wanted, ..)| wanted.iter().all(|name| has(name))) {
        return Kind::Foreign(found, remedy);
    }
    if STEP_COLUMNS.iter().take(3).all(|name| has(name)) {
        return table(layout, Shape::AuthDetails, Table::steps);
    }
    if has("auditdata") {
        return table(layout, Shape::AuditLog, Table::adapted);
    }
    if layout.has(Field::Date) && (layout.has(Field::RequestId) || layout.known() >= 5) {
        return Kind::SignIns(layout.with_labels());
    }
    if has("createddatetime") && (has("os") || has("city") || has("country")) {
        let field = |name: &String| SCRIPT.iter().find(|(known, _)| known == name).map(|(_, field)| *field);
        layout.columns = names.iter().map(field).collect();
        layout.shape = Shape::Mapped;
        return Kind::SignIns(layout);
    }
    let plain = Names::of(layout.names.iter().map(String::as_str));
    match adapt::shape_of(&plain) {
        Some(Shape::PowerShell) if is_power_shell => table(layout, Shape::PowerShellCsv, Table::adapted),
        Some(Shape::PowerShell) if layout.names.iter().any(|name| name == "createdDateTime") => {
            table(layout, Shape::Mapped, Table::adapted)
        }
        Some(Shape::PowerShell) => table(layout, Shape::PowerShellCsv, Table::adapted),
        Some(shape @ (Shape::LogAnalytics | Shape::Defender)) => table(layout, shape, Table::adapted),
        _ if plain.has("timegenerated") && plain.has("userprincipalname") => {
            table(layout, Shape::LogAnalytics, Table::adapted)
        }
        _ => Kind::Unknown(layout),
    }
}

/// A table whose rows become sign-ins in a way of their own.
fn table(mut layout: CsvLayout, shape: Shape, rows: fn(&CsvLayout) -> Table) -> Kind {
    layout.table = Some(rows(&layout));
    layout.columns = vec![None; layout.names.len()];
    layout.shape = shape;
    Kind::SignIns(layout)
}
