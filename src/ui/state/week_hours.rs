//! Hours of the week: the filter of one as clocks showed it, and such filters in words.

use super::State;
use super::action::{Effect, Target};
use super::chip::Chip;
use super::query_cache::Panel;
use super::time_zone::{offset_name, stretches};
use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::{Calendar, Offset, Profile};
use crate::query::{Filter, Test, WeekHours};
use crate::schema::Field;
use crate::ui::format::time::MINUTE;

/// What happens on the hours of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourAction {
    /// The cursor moves by so many days down and so many hours to the right.
    Step {
        /// Days.
        days: i32,
        /// Hours.
        hours: i32,
    },
    /// The sign-ins of the hour the cursor is at are to be listed.
    ListHere,
    /// The cursor is put on an hour, and its sign-ins are to be listed.
    List(usize),
}

/// The days of a week.
pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The hours of a week.
pub const HOURS: usize = 7 * 24;

/// An hour of the week, counted from 0 on Monday at midnight: `Tuesday 14:00–15:00`.
pub fn hour_name(hour: usize) -> String {
    format!("{} {:02}:00–{:02}:00", DAYS[hour / 24 % 7], hour % 24, hour % 24 + 1)
}

/// The sign-ins in an hour of the week on the clocks of a zone. Where these were changed in a span of time, each stretch
/// between two changes has its own hour of UTC: so the filter keeps exactly the sign-ins counted, in every language.
pub fn hour_filter(hour: usize, calendar: &Calendar, span: Option<(i64, i64)>) -> Filter {
    let stretches = stretches(calendar, span);
    let on_clock =
        |minutes: i32| Filter::Field(Field::Date, Test::WeekHours(WeekHours::hour(hour, i64::from(minutes) * MINUTE)));
    let stretch = |(at, offset): (usize, &Offset)| {
        let from = (at > 0).then_some(offset.from);
        let to = stretches.get(at + 1).map(|next| next.from);
        Filter::All(vec![Filter::Field(Field::Date, Test::Between { from, to }), on_clock(offset.minutes)])
    };
    match stretches.as_slice() {
        [] => on_clock(0),
        [only] => on_clock(only.minutes),
        _ => Filter::Any(stretches.iter().enumerate().map(stretch).collect()),
    }
}

/// A filter of hours of the week in words: `Tuesday 14:00–15:00 (UTC+1)`; `None` if it is another one.
pub fn week_words(filter: &Filter) -> Option<String> {
    let all = match filter {
        Filter::Any(parts) => parts.iter().map(stretch_hours).collect::<Option<Vec<_>>>()?,
        one => vec![hours_of(one)?],
    };
    let first = all.first()?;
    let is_same = all.iter().all(|hours| (hours.days, hours.hours) == (first.days, first.hours));
    let mut clocks: Vec<String> = Vec::new();
    for hours in &all {
        let name = offset_name((hours.ahead / MINUTE) as i32);
        if !clocks.contains(&name) {
            clocks.push(name);
        }
    }
    is_same.then(|| format!("{} ({})", hours_text(*first), clocks.join(", ")))
}

fn hours_of(filter: &Filter) -> Option<WeekHours> {
    match filter {
        Filter::Field(Field::Date, Test::WeekHours(hours)) => Some(*hours),
        _ => None,
    }
}

/// The hours of a stretch of time between two changes of the clock.
fn stretch_hours(filter: &Filter) -> Option<WeekHours> {
    match filter {
        Filter::All(parts) => match parts.as_slice() {
            [Filter::Field(Field::Date, Test::Between { .. }), hours] => hours_of(hours),
            _ => None,
        },
        _ => None,
    }
}

/// The days and hours: `Monday to Friday 08:00–18:00`.
pub fn hours_text(hours: WeekHours) -> String {
    let days =
        runs(u32::from(hours.days & WeekHours::ALL_DAYS), 7).into_iter().map(|(first, last)| match last - first {
            0 => DAYS[first].to_owned(),
            1 => format!("{}, {}", DAYS[first], DAYS[last]),
            _ => format!("{} to {}", DAYS[first], DAYS[last]),
        });
    let of_day = runs(hours.hours & WeekHours::ALL_HOURS, 24);
    let of_day = of_day.into_iter().map(|(first, last)| format!("{first:02}:00–{:02}:00", last + 1));
    let is_every_day = hours.days & WeekHours::ALL_DAYS == WeekHours::ALL_DAYS;
    let is_all_day = hours.hours & WeekHours::ALL_HOURS == WeekHours::ALL_HOURS;
    let days = days.collect::<Vec<_>>().join(", ");
    let of_day = of_day.collect::<Vec<_>>().join(", ");
    match (is_every_day, is_all_day) {
        (true, _) => of_day,
        (_, true) => days,
        _ => format!("{days} {of_day}"),
    }
}

/// The first and the last of each row of bits that are set.
fn runs(bits: u32, count: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in (0..count).filter(|at| bits >> at & 1 == 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

impl State {
    /// The pattern of the user or application whose page is shown.
    pub fn profile_shown(&self) -> Option<&Profile> {
        let slot = match self.screen {
            super::Screen::Applications => Panel::ApplicationProfile,
            _ => Panel::UserProfile,
        };
        match self.analyses.query_cache.shown(slot).map(|answer| &**answer) {
            Some(Answer::Profile(profile)) => Some(profile),
            _ => None,
        }
    }

    /// The hour of the week that has the focus or gets it: at first the busiest one.
    pub fn week_hour(&self) -> usize {
        let busiest = || {
            let week = &self.profile_shown()?.week;
            (0..week.len()).rev().max_by_key(|&hour| week[hour].total())
        };
        self.analyses.week_hour.or_else(busiest).unwrap_or_default()
    }

    pub(super) fn change_week_hour(&mut self, action: HourAction) -> Vec<Effect> {
        match action {
            HourAction::Step { days, hours } => {
                let at = self.week_hour();
                let (day, hour) = ((at / 24) as i32 + days, (at % 24) as i32 + hours);
                self.analyses.week_hour = Some((day.clamp(0, 6) * 24 + hour.clamp(0, 23)) as usize);
                vec![Effect::Focus(Target::WeekHour)]
            }
            HourAction::ListHere => self.change_week_hour(HourAction::List(self.week_hour())),
            HourAction::List(hour) => {
                self.analyses.week_hour = Some(hour.min(HOURS - 1));
                let Some(profile) = self.profile_shown() else { return Vec::new() };
                if profile.week.get(hour).is_none_or(|counts| counts.total() == 0) {
                    return Vec::new();
                }
                let filter = hour_filter(hour, &profile.question.calendar, span_of(profile));
                let chips = self.chips_to_list(vec![Chip::kql(filter)]);
                self.show_list(chips)
            }
        }
    }
}

/// The time of a pattern.
pub fn span_of(profile: &Profile) -> Option<(i64, i64)> {
    let bars = &profile.over_time.bars;
    Some((bars.first()?.from, bars.last()?.to - 1))
}
