//! The charts of the screens: made of answers, and what choosing steps on them stands for.

use std::ops::RangeInclusive;

use super::State;
use super::chip::Condition;
use super::query_cache::Panel;
use super::time_zone::zone_words;
use crate::engine::protocol::usage::{Bar, Calendar, OverTime, Unit};
use crate::engine::protocol::{Answer, FileId, StatusCounts};
use crate::ui::chart::{Chart, Form, Group, Series, TimeBin, Tone};
use crate::ui::format::time;

/// A chart of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartId {
    /// Sign-ins of all users.
    UserSignIns,
    /// Users who signed in.
    Users,
    /// App usage.
    Applications,
    /// Sign-ins of one user or application.
    Profile,
    /// Results of one policy.
    Policy,
    /// What enforcing a policy would change.
    ReportOnlyImpact,
    /// Records of one file.
    File(FileId),
}

impl ChartId {
    /// The beginning of the identifiers of its elements, and the name of its files.
    pub fn name(self) -> &'static str {
        match self {
            ChartId::UserSignIns => "user-sign-ins",
            ChartId::Users => "users",
            ChartId::Applications => "app-usage",
            ChartId::Profile => "profile",
            ChartId::Policy => "policy",
            ChartId::ReportOnlyImpact => "report-only-impact",
            ChartId::File(_) => "records-over-time",
        }
    }
}

/// The form of a chart's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFile {
    /// Its numbers.
    Csv,
    /// Its drawing.
    Svg,
}

impl ChartFile {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            ChartFile::Csv => "CSV",
            ChartFile::Svg => "SVG",
        }
    }
}

/// A chart, and the time each of its steps covers: first instant, and the first one after it, UTC milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// What is drawn.
    pub chart: Chart,
    /// The time of each step.
    pub spans: Vec<(i64, i64)>,
}

impl Timed {
    /// The date filter that some steps stand for.
    pub fn condition(&self, steps: &RangeInclusive<usize>) -> Option<Condition> {
        let (first, last) = (self.spans.get(*steps.start())?, self.spans.get(*steps.end())?);
        Some(Condition::Between { from: Some(first.0), to: Some(last.1) })
    }
}

/// The words of a chart over time.
pub struct Words {
    /// What it shows.
    pub title: String,
    /// What is counted.
    pub unit: [&'static str; 2],
    /// How it is drawn.
    pub form: Form,
}

/// The time of a chart: what its bars are, and the calendar they are of.
pub struct Axis<'a> {
    /// What a bar is.
    pub unit: Unit,
    /// The calendar of the zone of display.
    pub calendar: &'a Calendar,
    /// The name of that zone.
    pub zone: &'a str,
}

/// A chart over time of series with a number for each bar; `bars` gives first instant, end and whether it is partial.
pub fn over_time(words: Words, axis: &Axis<'_>, bars: &[(i64, i64, bool)], series: Vec<Series>) -> Timed {
    let step = match axis.unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
    };
    let steps = bars.iter().map(|&(from, _, is_partial)| TimeBin { name: step_name(axis, from), is_partial });
    let chart = Chart {
        title: words.title,
        form: words.form,
        unit: words.unit,
        step,
        steps: steps.collect(),
        groups: groups(axis, bars),
        series,
        distinct: None,
        zone: zone_words(
            axis.zone,
            axis.calendar,
            bars.first().zip(bars.last()).map(|(first, last)| (first.0, last.1 - 1)),
        ),
    };
    Timed { chart, spans: bars.iter().map(|&(from, to, _)| (from, to)).collect() }
}

/// Minutes east of UTC at an instant.
fn offset(calendar: &Calendar, instant: i64) -> i32 {
    ((calendar.clock(instant) - instant) / time::MINUTE) as i32
}

fn step_name(axis: &Axis<'_>, from: i64) -> String {
    match axis.unit {
        Unit::Hour => time::minute(from, offset(axis.calendar, from)),
        Unit::Day => time::day(from, offset(axis.calendar, from)),
        Unit::Week => week_name(axis.calendar, from, true),
    }
}

/// `Week 47`, with its year where weeks of several years can be meant.
pub fn week_name(calendar: &Calendar, instant: i64, has_year: bool) -> String {
    match calendar.iso_week(instant) {
        Some((year, week)) if has_year => format!("{year} week {week}"),
        Some((_, week)) => format!("Week {week}"),
        None => String::new(),
    }
}

/// So many weeks have room for their names.
const NAMED_WEEKS: usize = 8;

/// Days in weeks; a few weeks each for itself. Hours and many weeks are not grouped.
fn groups(axis: &Axis<'_>, bars: &[(i64, i64, bool)]) -> Vec<Group> {
    if axis.unit == Unit::Week && bars.len() <= NAMED_WEEKS {
        let name = |from| week_name(axis.calendar, from, false);
        let weeks = bars.iter().enumerate();
        return weeks
            .map(|(at, &(from, _, is_partial))| Group { name: name(from), steps: at..at + 1, is_partial })
            .collect();
    }
    if axis.unit != Unit::Day {
        return Vec::new();
    }
    let mut groups: Vec<(i64, Group)> = Vec::new();
    for (at, &(from, _, is_partial)) in bars.iter().enumerate() {
        let week = axis.calendar.week(from);
        match groups.last_mut().filter(|(last, _)| *last == week) {
            Some((_, group)) => {
                group.steps.end = at + 1;
                group.is_partial |= is_partial;
            }
            None => {
                groups
                    .push((week, Group { name: week_name(axis.calendar, from, false), steps: at..at + 1, is_partial }));
            }
        }
    }
    // A week of fewer than seven days began before the first bar, or ends after the last one.
    groups
        .into_iter()
        .map(|(_, group)| Group { is_partial: group.is_partial || group.steps.len() < 7, ..group })
        .collect()
}

