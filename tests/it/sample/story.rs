//! The story of the sample: what an investigator should be able to find in it.

use super::the_story;
use signscope_sample::moment::{Moment, SECOND};
use signscope_sample::verdict::Outcome;
use signscope_sample::{NEWEST, STORY_FILE_NAME, SignIn};
use std::collections::{BTreeMap, BTreeSet};

fn count(condition: impl Fn(&SignIn) -> bool) -> usize {
    the_story().iter().filter(|record| condition(record)).count()
}

#[test]
fn the_story_is_forty_people_in_thirty_days() {
    let records = the_story();
    assert!((5000..=8000).contains(&records.len()), "{}", records.len());
    assert_eq!(records[0].time, NEWEST);
    assert_eq!(STORY_FILE_NAME, "InteractiveSignIns_2026-10-20_2026-11-19.json");
    let oldest = records.last().unwrap().time;
    assert!(oldest >= NEWEST.later(-30 * 86_400) && oldest < NEWEST.later(-29 * 86_400));
    let people: BTreeSet<&str> = records.iter().map(|record| record.person.upn.as_str()).collect();
    assert_eq!(people.len(), 40);
    let days: BTreeSet<i64> = records.iter().map(|record| record.time.day_number()).collect();
    assert_eq!(days.len(), 31);
    let ids: BTreeSet<_> = records.iter().map(|record| record.id).collect();
    assert_eq!(ids.len(), records.len());
    let weekend = count(|record| record.time.is_weekend());
    assert!(weekend * 10 < records.len(), "{weekend} on weekends");
}

#[test]
fn the_spray_is_there_and_one_account_opens() {
    let is_spray = |record: &SignIn| record.protocol == "ropc" && record.source.asn == 65540;
    let spray: Vec<&SignIn> = the_story().iter().filter(|record| is_spray(record)).collect();
    let set = |text: fn(&SignIn) -> String| spray.iter().map(|record| text(record)).collect::<BTreeSet<String>>();
    assert!(set(|record| record.person.upn.clone()).len() >= 30);
    assert!(set(|record| record.source.address.to_string()).len() <= 6);
    assert_eq!(set(|record| record.agent().1.to_owned()).len(), 1);
    let with = |code| spray.iter().filter(|record| record.code.number == code).count();
    assert!(with(50126) > 200 && with(50053) > 10);
    let opened: Vec<_> = spray.iter().filter(|record| record.code.number == 0).collect();
    assert_eq!(opened.len(), 1);
    assert_eq!(opened[0].time, spray.iter().map(|record| record.time).max().unwrap());
    let after = count(|record| {
        record.person.id == opened[0].person.id
            && record.source.address == opened[0].source.address
            && record.time > opened[0].time
            && record.code.number == 0
    });
    assert!(after >= 5);
}

#[test]
fn the_other_incidents_are_there() {
    let by = |policy: &str, outcome| {
        count(|record| record.verdicts.iter().any(|it| it.policy.name.starts_with(policy) && it.outcome == outcome))
    };
    assert!(by("CA004", Outcome::Failure) >= 20);
    for outcome in [
        Outcome::ReportOnlyInterrupted,
        Outcome::ReportOnlySuccess,
        Outcome::ReportOnlyFailure,
        Outcome::ReportOnlyNotApplied,
    ] {
        assert!(by("CA006", outcome) >= 100, "{outcome:?}");
    }
    assert!(by("CA003", Outcome::Failure) >= 10);
    assert!(by("CA007", Outcome::Failure) >= 10);
    assert!(by("CA009", Outcome::ReportOnlyFailure) >= 3);
    assert!(count(|record| record.risk.events.contains(&"unlikelyTravel") && record.risk.state == "atRisk") >= 1);
    assert!(count(|record| record.is_flagged) >= 1);
    assert!(count(|record| record.person.home_tenant() != signscope_sample::apps::CONTOSO_TENANT) >= 50);
    for code in [50140, 50074, 50076, 50058, 65001, 50126, 50055, 50053, 500121, 53000, 53003, 50105, 50057] {
        assert!(count(|record| record.code.number == code) >= 5, "{code}");
    }
    for client in ["IMAP4", "Authenticated SMTP", "Exchange ActiveSync", "POP3"] {
        assert!(count(|record| record.client.name() == client) >= 10, "{client}");
    }
}

#[test]
fn an_approval_is_given_after_many_refusals() {
    let night = Moment::day(2026, 11, 14);
    let mut codes: Vec<(Moment, u32)> = the_story()
        .iter()
        .filter(|record| record.person.upn.starts_with("priya") && record.time.day_number() == night.day_number())
        .map(|record| (record.time, record.code.number))
        .collect();
    codes.sort_unstable();
    let codes: Vec<u32> = codes.into_iter().map(|(_, code)| code).take(8).collect();
    assert_eq!(codes, [500121, 500121, 500121, 500121, 500121, 500121, 500121, 0]);
}

#[test]
fn one_session_is_used_in_two_countries() {
    let mut places: BTreeMap<_, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for record in the_story() {
        if let Some(session) = record.session_id {
            places.entry(session).or_default().insert((record.source.place.country, record.device.operating_system));
        }
    }
    let shared: Vec<_> = places
        .values()
        .filter(|places| places.iter().map(|(country, _)| country).collect::<BTreeSet<_>>().len() > 1)
        .collect();
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert_eq!(shared[0].len(), 2);
}

#[test]
fn one_application_is_new_in_the_last_days() {
    let mut first: BTreeMap<&str, Moment> = BTreeMap::new();
    for record in the_story() {
        first.insert(&record.app.name, record.time);
    }
    let new: Vec<&&str> =
        first.iter().filter(|(_, time)| **time > NEWEST.later(-4 * 86_400)).map(|(name, _)| name).collect();
    assert_eq!(new, [&"Fabrikam Notes AI"]);
}

#[test]
fn nobody_travels_faster_than_an_aeroplane_but_the_attackers() {
    let mut last: BTreeMap<&str, &SignIn> = BTreeMap::new();
    let mut fast = BTreeSet::new();
    for record in the_story().iter().rev().filter(|record| record.code.number == 0) {
        if let Some(before) = last.insert(&record.person.upn, record) {
            let hours = ((record.time.0 - before.time.0) / SECOND).max(1) as f64 / 3600.0;
            let kilometres = distance(before, record);
            if kilometres > 100.0 && kilometres / hours > 900.0 {
                fast.insert(record.person.upn.split('.').next().unwrap_or_default());
            }
        }
    }
    assert!(fast.contains("chidi"));
    let attacked = ["callum", "chidi", "priya", "sven"];
    assert!(fast.iter().all(|name| attacked.contains(name)), "{fast:?}");
}

/// Kilometres along the great circle.
fn distance(one: &SignIn, other: &SignIn) -> f64 {
    let radians = |record: &SignIn| {
        let place = record.source.place;
        (place.latitude.to_radians(), place.longitude.to_radians())
    };
    let ((lat_a, lon_a), (lat_b, lon_b)) = (radians(one), radians(other));
    let cosine = lat_a.sin() * lat_b.sin() + lat_a.cos() * lat_b.cos() * (lon_a - lon_b).cos();
    6371.0 * cosine.clamp(-1.0, 1.0).acos()
}
