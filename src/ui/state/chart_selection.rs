//! Steps chosen on a chart: they become the date filter of the list.

use super::analyses::Analyses;
use std::ops::{Range, RangeInclusive};

use super::action::{Effect, Target};
use super::charts::{ChartFile, ChartId};
use super::chip::{Chip, Condition};
use super::range_selection::{StepAction, StepSelection};
use super::{Screen, State};
use crate::engine::protocol::usage::Period;
use crate::export::csv::table_text;
use crate::ui::chart::{rows, svg};
use crate::ui::format::time::DAY;

impl Analyses {
    /// The steps selected on a chart.
    pub fn selection(&self, id: ChartId) -> StepSelection {
        self.chart_selection.filter(|(selected, _)| *selected == id).map(|(_, steps)| steps).unwrap_or_default()
    }
}

impl State {
    pub(super) fn select_steps(&mut self, id: ChartId, action: StepAction) -> Vec<Effect> {
        let Some(count) = self.chart(id).map(|timed| timed.spans.len()) else { return Vec::new() };
        let mut selection = self.analyses.selection(id);
        let chosen = selection.change(action, count);
        self.analyses.chart_selection = Some((id, selection));
        chosen.map(|steps| self.list_steps(id, &steps)).unwrap_or_default()
    }

    pub(super) fn pick_steps(&mut self, id: ChartId, steps: Range<usize>) -> Vec<Effect> {
        if steps.is_empty() { Vec::new() } else { self.list_steps(id, &(steps.start..=steps.end - 1)) }
    }

    /// Lists the sign-ins of some steps of a chart.
    fn list_steps(&mut self, id: ChartId, steps: &RangeInclusive<usize>) -> Vec<Effect> {
        let Some(dates) = self.chart(id).and_then(|timed| timed.condition(steps)) else { return Vec::new() };
        // The screen of the files has no period.
        let dates = if let ChartId::File(_) = id { dates } else { self.within_period(dates) };
        self.list.filters.set_date(Some(dates));
        let chips = self.chips_of_screen();
        if self.usage_screen().is_some() {
            self.list.show_mfa_result();
        }
        self.show_list(chips)
    }

    /// What of some dates lies in the period: a day that the period cuts counts only what is left of it.
    fn within_period(&self, dates: Condition) -> Condition {
        let Condition::Between { from, to } = dates else { return dates };
        let newest = self.list.summary.shown.newest;
        let (first, end) = match self.analyses.period {
            Period::Days(days) => (newest.map(|newest| newest - i64::from(days) * DAY), None),
            Period::Between { from, to } => (from, to),
            Period::All | Period::Shown => (None, None),
        };
        let to = match (to, end) {
            (Some(to), Some(end)) => Some(to.min(end)),
            (to, end) => to.or(end),
        };
        Condition::Between { from: from.max(first), to }
    }

    /// Shows the list, filtered by these chips and those there are.
    pub(super) fn show_list(&mut self, chips: Vec<Chip>) -> Vec<Effect> {
        chips.into_iter().for_each(|chip| self.list.filters.put(chip));
        self.analyses.chart_selection = None;
        self.popup = None;
        self.screen = Screen::SignIns;
        // The list is made anew, with its scroll bar at the top.
        self.list.viewport.scrolled(0.0, 0);
        let mut effects = self.refilter();
        // What was pressed is gone; the keys go on in the list.
        effects.extend([Effect::Focus(Target::List), Effect::StartScreen]);
        effects
    }

    pub(super) fn save_chart(&mut self, id: ChartId, file: ChartFile) -> Vec<Effect> {
        let Some(timed) = self.chart(id) else { return Vec::new() };
        match file {
            ChartFile::Csv => vec![save(format!("{}.csv", id.name()), "text/csv", table_text(rows(&timed.chart)))],
            ChartFile::Svg => vec![save(format!("{}.svg", id.name()), "image/svg+xml", svg(&timed.chart))],
        }
    }
}

fn save(name: String, media_type: &str, text: String) -> Effect {
    Effect::SaveText { name, media_type: media_type.to_owned(), text }
}
