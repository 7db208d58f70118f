//! The screens of usage: what they ask, what they keep showing, and what choosing on a chart stands for.

use signscope::engine::protocol::policies::ReportOnlyImpacts;
use signscope::engine::protocol::usage::{
    Bar, Calendar, EntityKey, EntityKind, Offset, OverTime, Period, Scope, Series, Split, Unit,
};
use signscope::engine::protocol::{Answer, Filter, Question};
use signscope::query::Test;
use signscope::schema::{Column, Field, SIGN_INS};
use signscope::ui::chart::{Form, Tone};
use signscope::ui::format::time::{DAY, MINUTE, offsets};
use signscope::ui::state::action::ColumnsAction;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::charts::{Axis, ChartFile, ChartId, Words, by_status, over_time};
use signscope::ui::state::chip::{Chip, Condition};
use signscope::ui::state::query_cache::{Panel, QueryCache};
use signscope::ui::state::range_selection::StepAction;
use signscope::ui::state::usage::{Named, TableAction, UsageAction, chip_of};
use signscope::ui::state::{Screen, action};

use super::*;

/// Monday, 2026-11-02 in UTC.
const MONDAY: i64 = 1_793_577_600_000;

fn questions(effects: &[Effect]) -> Vec<Question> {
    let ask = |request: &Request| match request {
        Request::Ask(question) => Some(question.clone()),
        _ => None,
    };
    asked(effects).into_iter().filter_map(ask).collect()
}

/// Days from a Thursday to the Tuesday after the next: a part of a week, a whole one, and a part of another.
fn days(question: &Question) -> Reply {
    let Question::OverTime(question) = question else { panic!("{question:?}") };
    let bar = |day: i64| Bar {
        from: MONDAY + day * DAY,
        to: MONDAY + (day + 1) * DAY,
        is_partial: day == 3,
        counts: StatusCounts { success: 10, failure: day as u32, ..StatusCounts::default() },
        users: 2,
    };
    let bars = (3..16).map(bar).collect();
    let question = question.clone();
    Reply::Answer(Box::new(Answer::OverTime(OverTime {
        question,
        unit: Unit::Day,
        every: 1,
        bars,
        users: 2,
        without_time: 0,
        series: Vec::new(),
    })))
}

fn users_screen() -> State {
    let mut state = ready(50);
    let asked = questions(&state.update(Action::Show(Screen::Users)));
    let by_day =
        asked.iter().find(|question| matches!(question, Question::OverTime(ask) if ask.unit == Some(Unit::Day)));
    let Some(by_day) = by_day else { panic!("{asked:?}") };
    state.update(Action::Reply(days(by_day)));
    state
}

#[test]
fn a_screen_asks_when_it_is_shown_and_once() {
    let mut state = ready(50);
    let of_files = |question: &Question| matches!(question, Question::File(_));
    assert!(questions(&state.update(Action::Show(Screen::Files))).iter().all(of_files));
    let asked = questions(&state.update(Action::Show(Screen::Users)));
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(asked.iter().all(|question| question.scope().is_some_and(|scope| scope.period == Period::Days(30))));
    assert!(questions(&state.update(Action::NextTheme)).is_empty(), "the answers are on the way");
    let asked = questions(&state.update(Action::SetPeriod(Period::All)));
    assert_eq!(asked.len(), 4, "another period is another question");
    let asked = questions(&state.update(Action::Show(Screen::Applications)));
    assert!(asked.iter().any(|question| {
        matches!(question, Question::OverTime(ask) if ask.split == Split::Top { subject: EntityKind::Application, count: 3 })
    }));
}

