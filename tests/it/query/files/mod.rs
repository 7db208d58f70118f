//! What a file covers, counted by hand and by a slow twin.

use signscope::engine::Engine;
use signscope::query::files::{Coverage, Gap, Tenant};
use signscope::query::usage::{Calendar, Unit};
use signscope::schema::{Field, List, LogType};
use signscope::store::{FileId, NullCounts, Store, TextAt};
use signscope_sample::{Form, Generator, Profile, Vintage};

const HOUR: i64 = 3_600_000;
/// 2026-01-02T00:00:00Z
const START: i64 = 1_767_312_000_000;

fn load(engine: &mut Engine, name: &str, text: &[u8]) -> FileId {
    let file = engine.add_file(name, text.len() as u64);
    engine.push(file, text);
    engine.finish(file);
    file
}

fn blanks(filled: u32, empty: u32, absent: u32) -> NullCounts {
    NullCounts { filled, empty, absent }
}

const LOG: &str = r#"[
  {"id":"1","createdDateTime":"2026-01-02T00:10:00Z","appId":"a","userDisplayName":"","userId":"u1","isInteractive":true,"ipAddress":"203.0.113.XXX","homeTenantId":"t1","resourceTenantId":"t2","signInEventTypes":["interactiveUser"],"appliedConditionalAccessPolicies":[]},
  {"id":"2","createdDateTime":"2026-01-02T00:50:00Z","appId":"a","userDisplayName":"","userId":"u1","isInteractive":false,"ipAddress":"2001:db8::1","homeTenantId":"t1","resourceTenantId":"t1","deviceDetail":{"deviceId":"{PII Removed}","displayName":"{PII Removed}"}},
  {"id":"3","createdDateTime":"2026-01-02T05:00:00Z","appId":"a","userDisplayName":"","servicePrincipalId":"s1","homeTenantId":"t3","userAgent":""},
  {"id":"4","createdDateTime":"2026-01-02T07:59:59Z","appId":"a","userDisplayName":"","servicePrincipalId":"s2","managedServiceIdentity":{"msiType":"systemAssigned"}},
  {"id":"5","createdDateTime":"","appId":"a","userDisplayName":"","userId":"u2","appDisplayName":"App"}
]"#;

#[test]
fn a_file_counted_by_hand() {
    let mut engine = Engine::default();
    let file = load(&mut engine, "log.json", LOG.as_bytes());
    let found = Coverage::new(engine.store(), file, &Calendar::default());
    assert_eq!(found.records, 5);
    assert_eq!(found.field(Field::RequestId), blanks(5, 0, 0));
    assert_eq!(found.field(Field::Date), blanks(4, 1, 0));
    assert_eq!(found.field(Field::UserId), blanks(3, 0, 2));
    assert_eq!(found.field(Field::UserAgent), blanks(0, 1, 4));
    assert_eq!(found.field(Field::Latency), blanks(0, 0, 5));
    assert_eq!(found.list(List::Policies), blanks(0, 1, 4));
    assert_eq!(found.list(List::EventTypes), blanks(1, 0, 4));
    let logs = LogType::ALL.map(|log| found.logs.of(log));
    assert_eq!((logs, found.logs.unsaid), ([1, 1, 1, 1, 0], 1));
    let tenants = |tenants: &[Tenant]| tenants.iter().map(|one| (one.id.clone(), one.records)).collect::<Vec<_>>();
    assert_eq!(tenants(&found.home_tenants), [("t1".to_owned(), 2), ("t3".to_owned(), 1)]);
    assert_eq!(tenants(&found.resource_tenants), [("t1".to_owned(), 1), ("t2".to_owned(), 1)]);
    assert_eq!(found.removed.addresses, 1);
    assert_eq!(found.removed.personal, [(Field::DeviceId, 1), (Field::DeviceName, 1)]);
    let times = &found.times;
    assert_eq!((times.pace.unit, times.pace.every, times.without), (Unit::Hour, 1, 1));
    assert_eq!(times.span, Some((START + 600_000, START + 8 * HOUR - 1000)));
    assert_eq!(times.counts, [2, 0, 0, 0, 0, 1, 0, 1]);
    assert_eq!(times.bounds(5), Some((START + 5 * HOUR, START + 6 * HOUR)));
    let gap = |from: i64, to: i64| Gap { from: START + from, to: START + to };
    assert_eq!(times.gaps, [gap(3_000_000, 5 * HOUR), gap(5 * HOUR, 8 * HOUR - 1000)]);
}

