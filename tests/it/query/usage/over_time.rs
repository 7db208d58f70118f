//! Charts over time: week edges, partial steps, distinct users, the top three and ties.

use signscope::query::Filter;
use signscope::query::usage::{
    Calendar, EntityKey, EntityKind, OverTime, OverTimeQuestion, Period, Scope, Split, Unit, over_time,
};
use signscope::store::Store;

use super::calendar::madrid;
use super::{at, fresh, rows_of, sign_ins};

fn ask(store: &Store, period: Period, unit: Unit, calendar: Calendar, split: Split) -> OverTime {
    let scope = Scope { filter: Filter::default(), period };
    let question = OverTimeQuestion { scope, calendar, unit: Some(unit), split };
    let rows = rows_of(store, &question.scope);
    fresh(|known| over_time(store, known, &rows, &question))
}

fn top(count: u32) -> Split {
    Split::Top { subject: EntityKind::Application, count }
}

/// Bars as `start success/interrupted/failure/unknown users`, with a `~` before those that are partial.
fn bars(answer: &OverTime) -> Vec<String> {
    let line = |bar: &signscope::query::usage::Bar| {
        let start = (bar.from - at("2026-01-01T00:00:00Z")) / 3_600_000;
        let counts = bar.counts;
        let mark = if bar.is_partial { "~" } else { "" };
        format!(
            "{mark}{start}h {}/{}/{}/{} {}",
            counts.success, counts.interrupted, counts.failure, counts.unknown, bar.users
        )
    };
    answer.bars.iter().map(line).collect()
}

/// Two weeks around Monday, 5 January 2026, and Monday, 12 January.
fn fortnight() -> Store {
    sign_ins(
        "date | userId | username | applicationId | application | status
         2026-01-12T00:00:00Z | u1 | ada@contoso.example | a1 | Teams   | Success
         2026-01-11T23:59:59Z | u1 | ada@contoso.example | a1 | Teams   | Failure
         2026-01-11T23:59:59Z | u1 | ada@contoso.example | a2 | Outlook | Interrupted
         2026-01-08T12:00:00Z | u2 | bo@contoso.example  | a2 | Outlook | Success
         2026-01-08T12:00:00Z | -  | cy@contoso.example  | a3 | Word    | -
         2026-01-05T00:00:00Z | -  | CY@contoso.example  | a3 | Word    | Success
         2026-01-04T23:59:59Z | u2 | bo@contoso.example  | a4 | Excel   | Success",
    )
}

#[test]
fn a_week_goes_from_monday_to_sunday() {
    let answer = ask(&fortnight(), Period::All, Unit::Week, Calendar::default(), Split::None);
    // Cy has no identifier and is the same in any case; the last week has its first instant only.
    assert_eq!(bars(&answer), ["~-72h 1/0/0/0 1", "96h 2/1/1/1 3", "~264h 1/0/0/0 1"]);
    assert_eq!((answer.users, answer.every, answer.without_time), (3, 1, 0));
}

#[test]
fn the_zone_moves_the_edges_of_weeks() {
    let answer = ask(&fortnight(), Period::All, Unit::Week, Calendar::fixed(60), Split::None);
    // An hour ahead of UTC the last second of Sunday is Monday already.
    assert_eq!(bars(&answer), ["~95h 3/0/0/1 2", "~263h 1/1/1/0 1"]);
    let behind = ask(&fortnight(), Period::All, Unit::Week, Calendar::fixed(-60), Split::None);
    assert_eq!(bars(&behind), ["~-71h 2/0/0/0 2", "~97h 2/1/1/1 3"]);
}

#[test]
fn what_the_period_cuts_is_partial() {
    let answer = ask(&fortnight(), Period::Days(7), Unit::Week, Calendar::default(), Split::None);
    assert_eq!(bars(&answer), ["96h 2/1/1/1 3", "~264h 1/0/0/0 1"], "the first instant of the week is in the period");
    let from = Some(at("2026-01-05T00:00:01Z"));
    let cut = ask(&fortnight(), Period::Between { from, to: None }, Unit::Week, Calendar::default(), Split::None);
    assert_eq!(bars(&cut), ["~96h 1/1/1/1 3", "~264h 1/0/0/0 1"]);
    let to = Some(at("2026-01-12T00:00:00Z"));
    let whole = Period::Between { from: Some(at("2026-01-05T00:00:00Z")), to };
    assert_eq!(
        bars(&ask(&fortnight(), whole, Unit::Week, Calendar::default(), Split::None)),
        ["96h 2/1/1/1 3"],
        "a period of whole weeks has no partial one"
    );
    let later = Period::Between { from: Some(at("2026-02-01T00:00:00Z")), to: None };
    assert!(ask(&fortnight(), later, Unit::Week, Calendar::default(), top(3)).bars.is_empty());
}

#[test]
fn days_without_sign_ins_are_there_and_days_are_those_of_the_zone() {
    let answer = ask(&fortnight(), Period::All, Unit::Day, madrid(), Split::None);
    assert_eq!(answer.bars.len(), 8, "from 5 January to 12 January in Madrid");
    assert_eq!(bars(&answer)[0], "~95h 2/0/0/0 2");
    assert_eq!(bars(&answer)[1], "119h 0/0/0/0 0");
    assert_eq!(bars(&answer)[7], "~263h 1/1/1/0 1");
}

