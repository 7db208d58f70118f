//! The timeline over the list: its steps, zooming in and back, and the same in words and paths.

use signscope::engine::protocol::usage::{Calendar, Unit};
use signscope::engine::protocol::{Filter, SummaryQuestion};
use signscope::query::Test;
use signscope::ui::chart::timeline::{Words, bars, pace_text};
use signscope::ui::format::time::{DAY, Zone};
use signscope::ui::state::action::ListAction;
use signscope::ui::state::chip::Condition;
use signscope::ui::state::range_selection::StepAction;

use super::*;

fn choose(state: &mut State, first: usize, last: usize) {
    state.update(Action::List(ListAction::Timeline(StepAction::Press(first))));
    state.update(Action::List(ListAction::Timeline(StepAction::Drag(last))));
    let effects = state.update(Action::List(ListAction::Timeline(StepAction::Release)));
    serve(state, effects, 50);
}

fn dates(state: &State) -> Option<Test> {
    let Filter::All(parts) = state.list.filters.filter() else { panic!("no chips") };
    parts.into_iter().find_map(|part| match part {
        Filter::Field(Field::Date, test) => Some(test),
        _ => None,
    })
}

fn hours(from: i64, to: i64) -> Option<Test> {
    Some(Test::Between { from: Some(from * HOUR), to: Some(to * HOUR) })
}

/// The question for numbers among effects.
fn summary_question(effects: &[Effect]) -> Option<SummaryQuestion> {
    asked(effects).into_iter().find_map(|request| match request {
        Request::Summary(question) => Some(question.clone()),
        _ => None,
    })
}

#[test]
fn one_selection_after_the_other_is_undone() {
    let mut state = ready(50);
    assert!(!state.list.can_zoom_back());
    assert!(state.update(Action::List(ListAction::ZoomBack)).is_empty(), "there is nothing to undo");
    choose(&mut state, 0, 2);
    choose(&mut state, 1, 1);
    assert_eq!(dates(&state), hours(101, 102));
    let effects = state.update(Action::List(ListAction::ZoomBack));
    assert!(asks_rows(&effects) && asks_summary(&effects));
    assert_eq!((dates(&state), state.list.can_zoom_back()), (hours(100, 103), true));
    state.update(Action::List(ListAction::ZoomBack));
    assert_eq!((dates(&state), state.list.can_zoom_back()), (None, false));
}

#[test]
fn zooming_back_ends_at_dates_set_in_another_way() {
    let mut state = ready(50);
    let week = Condition::Newest { millis: 7 * DAY };
    choose(&mut state, 0, 2);
    state.update(Action::List(ListAction::SetDates(Some(week.clone()))));
    assert!(!state.list.can_zoom_back(), "these dates were not chosen on the timeline");
    choose(&mut state, 1, 1);
    assert!(state.list.can_zoom_back());
    state.update(Action::List(ListAction::ZoomBack));
    assert_eq!(dates(&state), Some(Test::Newest { millis: 7 * DAY }));
    assert!(!state.list.can_zoom_back(), "what was chosen before is over");
    choose(&mut state, 1, 1);
    state.update(Action::List(ListAction::SetDates(None)));
    assert!(!state.list.can_zoom_back(), "all time is shown");
}

#[test]
fn other_steps_are_asked_for() {
    let mut state = ready(50);
    state.update(Action::List(ListAction::Timeline(StepAction::Press(1))));
    let question = summary_question(&state.update(Action::List(ListAction::SetStep(Some(Unit::Week)))));
    assert_eq!(question.map(|question| question.unit), Some(Some(Unit::Week)));
    assert_eq!(state.list.timeline.steps(), None, "what was selected are other steps now");
    let question = summary_question(&failure_chip(&mut state));
    assert_eq!(question.map(|question| question.unit), Some(Some(Unit::Week)), "the choice stays");
}

#[test]
fn another_zone_has_another_timeline() {
    let mut state = ready(50);
    let shown = Summary { span: Some((0, DAY)), ..(*state.list.summary.shown).clone() };
    state.list.summary.shown = shown.into();
    let effects = state.update(Action::SwitchZone);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ReadClocks { zone: Zone::Local, .. })));
    assert!(!asks_summary(&effects), "the calendar is not known yet");
    let question = summary_question(&state.update(Action::Calendar(Calendar::fixed(60))));
    assert_eq!(question.map(|question| question.calendar), Some(Calendar::fixed(60)));
    assert!(!asks_summary(&state.update(Action::Calendar(Calendar::fixed(60)))), "it is the same calendar");
    let question = summary_question(&state.update(Action::SwitchZone));
    assert_eq!(question.map(|question| question.calendar), Some(Calendar::default()));
}

