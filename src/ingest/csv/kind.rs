//! Which kind of table a header belongs to.

use super::cells::{Cell, Cells};
use super::header::{CsvLayout, normalise, sniff_delimiter};
use super::table::{STEP_COLUMNS, Table};
use crate::ingest::adapt::{self, Names};
use crate::ingest::mapping::Mapping;
use crate::ingest::shape::Shape;
use crate::schema::Field;
use crate::schema::name::{Sureness, recognise};

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

/// So many columns, at least, does a download of the portal without request ID have.
const FEWEST_OF_PORTAL: usize = 5;

/// The kind of table that a header belongs to; the first rows tell what names leave open.
pub fn kind_of(mut layout: CsvLayout, rows: &[Vec<String>], is_power_shell: bool) -> Kind {
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
    let named = || Mapping::of(&layout.names, rows).named(Sureness::Usual);
    if layout.has(Field::Date) && (layout.has(Field::RequestId) || layout.known() >= FEWEST_OF_PORTAL) {
        let named = named();
        // A script that goes on with a download keeps some of its columns.
        let is_own = !layout.has(Field::RequestId) && layout.known() * 2 < layout.names.len();
        layout.shape = if is_own { Shape::Mapped } else { Shape::PortalCsv };
        return Kind::SignIns(layout.completed(&named));
    }
    // A table that a script wrote and that is often met: `CreatedDateTime,UserPrincipalName,…,City,Country,…`.
    if has("createddatetime") && (has("os") || has("city") || has("country")) {
        (layout.columns, layout.shape) = (named(), Shape::Mapped);
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

/// A header has no digit and no `@` in so many first cells, as nearly every record has.
const PLAIN_CELLS: usize = 3;

/// Of so many names of a header, at least one is known.
const NAMES_OF_A_KNOWN: usize = 3;

/// Whether a line, or the first bytes of one, may be a header: a quick look, for every record is looked at.
pub fn may_be_header(line: &[u8]) -> bool {
    let mut cells = 0;
    for &byte in line {
        match byte {
            b'0'..=b'9' | b'@' => return false,
            b',' | b';' | b'\t' => cells += 1,
            _ => {}
        }
        if cells == PLAIN_CELLS {
            return true;
        }
    }
    true
}

/// The table of sign-ins whose header stands among the records of another one.
pub fn another_table(line: &[u8], current: &CsvLayout) -> Option<CsvLayout> {
    let header = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if header == current.header {
        return None;
    }
    let delimiter = sniff_delimiter(header);
    let is_known = |cell: Cell| recognise(&String::from_utf8_lossy(cell.text(&mut Vec::new()))).is_some();
    // Rows of words come here too, and must be told from a header at once.
    if !Cells::new(header, delimiter).take(PLAIN_CELLS).any(is_known) {
        return None;
    }
    let names = Cells::new(header, delimiter).count();
    let known = Cells::new(header, delimiter).filter(|cell| is_known(*cell)).count();
    if names < PLAIN_CELLS || known * NAMES_OF_A_KNOWN < names {
        return None;
    }
    match kind_of(CsvLayout::new(header, delimiter), &[], false) {
        Kind::SignIns(layout) => Some(layout),
        Kind::Foreign(..) | Kind::Unknown(_) => None,
    }
}
