//! Patterns: the hours of the week in the zone, and the most frequent values of every subject.

use signscope::query::usage::{
    Calendar, EntityKey, EntityKind, Period, Profile, ProfileQuestion, Scope, TopValues, Unit, profile,
};
use signscope::query::{Filter, select};
use signscope::schema::{Field, List, Part};
use signscope::store::{BatchBuilder, Store};

use super::calendar::madrid;
use super::{at, fresh, rows_of, sign_ins};
use crate::records::push;

fn ask(store: &Store, calendar: Calendar, filter: Filter) -> Profile {
    let scope = Scope { filter, period: Period::All };
    let question = ProfileQuestion { scope, calendar, unit: Some(Unit::Week), limit: 2 };
    let rows = rows_of(store, &question.scope);
    fresh(|known| profile(store, known, &rows, &question))
}

fn marks(profile: &Profile, subject: EntityKind) -> &TopValues {
    profile.marks.iter().find(|marks| marks.subject == subject).unwrap()
}

#[test]
fn hours_of_the_week_are_those_on_the_clock() {
    let store = sign_ins(
        "date | status
         2026-01-05T00:30:00Z | Success
         2026-01-04T23:30:00Z | Failure
         2026-03-29T01:30:00Z | Interrupted
         2026-10-25T00:30:00Z | Success
         2026-10-25T01:30:00Z | -
         - | Success",
    );
    let hours = |calendar| {
        let week = ask(&store, calendar, Filter::default()).week;
        assert_eq!(week.len(), 168);
        let met = week.iter().enumerate().filter(|(_, counts)| counts.total() > 0);
        met.map(|(hour, counts)| (hour, counts.success, counts.interrupted, counts.failure, counts.unknown))
            .collect::<Vec<_>>()
    };
    assert_eq!(hours(madrid()), [(0, 0, 0, 1, 0), (1, 1, 0, 0, 0), (146, 1, 0, 0, 1), (147, 0, 1, 0, 0)]);
    assert_eq!(hours(Calendar::default()), [(0, 1, 0, 0, 0), (144, 1, 0, 0, 0), (145, 0, 1, 0, 1), (167, 0, 0, 1, 0)]);
}

#[test]
fn values_come_with_counts_and_times_and_what_is_missing() {
    let store = sign_ins(
        "date | browser | os | deviceName | status | errorCode
         2026-01-01T00:00:00Z | Edge    | Windows 11 | LAP1 | Success | 0
         2026-01-03T00:00:00Z | Firefox | Windows 11 | LAP2 | Success | 0
         2026-01-02T00:00:00Z | edge    | Windows 10 | LAP1 | Failure | 50126
         2026-01-02T00:00:00Z | Chrome  |            | -    | Interrupted | 50076
         2026-01-02T00:00:00Z |         | -          |      | Success | 0",
    );
    let profile = ask(&store, Calendar::default(), Filter::default());
    let browsers = marks(&profile, EntityKind::Browser);
    assert_eq!((browsers.distinct, browsers.without, browsers.not_in_file), (3, 1, 0));
    let names: Vec<_> = browsers.marks.iter().map(|mark| (mark.name.as_str(), mark.seen.counts.total())).collect();
    assert_eq!(names, [("Edge", 2), ("Chrome", 1)], "the limit is two, ties go by name");
    assert_eq!(browsers.marks[0].seen.first, Some(at("2026-01-01T00:00:00Z")));
    assert_eq!(browsers.marks[0].seen.last, Some(at("2026-01-02T00:00:00Z")));
    let devices = marks(&profile, EntityKind::Device);
    assert_eq!((devices.distinct, devices.without, devices.not_in_file), (2, 1, 1));
    assert_eq!(marks(&profile, EntityKind::Address).not_in_file, 5);
    let reasons: Vec<_> = marks(&profile, EntityKind::ErrorCode).marks.iter().map(|mark| mark.name.as_str()).collect();
    assert_eq!(reasons, ["50126"], "of failures only");
    let chrome = ask(&store, Calendar::default(), EntityKind::Browser.filter(&EntityKey::Name("Chrome".into())));
    assert_eq!(chrome.over_time.bars.len(), 1);
    assert_eq!(chrome.over_time.bars[0].counts.interrupted, 1);
}

#[test]
fn devices_say_their_newest_system() {
    let store = sign_ins(
        "date | device | deviceName | os
         2026-01-01T00:00:00Z | d1 | LAP1 | Windows 10
         2026-01-02T00:00:00Z | d1 | LAP1b | Windows 11",
    );
    let profile = ask(&store, Calendar::default(), Filter::default());
    let device = &marks(&profile, EntityKind::Device).marks[0];
    assert_eq!((device.name.as_str(), device.also.as_deref()), ("LAP1b", Some("Windows 11")));
}

#[test]
fn methods_are_counted_once_a_sign_in_and_a_click_keeps_them() {
    let mut batch = BatchBuilder::default();
    let step =
        |batch: &mut BatchBuilder, list, method: &str| batch.add_entry(list, &[(Part::StepMethod, method.as_bytes())]);
    step(&mut batch, List::Steps, "Password");
    step(&mut batch, List::Steps, "Password");
    step(&mut batch, List::Steps, "Passkey");
    batch.end_list(List::Steps);
    push(&mut batch, &[(Field::Date, "1000")]);
    step(&mut batch, List::Methods, "PASSWORD");
    batch.end_list(List::Methods);
    push(&mut batch, &[(Field::Date, "2000")]);
    batch.end_list(List::Steps);
    push(&mut batch, &[(Field::Date, "3000")]);
    push(&mut batch, &[(Field::Date, "4000"), (Field::MfaMethod, "Text message")]);
    push(&mut batch, &[(Field::Date, "5000")]);
    let mut store = Store::default();
    store.append_built(batch);
    let profile = ask(&store, Calendar::default(), Filter::default());
    let methods = marks(&profile, EntityKind::Method);
    assert_eq!((methods.distinct, methods.without, methods.not_in_file), (3, 1, 1));
    let found: Vec<_> = methods.marks.iter().map(|mark| (mark.name.as_str(), mark.seen.counts.total())).collect();
    assert_eq!(found, [("Password", 2), ("Passkey", 1)]);
    for mark in &methods.marks {
        let kept = select(&store, &EntityKind::Method.filter(&mark.key)).count();
        assert_eq!(kept, mark.seen.counts.total() as usize, "{}", mark.name);
    }
}