#[test]
fn an_answer_about_another_zone_is_dropped() {
    let mut state = ready(50);
    let effects = state.update(Action::List(ListAction::SetStep(Some(Unit::Day))));
    let first = asked(&effects).into_iter().filter_map(|request| answer(request, 7)).next().unwrap();
    state.update(Action::Calendar(Calendar::fixed(60)));
    state.update(Action::Reply(first));
    assert_eq!(state.list.summary.shown.shown, 50, "the answer to the question before");
}

#[test]
fn a_pointer_that_is_over_a_step_names_it() {
    let mut state = ready(50);
    state.update(Action::List(ListAction::Timeline(StepAction::Drag(2))));
    assert_eq!((state.list.timeline.hovered(), state.list.timeline.steps()), (Some(2), None));
    state.update(Action::List(ListAction::Timeline(StepAction::Drag(99))));
    assert_eq!(state.list.timeline.hovered(), Some(3), "the last one");
    state.update(Action::List(ListAction::Timeline(StepAction::Leave)));
    assert_eq!(state.list.timeline.hovered(), None);
}

fn timeline(pace: Pace, edges: &[i64], counts: &[[u32; 4]]) -> Timeline {
    let counts = counts.iter().map(|&[success, interrupted, failure, unknown]| StatusCounts {
        success,
        interrupted,
        failure,
        unknown,
    });
    let covered = (edges[0] + 1, edges[edges.len() - 1]);
    Timeline { pace, edges: edges.to_vec(), covered, counts: counts.collect(), dense: None }
}

#[test]
fn words_name_the_zone_and_what_is_partial() {
    let hours = timeline(Pace::Hour, &[0, HOUR, 2 * HOUR], &[[1000, 0, 0, 3], [5, 2, 1, 0]]);
    let words = Words { timeline: &hours, zone: "Europe/Oslo", offset_at: |_| 60 };
    assert_eq!(
        words.step(0),
        "1970-01-01 01:00 – 02:00 (Europe/Oslo): 1,003 sign-ins, 0 failed, 0 interrupted, 3 without a status in their file, only partly covered"
    );
    assert_eq!(words.step(1), "1970-01-01 02:00 – 03:00 (Europe/Oslo): 8 sign-ins, 1 failed, 2 interrupted");
    assert_eq!(
        words.summary(),
        "2 steps of 1 hour from 1970-01-01 01:00 to 1970-01-01 02:00 (Europe/Oslo). \
         Most sign-ins: 1970-01-01 01:00 – 02:00: 1,003 sign-ins, 0 failed, 0 interrupted, 3 without a status in their file, only partly covered. \
         Most failures: 1970-01-01 02:00 – 03:00: 8 sign-ins, 1 failed, 2 interrupted."
    );
    let weeks = timeline(Pace::Weeks(1), &[4 * DAY, 11 * DAY], &[[1, 0, 0, 0]]);
    let words = Words { timeline: &weeks, zone: "UTC", offset_at: |_| 0 };
    assert_eq!(
        words.step(0),
        "week of 1970-01-05 – 1970-01-11 (UTC): 1 sign-in, 0 failed, 0 interrupted, only partly covered"
    );
    assert!(words.summary().ends_with("No failures."));
    assert_eq!(words.start(9), "", "there is no such step");
    for (pace, text) in [(Pace::Minutes(15), "15 minutes"), (Pace::Weeks(4), "4 weeks"), (Pace::Day, "1 day")] {
        assert_eq!(pace_text(pace), text);
    }
}

#[test]
fn a_timeline_is_drawn_with_few_paths() {
    let edges: Vec<i64> = (0..=1000).map(|hour| hour * HOUR).collect();
    let many = timeline(Pace::Hour, &edges, &vec![[9, 0, 1, 0]; 1000]);
    let drawn = bars(&many);
    let kinds: Vec<_> = drawn.iter().map(|bars| (bars.class, bars.is_partial)).collect();
    assert_eq!(kinds, [("success", false), ("success", true), ("failure", false), ("failure", true)]);
    let count = |at: usize| drawn[at].path.matches('M').count();
    assert_eq!([count(0), count(1)], [999, 1], "one bar a step");

    let one = timeline(Pace::Hour, &[0, HOUR], &[[30, 0, 10, 0]]);
    let path = |at: usize| bars(&one)[at].path.clone();
    assert_eq!(path(0), "M0.8 64.0v-45.0h8.5v45.0z");
    assert_eq!(path(1), "M0.8 19.0v-15.0h8.5v15.0z", "failures stand on successes");
    let unsaid = bars(&timeline(Pace::Hour, &[0, HOUR], &[[0, 0, 0, 7]]));
    assert_eq!(unsaid.iter().map(|bars| bars.class).collect::<Vec<_>>(), ["unknown"]);
    let rare = timeline(Pace::Hour, &[0, HOUR], &[[1_000_000, 0, 1, 0]]);
    assert!(bars(&rare)[1].path.contains("v-1.2"), "one failure among a million is seen");
}
