//! Hours of the week: keys on them, the filter one stands for, and its words.

use signscope::engine::protocol::usage::{Calendar, EntityKey, EntityKind, Offset, Profile};
use signscope::engine::protocol::{Answer, Filter, Question};
use signscope::kql::{parse, to_kql};
use signscope::query::usage::{EntityIndexes, profile};
use signscope::query::{Test, select};
use signscope::schema::Field;
use signscope::store::Store;
use signscope::ui::format::time::{DAY, MINUTE};
use signscope::ui::state::Screen;
use signscope::ui::state::action::Target;
use signscope::ui::state::chip::Chip;
use signscope::ui::state::time_zone::{offset_name, zone_words};
use signscope::ui::state::usage::{Named, UsageAction};
use signscope::ui::state::week_hours::{HourAction, hour_filter};

use super::*;
use crate::records::store;

/// Sunday, 2026-10-25, 01:00 UTC: clocks in Berlin are put back from 03:00 to 02:00.
const CHANGE: i64 = 1_792_890_000_000;

fn berlin() -> Calendar {
    vec![Offset { from: CHANGE - 60 * DAY, minutes: 120 }, Offset { from: CHANGE, minutes: 60 }].into()
}

/// A sign-in at noon UTC on each of ten days around the change, and two more on the hour it repeats.
fn log() -> Store {
    let noons = (-5..5).map(|day| CHANGE + day * DAY + 11 * HOUR);
    let texts: Vec<String> = noons.chain([CHANGE - MINUTE, CHANGE]).map(|time| time.to_string()).collect();
    let records: Vec<Vec<(Field, &str)>> = texts.iter().map(|text| vec![(Field::Date, text.as_str())]).collect();
    store(&records.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn chip(filter: Filter) -> Chip {
    Chip::kql(filter)
}

#[test]
fn every_hour_lists_what_it_counts() {
    let log = log();
    let span = Some((CHANGE - 5 * DAY, CHANGE + 5 * DAY));
    let mut counted = 0;
    for calendar in [Calendar::default(), Calendar::fixed(-330), berlin()] {
        for hour in 0..168 {
            let expected: Vec<u32> =
                (0..12u32).filter(|&row| calendar.hour_of_week(log.times()[row as usize]) == hour).collect();
            counted += expected.len();
            let filter = hour_filter(hour, &calendar, span);
            assert_eq!(select(&log, &filter).to_rows(), expected, "{hour} {filter:?}");
            assert_eq!(select(&log, &parse(&to_kql(&filter)).unwrap()).to_rows(), expected, "{}", to_kql(&filter));
        }
    }
    assert_eq!(counted, 36);
}

#[test]
fn an_hour_is_said_in_plain_words_and_in_kusto() {
    let tuesday = hour_filter(38, &Calendar::default(), None);
    assert_eq!(to_kql(&tuesday), "dayofweek(CreatedDateTime) == 2d and hourofday(CreatedDateTime) == 14");
    assert_eq!(chip(tuesday.clone()).text(|_| 0), "Tuesday 14:00–15:00 (UTC)");
    assert_eq!(chip(Filter::Not(Box::new(tuesday))).text(|_| 0), "Not Tuesday 14:00–15:00 (UTC)");

    let summer = hour_filter(38, &berlin(), Some((CHANGE - 9 * DAY, CHANGE - DAY)));
    assert_eq!(to_kql(&summer), "dayofweek(CreatedDateTime + 2h) == 2d and hourofday(CreatedDateTime + 2h) == 14");
    let both = hour_filter(38, &berlin(), Some((CHANGE - DAY, CHANGE + DAY)));
    assert_eq!(
        to_kql(&both),
        "(CreatedDateTime < datetime(2026-10-25T01:00:00Z) and dayofweek(CreatedDateTime + 2h) == 2d and \
         hourofday(CreatedDateTime + 2h) == 14) or (CreatedDateTime >= datetime(2026-10-25T01:00:00Z) and \
         dayofweek(CreatedDateTime + 1h) == 2d and hourofday(CreatedDateTime + 1h) == 14)"
    );
    assert_eq!(chip(both.clone()).text(|_| 0), "Tuesday 14:00–15:00 (UTC+2, UTC+1)");
    assert_eq!(Chip::of(&both).text(|_| 0), "Tuesday 14:00–15:00 (UTC+2, UTC+1)", "as text and back");

    let words = |text: &str| Chip::of(&parse(text).unwrap()).text(|_| 0);
    assert_eq!(words("dayofweek(TimeGenerated) in (0d, 6d)"), "Saturday, Sunday (UTC)");
    assert_eq!(words("hourofday(TimeGenerated - 5h - 30m) < 6"), "00:00–06:00 (UTC−5:30)");
    let office = "dayofweek(TimeGenerated) in (1d, 2d, 3d, 4d, 5d) and hourofday(TimeGenerated) in (8, 9, 13)";
    assert_eq!(words(office), "Monday to Friday 08:00–10:00, 13:00–14:00 (UTC)");
    assert_eq!(words(&format!("not({office})")), "Not Monday to Friday 08:00–10:00, 13:00–14:00 (UTC)");
}

#[test]
fn zones_have_names() {
    assert_eq!([0, 60, 345, -150].map(offset_name), ["UTC", "UTC+1", "UTC+5:45", "UTC−2:30"]);
    assert_eq!(zone_words("UTC", &Calendar::default(), None), "UTC");
    assert_eq!(zone_words("UTC", &Calendar::fixed(0), None), "UTC");
    assert_eq!(zone_words("Europe/London", &Calendar::fixed(0), None), "Europe/London, UTC");
    assert_eq!(zone_words("Europe/Berlin", &berlin(), Some((CHANGE, CHANGE + DAY))), "Europe/Berlin, UTC+1");
    assert_eq!(zone_words("Europe/Berlin", &berlin(), Some((CHANGE - 1, CHANGE))), "Europe/Berlin, UTC+2 and UTC+1");
    assert_eq!(zone_words("Europe/Berlin", &berlin(), Some((0, CHANGE - 1))), "Europe/Berlin, UTC+2");
}

/// The page of a user whose pattern is there.
fn user_page() -> (State, Profile) {
    let mut state = ready(50);
    state.update(Action::Show(Screen::Users));
    let ada = Named { key: EntityKey::Name("Ada".to_owned()), name: "Ada".to_owned() };
    let effects = state.update(Action::Usage(UsageAction::Open(ada)));
    let question = asked(&effects).into_iter().find_map(|request| match request {
        Request::Ask(Question::Profile(question)) => Some(question.clone()),
        _ => None,
    });
    let log = log();
    let rows = select(&log, &Filter::default());
    let found = profile(&log, &mut EntityIndexes::default(), &rows, &question.unwrap());
    state.update(Action::Reply(Reply::Answer(Box::new(Answer::Profile(found.clone())))));
    (state, found)
}

#[test]
fn keys_walk_over_the_hours_and_enter_lists_one() {
    let (mut state, found) = user_page();
    let busiest = state.week_hour();
    assert!(found.week.iter().all(|hour| hour.total() <= found.week[busiest].total()));
    assert_eq!(busiest, 36, "the first of the busiest: Wednesday and Thursday have as many");
    let step = |days, hours| Action::WeekHour(HourAction::Step { days, hours });
    for (action, at) in [
        (step(0, -1), 35),
        (step(-1, 0), 11),
        (step(1, 0), 35),
        (step(9, 0), 6 * 24 + 11),
        (step(0, 24), 6 * 24 + 23),
        (step(0, -24), 6 * 24),
    ] {
        let effects = state.update(action);
        assert_eq!(state.week_hour(), at);
        assert!(effects.contains(&Effect::Focus(Target::WeekHour)));
    }
    state.update(Action::WeekHour(HourAction::List(5)));
    assert_eq!(state.screen, Screen::Users, "an hour without sign-ins has none to list");
    assert_eq!(state.week_hour(), 5, "the keys go on from the hour that was clicked");
    state.update(step(busiest as i32 / 24, busiest as i32 % 24 - 5));
    state.update(Action::WeekHour(HourAction::ListHere));
    assert_eq!(state.screen, Screen::SignIns);
    let texts: Vec<String> = state.list.filters.chips.iter().map(|chip| chip.text(|_| 0)).collect();
    assert!(texts.contains(&"Tuesday 12:00–13:00 (UTC)".to_owned()), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("Ada")), "{texts:?}");
    let filter = state.list.filters.filter();
    let Filter::All(parts) = &filter else { panic!("{filter:?}") };
    assert!(parts.iter().any(|part| matches!(part, Filter::Field(Field::Date, Test::Newest { .. }))), "{parts:?}");
    assert_eq!(EntityKind::User, state.analyses.users.subject);
}