#[test]
fn an_hour_that_clocks_repeat_is_two_bars() {
    let store = sign_ins(
        "date | userId | status
         2026-10-25T01:59:59Z | u1 | Success
         2026-10-25T00:10:00Z | u1 | Success
         2026-10-25T00:00:00Z | u1 | Success",
    );
    let answer = ask(&store, Period::All, Unit::Hour, madrid(), Split::None);
    let counts: Vec<_> = answer.bars.iter().map(|bar| (bar.counts.success, bar.users, bar.is_partial)).collect();
    assert_eq!(counts, [(2, 1, false), (1, 1, true)], "the data ends a second before the last hour does");
}

#[test]
fn the_top_three_are_those_of_the_period_and_ties_go_by_name() {
    let names = |answer: &OverTime| answer.series.iter().map(|series| series.name.clone()).collect::<Vec<_>>();
    let all = ask(&fortnight(), Period::All, Unit::Week, Calendar::default(), top(3));
    // Outlook, Teams and Word have two each, Excel one.
    assert_eq!(names(&all), ["Outlook", "Teams", "Word"]);
    let two = ask(&fortnight(), Period::All, Unit::Week, Calendar::default(), top(2));
    assert_eq!(names(&two), ["Outlook", "Teams"]);
    let outlook = &all.series[0];
    assert_eq!(outlook.key, EntityKey::Id("a2".into()));
    let counts: Vec<_> = outlook.bars.iter().map(|bar| (bar.counts.total(), bar.users)).collect();
    assert_eq!(counts, [(0, 0), (2, 2), (0, 0)]);
    let excel_week = Period::Between { from: None, to: Some(at("2026-01-05T00:00:00Z")) };
    assert_eq!(names(&ask(&fortnight(), excel_week, Unit::Week, Calendar::default(), top(3))), ["Excel"]);
}

#[test]
fn some_can_be_focused_on_in_any_order() {
    let keys = vec![EntityKey::Id("a4".into()), EntityKey::Id("gone".into()), EntityKey::Id("a1".into())];
    let split = Split::Focus { subject: EntityKind::Application, keys };
    let answer = ask(&fortnight(), Period::All, Unit::Week, Calendar::default(), split);
    let totals: Vec<_> = answer
        .series
        .iter()
        .map(|series| (series.name.as_str(), series.bars.iter().map(|bar| bar.counts.total()).collect::<Vec<_>>()))
        .collect();
    assert_eq!(totals, [("Excel", vec![1, 0, 0]), ("Teams", vec![0, 1, 1])]);
}

#[test]
fn records_without_a_time_are_told_of_and_nothing_is_no_chart() {
    let store = sign_ins("date | userId\n- | u1\n2026-01-01T00:00:00Z | u1");
    let answer = ask(&store, Period::All, Unit::Day, Calendar::default(), Split::None);
    assert_eq!((answer.without_time, answer.bars.len(), answer.users), (1, 1, 1));
    let timeless = sign_ins("userId\nu1");
    let answer = ask(&timeless, Period::All, Unit::Day, Calendar::default(), top(3));
    assert_eq!((answer.without_time, answer.bars.len()), (1, 0));
}

#[test]
fn charts_choose_a_unit_and_never_grow_beyond_measure() {
    let unit = |newest: &str, unit: Option<Unit>| {
        let store = sign_ins(&format!("date\n2026-01-01T00:00:00Z\n{newest}"));
        let question = OverTimeQuestion { scope: Scope::everything(), unit, ..OverTimeQuestion::default() };
        let answer = fresh(|known| over_time(&store, known, &rows_of(&store, &question.scope), &question));
        assert!(answer.bars.len() <= 1502, "{} bars", answer.bars.len());
        assert_eq!(answer.bars.iter().map(|bar| bar.counts.total()).sum::<u32>(), 2);
        (answer.unit, answer.every)
    };
    assert_eq!(unit("2026-01-03T00:00:00Z", None), (Unit::Hour, 1));
    assert_eq!(unit("2026-01-31T00:00:00Z", None), (Unit::Day, 1));
    assert_eq!(unit("2026-12-31T00:00:00Z", None), (Unit::Week, 1));
    assert_eq!(unit("2026-12-31T00:00:00Z", Some(Unit::Hour)), (Unit::Day, 1));
    assert_eq!(unit("2126-01-01T00:00:00Z", Some(Unit::Hour)), (Unit::Week, 4));
}

#[test]
fn a_chart_of_what_is_shown_goes_from_the_first_to_the_last_of_it() {
    let store = fortnight();
    let filter = EntityKind::User.filter(&EntityKey::Id("u2".into()));
    let question = OverTimeQuestion {
        scope: Scope { filter, period: Period::Shown },
        unit: Some(Unit::Day),
        ..OverTimeQuestion::default()
    };
    let answer = fresh(|known| over_time(&store, known, &rows_of(&store, &question.scope), &question));
    assert_eq!(answer.bars.len(), 5, "from 4 January to 8 January");
    assert!(answer.bars[0].is_partial && !answer.bars[4].is_partial, "the data begins in the first, and goes on");
}
