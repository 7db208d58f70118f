//! The chips that say a filter: in the portal's words where the page has them, otherwise in KQL.

use std::ops::Bound;

use super::chip::{Chip, ChipSubject, Condition, Picked};
use super::editor::Editor;
use super::filters::Filters;
use crate::kql::normal_form;
use crate::query::{Anchor, Filter, Test};
use crate::schema::{Field, List, ListOffer, Part};

impl Chip {
    /// The chip that stands for exactly this filter (the normal_form form of its filter is that of this one).
    pub fn of(filter: &Filter) -> Chip {
        let filter = normal_form(filter);
        let opposite = normal_form(&Filter::Not(Box::new(filter.clone())));
        let chip = |(subject, condition), negated| Chip { subject, negated, condition };
        let plain = candidates(&filter).into_iter().map(|said| chip(said, false));
        let negated = candidates(&opposite).into_iter().chain(outside(&filter)).map(|said| chip(said, true));
        // The date is one filter, which has no negation.
        let negated = negated.filter(|chip| chip.subject != ChipSubject::Field(Field::Date));
        plain.chain(negated).find(|chip| normal_form(&chip.filter()) == filter).unwrap_or_else(|| Chip::kql(filter))
    }

    /// Whether an editor can show all it says; other chips are edited as KQL.
    pub fn has_editor(&self) -> bool {
        let is_date = self.subject == ChipSubject::Field(Field::Date);
        is_date || Editor::of(0, self).chip().is_ok_and(|chip| chip.as_ref() == Some(self))
    }

    /// A chip that is edited as KQL.
    pub fn kql(filter: Filter) -> Chip {
        let (negated, filter) = match filter {
            Filter::Not(part) => (true, *part),
            filter => (false, filter),
        };
        Chip { subject: ChipSubject::Record, negated, condition: Condition::Kql(filter) }
    }
}

impl Filters {
    /// The chips that say a filter; there are no words.
    pub fn of(filter: &Filter) -> Filters {
        let mut filters = Filters::default();
        filters.narrow(filter);
        filters
    }

    /// Adds chips that say a filter to those there are.
    pub fn narrow(&mut self, filter: &Filter) {
        let end = self.chips.len();
        self.insert(end, filter);
    }

    /// Puts chips that say a filter in the place of a chip.
    pub fn replace(&mut self, place: usize, filter: &Filter) {
        if place < self.chips.len() {
            self.chips.remove(place);
            self.insert(place, filter);
        }
    }

    fn insert(&mut self, mut place: usize, filter: &Filter) {
        let members = match normal_form(filter) {
            Filter::All(parts) => parts,
            one => vec![one],
        };
        for member in members {
            let chip = Chip::of(&member);
            // There is one date filter; a second span is a condition like others.
            let is_second_date =
                chip.subject == ChipSubject::Field(Field::Date) && self.chip_on(chip.subject).is_some();
            let chip = if is_second_date { Chip::kql(member) } else { chip };
            if !self.chips.contains(&chip) {
                self.chips.insert(place, chip);
                place += 1;
            }
        }
    }
}

/// What a chip may ask so that it keeps what a filter keeps; not all of these do.
fn candidates(filter: &Filter) -> Vec<(ChipSubject, Condition)> {
    match filter {
        Filter::Any(parts) => alternatives(parts),
        Filter::Entry(list, tests) => entries(*list, tests),
        _ => single(filter).and_then(|(subject, test)| Some((subject, condition(test)?))).into_iter().collect(),
    }
}

/// The subject and the test of a filter that is one test.
fn single(filter: &Filter) -> Option<(ChipSubject, &Test)> {
    match filter {
        Filter::Field(field, test) => Some((ChipSubject::Field(*field), test)),
        Filter::Extra(extra, test) => Some((ChipSubject::Extra(*extra), test)),
        Filter::List(list, part, test) => Some((ChipSubject::Part(*list, *part), test)),
        Filter::InList(list, test) => Some((ChipSubject::Part(*list, list.first_part()), test)),
        _ => None,
    }
}

