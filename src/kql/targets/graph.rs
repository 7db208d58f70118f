//! A filter as the `$filter` of Microsoft Graph's `auditLogs/signIns`.

use super::super::literal::write_instant;
use super::super::normal_form::normal_form;
use super::super::print::raw;
use super::{Copied, absolute, in_words, members};
use crate::query::{Filter, Test};
use crate::schema::{Field, FieldKind, List, Status, error_code};

/// The `$filter` that asks Graph for the records a filter keeps, or for more of them: a condition Graph cannot be asked
/// is left out whole and named. Only what the reference page "signIn resource type" (beta) documents as supporting
/// `$filter` is used: `eq` and `startsWith` on some properties, `eq`, `le` and `ge` on `createdDateTime`, and `any` on
/// `signInEventTypes`. Nothing there can be negated.
pub fn graph_filter(filter: &Filter, newest: Option<i64>) -> Copied {
    let filter = normal_form(&absolute(&normal_form(filter), newest));
    let (mut parts, mut left_out) = (Vec::new(), Vec::new());
    for member in members(&filter) {
        match odata(member) {
            Some(part) => parts.push(part),
            None => left_out.push(in_words(member)),
        }
    }
    Copied { text: parts.join(" and "), left_out }
}

/// The fields that can be asked for by `eq`, and whether `startsWith` is documented for them too.
const FILTERABLE: &[(Field, bool)] = &[
    (Field::Application, true),
    (Field::ApplicationId, false),
    (Field::AuthenticationRequirement, true),
    (Field::ClientApp, false),
    (Field::ConditionalAccess, false),
    (Field::CorrelationId, false),
    (Field::Browser, true),
    (Field::OperatingSystem, true),
    (Field::RequestId, false),
    (Field::IpAddress, true),
    (Field::City, true),
    (Field::State, true),
    (Field::Country, true),
    (Field::OriginalRequestId, false),
    (Field::Resource, false),
    (Field::ResourceId, false),
    (Field::RiskDetail, false),
    (Field::RiskAggregated, false),
    (Field::RiskDuringSignIn, false),
    (Field::RiskState, false),
    (Field::ServicePrincipalId, true),
    (Field::ServicePrincipalName, true),
    (Field::ErrorCode, false),
    (Field::User, true),
    (Field::UserId, false),
    (Field::Username, true),
];

fn odata(filter: &Filter) -> Option<String> {
    match filter {
        Filter::All(parts) => Some(parts.iter().map(odata).collect::<Option<Vec<_>>>()?.join(" and ")),
        Filter::Any(parts) if !parts.is_empty() => Some(any(&parts.iter().map(odata).collect::<Option<Vec<_>>>()?)),
        Filter::Field(field, test) => field_test(*field, test),
        Filter::InList(List::EventTypes, Test::OneOf(values) | Test::Is(values)) => {
            let each = values.iter().map(|value| format!("signInEventTypes/any(t: t eq {})", quoted(value)));
            Some(any(&each.collect::<Vec<_>>()))
        }
        _ => None,
    }
}

fn any(parts: &[String]) -> String {
    match parts {
        [part] => part.clone(),
        _ => format!("({})", parts.join(" or ")),
    }
}

fn field_test(field: Field, test: &Test) -> Option<String> {
    match (field, test) {
        (Field::Date, Test::Between { from, to }) => {
            let from = from.map(|from| format!("createdDateTime ge {}", instant(from)));
            // `lt` is not documented, so the last instant that passes is named.
            let to = to.map(|to| format!("createdDateTime le {}", instant(to.saturating_sub(1))));
            Some(from.into_iter().chain(to).collect::<Vec<_>>().join(" and "))
        }
        (Field::Status, Test::OneOf(values) | Test::Is(values)) => statuses(values),
        _ => {
            let (_, starts) = FILTERABLE.iter().find(|(known, _)| *known == field)?;
            let path = field.info().graph.replace('.', "/");
            match test {
                Test::OneOf(values) | Test::Is(values) => {
                    let value = |value: &String| {
                        let value = raw(field, value).unwrap_or_else(|| value.clone());
                        if field.kind() == FieldKind::Number { value } else { quoted(&value) }
                    };
                    Some(any(&values.iter().map(|text| format!("{path} eq {}", value(text))).collect::<Vec<_>>()))
                }
                Test::StartsWith(text) if *starts => Some(format!("startsWith({path}, {})", quoted(text))),
                _ => None,
            }
        }
    }
}

/// Statuses by their error codes; a failure is every other code, which cannot be asked for.
fn statuses(values: &[String]) -> Option<String> {
    let mut codes = Vec::new();
    for value in values {
        match Status::from_label(value)? {
            Status::Success => codes.push(0),
            Status::Interrupted => codes.extend(error_code::interrupted()),
            Status::Failure => return None,
        }
    }
    Some(any(&codes.into_iter().map(|code| format!("status/errorCode eq {code}")).collect::<Vec<_>>()))
}

fn instant(millis: i64) -> String {
    let text = write_instant(millis);
    if text.contains('T') { text } else { format!("{text}T00:00:00Z") }
}

/// A text in OData: quotes inside are doubled.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
