//! Sign-ins and users an hour, a day or a week, of all and of some members of a subject.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::entity::{EntityKey, EntityKind};
use super::entity_index::{EntityIndex, Member, is_somebody};
use super::entity_indexes::EntityIndexes;
use super::group_counts::GroupCounts;
use super::period::{Period, Scope};
use super::steps::{Steps, Unit};
use crate::query::StatusCounts;
use crate::query::status_counts::StatusOf;
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// A question for sign-ins over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OverTimeQuestion {
    /// The records.
    pub scope: Scope,
    /// The zone of display.
    pub calendar: Calendar,
    /// Hours, days or weeks; `None` for what suits the span.
    pub unit: Option<Unit>,
    /// Which members to show apart.
    pub split: Split,
}

/// Which members to show apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Split {
    /// None.
    #[default]
    None,
    /// Those with the most sign-ins in the period, ties by name.
    Top {
        /// Members of what.
        subject: EntityKind,
        /// How many.
        count: u32,
    },
    /// These.
    Focus {
        /// Members of what.
        subject: EntityKind,
        /// Which.
        keys: Vec<EntityKey>,
    },
}

/// Sign-ins over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverTime {
    /// The question.
    pub question: OverTimeQuestion,
    /// What a bar is.
    pub unit: Unit,
    /// How many units a bar has: one, but where that would be too many bars.
    pub every: u32,
    /// All sign-ins.
    pub bars: Vec<Bar>,
    /// Distinct users of all bars together.
    pub users: u32,
    /// Sign-ins without a time, which are in no bar.
    pub without_time: u32,
    /// The members shown apart, in the order of the question, or those with the most sign-ins first.
    pub series: Vec<Series>,
}

/// The sign-ins of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Its first instant, UTC milliseconds.
    pub from: i64,
    /// The first instant after it.
    pub to: i64,
    /// Whether the data or the period begin or end inside it, so that it cannot be compared with the others.
    pub is_partial: bool,
    /// Sign-ins by status.
    pub counts: StatusCounts,
    /// Distinct users.
    pub users: u32,
}

/// The sign-ins of one member over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Which.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// Its sign-ins, as many bars as there are for all.
    pub bars: Vec<Bar>,
}

/// The steps a chart of these rows has; `None` if there is nothing in the period.
pub(in crate::query) fn steps(
    store: &Store,
    known: &mut EntityIndexes,
    rows: &RowSet,
    scope: &Scope,
    calendar: &Calendar,
    unit: Option<Unit>,
) -> Option<Steps> {
    let covered = scope.period.within(known.span(store)?)?;
    let span = match scope.period {
        Period::Shown => span_of(store, rows)?,
        _ => covered,
    };
    Some(Steps::new(calendar, unit.unwrap_or_else(|| Unit::for_span(span)), span, covered))
}

fn span_of(store: &Store, rows: &RowSet) -> Option<(i64, i64)> {
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    rows.for_each_value(store.times(), |_, time| {
        if is_time(time) {
            (first, last) = (first.min(time), last.max(time));
        }
    });
    (first <= last).then_some((first, last))
}

/// Sign-ins over time among the rows of the question's scope.
pub fn over_time(store: &Store, known: &mut EntityIndexes, rows: &RowSet, question: &OverTimeQuestion) -> OverTime {
    let mut answer = OverTime {
        question: question.clone(),
        unit: question.unit.unwrap_or(Unit::Day),
        every: 1,
        bars: Vec::new(),
        users: 0,
        without_time: 0,
        series: Vec::new(),
    };
    rows.for_each_value(store.times(), |_, time| answer.without_time += u32::from(!is_time(time)));
    let Some(steps) = steps(store, known, rows, &question.scope, &question.calendar, question.unit) else {
        return answer;
    };
    let chosen = Chosen::new(store, known, rows, &question.split);
    let mut lanes = vec![empty_bars(&steps); 1 + chosen.members.len()];
    let users = known.of(store, EntityKind::User);
    answer.users = count(store, &in_order_of_steps(store, rows, &steps), &chosen, users.as_deref(), &mut lanes);
    (answer.unit, answer.every) = (steps.unit, steps.every);
    let mut lanes = lanes.into_iter();
    answer.bars = lanes.next().unwrap_or_default();
    answer.series =
        chosen.members.iter().zip(lanes).map(|(&member, bars)| chosen.series(store, member, bars)).collect();
    answer
}

