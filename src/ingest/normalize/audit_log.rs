//! Sign-ins in the Microsoft 365 audit log (Office 365 Management Activity API, Purview), whose record type is
//! `AzureActiveDirectoryStsLogon`.

use serde_json::{Map, Value, json};

use super::build::Building;
use super::names::Dialect;
use super::{Normalized, member};
use crate::ingest::source_format::SourceFormat;
use crate::schema::{Field, Status, error_code};

/// Operations that are sign-ins.
const OPERATIONS: [&str; 2] = ["UserLoggedIn", "UserLoginFailed"];

/// Members of the record and their places in a sign-in. Source: Office 365 Management Activity API schema.
const MEMBERS: &[(&str, &str)] = &[
    ("Id", "id"),
    ("CreationTime", "createdDateTime"),
    ("InterSystemsId", "correlationId"),
    ("UserId", "userPrincipalName"),
    ("ApplicationId", "appId"),
    ("ObjectId", "resourceId"),
    ("ClientIP", "ipAddress"),
    ("ErrorNumber", "status.errorCode"),
    ("ActorContextId", "homeTenantId"),
    ("TargetContextId", "resourceTenantId"),
];

/// Names inside `DeviceProperties` and `ExtendedProperties`.
const PROPERTIES: &[(&str, &str)] = &[
    ("UserAgent", "userAgent"),
    ("Id", "deviceDetail.deviceId"),
    ("DisplayName", "deviceDetail.displayName"),
    ("OS", "deviceDetail.operatingSystem"),
    ("BrowserType", "deviceDetail.browser"),
    ("IsCompliant", "deviceDetail.isCompliant"),
    ("SessionId", "sessionId"),
];

/// Whether an object is a record of that log.
pub fn is_it(record: &Map<String, Value>) -> bool {
    member(record, "CreationTime").is_some() && member(record, "Operation").is_some()
}

/// The sign-in in the record.
pub fn normalize(record: Map<String, Value>) -> Normalized {
    let operation = member(&record, "Operation").and_then(Value::as_str).unwrap_or("").to_owned();
    if !OPERATIONS.iter().any(|known| known.eq_ignore_ascii_case(&operation)) {
        return Normalized::Foreign("an entry of the Microsoft 365 audit log");
    }
    let mut building = Building::new(Dialect::Graph);
    building.texts.push((Field::Status, outcome(&record, &operation).label().to_owned()));
    if let Some(error) = logon_error(&record) {
        building.set("status.failureReason", json!(error));
    }
    for (key, value) in record {
        let path = MEMBERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&key)).map(|(_, path)| *path);
        match (path, key.as_str()) {
            (Some(path), _) => building.set(path, value),
            (None, "ActorIpAddress") => building.stand_in("ipAddress", value),
            (None, "ErrorCode") => building.stand_in("status.errorCode", value),
            (None, "UserType") => add_user_type(&mut building, value),
            (None, "DeviceProperties" | "ExtendedProperties") => add_properties(&mut building, &key, value),
            (None, _) => building.put(key, value),
        }
    }
    Normalized::sign_in(building, SourceFormat::AuditLog, true)
}

/// How the sign-in ended: by the error, else by the number, else by what the properties say of it, else by the
/// operation. What the record calls its result only says that the event was written: failures have `Success` there.
fn outcome(record: &Map<String, Value>, operation: &str) -> Status {
    let is_failed = operation.eq_ignore_ascii_case(OPERATIONS[1]);
    let number = ["ErrorNumber", "ErrorCode"].into_iter().find_map(|key| match member(record, key)? {
        Value::String(text) => error_code::parse(text),
        number => error_code::parse(&number.to_string()),
    });
    if let Some(number) = number.filter(|number| *number != 0) {
        return Status::of_code(number);
    }
    if let Some(error) = logon_error(record) {
        return error_code::with_name(error).map_or(Status::Failure, |known| Status::of_code(known.code));
    }
    let is_error = || {
        property(record, "ExtendedProperties", "ResultStatusDetail").is_some_and(|detail| {
            let detail = detail.to_ascii_lowercase();
            detail.contains("error") || detail.contains("fail")
        })
    };
    if is_failed || number.is_none() && is_error() { Status::Failure } else { Status::Success }
}

/// The name of the error, if there was one.
fn logon_error(record: &Map<String, Value>) -> Option<&str> {
    let error = member(record, "LogonError")?.as_str()?.trim();
    let is_none = ["", "None", "Success", "null"].into_iter().any(|none| error.eq_ignore_ascii_case(none));
    (!is_none).then_some(error)
}

/// The value of a name in a list of names and values.
fn property<'a>(record: &'a Map<String, Value>, list: &str, name: &str) -> Option<&'a str> {
    let items = member(record, list)?.as_array()?;
    items.iter().find(|item| item.get("Name").and_then(Value::as_str) == Some(name))?.get("Value")?.as_str()
}

/// Kinds of users by number that Graph has words for.
fn add_user_type(building: &mut Building, value: Value) {
    match value.as_u64().or_else(|| value.as_str()?.parse().ok()) {
        Some(0 | 2) => building.set("userType", json!("member")),
        Some(10) => building.set("userType", json!("guest")),
        _ => building.put("UserType".to_owned(), value),
    }
}

/// A list of names and values. The number stands for the join type of a device.
fn add_properties(building: &mut Building, list: &str, value: Value) {
    const JOINS: [&str; 3] = ["Azure AD registered", "Azure AD joined", "Hybrid Azure AD joined"];
    let Value::Array(items) = value else { return building.put(list.to_owned(), value) };
    for mut item in items {
        let name = item.get("Name").and_then(Value::as_str).unwrap_or("").to_owned();
        let Some(value) = item.get_mut("Value").map(Value::take) else { continue };
        let path = PROPERTIES.iter().find(|(known, _)| *known == name).map(|(_, path)| *path);
        let join = value.as_str().and_then(|text| JOINS.get(text.parse::<usize>().ok()?));
        match (path, join) {
            (Some(path), _) => building.set(path, value),
            (None, Some(join)) if name.ends_with("TrustType") => building.set("deviceDetail.trustType", json!(join)),
            _ => building.put(name, value),
        }
    }
}
