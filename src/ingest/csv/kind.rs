//! Which kind of table a header belongs to.

use super::cells::{Cell, Cells};
use super::header::{CsvFormat, normalise, sniff_delimiter};
use super::normalized_table::{NormalizedTable, STEP_COLUMNS};
use crate::ingest::mapping::Mapping;
use crate::ingest::normalize::{self, Names};
use crate::ingest::source_format::SourceFormat;
use crate::schema::Field;
use crate::schema::name::{Sureness, recognise};

/// What a header turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A table of sign-ins.
    SignIns(CsvFormat),
    /// A table of something else: what, and what to do.
    Foreign(&'static str, &'static str),
    /// Nothing known.
    Unknown(CsvFormat),
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
pub fn kind_of(mut file_format: CsvFormat, rows: &[Vec<String>], is_power_shell: bool) -> TableKind {
    let names: Vec<String> = file_format.names.iter().map(|name| normalise(name)).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if let Some(&(_, found, remedy)) = FOREIGN.iter().find(|(wanted, ..)| wanted.iter().all(|name| has(name))) {
        return TableKind::Foreign(found, remedy);
    }
    if STEP_COLUMNS.iter().take(3).all(|name| has(name)) {
        return table(file_format, SourceFormat::AuthDetails, NormalizedTable::steps);
    }
    if has("auditdata") {
        return table(file_format, SourceFormat::AuditLog, NormalizedTable::normalized);
    }
    let named = || Mapping::of(&file_format.names, rows).named(Sureness::Usual);
    if file_format.has(Field::Date) && (file_format.has(Field::RequestId) || file_format.known() >= FEWEST_OF_PORTAL) {
        let named = named();
        // A script that goes on with a download keeps some of its columns.
        let is_own = !file_format.has(Field::RequestId) && file_format.known() * 2 < file_format.names.len();
        file_format.source_format = if is_own { SourceFormat::Mapped } else { SourceFormat::PortalCsv };
        return TableKind::SignIns(file_format.completed(&named));
    }
    // A table that a script wrote and that is often met: `CreatedDateTime,UserPrincipalName,…,City,Country,…`.
    if has("createddatetime") && (has("os") || has("city") || has("country")) {
        (file_format.columns, file_format.source_format) = (named(), SourceFormat::Mapped);
        return TableKind::SignIns(file_format);
    }
    let plain = Names::of(file_format.names.iter().map(String::as_str));
    match normalize::source_format_of(&plain) {
        Some(SourceFormat::PowerShell) if is_power_shell => {
            table(file_format, SourceFormat::PowerShellCsv, NormalizedTable::normalized)
        }
        Some(SourceFormat::PowerShell) if file_format.names.iter().any(|name| name == "createdDateTime") => {
            table(file_format, SourceFormat::Mapped, NormalizedTable::normalized)
        }
        Some(SourceFormat::PowerShell) => table(file_format, SourceFormat::PowerShellCsv, NormalizedTable::normalized),
        Some(source_format @ (SourceFormat::LogAnalytics | SourceFormat::Defender)) => {
            table(file_format, source_format, NormalizedTable::normalized)
        }
        _ if plain.has("timegenerated") && plain.has("userprincipalname") => {
            table(file_format, SourceFormat::LogAnalytics, NormalizedTable::normalized)
        }
        _ => TableKind::Unknown(file_format),
    }
}

/// A table whose rows become sign-ins in a way of their own.
fn table(
    mut file_format: CsvFormat,
    source_format: SourceFormat,
    rows: fn(&CsvFormat) -> NormalizedTable,
) -> TableKind {
    file_format.table = Some(rows(&file_format));
    file_format.columns = vec![None; file_format.names.len()];
    file_format.source_format = source_format;
    TableKind::SignIns(file_format)
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
pub fn another_table(line: &[u8], current: &CsvFormat) -> Option<CsvFormat> {
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
    match kind_of(CsvFormat::new(header, delimiter), &[], false) {
        TableKind::SignIns(file_format) => Some(file_format),
        TableKind::Foreign(..) | TableKind::Unknown(_) => None,
    }
}