fn condition(test: &Test) -> Option<Condition> {
    match test {
        Test::OneOf(values) => Some(Condition::Values(Picked { ticked: values.clone(), ..Picked::default() })),
        Test::Contains(text) => Some(Condition::Contains(text.clone())),
        Test::StartsWith(text) => Some(Condition::StartsWith(text.clone())),
        Test::Like { anchor: Anchor::End, cased: false, text } => Some(Condition::EndsWith(text.clone())),
        Test::Number { from, to } => {
            let end = |bound: &Bound<f64>| match bound {
                Bound::Included(number) => Some(Some(*number)),
                Bound::Unbounded => Some(None),
                Bound::Excluded(_) => None,
            };
            let (from, to) = (end(from)?, end(to)?);
            // An editor without numbers asks nothing.
            (from.is_some() || to.is_some()).then_some(Condition::Number { from, to })
        }
        Test::IsEmpty => Some(Condition::Empty),
        Test::Within(range) => Some(Condition::Within(range.clone())),
        Test::Between { from, to } => Some(Condition::Between { from: *from, to: *to }),
        Test::Newest { millis } => Some(Condition::Newest { millis: *millis }),
        _ => None,
    }
}

/// Several tests of which one must pass: a typed text in any field of a subject, or values of which some are ticked,
/// some typed, and one may be that there is none.
fn alternatives(parts: &[Filter]) -> Vec<(ChipSubject, Condition)> {
    let tests: Option<Vec<(ChipSubject, &Test)>> = parts.iter().map(single).collect();
    let Some(tests) = tests else { return Vec::new() };
    let Some(&(subject, first)) = tests.first() else { return Vec::new() };
    if matches!(first, Test::Contains(_) | Test::StartsWith(_) | Test::Like { .. }) {
        return condition(first).map(|condition| (subject, condition)).into_iter().collect();
    }
    let empty = tests.iter().any(|(_, test)| **test == Test::IsEmpty);
    let values: Vec<&Vec<String>> = tests
        .iter()
        .filter_map(|(other, test)| match test {
            Test::OneOf(values) if *other == subject => Some(values),
            _ => None,
        })
        .collect();
    let picked = |ticked: Option<&&Vec<String>>, typed: Option<&&Vec<String>>| {
        let values = |picked: Option<&&Vec<String>>| picked.map(|values| (*values).clone()).unwrap_or_default();
        (subject, Condition::Values(Picked { ticked: values(ticked), typed: values(typed), empty }))
    };
    vec![picked(values.first(), values.get(1)), picked(None, values.first())]
}

/// Values in two parts of one entry, where one of the parts is offered with the other: policy X had result Y.
fn entries(list: List, tests: &[(Part, Test)]) -> Vec<(ChipSubject, Condition)> {
    let [(one, Test::OneOf(first)), (other, Test::OneOf(second))] = tests else { return Vec::new() };
    let said = |own: Part, values: &[String], part: Part, also: &[String]| {
        let is_offered = ListOffer::of(own).is_some_and(|offer| offer.also == Some(part));
        let (values, also) = (values.to_vec(), also.to_vec());
        is_offered.then_some((ChipSubject::Part(list, own), Condition::Entry { values, part, also }))
    };
    let (forth, back) = (said(*one, first, *other, second), said(*other, second, *one, first));
    // A policy with a result is offered before a result with a policy.
    let mut all: Vec<(ChipSubject, Condition)> = forth.into_iter().chain(back).collect();
    all.sort_by_key(|(subject, _)| matches!(subject, ChipSubject::Part(List::Policies, Part::PolicyResult)));
    all
}

/// What a filter excludes that keeps numbers below one and above another, and what has no number.
fn outside(filter: &Filter) -> Option<(ChipSubject, Condition)> {
    let Filter::Any(parts) = filter else { return None };
    let (mut field, mut from, mut to) = (None, None, None);
    for part in parts {
        match part {
            Filter::Field(of, Test::Number { from: Bound::Unbounded, to: Bound::Excluded(end) }) => {
                (field, from) = (Some(*of), Some(*end));
            }
            Filter::Field(of, Test::Number { from: Bound::Excluded(end), to: Bound::Unbounded }) => {
                (field, to) = (Some(*of), Some(*end));
            }
            _ => {}
        }
    }
    field.map(|field| (ChipSubject::Field(field), Condition::Number { from, to }))
}
