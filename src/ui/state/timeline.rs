//! Steps selected on the timeline, by pointer or keys, and the span of time they stand for.

use std::ops::RangeInclusive;

use super::chip::Condition;
use crate::engine::protocol::Timeline;

/// What happens on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineAction {
    /// The pointer went down on a step.
    Press(usize),
    /// The pointer moved over a step.
    Drag(usize),
    /// The pointer came up: the selection becomes the date filter.
    Release,
    /// The pointer was taken away.
    Abort,
    /// The keys move by so many steps; `extend` keeps where the selection began.
    Step {
        /// Steps towards the newest.
        by: i32,
        /// Whether the selection grows.
        extend: bool,
    },
    /// The selection becomes the date filter.
    Apply,
}

/// The selection on the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineSelection {
    /// Where it began and where it is now.
    ends: Option<(usize, usize)>,
    is_dragging: bool,
}

impl TimelineSelection {
    /// The steps selected.
    pub fn steps(&self) -> Option<RangeInclusive<usize>> {
        self.ends.map(|(anchor, cursor)| anchor.min(cursor)..=anchor.max(cursor))
    }

    /// The step the keys are at.
    pub fn cursor(&self) -> Option<usize> {
        self.ends.map(|(_, cursor)| cursor)
    }

    /// Changes the selection on a timeline; gives the date filter if it is complete.
    pub fn change(&mut self, action: TimelineAction, timeline: &Timeline) -> Option<Condition> {
        let last = timeline.counts.len().checked_sub(1)?;
        match action {
            TimelineAction::Press(step) => {
                *self = TimelineSelection { ends: Some((step.min(last), step.min(last))), is_dragging: true };
            }
            TimelineAction::Drag(step) if self.is_dragging => {
                self.ends = self.ends.map(|(anchor, _)| (anchor, step.min(last)));
            }
            TimelineAction::Drag(_) => {}
            TimelineAction::Abort => *self = TimelineSelection::default(),
            TimelineAction::Step { by, extend } => self.step(by, extend, last),
            TimelineAction::Release if !self.is_dragging => {}
            TimelineAction::Release | TimelineAction::Apply => {
                let steps = self.steps()?;
                *self = TimelineSelection::default();
                return Some(condition(&steps, timeline));
            }
        }
        None
    }

    fn step(&mut self, by: i32, extend: bool, last: usize) {
        // The first key press shows where the keys are: at the newest step.
        let (anchor, cursor) = match self.ends {
            Some((anchor, cursor)) => (anchor, cursor.saturating_add_signed(by as isize).min(last)),
            None => (last, last),
        };
        self.ends = Some((if extend { anchor } else { cursor }, cursor));
    }
}

fn condition(steps: &RangeInclusive<usize>, timeline: &Timeline) -> Condition {
    let start = |step: usize| timeline.start + step as i64 * timeline.step;
    Condition::Between { from: Some(start(*steps.start())), to: Some(start(*steps.end() + 1)) }
}