#[test]
fn a_part_shows_its_last_answer_until_the_next_comes() {
    let (all, week) = (Scope::everything(), Scope { period: Period::Days(7), ..Scope::default() });
    let question = |scope: &Scope| Question::ReportOnlyImpacts(scope.clone());
    let answer = |scope: &Scope, withheld| {
        Answer::ReportOnlyImpacts(ReportOnlyImpacts { scope: scope.clone(), policies: None, withheld })
    };
    let shown = |cache: &QueryCache| match cache.shown(Panel::ReportOnlyImpacts).map(|answer| &**answer) {
        Some(Answer::ReportOnlyImpacts(found)) => Some(found.withheld),
        _ => None,
    };
    let mut cache = QueryCache::default();
    assert_eq!(cache.want(vec![(Panel::ReportOnlyImpacts, question(&all))]).len(), 1);
    assert_eq!(cache.want(vec![(Panel::ReportOnlyImpacts, question(&all))]).len(), 0, "it is on the way");
    cache.outdate();
    assert_eq!(cache.want(vec![(Panel::ReportOnlyImpacts, question(&all))]).len(), 0, "it is still on the way");
    cache.take(answer(&all, 1));
    assert_eq!(shown(&cache), Some(1));
    assert_eq!(
        cache.want(vec![(Panel::ReportOnlyImpacts, question(&all))]).len(),
        1,
        "records came in after it was asked"
    );
    cache.take(answer(&all, 2));
    assert_eq!(cache.want(vec![(Panel::ReportOnlyImpacts, question(&all))]).len(), 0, "it is known");

    assert_eq!(cache.want(vec![(Panel::ReportOnlyImpacts, question(&week))]).len(), 1);
    assert_eq!((shown(&cache), cache.is_waiting(Panel::ReportOnlyImpacts)), (Some(2), true));
    cache.take(answer(&all, 3));
    assert_eq!(shown(&cache), Some(2), "an answer to the question before is dropped");
    cache.take(answer(&week, 4));
    assert_eq!((shown(&cache), cache.is_waiting(Panel::ReportOnlyImpacts)), (Some(4), false));
    assert!(cache.want(Vec::new()).is_empty());
    assert_eq!(shown(&cache), None, "another screen is shown");
}

#[test]
fn days_are_grouped_in_iso_weeks_and_parts_of_weeks_are_marked() {
    let state = users_screen();
    let Some(timed) = state.chart(ChartId::UserSignIns) else { panic!("no chart") };
    let groups: Vec<_> =
        timed.chart.groups.iter().map(|group| (&*group.name, group.steps.clone(), group.is_partial)).collect();
    assert_eq!(groups, [("Week 45", 0..4, true), ("Week 46", 4..11, false), ("Week 47", 11..13, true)]);
    assert_eq!(timed.chart.steps[0].name, "2026-11-05");
    assert!(timed.chart.steps[0].is_partial && !timed.chart.steps[1].is_partial);
    assert_eq!(timed.chart.series[2].counts[..3], [3, 4, 5]);
}

#[test]
fn a_day_of_a_chart_lists_its_sign_ins() {
    let mut state = users_screen();
    state.update(Action::Chart(ChartId::UserSignIns, StepAction::Press(4)));
    let effects = state.update(Action::Chart(ChartId::UserSignIns, StepAction::Release));
    assert_eq!(state.screen, Screen::SignIns);
    assert!(asks_rows(&effects) && asks_summary(&effects));
    let between = Test::Between { from: Some(MONDAY + 7 * DAY), to: Some(MONDAY + 8 * DAY) };
    assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Field(Field::Date, between)]));
    let status = state.list.columns.iter().position(|column| *column == Column::Field(Field::Status));
    let result = state.list.columns.iter().position(|column| *column == Column::Field(Field::MfaResult));
    assert_eq!(result, status.map(|at| at + 1), "how the second factor went stands behind the status");
    assert_eq!(state.preferences().columns, Column::defaults(&SIGN_INS), "nobody chose it");
    state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Column::Field(Field::RiskState)))));
    assert_eq!(state.preferences().columns, state.list.columns, "now somebody did");

    let mut state = users_screen();
    state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Column::Field(Field::RiskState)))));
    let chosen = state.list.columns.clone();
    state.update(Action::PickSteps(ChartId::UserSignIns, 4..5));
    assert_eq!((state.screen, &state.list.columns), (Screen::SignIns, &chosen), "what somebody chose stays");
}

