//! Steps selected on a chart, by pointer or keys.

use std::ops::RangeInclusive;

/// What happens on the steps of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepAction {
    /// The pointer went down on a step.
    Press(usize),
    /// The pointer moved over a step.
    Drag(usize),
    /// The pointer left the chart.
    Leave,
    /// The pointer came up: the selection is complete.
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
    /// The selection is complete.
    Apply,
}

/// The selection on a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepSelection {
    /// Where it began and where it is now.
    ends: Option<(usize, usize)>,
    is_dragging: bool,
    /// The step the pointer is over.
    hovered: Option<usize>,
}

impl StepSelection {
    /// The steps selected.
    pub fn steps(&self) -> Option<RangeInclusive<usize>> {
        self.ends.map(|(anchor, cursor)| anchor.min(cursor)..=anchor.max(cursor))
    }

    /// The step the keys are at.
    pub fn cursor(&self) -> Option<usize> {
        self.ends.map(|(_, cursor)| cursor)
    }

    /// The step the pointer is over.
    pub fn hovered(&self) -> Option<usize> {
        self.hovered
    }

    /// Changes the selection on a chart of so many steps; gives it when it is complete.
    pub fn change(&mut self, action: StepAction, count: usize) -> Option<RangeInclusive<usize>> {
        let last = count.checked_sub(1)?;
        if let StepAction::Press(step) | StepAction::Drag(step) = action {
            self.hovered = Some(step.min(last));
        }
        match action {
            StepAction::Press(step) => {
                self.ends = Some((step.min(last), step.min(last)));
                self.is_dragging = true;
            }
            StepAction::Drag(step) if self.is_dragging => {
                self.ends = self.ends.map(|(anchor, _)| (anchor, step.min(last)));
            }
            StepAction::Drag(_) => {}
            StepAction::Leave => self.hovered = None,
            StepAction::Abort => *self = StepSelection::default(),
            StepAction::Step { by, extend } => self.step(by, extend, last),
            StepAction::Release if !self.is_dragging => {}
            StepAction::Release | StepAction::Apply => {
                let steps = self.steps()?;
                *self = StepSelection::default();
                return Some(steps);
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
