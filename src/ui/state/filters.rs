//! Words and chips: together the filter of the page's view.

use super::chip::{Chip, ChipSubject, Condition, Picked};
use crate::query::Filter;
use crate::schema::Field;
use crate::ui::format::time::HOUR;

/// Where the times of a filter are, seen from an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
    /// Within an hour of it.
    WithinAnHour,
}

/// What the filter bar holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// The text in the search box, as it is applied.
    pub words: String,
    /// The chips, in the order they were added.
    pub chips: Vec<Chip>,
}

impl Filters {
    /// The filter of the view.
    pub fn filter(&self) -> Filter {
        self.filter_without(None)
    }

    /// The filter without one chip, so that its editor offers what the other filters leave.
    pub fn filter_without(&self, chip: Option<usize>) -> Filter {
        let words = Some(self.words.trim()).filter(|words| !words.is_empty());
        let words = words.map(|words| Filter::Words(words.to_owned()));
        let chips = self.chips.iter().enumerate().filter(|(at, _)| Some(*at) != chip).map(|(_, chip)| chip.filter());
        Filter::All(words.into_iter().chain(chips).collect())
    }

    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.chips.is_empty()
    }

    /// The chip on a subject, the latest if there are several.
    pub fn chip_on(&self, subject: ChipSubject) -> Option<usize> {
        self.chips.iter().rposition(|chip| chip.subject == subject)
    }

    /// Puts a chip in the place of another, or after the last; `None` takes the chip away.
    pub fn set(&mut self, place: Option<usize>, chip: Option<Chip>) {
        let place = place.filter(|&at| at < self.chips.len());
        match (place, chip) {
            (Some(at), Some(chip)) => self.chips[at] = chip,
            (Some(at), None) => drop(self.chips.remove(at)),
            (None, Some(chip)) => self.chips.push(chip),
            (None, None) => {}
        }
    }

    /// Sets the date filter, of which there is one.
    pub fn set_date(&mut self, condition: Option<Condition>) {
        let subject = ChipSubject::Field(Field::Date);
        let chip = condition.map(|condition| Chip { subject, negated: false, condition });
        self.set(self.chip_on(subject), chip);
    }

    /// Sets the date filter beside an instant. What is after one instant and before another is between them: so the
    /// other end of the date filter there is stays, where that leaves any time.
    pub fn set_date_beside(&mut self, instant: i64, side: Side) {
        let current = self.chip_on(ChipSubject::Field(Field::Date)).and_then(|at| self.chips.get(at));
        let (first, end) = match current {
            Some(Chip { negated: false, condition: Condition::Between { from, to }, .. }) => (*from, *to),
            _ => (None, None),
        };
        let next = instant.saturating_add(1);
        let (from, to) = match side {
            Side::Before => (first.filter(|first| *first < instant), Some(instant)),
            Side::After => (Some(next), end.filter(|end| *end > next)),
            Side::WithinAnHour => (Some(instant.saturating_sub(HOUR)), Some(next.saturating_add(HOUR))),
        };
        self.set_date(Some(Condition::Between { from, to }));
    }

    /// Adds a chip; it takes the place of one that names another of its subject. A sign-in has one user but many
    /// policies and steps: what is named of these stands beside the others.
    pub fn put(&mut self, chip: Chip) {
        if self.chips.contains(&chip) {
            return;
        }
        let is_named =
            |chip: &Chip| matches!((chip.subject, &chip.condition), (ChipSubject::Field(_), Condition::Named { .. }));
        let same = |other: &Chip| other.subject == chip.subject && other.negated == chip.negated && is_named(other);
        let place = self.chips.iter().position(same).filter(|_| is_named(&chip));
        self.set(place, Some(chip));
    }

    /// Adds a value to the values its subject may have, or to those it may not.
    pub fn add_value(&mut self, subject: ChipSubject, value: Option<String>, exclude: bool) {
        let picked = Picked::one(value);
        let same = self.chips.iter_mut().filter(|chip| chip.subject == subject && chip.negated == exclude);
        for chip in same {
            if let Condition::Values(values) = &mut chip.condition {
                values.merge(picked);
                return;
            }
        }
        self.chips.push(Chip { subject, negated: exclude, condition: Condition::Values(picked) });
    }
}
