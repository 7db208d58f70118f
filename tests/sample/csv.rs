//! A record as a row of the portal's CSV download, in the three column sets the portal has had.

use super::apps::CONTOSO_TENANT;
use super::guid::Guid;
use super::json::{protection, protection_code};
use super::people::Role;
use super::record::{ConditionalAccess, SignIn};
use std::io::Write;

/// A year's column set of the portal's CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vintage {
    /// 44 columns.
    Of2023,
    /// 55 columns, every header quoted.
    Of2024,
    /// 57 columns; booleans in capitals and names of the newer brand.
    Of2025,
}

/// How a column's cell is written.
type Cell = fn(&SignIn, Vintage, &mut Vec<u8>);

use Vintage::{Of2023, Of2024, Of2025};

/// Columns in their order: header, first vintage that has it, cell. Two headers end in a space, one occurs twice; so do the portal's.
const COLUMNS: [(&str, Vintage, Cell); 57] = [
    ("Date (UTC)", Of2023, |r, _, out| r.time.write_seconds(out)),
    ("Request ID", Of2023, |r, _, out| r.id.write(out)),
    ("User agent", Of2024, |r, _, out| text(out, r.agent().1)),
    ("Correlation ID", Of2023, |r, _, out| r.correlation_id.write(out)),
    ("User ID", Of2023, |r, _, out| r.person.id.write(out)),
    ("User", Of2023, |r, _, out| text(out, &r.person.name)),
    ("Username", Of2023, |r, _, out| text(out, &r.person.upn)),
    ("User type", Of2023, |r, _, out| text(out, if is_guest(r) { "guest" } else { "member" })),
    ("Cross tenant access type", Of2023, |r, _, out| text(out, if is_guest(r) { "b2bCollaboration" } else { "none" })),
    ("Incoming token type", Of2023, |r, _, out| {
        text(out, if r.has_primary_token { "primaryRefreshToken" } else { "none" });
    }),
    ("Authentication Protocol", Of2023, |r, _, out| text(out, r.protocol)),
    ("Unique token identifier", Of2023, |r, _, out| r.token.write_base64(out)),
    ("Original transfer method", Of2024, |r, _, out| {
        text(out, if r.is_device_code { "deviceCodeFlow" } else { "none" });
    }),
    ("Client credential type", Of2023, |_, _, out| text(out, "none")),
    ("Token Protection - Sign In Session", Of2024, |r, _, out| text(out, protection(r))),
    ("Token Protection - Sign In Session StatusCode", Of2024, |r, _, out| match protection_code(r) {
        0 => {}
        code => number(out, code),
    }),
    ("Application", Of2023, |r, _, out| text(out, &r.app.name)),
    ("Application ID ", Of2023, |r, _, out| r.app.id.write(out)),
    ("App owner tenant ID", Of2025, |r, _, out| r.app.owner.write(out)),
    ("Resource", Of2023, |r, _, out| text(out, &r.app.resource.name)),
    ("Resource ID ", Of2023, |r, _, out| r.app.resource.id.write(out)),
    ("Resource tenant ID", Of2023, |_, _, out| CONTOSO_TENANT.write(out)),
    ("Resource owner tenant ID", Of2025, |r, _, out| r.app.resource.owner.write(out)),
    ("Home tenant ID", Of2023, |r, _, out| r.person.home_tenant().write(out)),
    ("Home tenant name", Of2023, nothing),
    ("IP address", Of2023, |r, _, out| _ = write!(out, "{}", r.source.address)),
    ("Location", Of2023, location),
    ("Status", Of2023, |r, _, out| text(out, status(r))),
    ("Sign-in error code", Of2023, |r, _, out| match r.code.number {
        0 => {}
        code => number(out, code),
    }),
    ("Failure reason", Of2023, |r, _, out| text(out, r.code.reason)),
    ("Client app", Of2023, |r, _, out| text(out, r.client.name())),
    ("Device ID", Of2023, |r, _, out| optional_guid(out, r.device.id)),
    ("Browser", Of2023, |r, _, out| text(out, r.agent().0)),
    ("Operating System", Of2023, |r, _, out| text(out, r.device.operating_system)),
    ("Compliant", Of2023, |r, vintage, out| boolean(out, vintage, r.device.is_compliant)),
    ("Managed", Of2023, |r, vintage, out| boolean(out, vintage, r.device.is_managed)),
    ("Join Type", Of2023, |r, vintage, out| text(out, join_type(r.device.trust, vintage))),
    ("Multifactor authentication result", Of2023, |r, _, out| text(out, r.detail)),
    ("Multifactor authentication auth method", Of2023, |r, _, out| {
        text(out, r.mfa.as_ref().map_or("", |mfa| mfa.method));
    }),
    ("Multifactor authentication auth detail", Of2023, |r, _, out| {
        text(out, r.mfa.as_ref().map_or("", |mfa| &mfa.detail));
    }),
    ("Authentication requirement", Of2023, |r, _, out| {
        text(out, if r.needs_mfa { "Multifactor authentication" } else { "Single-factor authentication" });
    }),
    ("Sign-in identifier", Of2023, |r, _, out| text(out, r.typed_name())),
    ("Session ID", Of2024, |r, _, out| optional_guid(out, r.session_id)),
    ("IP address (seen by resource)", Of2023, nothing),
    ("Through Global Secure Access", Of2024, |_, vintage, out| boolean(out, vintage, Some(false))),
    ("Global Secure Access IP address", Of2024, nothing),
    ("Autonomous system  number", Of2023, |r, _, out| number(out, r.source.asn)),
    ("Flagged for review", Of2023, |r, vintage, out| boolean(out, vintage, Some(r.is_flagged))),
    ("Token issuer type", Of2023, |_, vintage, out| {
        text(out, if vintage < Of2025 { "Azure AD" } else { "Microsoft Entra ID" });
    }),
    ("Incoming token type", Of2023, |r, _, out| {
        text(out, if r.has_primary_token { "Primary refresh token" } else { "None" });
    }),
    ("Token issuer name", Of2023, nothing),
    ("Latency", Of2023, |r, _, out| number(out, r.latency)),
    ("Conditional Access", Of2023, |r, _, out| text(out, conditional_access(r))),
    ("Managed Identity type", Of2024, |_, _, out| text(out, "None")),
    ("Associated Resource Id", Of2024, nothing),
    ("Federated Token Id", Of2024, nothing),
    ("Federated Token Issuer", Of2024, nothing),
];

