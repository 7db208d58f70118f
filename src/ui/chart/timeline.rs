//! The timeline over the list in words and as paths: a path for each status, not an element for each bar.

use std::fmt::Write;

use crate::engine::protocol::{Pace, StatusCounts, Timeline};
use crate::ui::format::number::{Rounded, counted, ended};
use crate::ui::format::time;

/// Height of the drawing, in its own units.
pub const HEIGHT: f64 = 64.0;
/// Width of a step, and of the bar in it.
pub const STEP: f64 = 10.0;
const BAR: f64 = 8.5;
/// Left free above the highest bar.
const AIR: f64 = 4.0;
/// One failure among thousands must still be seen.
const LEAST: f64 = 1.2;

/// The bars of one status, or of those of it that are only partly covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// The name of the status in the styles.
    pub class: &'static str,
    /// Whether these are the bars of steps that are only partly covered.
    pub is_partial: bool,
    /// The outline of all of them.
    pub path: String,
}

/// The timeline as few paths. Records without a status stand on the others.
pub fn bars(timeline: &Timeline) -> Vec<Bars> {
    let highest = timeline.counts.iter().map(StatusCounts::total).max().unwrap_or_default().max(1);
    let mut bars: Vec<Bars> = ["success", "interrupted", "failure", "unknown"]
        .into_iter()
        .flat_map(|class| [false, true].map(|is_partial| Bars { class, is_partial, path: String::new() }))
        .collect();
    for (at, counts) in timeline.counts.iter().enumerate() {
        let left = at as f64 * STEP + (STEP - BAR) / 2.0;
        let mut bottom = HEIGHT;
        let numbers = [counts.success, counts.interrupted, counts.failure, counts.unknown];
        for (status, number) in numbers.into_iter().enumerate().filter(|(_, number)| *number > 0) {
            let tall = (f64::from(number) / f64::from(highest) * (HEIGHT - AIR)).max(LEAST);
            let path = &mut bars[2 * status + usize::from(timeline.is_partial(at))].path;
            let (left, top, height) = (Rounded::<1>(left), Rounded::<1>(bottom), Rounded::<1>(tall));
            let _ = write!(path, "M{left} {top}v-{height}h{BAR}v{height}z");
            bottom -= tall;
        }
    }
    bars.retain(|bars| !bars.path.is_empty());
    bars
}

/// What a step is: `15 minutes`, `1 day`.
pub fn pace_text(pace: Pace) -> String {
    match pace {
        Pace::Minutes(minutes) => counted(minutes.into(), "minute", "minutes"),
        Pace::Hour => "1 hour".to_owned(),
        Pace::Day => "1 day".to_owned(),
        Pace::Weeks(weeks) => counted(weeks.into(), "week", "weeks"),
    }
}

/// A timeline in the words of the zone of display.
pub struct Words<'a, Clock: Fn(i64) -> i32> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The name of the zone.
    pub zone: &'a str,
    /// Minutes east of UTC at an instant in the zone.
    pub offset_at: Clock,
}

impl<Clock: Fn(i64) -> i32> Words<'_, Clock> {
    fn day(&self, instant: i64) -> String {
        time::day(instant, (self.offset_at)(instant))
    }

    fn minute(&self, instant: i64) -> String {
        time::minute(instant, (self.offset_at)(instant))
    }

    /// When a step begins, as exact as its length needs.
    pub fn start(&self, step: usize) -> String {
        let Some((from, _)) = self.timeline.bounds(step) else { return String::new() };
        match self.timeline.pace {
            Pace::Minutes(_) | Pace::Hour => self.minute(from),
            Pace::Day | Pace::Weeks(_) => self.day(from),
        }
    }

    /// From when to when a step is: `2026-11-19 14:00 – 15:00`.
    fn span(&self, step: usize) -> String {
        let Some((from, to)) = self.timeline.bounds(step) else { return String::new() };
        match self.timeline.pace {
            Pace::Minutes(_) | Pace::Hour => {
                let end = self.minute(to);
                format!("{} – {}", self.minute(from), end.split_once(' ').map_or(&*end, |(_, clock)| clock))
            }
            Pace::Day => self.day(from),
            Pace::Weeks(1) => format!("week of {} – {}", self.day(from), self.day(to - 1)),
            Pace::Weeks(_) => format!("{} – {}", self.day(from), self.day(to - 1)),
        }
    }

    /// A step with its zone and its counts.
    pub fn step(&self, step: usize) -> String {
        format!("{} ({}): {}", self.span(step), self.zone, self.counts(step))
    }

    fn counts(&self, step: usize) -> String {
        let counts = self.timeline.counts.get(step).copied().unwrap_or_default();
        let all = counted(counts.total().into(), "sign-in", "sign-ins");
        let partial = if self.timeline.is_partial(step) { ", only partly covered" } else { "" };
        format!("{all}, {}{partial}", ended(&counts))
    }

    /// The timeline in a sentence or two. Of several equal steps the first is named.
    pub fn summary(&self) -> String {
        let counts = &self.timeline.counts;
        let Some(last) = counts.len().checked_sub(1) else { return "No sign-ins with a date.".to_owned() };
        let most = |of: fn(&StatusCounts) -> u32| (0..=last).rev().max_by_key(|&step| of(&counts[step])).unwrap_or(0);
        let named = |step| format!("{}: {}", self.span(step), self.counts(step));
        let mut text = format!(
            "{} of {} from {} to {} ({}). Most sign-ins: {}.",
            counted(counts.len() as u64, "step", "steps"),
            pace_text(self.timeline.pace),
            self.start(0),
            self.start(last),
            self.zone,
            named(most(StatusCounts::total)),
        );
        let worst = most(|counts| counts.failure);
        match counts[worst].failure {
            0 if counts.iter().all(|counts| counts.known() == 0) => {}
            0 => text.push_str(" No failures."),
            _ => text.push_str(&format!(" Most failures: {}.", named(worst))),
        }
        text
    }
}