#[test]
fn a_week_of_a_users_chart_lists_that_users_sign_ins() {
    let mut state = users_screen();
    state.update(Action::PickSteps(ChartId::UserSignIns, 0..0));
    assert_eq!(state.screen, Screen::Users, "there is nothing in it");
    state.update(Action::PickSteps(ChartId::UserSignIns, 4..11));
    let week = Test::Between { from: Some(MONDAY + 7 * DAY), to: Some(MONDAY + 14 * DAY) };
    assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Field(Field::Date, week)]));

    state.update(Action::Show(Screen::Users));
    let ada = Named { key: EntityKey::Id("ada".to_owned()), name: "Ada Marsh".to_owned() };
    state.update(Action::Usage(UsageAction::Open(ada.clone())));
    state.update(Action::ShowList(Vec::new()));
    let chip = state.list.filters.chips.last().cloned();
    assert_eq!(chip, Some(chip_of(EntityKind::User, &ada)));
    assert_eq!(chip.map(|chip| chip.text(|_| 0)), Some("User: Ada Marsh".to_owned()));

    state.update(Action::Show(Screen::Users));
    let ben = Named { key: EntityKey::Id("ben".to_owned()), name: "Ben Ortega".to_owned() };
    state.update(Action::Usage(UsageAction::Open(ben)));
    state.update(Action::ShowList(Vec::new()));
    let users =
        state.list.filters.chips.iter().filter(|chip| matches!(chip.condition, Condition::Named { .. })).count();
    assert_eq!(users, 1, "one user takes the place of the other");
}

#[test]
fn applications_on_the_chart_are_those_ticked() {
    let mut state = ready(50);
    state.update(Action::Show(Screen::Applications));
    let named = |name: &str| Named { key: EntityKey::Id(name.to_owned()), name: name.to_owned() };
    state.update(Action::Usage(UsageAction::Focus(named("Payroll"))));
    let asked = questions(&state.update(Action::Usage(UsageAction::Focus(named("Teams")))));
    let keys = vec![EntityKey::Id("Payroll".to_owned()), EntityKey::Id("Teams".to_owned())];
    let split = Split::Focus { subject: EntityKind::Application, keys };
    assert!(
        asked.iter().any(|question| matches!(question, Question::OverTime(ask) if ask.split == split)),
        "{asked:?}"
    );
    state.update(Action::Usage(UsageAction::Focus(named("Payroll"))));
    assert_eq!(state.analyses.applications.focus, [named("Teams")]);
    state.update(Action::Usage(UsageAction::FocusOnTop));
    assert!(state.analyses.applications.focus.is_empty());
}

#[test]
fn a_table_is_sorted_searched_and_saved() {
    let mut state = ready(50);
    state.update(Action::Show(Screen::Users));
    let table = |state: &mut State, action| {
        let effects = state.update(Action::Usage(UsageAction::Table(action)));
        let requests: Vec<_> = asked(&effects).into_iter().cloned().collect();
        requests
    };
    use signscope::engine::protocol::usage::UsageColumn;
    table(&mut state, TableAction::Sort(UsageColumn::Name));
    assert_eq!(
        (state.analyses.users.table.order, state.analyses.users.table.descending),
        (UsageColumn::Name, false),
        "names begin with A"
    );
    table(&mut state, TableAction::Sort(UsageColumn::Last));
    assert!(state.analyses.users.table.descending, "the latest first");
    table(&mut state, TableAction::Sort(UsageColumn::Last));
    assert!(!state.analyses.users.table.descending);
    let requests = table(&mut state, TableAction::Search("ada".to_owned()));
    assert!(
        requests.iter().any(|request| matches!(request, Request::Ask(Question::Table(ask)) if ask.containing == "ada"))
    );
    let requests = table(&mut state, TableAction::Save);
    assert!(requests.iter().any(|request| matches!(request, Request::ExportTable { question: Question::Table(ask), .. } if ask.containing == "ada")));
}

#[test]
fn a_chart_is_saved_as_its_numbers_and_as_its_drawing() {
    let mut state = users_screen();
    let saved = |effects: Vec<Effect>| match effects.as_slice() {
        [Effect::SaveText { name, text, .. }] => (name.clone(), text.clone()),
        other => panic!("{other:?}"),
    };
    let (name, text) = saved(state.update(Action::SaveChart(ChartId::UserSignIns, ChartFile::Csv)));
    assert_eq!(name, "user-sign-ins.csv");
    assert_eq!(text.lines().nth(1), Some("2026-11-05 (partial),Week 45,10,0,3,13"));
    let (name, text) = saved(state.update(Action::SaveChart(ChartId::UserSignIns, ChartFile::Svg)));
    assert_eq!(name, "user-sign-ins.svg");
    assert!(text.starts_with("<svg "));
}