/// What sign-ins are called whose files do not say how they ended.
pub const NO_STATUS: &str = "Status not in this file";

/// Successes, interrupted sign-ins and failures, standing on each other; on them those whose files have no status, if
/// there are any.
pub fn by_status<'a>(counts: impl Iterator<Item = &'a StatusCounts> + Clone) -> Vec<Series> {
    let series = |name: &str, tone: Tone, of: fn(&StatusCounts) -> u32| Series {
        name: name.to_owned(),
        tone,
        counts: counts.clone().map(of).collect(),
    };
    let mut all = vec![
        series("Success", Tone::Success, |counts| counts.success),
        series("Interrupted", Tone::Interrupted, |counts| counts.interrupted),
        series("Failure", Tone::Failure, |counts| counts.failure),
    ];
    if counts.clone().any(|counts| counts.unknown > 0) {
        all.push(series(NO_STATUS, Tone::Unknown, |counts| counts.unknown));
    }
    all
}

fn times(bars: &[Bar]) -> Vec<(i64, i64, bool)> {
    bars.iter().map(|bar| (bar.from, bar.to, bar.is_partial)).collect()
}

impl State {
    /// A chart of the screen, if its numbers are there.
    pub fn chart(&self, id: ChartId) -> Option<Timed> {
        let answer = |slot| self.analyses.query_cache.shown(slot).map(|answer| &**answer);
        match (id, answer(chart_slot(self, id))?) {
            (ChartId::UserSignIns, Answer::OverTime(found)) => Some(self.sign_ins(found, "User sign-ins".to_owned())),
            (ChartId::Users, Answer::OverTime(found)) => Some(self.users(found)),
            (ChartId::Applications, Answer::OverTime(found)) => Some(self.applications(found)),
            (ChartId::Profile, Answer::Profile(found)) => Some(self.sign_ins(&found.over_time, "Sign-ins".to_owned())),
            (ChartId::Policy, Answer::Policy(found)) => Some(self.policy_results(found)),
            (ChartId::ReportOnlyImpact, Answer::ReportOnlyImpact(found)) => Some(self.report_only_impact(found)),
            (ChartId::File(_), Answer::File(page)) => Some(self.records_over_time(page)),
            _ => None,
        }
    }

    pub(super) fn axis(&self, unit: Unit) -> Axis<'_> {
        Axis { unit, calendar: &self.display.calendar, zone: self.zone_name() }
    }

    fn sign_ins(&self, found: &OverTime, title: String) -> Timed {
        let words = Words { title, unit: ["sign-in", "sign-ins"], form: Form::Bars };
        let series = by_status(found.bars.iter().map(|bar| &bar.counts));
        over_time(words, &self.axis(found.unit), &times(&found.bars), series)
    }

    fn users(&self, found: &OverTime) -> Timed {
        let each = if found.unit == Unit::Week { "week" } else { "day" };
        let words =
            Words { title: format!("Users who signed in per {each}"), unit: ["user", "users"], form: Form::Bars };
        let counts = found.bars.iter().map(|bar| bar.users).collect();
        let series = vec![Series { name: "Users".to_owned(), tone: Tone::Number(0), counts }];
        let mut timed = over_time(words, &self.axis(found.unit), &times(&found.bars), series);
        // Most users sign in in more than one week.
        timed.chart.distinct = Some(found.users);
        timed
    }

    fn applications(&self, found: &OverTime) -> Timed {
        let words = Words { title: "App usage".to_owned(), unit: ["sign-in", "sign-ins"], form: Form::Lines };
        let series = (0..).zip(&found.series).map(|(number, series)| Series {
            name: series.name.clone(),
            tone: Tone::Number(number),
            counts: series.bars.iter().map(|bar| bar.counts.total()).collect(),
        });
        over_time(words, &self.axis(found.unit), &times(&found.bars), series.collect())
    }
}

/// Where the numbers of a chart are.
fn chart_slot(state: &State, id: ChartId) -> Panel {
    match id {
        ChartId::UserSignIns => Panel::UsersOverTime,
        ChartId::Users => Panel::UsersPerWeek,
        ChartId::Applications => Panel::ApplicationsOverTime,
        ChartId::Profile if state.screen == super::Screen::Applications => Panel::ApplicationProfile,
        ChartId::Profile => Panel::UserProfile,
        ChartId::Policy => Panel::Policy,
        ChartId::ReportOnlyImpact => Panel::ReportOnlyImpact,
        ChartId::File(file) => Panel::File(file),
    }
}
