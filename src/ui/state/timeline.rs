//! The timeline over the list: steps chosen on it become the date filter, and one selection after the other is undone.

use super::State;
use super::action::Effect;
use super::chip::{Chip, ChipSubject, Condition};
use super::list_screen::ListScreen;
use super::range_selection::StepAction;
use crate::engine::protocol::usage::{Calendar, Unit};
use crate::schema::Field;
use crate::ui::format::time::{DAY, Zone};

const DATE: ChipSubject = ChipSubject::Field(Field::Date);

/// So much more time than that of the data is looked at for changes of clocks: while a file is read its time grows, and
/// the calendar need not be read anew with every step of it.
const MARGIN: i64 = 60 * DAY;

/// The dates before each selection on the timeline. Dates set in another way are not undone: they begin a new row of
/// selections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zooms(Vec<Zoom>);

#[derive(Clone, Debug, PartialEq)]
struct Zoom {
    before: Option<Chip>,
    after: Condition,
}

impl Zooms {
    /// Steps were chosen.
    fn zoom(&mut self, before: Option<Chip>, after: Condition) {
        if !self.is_after(before.as_ref()) {
            self.0.clear();
        }
        self.0.push(Zoom { before, after });
    }

    /// Whether the dates are those that the last selection has set.
    fn is_after(&self, now: Option<&Chip>) -> bool {
        let is_it = |now: &Chip, zoom: &Zoom| !now.negated && now.condition == zoom.after;
        now.zip(self.0.last()).is_some_and(|(now, zoom)| is_it(now, zoom))
    }
}

impl ListScreen {
    /// The chip of the dates, the latest if there are several.
    fn dates(&self) -> Option<&Chip> {
        self.filters.chips.get(self.filters.chip_on(DATE)?)
    }

    /// Whether there is a selection on the timeline to undo.
    pub fn can_zoom_back(&self) -> bool {
        self.zooms.is_after(self.dates())
    }
}

impl State {
    pub(super) fn select_time(&mut self, action: StepAction) -> Vec<Effect> {
        let timeline = &self.list.summary.shown.timeline;
        let Some(steps) = self.list.timeline.change(action, timeline.counts.len()) else { return Vec::new() };
        let (Some((from, _)), Some((_, to))) = (timeline.bounds(*steps.start()), timeline.bounds(*steps.end())) else {
            return Vec::new();
        };
        self.zoom(from, to)
    }

    /// Leaves out the few sign-ins that are far from the others.
    pub(super) fn show_dense(&mut self) -> Vec<Effect> {
        let Some(dense) = self.list.summary.shown.timeline.dense else { return Vec::new() };
        self.zoom(dense.span.0, dense.span.1 + 1)
    }

    /// Shows the sign-ins from an instant to before another.
    fn zoom(&mut self, from: i64, to: i64) -> Vec<Effect> {
        let dates = Condition::Between { from: Some(from), to: Some(to) };
        self.list.zooms.zoom(self.list.dates().cloned(), dates.clone());
        self.list.filters.set_date(Some(dates));
        self.refilter()
    }

    pub(super) fn zoom_back(&mut self) -> Vec<Effect> {
        if !self.list.can_zoom_back() {
            return Vec::new();
        }
        let Some(Zoom { before, .. }) = self.list.zooms.0.pop() else { return Vec::new() };
        let place = self.list.filters.chip_on(DATE);
        self.list.filters.set(place, before);
        self.refilter()
    }

    pub(super) fn set_step(&mut self, unit: Option<Unit>) -> Vec<Effect> {
        self.list.step = unit;
        self.list.timeline = Default::default();
        self.ask_summary().into_iter().collect()
    }

    /// The zone of display has another calendar; the steps of the timeline are others, too.
    pub(super) fn set_calendar(&mut self, calendar: Calendar) -> Option<Effect> {
        if self.display.calendar == calendar {
            return None;
        }
        self.display.calendar = calendar;
        self.list.timeline = Default::default();
        if self.has_list() { self.ask_summary() } else { None }
    }

    /// Turns to the calendar of another zone.
    pub(super) fn switch_calendar(&mut self) -> Option<Effect> {
        match self.display.zone {
            Zone::Utc => {
                self.display.clocks = None;
                self.set_calendar(Calendar::default())
            }
            Zone::Local => self.read_clocks(),
        }
    }

    /// Finds out the calendar of the zone of display if it is not known for the time of the data.
    pub(super) fn read_clocks(&mut self) -> Option<Effect> {
        let (from, to) = self.list.summary.shown.span?;
        let (known_from, known_to) = self.display.clocks.unwrap_or((i64::MAX, i64::MIN));
        if self.display.zone == Zone::Utc || (known_from <= from && to <= known_to) {
            return None;
        }
        let clocks = (from.saturating_sub(MARGIN).min(known_from), to.saturating_add(MARGIN).max(known_to));
        self.display.clocks = Some(clocks);
        Some(Effect::ReadClocks { zone: self.display.zone, from: clocks.0, to: clocks.1 })
    }
}