#[test]
fn the_calendar_is_read_for_the_time_of_the_data_and_once() {
    let mut state = ready(50);
    let span = Some((MONDAY, MONDAY + 20 * DAY));
    let summary = |filter| {
        Reply::Summary(Summary {
            question: SummaryQuestion { filter, ..SummaryQuestion::default() },
            span,
            ..Summary::default()
        })
    };
    let clocks = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::ReadClocks { .. }));
    failure_chip(&mut state);
    let filter = state.list.filters.filter();
    assert!(!clocks(&state.update(Action::Reply(summary(filter)))), "UTC needs none");
    assert!(clocks(&state.update(Action::SwitchZone)));
    let filter = {
        state.update(Action::List(ListAction::RemoveChip(0)));
        state.list.filters.filter()
    };
    assert!(!clocks(&state.update(Action::Reply(summary(filter)))), "they are known");
    state.update(Action::Calendar(Calendar::fixed(60)));
    state.update(Action::SwitchZone);
    assert_eq!(state.display.calendar, Calendar::default());
}

#[test]
fn changes_of_clocks_are_found_to_the_millisecond() {
    let change = MONDAY + 5 * DAY + 3 * HOUR + 1;
    let offset_at = |instant: i64| if instant < change { 120 } else { 60 };
    assert_eq!(offsets(MONDAY, MONDAY + 30 * DAY, offset_at), [(MONDAY, 120), (change, 60)]);
    assert_eq!(offsets(MONDAY, MONDAY, offset_at), [(MONDAY, 120)]);
    assert_eq!(offsets(0, 200_000 * DAY, |_| 0), [(0, 0)]);
}

#[test]
fn steps_are_named_in_the_zone_of_display() {
    let calendar = Calendar::from(vec![Offset { from: 0, minutes: 60 }]);
    let words = || Words { title: "Sign-ins".to_owned(), unit: ["sign-in", "sign-ins"], form: Form::Bars };
    let name = |unit, from| {
        let axis = Axis { unit, calendar: &calendar, zone: "Europe/Berlin" };
        let timed = over_time(words(), &axis, &[(from, from + 1, false)], Vec::new());
        timed.chart.steps[0].name.clone()
    };
    let start = MONDAY - 60 * MINUTE;
    assert_eq!(name(Unit::Day, start), "2026-11-02");
    assert_eq!(name(Unit::Hour, start), "2026-11-02 00:00");
    assert_eq!(name(Unit::Week, start), "2026 week 45");
    let axis = Axis { unit: Unit::Day, calendar: &calendar, zone: "Europe/Berlin" };
    assert_eq!(over_time(words(), &axis, &[], Vec::new()).chart.zone, "Europe/Berlin, UTC+1");
}

#[test]
fn records_without_a_status_are_not_lost_from_a_chart() {
    let counts = [StatusCounts { success: 1, interrupted: 2, failure: 3, unknown: 4 }];
    let series = by_status(counts.iter());
    assert_eq!(series.iter().map(|series| series.counts[0]).sum::<u32>(), 10);
    assert_eq!(series[2].tone, Tone::Failure);
    assert_eq!(series[0].counts, [1], "whose status is not known did not succeed");
    assert_eq!((series[3].tone, series[3].name.as_str()), (Tone::Unknown, "Status not in this file"));
    let all_known = [StatusCounts { unknown: 0, ..counts[0] }];
    assert_eq!(by_status(all_known.iter()).len(), 3, "where all is known nothing is said of it");
}

#[test]
fn the_focus_goes_where_the_page_goes() {
    let mut state = ready(50);
    assert_eq!(state.update(Action::Show(Screen::Users))[0], Effect::StartScreen);
    let ada = Named { key: EntityKey::Name("Ada".to_owned()), name: "Ada".to_owned() };
    let heading = Effect::Focus(action::Target::Heading);
    assert!(state.update(Action::Usage(UsageAction::Open(ada))).contains(&heading));
    assert!(state.update(Action::Usage(UsageAction::Back)).contains(&heading));
    let effects = state.update(Action::ShowList(Vec::new()));
    let list = [Effect::Focus(action::Target::List), Effect::StartScreen];
    assert!(effects.windows(2).any(|pair| pair == list), "{effects:?}");
}

#[test]
fn a_chip_of_another_kind_is_added_beside() {
    let mut state = ready(50);
    let country = Named { key: EntityKey::Name("ES".to_owned()), name: "Spain".to_owned() };
    let chip = chip_of(EntityKind::Country, &country);
    state.update(Action::List(ListAction::AddChip(chip.clone())));
    state.update(Action::List(ListAction::AddChip(Chip { negated: true, ..chip })));
    assert_eq!(state.list.filters.chips.len(), 2);
}