/// The header row with its byte order mark and line end.
pub fn portal_csv_header(vintage: Vintage) -> Vec<u8> {
    let headers: Vec<String> = COLUMNS
        .iter()
        .filter(|(_, since, _)| *since <= vintage)
        .map(|(header, ..)| if vintage == Of2024 { format!("\"{header}\"") } else { (*header).to_owned() })
        .collect();
    format!("\u{feff}{}\n", headers.join(",")).into_bytes()
}

/// Appends the record as one row with its line end.
pub fn portal_csv_row(record: &SignIn, vintage: Vintage, out: &mut Vec<u8>) {
    let mut is_first = true;
    for (_, since, cell) in &COLUMNS {
        if *since > vintage {
            continue;
        }
        if !is_first {
            out.push(b',');
        }
        is_first = false;
        let start = out.len();
        cell(record, vintage, out);
        guard(out, start);
        quote(out, start);
    }
    out.push(b'\n');
}

/// Puts the portal's apostrophe before a cell that a spreadsheet would take for a formula.
fn guard(out: &mut Vec<u8>, start: usize) {
    if matches!(out.get(start), Some(b'-' | b'+' | b'=' | b'@')) {
        out.insert(start, b'\'');
    }
}

/// Quotes the cell that begins at `start`, when it needs quotes.
fn quote(out: &mut Vec<u8>, start: usize) {
    if !out[start..].iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        return;
    }
    let cell = out.split_off(start);
    out.push(b'"');
    for byte in cell {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

fn number(out: &mut Vec<u8>, number: u32) {
    // Writing to a `Vec` cannot fail.
    _ = write!(out, "{number}");
}

fn nothing(_: &SignIn, _: Vintage, _: &mut Vec<u8>) {}

fn optional_guid(out: &mut Vec<u8>, id: Option<Guid>) {
    if let Some(id) = id {
        id.write(out);
    }
}

fn boolean(out: &mut Vec<u8>, vintage: Vintage, value: Option<bool>) {
    let words = if vintage < Of2025 { ["false", "true"] } else { ["FALSE", "TRUE"] };
    if let Some(value) = value {
        text(out, words[usize::from(value)]);
    }
}

fn location(record: &SignIn, _: Vintage, out: &mut Vec<u8>) {
    let place = record.source.place;
    for (number, part) in [place.city, place.state, place.country].into_iter().enumerate() {
        if number > 0 {
            text(out, ", ");
        }
        text(out, part);
    }
}

fn is_guest(record: &SignIn) -> bool {
    record.person.role == Role::Guest
}

fn status(record: &SignIn) -> &'static str {
    match (record.code.number, record.code.is_interrupt) {
        (0, _) => "Success",
        (_, true) => "Interrupted",
        _ => "Failure",
    }
}

fn join_type(trust: &'static str, vintage: Vintage) -> &'static str {
    match (vintage, trust) {
        (Of2025, "Azure AD joined") => "Microsoft Entra joined",
        (Of2025, "Azure AD registered") => "Microsoft Entra registered",
        (Of2025, "Hybrid Azure AD joined") => "Microsoft Entra hybrid joined",
        _ => trust,
    }
}

fn conditional_access(record: &SignIn) -> &'static str {
    match record.conditional_access() {
        ConditionalAccess::Success => "Success",
        ConditionalAccess::Failure => "Failure",
        ConditionalAccess::NotApplied => "Not Applied",
    }
}