/// The bars of steps, without counts.
pub(in crate::query) fn empty_bars(steps: &Steps) -> Vec<Bar> {
    let bar = |step| {
        let (from, to, is_partial) = steps.bounds(step);
        Bar { from, to, is_partial, ..Bar::default() }
    };
    (0..steps.len()).map(bar).collect()
}

/// The members that are shown apart. The first lane is that of all sign-ins, and each of them has one after it.
struct Chosen {
    directory: Option<std::rc::Rc<EntityIndex>>,
    members: Vec<Member>,
    /// The lane of each member; 0 for those that have none of their own.
    lane_of: Vec<usize>,
}

impl Chosen {
    fn new(store: &Store, known: &mut EntityIndexes, rows: &RowSet, split: &Split) -> Chosen {
        let subject = match split {
            Split::None => None,
            Split::Top { subject, .. } | Split::Focus { subject, .. } => known.of(store, *subject),
        };
        let members = match (split, &subject) {
            (Split::Top { count, .. }, Some(directory)) => {
                GroupCounts::new(store, rows, directory).top(store, directory, *count as usize).1
            }
            (Split::Focus { keys, .. }, Some(directory)) => {
                keys.iter().filter_map(|key| directory.find(store, key)).collect()
            }
            _ => Vec::new(),
        };
        let mut lane_of = vec![0; subject.as_ref().map_or(0, |directory| directory.len())];
        (1..).zip(&members).for_each(|(lane, &member)| lane_of[member as usize] = lane);
        Chosen { directory: subject, members, lane_of }
    }

    /// Tells the lane of rows.
    fn lanes<'a>(&'a self, store: &'a Store) -> impl Fn(usize) -> usize + 'a {
        let reader = self.directory.as_ref().map(|directory| directory.reader(store));
        move |row| {
            let member = reader.as_ref().map(|reader| reader.member(row)).filter(|&member| is_somebody(member));
            member.map_or(0, |member| self.lane_of[member as usize])
        }
    }

    fn series(&self, store: &Store, member: Member, bars: Vec<Bar>) -> Series {
        let directory = self.directory.as_ref();
        let key = directory.map_or_else(|| EntityKey::Name(String::new()), |directory| directory.key(store, member));
        Series { key, name: directory.map(|directory| directory.name(store, member)).unwrap_or_default(), bars }
    }
}

/// The rows in steps, one step after the other.
fn in_order_of_steps(store: &Store, rows: &RowSet, steps: &Steps) -> Vec<(u32, u32)> {
    let mut finder = steps.finder();
    let mut found: Vec<(u32, u32)> = Vec::with_capacity(rows.count());
    rows.for_each_value(store.times(), |row, time| {
        if is_time(time)
            && let Some(step) = finder.step(time)
        {
            found.push((step as u32, row as u32));
        }
    });
    // Files are in the order of time, mostly the newest first. Several of them are not.
    let is_one_way = found.is_sorted_by_key(|(step, _)| *step);
    if !is_one_way && !found.is_sorted_by(|(step, _), (next, _)| step >= next) {
        found.sort_by_key(|(step, _)| *step);
    }
    found
}

/// Counts sign-ins and distinct users of every step and lane; returns the distinct users of all. Rows come one step
/// after the other, so that a user need only remember the step it was last in.
fn count(
    store: &Store,
    rows: &[(u32, u32)],
    chosen: &Chosen,
    users: Option<&EntityIndex>,
    lanes: &mut [Vec<Bar>],
) -> u32 {
    const NEVER: u32 = u32::MAX;
    let (status_of, lane_of) = (StatusOf::new(store), chosen.lanes(store));
    let user_of = users.map(|users| users.reader(store));
    let mut last = vec![vec![NEVER; users.map_or(0, EntityIndex::len)]; lanes.len()];
    let mut add = |lane: usize, step: u32, status, user: Option<Member>| {
        let bar = &mut lanes[lane][step as usize];
        bar.counts.add(status);
        if let Some(user) = user
            && std::mem::replace(&mut last[lane][user as usize], step) != step
        {
            bar.users += 1;
        }
    };
    for &(step, row) in rows {
        let row = row as usize;
        let user = user_of.as_ref().map(|users| users.member(row)).filter(|&user| is_somebody(user));
        let status = status_of.row(row);
        add(0, step, status, user);
        if let lane @ 1.. = lane_of(row) {
            add(lane, step, status, user);
        }
    }
    last[0].iter().filter(|&&step| step != NEVER).count() as u32
}