#[test]
fn what_is_listed_is_what_was_counted() {
    let mut state = users_screen();
    let newest = Some(MONDAY + 40 * DAY);
    state.list.summary.shown = Summary { newest, ..(*state.list.summary.shown).clone() }.into();
    // The last 30 days begin ten days after the Monday: in the middle of these steps.
    state.update(Action::PickSteps(ChartId::UserSignIns, 4..11));
    let cut = Test::Between { from: Some(MONDAY + 10 * DAY), to: Some(MONDAY + 14 * DAY) };
    assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Field(Field::Date, cut)]));

    let mut state = ready(50);
    state.update(Action::Show(Screen::Users));
    state.update(Action::ShowList(Vec::new()));
    let month = Filter::Field(Field::Date, Test::Newest { millis: 30 * DAY });
    assert_eq!(state.list.filters.filter(), Filter::All(vec![month.clone()]), "the period of the screen");
    state.update(Action::SetPeriod(Period::Days(7)));
    state.update(Action::ShowList(Vec::new()));
    let week = Filter::Field(Field::Date, Test::Newest { millis: 7 * DAY });
    assert_eq!(state.list.filters.filter(), Filter::All(vec![month, week]), "both hold for what was counted");
    state.update(Action::List(ListAction::ClearFilters));
    state.update(Action::SetPeriod(Period::All));
    state.update(Action::ShowList(Vec::new()));
    assert!(state.list.filters.is_empty());
}

#[test]
fn a_day_of_the_top_applications_lists_theirs() {
    let mut state = ready(50);
    let asked = questions(&state.update(Action::Show(Screen::Applications)));
    let over_time = asked.iter().find(|question| matches!(question, Question::OverTime(_)));
    let Some(Reply::Answer(answer)) = over_time.map(days) else { panic!("{asked:?}") };
    let Answer::OverTime(mut found) = *answer else { panic!("another answer") };
    let key = EntityKey::Id("payroll".to_owned());
    found.series = vec![Series { key: key.clone(), name: "Payroll".to_owned(), bars: found.bars.clone() }];
    state.update(Action::Reply(Reply::Answer(Box::new(Answer::OverTime(found)))));
    state.update(Action::PickSteps(ChartId::Applications, 1..2));
    let day = Test::Between { from: Some(MONDAY + 4 * DAY), to: Some(MONDAY + 5 * DAY) };
    let of_payroll = Filter::Any(vec![EntityKind::Application.filter(&key)]);
    assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Field(Field::Date, day), of_payroll]));
    assert_eq!(state.list.filters.chips[1].text(|_| 0), "Application: Payroll");
}

#[test]
fn users_of_several_weeks_are_counted_once() {
    let mut state = ready(50);
    let asked = questions(&state.update(Action::Show(Screen::Users)));
    let by_week =
        asked.iter().find(|question| matches!(question, Question::OverTime(ask) if ask.unit == Some(Unit::Week)));
    state.update(Action::Reply(by_week.map(days).unwrap()));
    let timed = state.chart(ChartId::Users).unwrap();
    assert_eq!(timed.chart.sum(0..timed.chart.steps.len()), 26);
    assert_eq!(timed.chart.all(), 2);
}

#[test]
fn questions_nobody_has_any_more_are_withdrawn_once() {
    let question = |count: u32| Question::Newest(if count == 0 { EntityKind::User } else { EntityKind::Application });
    let mut cache = QueryCache::default();
    cache.want(vec![(Panel::UsersTable, question(0)), (Panel::UsersPerWeek, question(0))]);
    assert!(cache.take_withdrawn().is_empty());
    cache.want(vec![(Panel::UsersTable, question(1)), (Panel::UsersPerWeek, question(0))]);
    assert!(cache.take_withdrawn().is_empty(), "another part of the screen still asks it");
    cache.want(vec![(Panel::UsersTable, question(1))]);
    assert_eq!(cache.take_withdrawn(), [question(0)]);
    assert!(cache.take_withdrawn().is_empty());
    cache.take(Answer::Newest { subject: EntityKind::Application, newest: None });
    cache.want(Vec::new());
    assert!(cache.take_withdrawn().is_empty(), "it is answered");
}