#[test]
fn hours_are_those_of_the_zone() {
    let mut engine = Engine::default();
    let file = load(&mut engine, "log.json", LOG.as_bytes());
    let times = Coverage::new(engine.store(), file, &Calendar::fixed(30)).times;
    assert_eq!(times.bounds(0), Some((START - HOUR / 2, START + HOUR / 2)));
    assert_eq!(times.counts, [1, 1, 0, 0, 0, 1, 0, 0, 1]);
}

#[test]
fn a_long_time_has_wider_steps() {
    let mut engine = Engine::default();
    let log = r#"[{"id":"1","createdDateTime":"2025-01-01T00:00:00Z","appId":"a","userDisplayName":""},{"id":"2","createdDateTime":"2026-01-01T12:00:00Z","appId":"a","userDisplayName":""}]"#;
    let file = load(&mut engine, "log.json", log.as_bytes());
    let times = Coverage::new(engine.store(), file, &Calendar::default()).times;
    assert_eq!((times.pace.unit, times.counts.len()), (Unit::Day, 366));
    assert_eq!((times.counts[0], times.counts[365], times.counts.iter().sum::<u32>()), (1, 1, 2));
}

#[test]
fn nothing_is_said_of_a_file_without_records() {
    let found = Coverage::new(&Store::default(), 7, &Calendar::default());
    assert_eq!((found.records, found.times.span, found.times.counts.len()), (0, None, 0));
}

/// What was filled in is not the file's own, whichever way it came: absent, then empty, then full.
#[test]
fn what_was_filled_in_does_not_count() {
    let json = r#"[{"id":"00000000-0000-0000-0000-000000000001","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":"","userAgent":""}]"#;
    let record = "2026-01-02T03:04:05Z,00000000-0000-0000-0000-000000000001";
    let empty = format!("Date (UTC),Request ID,Latency,Browser\n{record},,\n");
    let full = format!("Date (UTC),Request ID,User agent,Latency\n{record},curl/8,7\n");
    let alone = |name: &str, text: &str| {
        let mut engine = Engine::default();
        let file = load(&mut engine, name, text.as_bytes());
        engine.store().null_counts_of(file)
    };
    let mut engine = Engine::default();
    let files = [("a.json", json), ("b.csv", &empty), ("c.csv", &full)];
    let numbers = files.map(|(name, text)| load(&mut engine, name, text.as_bytes()));
    assert_eq!(engine.store().shown_count(), 1);
    for ((name, text), file) in files.into_iter().zip(numbers) {
        assert_eq!(engine.store().null_counts_of(file), alone(name, text), "{name}");
    }
}

#[test]
fn counts_are_those_of_a_slow_twin() {
    let mut engine = Engine::default();
    for (name, form) in [("a.json", Form::PortalJson), ("b.csv", Form::PortalCsv(Vintage::Of2023))] {
        let bytes: Vec<u8> = form.chunks(Generator::new(5, 700, Profile::LARGE)).flatten().collect();
        let file = load(&mut engine, name, &bytes);
        // Before the files are one: what is filled in is the subject of another test.
        let mut alone = Engine::default();
        let own = load(&mut alone, name, &bytes);
        let found = Coverage::new(engine.store(), file, &Calendar::default());
        for field in Field::all() {
            assert_eq!(found.field(field), slow_blanks(alone.store(), own, field), "{name} {field:?}");
        }
        let mut times: Vec<i64> = (0..alone.store().len()).filter_map(|row| alone.store().time(row)).collect();
        times.sort_unstable();
        for (step, &count) in found.times.counts.iter().enumerate() {
            let (from, to) = found.times.bounds(step).unwrap();
            assert_eq!(times.iter().filter(|&&time| from <= time && time < to).count() as u32, count);
        }
        assert_eq!(found.times.counts.iter().sum::<u32>() as usize, times.len());
    }
}

fn slow_blanks(store: &Store, file: FileId, field: Field) -> NullCounts {
    let mut blanks = NullCounts::default();
    for row in store.record_locations().rows_of(file).flatten() {
        match store.text_at(field, row) {
            TextAt::Absent => blanks.absent += 1,
            TextAt::Empty => blanks.empty += 1,
            TextAt::Time(_) | TextAt::Text(_) => blanks.filled += 1,
        }
    }
    blanks
}
