//! What to beware of in a file, in plain sentences with what to do about it.

use chrono::{DateTime, NaiveDate};

use super::names::dates;
use crate::engine::protocol::{FileReport, Warning};
use crate::query::files::Coverage;
use crate::schema::List;
use crate::store::{FileId, NullCounts, Rank, Store};

/// Milliseconds.
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// So many records the portal puts in a file at most: now, and in former years
/// (Microsoft Entra documentation, "How to download logs").
const PORTAL_LIMITS: [u64; 2] = [100_000, 250_000];
/// A sign-in can take so long to appear in the log (Microsoft Entra documentation, "Log latency in Microsoft Entra
/// ID").
const LATENCY: i64 = 2 * HOUR;
/// So many days sign-ins are kept, without a licence and with one
/// (Microsoft Entra documentation, "Microsoft Entra data retention").
const RETENTION_DAYS: [i64; 2] = [7, 30];
/// The oldest record of a log that is busy around the clock is this near to the end of the retention.
const NEAR_RETENTION: i64 = 6 * HOUR;

/// What to beware of in a file.
pub fn warnings(report: &FileReport, rank: Rank, store: &Store, coverage: &Coverage) -> Vec<Warning> {
    let found = [
        cut_off(report),
        name_is_wider(report),
        still_coming_in(report),
        retention_reached(report),
        no_policies(rank, coverage.list(List::Policies)),
        shared_request_id(store, report.file),
        redacted_addresses(coverage),
        personal_data_removed(coverage),
    ];
    found.into_iter().flatten().collect()
}

fn cut_off(report: &FileReport) -> Option<Warning> {
    PORTAL_LIMITS.contains(&report.records).then_some(Warning::CutOff { records: report.records })
}

/// A whole day is missing at the beginning; at the end a whole day before the last one, because that one had mostly
/// just begun when the file was downloaded.
fn name_is_wider(report: &FileReport) -> Option<Warning> {
    let (first, last) = dates(&report.name)?;
    let (oldest, newest) = (day(report.oldest?)?, day(report.newest?)?);
    let is_wider = (oldest - first).num_days() >= 1 || (last - newest).num_days() >= 2;
    let text = |day: NaiveDate| day.to_string();
    is_wider.then(|| Warning::NameIsWider { named: (text(first), text(last)), found: (text(oldest), text(newest)) })
}

fn day(millis: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(millis).map(|time| time.date_naive())
}

/// The clock that stamped the file may be an hour behind that of the log.
fn still_coming_in(report: &FileReport) -> Option<Warning> {
    let age = report.modified?.in_utc()? - report.newest?;
    (-HOUR..LATENCY).contains(&age).then_some(Warning::StillComingIn { age: age.max(0) })
}

fn retention_reached(report: &FileReport) -> Option<Warning> {
    let age = report.modified?.in_utc()? - report.oldest?;
    let is_reached = |days: &i64| (age - days * DAY).abs() <= NEAR_RETENTION;
    RETENTION_DAYS.into_iter().find(is_reached).map(|days| Warning::RetentionReached { days })
}

fn no_policies(rank: Rank, policies: NullCounts) -> Option<Warning> {
    let can_have = matches!(rank, Rank::Graph | Rank::Logged) && policies.empty + policies.absent > 0;
    (can_have && policies.filled == 0).then_some(Warning::NoPolicies)
}

fn shared_request_id(store: &Store, file: FileId) -> Option<Warning> {
    let id = store.shared_id(file)?.into_owned();
    Some(Warning::SharedRequestId { records: store.merge_counts(file).shared, id })
}

fn redacted_addresses(coverage: &Coverage) -> Option<Warning> {
    let records = coverage.removed.addresses;
    (records > 0).then_some(Warning::RedactedAddresses { records })
}

fn personal_data_removed(coverage: &Coverage) -> Option<Warning> {
    let fields: Vec<_> =
        coverage.removed.personal.iter().map(|(field, records)| (field.label().to_owned(), *records)).collect();
    (!fields.is_empty()).then_some(Warning::PersonalDataRemoved { fields })
}
