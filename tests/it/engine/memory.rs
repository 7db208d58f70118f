//! The memory budget: reading stops before it is full, and what is there can be used.

use signscope::engine::protocol::{FileState, Filter, View};
use signscope::query::Order;
use signscope::schema::Field;
use signscope_sample::{Form, Vintage};

use super::{Desk, other_file, sample_file};

const CSV: Form = Form::PortalCsv(Vintage::Of2025);

/// Sign-ins whose user agents are all different and so long.
fn long_texts(records: usize, len: usize) -> Vec<u8> {
    let record = |number: usize| {
        format!(
            r#"{{"id":"00000000-0000-4000-8000-{number:012}","createdDateTime":"2025-03-04T05:06:07Z","userPrincipalName":"ada@contoso.example","appDisplayName":"Contoso","status":{{"errorCode":0}},"userAgent":"{number:0len$}"}}"#
        )
    };
    format!("[{}]", (0..records).map(record).collect::<Vec<_>>().join(",\n")).into_bytes()
}

/// How much of a file was read, if there was no room for all of it.
fn read_of(desk: &Desk, file: usize) -> Option<u64> {
    match desk.report(file).state {
        FileState::NoRoom { read } => read,
        state => panic!("{state:?}"),
    }
}

#[test]
fn reading_stops_before_the_memory_is_full_and_what_is_there_can_be_used() {
    let (first, second) = (sample_file(CSV, 500), other_file(CSV, 20_000));
    let mut desk = Desk::with("first.csv", &first);
    let budget = desk.engine.memory() * 4;
    desk.engine.set_budget(budget);
    let file = desk.engine.add_file("second.csv", second.len() as u64);
    desk.files.push(second.clone());
    let mut most = 0;
    let fits = second.chunks(4096).all(|block| {
        let is_wanted = desk.engine.push(file, block);
        most = most.max(desk.engine.memory());
        is_wanted
    });
    assert!(!fits && desk.engine.is_full());
    assert!(most <= budget, "{most} of {budget} bytes");
    let read = read_of(&desk, 1).unwrap();
    assert!(read > 0 && read < second.len() as u64);
    // What was read is what lies before that place.
    let records = desk.report(1).records;
    assert!(records > 500, "{records}");
    assert_eq!(second[..read as usize].iter().filter(|&&byte| byte == b'\n').count() as u64, records + 1);
    // It can be shown, sorted, filtered and counted, within the budget.
    let view = View { order: vec![Order { by: Field::User.into(), descending: true }], ..View::default() };
    assert_eq!(u64::from(desk.rows(&view, &[Field::User]).total), 500 + records);
    assert_eq!(u64::from(desk.summary(&Filter::Words("contoso".to_owned())).records), 500 + records);
    assert!(desk.engine.memory() <= budget);
    // Nothing more is read, though a little would fit.
    let late = desk.engine.add_file("late.csv", first.len() as u64);
    assert!(!desk.engine.push(late, &first));
    desk.engine.leave_out(late);
    assert_eq!((read_of(&desk, 2), desk.report(2).records), (Some(0), 0));
}

#[test]
fn long_texts_in_one_column_end_no_engine() {
    let file = long_texts(1500, 20_000);
    let budget = 24 << 20;
    for parsers in [0, 1, 3] {
        let mut desk = Desk::new();
        desk.engine.set_budget(budget);
        match parsers {
            0 => desk.load("long.json", &file, 64 << 10),
            _ => desk.load_with_parsers("long.json", &file, 1 << 20, 64 << 10, parsers),
        }
        let read = read_of(&desk, 0).unwrap();
        // A text is there once, has to move when its column grows, and is copied when it is sorted.
        assert!((budget as u64 / 4..budget as u64).contains(&read), "{read} with {parsers} parsers");
        assert!(desk.engine.memory() <= budget);
        let rows = desk.rows(&View::default(), &[Field::UserAgent]);
        assert_eq!(u64::from(rows.total), desk.report(0).records);
    }
}

#[test]
fn there_is_room_again_when_a_file_is_removed() {
    let (large, small) = (long_texts(300, 20_000), sample_file(CSV, 200));
    let mut desk = Desk::new();
    desk.engine.set_budget(5 << 20);
    desk.load("large.json", &large, 64 << 10);
    assert!(desk.engine.is_full());
    desk.engine.remove(&[0]);
    assert!(!desk.engine.is_full());
    assert!(desk.engine.memory() < 1 << 20, "{}", desk.engine.memory());
    desk.load("small.csv", &small, 4096);
    let reports = desk.engine.loading().files;
    assert_eq!((&reports[0].state, reports[0].records), (&FileState::Done, 200));
}

#[test]
fn an_archive_that_does_not_fit_is_not_said_to_be_unpacked() {
    let mut desk = Desk::new();
    desk.engine.set_budget(1 << 20);
    let container = desk.engine.add_file("all.zip", 1000);
    desk.load("member.json", &long_texts(300, 20_000), 64 << 10);
    assert!(!desk.engine.is_wanted(container));
    desk.engine.set_unpacked(container, 1);
    assert_eq!(read_of(&desk, 0), None);
}
