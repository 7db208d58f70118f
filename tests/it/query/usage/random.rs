//! Slow twins: random records, counted one row after the other in the obvious way.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use signscope::query::usage::{
    Calendar, EntityKey, EntityKind, Offset, OverTimeQuestion, Scope, Split, Unit, over_time, places,
};
use signscope::query::{Filter, Test, select};
use signscope::schema::Field;
use signscope::store::{Store, TextAt};

use super::entity_index::{ask, question};
use super::{fresh, rows_of};
use crate::records::store;

const DAY: i64 = 86_400_000;

type Values = Vec<(Field, String)>;

fn record() -> impl Strategy<Value = Values> {
    let pick = |field: Field, values: &'static [&'static str]| {
        prop::option::of(prop::sample::select(values))
            .prop_map(move |value| value.map(|value| (field, value.to_owned())))
    };
    let time = prop::option::of(0..40 * DAY).prop_map(|time| time.map(|time| (Field::Date, time.to_string())));
    (
        time,
        pick(Field::UserId, &["u1", "u2", "U2", "", "00000000-0000-0000-0000-000000000000"]),
        pick(Field::Username, &["ada", "Ada", "bo", ""]),
        pick(Field::ApplicationId, &["a1", "a2", ""]),
        pick(Field::Status, &["Success", "Failure", "Interrupted", "odd"]),
        pick(Field::Country, &["ES", "es", "FR", ""]),
        pick(Field::ClientApp, &["imap", "IMAP4", "Browser"]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].into_iter().flatten().collect())
}

fn stores() -> impl Strategy<Value = Store> {
    prop::collection::vec(record(), 1..40).prop_map(|records| {
        let borrowed: Vec<Vec<(Field, &str)>> =
            records.iter().map(|row| row.iter().map(|(field, text)| (*field, text.as_str())).collect()).collect();
        store(&borrowed.iter().map(Vec::as_slice).collect::<Vec<_>>())
    })
}

fn text(store: &Store, field: Field, row: usize) -> String {
    match store.text_at(field, row) {
        TextAt::Text(text) => text.to_lowercase(),
        _ => String::new(),
    }
}

/// Who a row is of: the identifier, else the name, in lower case.
fn who(store: &Store, row: usize) -> Option<(bool, String)> {
    let (id, name) = (text(store, Field::UserId, row), text(store, Field::Username, row));
    match (id.as_str(), name.as_str()) {
        ("" | "00000000-0000-0000-0000-000000000000", "") => None,
        ("" | "00000000-0000-0000-0000-000000000000", _) => Some((false, name)),
        _ => Some((true, id)),
    }
}

fn calendars() -> impl Strategy<Value = Calendar> {
    prop::collection::vec((0..40 * DAY, -720i32..=840), 0..3).prop_map(|changes| {
        changes.into_iter().map(|(from, minutes)| Offset { from, minutes }).collect::<Vec<_>>().into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn tables_agree_with_counting_rows(store in stores()) {
        let mut slow: BTreeMap<(bool, String), (u32, BTreeSet<String>, u32)> = BTreeMap::new();
        for row in 0..store.len() {
            if let Some(who) = who(&store, row) {
                let (count, countries, success) = slow.entry(who).or_default();
                *count += 1;
                *success += u32::from(text(&store, Field::Status, row) == "success");
                countries.extend(Some(text(&store, Field::Country, row)).filter(|text| !text.is_empty()));
            }
        }
        let table = ask(&store, &question(EntityKind::User));
        prop_assert_eq!(table.rows.len(), slow.len());
        for row in &table.rows {
            let who = match &row.key {
                EntityKey::Id(id) => (true, id.to_lowercase()),
                EntityKey::Name(name) => (false, name.to_lowercase()),
            };
            let (count, countries, success) = &slow[&who];
            prop_assert_eq!((row.seen.counts.total(), row.seen.counts.success), (*count, *success));
            prop_assert_eq!(row.variety.countries.unwrap_or_default() as usize, countries.len());
            prop_assert_eq!(select(&store, &EntityKind::User.filter(&row.key)).count() as u32, *count);
        }
        let nobody = (0..store.len()).filter(|&row| who(&store, row).is_none()).count();
        prop_assert_eq!((table.without + table.not_in_file) as usize, nobody);
    }

    #[test]
    fn bars_agree_with_their_filters(store in stores(), calendar in calendars(), unit in prop::sample::select(vec![Unit::Hour, Unit::Day, Unit::Week])) {
        let split = Split::Top { subject: EntityKind::ClientApp, count: 2 };
        let question = OverTimeQuestion { scope: Scope::everything(), calendar, unit: Some(unit), split };
        let answer = fresh(|known| over_time(&store, known, &rows_of(&store, &question.scope), &question));
        let lanes = answer.series.iter().map(|series| (EntityKind::ClientApp.filter(&series.key), &series.bars));
        for (filter, bars) in std::iter::once((Filter::default(), &answer.bars)).chain(lanes) {
            for (at, bar) in bars.iter().enumerate().filter(|(at, bar)| *at == 0 || bar.counts.total() > 0) {
                let time = Filter::Field(Field::Date, Test::Between { from: Some(bar.from), to: Some(bar.to) });
                let rows = select(&store, &Filter::All(vec![filter.clone(), time])).to_rows();
                prop_assert_eq!(bar.counts.total() as usize, rows.len(), "bar {}", at);
                let users: BTreeSet<_> = rows.iter().filter_map(|&row| who(&store, row as usize)).collect();
                prop_assert_eq!(bar.users as usize, users.len());
            }
            prop_assert!(bars.is_sorted_by(|left, right| left.to == right.from && right.from < right.to));
        }
        let in_bars: u32 = answer.bars.iter().map(|bar| bar.counts.total()).sum();
        prop_assert_eq!((in_bars + answer.without_time) as usize, store.len());
    }

    #[test]
    fn places_agree_with_their_filters(store in stores()) {
        let scope = Scope::everything();
        let answer = fresh(|known| places(&store, known, &rows_of(&store, &scope), &scope));
        for place in &answer.countries.places {
            let rows = select(&store, &EntityKind::Country.filter(&place.key)).to_rows();
            prop_assert_eq!(place.seen.counts.total() as usize, rows.len());
            let users: BTreeSet<_> = rows.iter().filter_map(|&row| who(&store, row as usize)).collect();
            prop_assert_eq!(place.users as usize, users.len());
        }
        let counted: u32 = answer.countries.places.iter().map(|place| place.seen.counts.total()).sum();
        prop_assert_eq!((counted + answer.countries.without + answer.countries.not_in_file) as usize, store.len());
    }
}
