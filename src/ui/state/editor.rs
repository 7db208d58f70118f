//! The editor of one filter: an operator, and the values with their counts, the text or the numbers it compares with.

use std::rc::Rc;

use super::chip::{Chip, ChipSubject, Condition, Picked};
pub use super::operator::{Operand, Operator};
use crate::engine::protocol::{Request, Values, ValuesOf};
use crate::query::address::Addresses;
use crate::query::{Filter, Test};
use crate::schema::client_app::CLIENT_APPS;
use crate::schema::{Field, ListOffer, Part};

/// Values offered at first, and more at each wish.
const OFFERED: u32 = 50;
const MORE: u32 = 200;

/// What happens in an editor.
#[derive(Clone, Debug, PartialEq)]
pub enum EditorAction {
    /// Another operator was chosen.
    Operator(Operator),
    /// The text that values must contain changed.
    Search(String),
    /// A value was ticked or unticked.
    Toggle(String),
    /// Several values were all ticked (`true`) or all unticked.
    ToggleAll(Vec<String>, bool),
    /// "(empty)" was ticked or unticked.
    ToggleEmpty,
    /// A value of the second part was ticked or unticked.
    ToggleAlso(String),
    /// The text of the search is to be a value itself.
    AddTyped,
    /// A typed value was taken away.
    RemoveTyped(String),
    /// The text of a text operator changed, or the lower end of a range.
    Text(String),
    /// The upper end of a range changed.
    Until(String),
    /// More values are wanted.
    More,
    /// It is done.
    Apply,
}

/// What a change makes worth asking anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// The values of the second part, which follow those picked in the first.
    Also,
    /// All values.
    Values,
}

/// The editor of one filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    /// What it is about.
    pub subject: ChipSubject,
    /// The chip it edits; `None` makes a new one.
    pub chip: Option<usize>,
    /// The operator chosen.
    pub operator: Operator,
    /// The values picked.
    pub picked: Picked,
    /// The values picked of the second part: the results of the policy.
    pub also: Vec<String>,
    /// The text of a text operator, or the lower end of a range.
    pub text: String,
    /// The upper end of a range.
    pub until: String,
    /// What values must contain to be offered.
    pub search: String,
    /// The values offered, once they are known.
    pub values: Option<Rc<Values>>,
    /// The values of the second part that are offered, once they are known.
    pub also_values: Option<Rc<Values>>,
    /// What is wrong with the input.
    pub error: Option<String>,
    limit: u32,
}

/// What the records without a value are called: files that have it leave it empty, others do not have it.
pub fn without_value(values: &Values, count: u32) -> String {
    match values.absent.min(count) {
        0 => "(empty)".to_owned(),
        all if all == count => "(not in this file)".to_owned(),
        some => format!("(empty, or not in the file: {})", crate::ui::format::number::count(some.into())),
    }
}

impl Editor {
    /// An editor for a new chip.
    pub fn new(subject: ChipSubject) -> Editor {
        // The client apps are offered as a tree, which needs all of them.
        let limit =
            if subject == ChipSubject::Field(Field::ClientApp) { 4 * CLIENT_APPS.len() as u32 } else { OFFERED };
        Editor {
            subject,
            chip: None,
            operator: Operator::Is,
            picked: Picked::default(),
            also: Vec::new(),
            text: String::new(),
            until: String::new(),
            search: String::new(),
            values: None,
            also_values: None,
            error: None,
            limit,
        }
    }

    /// An editor that shows what a chip has.
    pub fn of(index: usize, chip: &Chip) -> Editor {
        let mut editor = Editor { chip: Some(index), operator: Operator::of_chip(chip), ..Editor::new(chip.subject) };
        match &chip.condition {
            Condition::Contains(text)
            | Condition::StartsWith(text)
            | Condition::EndsWith(text)
            | Condition::Within(text) => editor.text = text.clone(),
            Condition::Number { from, to } => {
                let text = |end: &Option<f64>| end.map_or_else(String::new, |end| end.to_string());
                (editor.text, editor.until) = (text(from), text(to));
            }
            Condition::Values(picked) => editor.picked = picked.clone(),
            Condition::Entry { values, also, .. } => {
                editor.picked.ticked = values.clone();
                editor.also = also.clone();
            }
            _ => {}
        }
        editor
    }

    /// The second part that an entry of the list can be asked for.
    pub fn also_part(&self) -> Option<Part> {
        let ChipSubject::Part(_, part) = self.subject else { return None };
        ListOffer::of(part)?.also
    }

    /// What the second part is about.
    pub fn also_subject(&self) -> Option<ChipSubject> {
        let ChipSubject::Part(list, _) = self.subject else { return None };
        Some(ChipSubject::Part(list, self.also_part()?))
    }

    /// The questions for the values to offer, among the records of the other filters.
    pub fn questions(&self, filter: &Filter, asks: Asks) -> Vec<Request> {
        if self.operator.operand() != Operand::Values || asks == Asks::Nothing {
            return Vec::new();
        }
        let values = |of, containing: &str, limit| {
            let (filter, containing) = (filter.clone(), containing.to_owned());
            Request::Values { filter, of, containing, limit }
        };
        let own = (asks == Asks::Values).then(|| values(self.values_of(), self.search.trim(), self.limit));
        let also = self.also_of().map(|of| values(of, "", OFFERED));
        own.into_iter().chain(also).collect()
    }

    fn values_of(&self) -> ValuesOf {
        match self.subject {
            ChipSubject::Field(field) => ValuesOf::Field(field),
            ChipSubject::Extra(extra) => ValuesOf::Extra(extra),
            ChipSubject::Part(list, part) => ValuesOf::Part { list, part, with: Vec::new() },
            // A condition on the record as a whole has no editor: it is written as KQL.
            ChipSubject::Record => ValuesOf::Field(Field::RequestId),
        }
    }

    /// The values of the second part follow those picked in the first: the results of this policy.
    fn also_of(&self) -> Option<ValuesOf> {
        let ChipSubject::Part(list, own) = self.subject else { return None };
        let picked = self.picked_values();
        let with = if picked.is_empty() { Vec::new() } else { vec![(own, Test::OneOf(picked))] };
        Some(ValuesOf::Part { list, part: self.also_part()?, with })
    }

    fn picked_values(&self) -> Vec<String> {
        self.picked.ticked.iter().chain(&self.picked.typed).cloned().collect()
    }

    /// Takes the values of a reply, if it answers what is asked now.
    pub fn take(&mut self, values: Values, filter: &Filter) {
        if values.filter != *filter {
            return;
        }
        if values.of == self.values_of() && values.containing == self.search.trim() {
            self.values = Some(Rc::new(values));
        } else if Some(&values.of) == self.also_of().as_ref() {
            self.also_values = Some(Rc::new(values));
        }
    }

    /// Changes what is chosen; tells which values must be asked for.
    pub fn change(&mut self, action: EditorAction) -> Asks {
        self.error = None;
        match action {
            EditorAction::Operator(operator) => {
                self.operator = operator;
                return if self.values.is_none() { Asks::Values } else { Asks::Nothing };
            }
            EditorAction::Search(text) => {
                self.search = text;
                return Asks::Values;
            }
            EditorAction::More => {
                self.limit += MORE;
                return Asks::Values;
            }
            EditorAction::Toggle(value) => {
                let spellings = spellings(self.values.as_deref(), value);
                toggle(&mut self.picked.ticked, self.subject, spellings);
            }
            EditorAction::ToggleAll(values, ticked) => {
                self.picked.ticked.retain(|value| !values.contains(value));
                if ticked {
                    self.picked.ticked.extend(values);
                }
            }
            EditorAction::AddTyped => {
                let typed = std::mem::take(&mut self.search).trim().to_owned();
                self.picked.merge(Picked { typed: vec![typed], ..Picked::default() });
                return Asks::Values;
            }
            EditorAction::RemoveTyped(value) => self.picked.typed.retain(|typed| *typed != value),
            EditorAction::ToggleEmpty => self.picked.empty = !self.picked.empty,
            EditorAction::ToggleAlso(value) => {
                if let Some(subject) = self.also_subject() {
                    toggle(&mut self.also, subject, spellings(self.also_values.as_deref(), value));
                }
                return Asks::Nothing;
            }
            EditorAction::Text(text) => {
                self.text = text;
                return Asks::Nothing;
            }
            EditorAction::Until(text) => {
                self.until = text;
                return Asks::Nothing;
            }
            EditorAction::Apply => return Asks::Nothing,
        }
        if self.also_part().is_some() { Asks::Also } else { Asks::Nothing }
    }

    /// The chip it stands for: `None` takes an edited chip away. An input that means nothing is an error, in words.
    pub fn chip(&self) -> Result<Option<Chip>, String> {
        let condition = match self.operator.operand() {
            Operand::Values => self.values_condition()?,
            Operand::Text => self.text_condition(),
            Operand::Network => network(self.text.trim())?,
            Operand::Numbers => numbers(self.text.trim(), self.until.trim())?,
            Operand::Nothing => Some(Condition::Empty),
        };
        let (subject, negated) = (self.subject, self.operator.is_negated());
        Ok(condition.map(|condition| Chip { subject, negated, condition }))
    }

    fn values_condition(&self) -> Result<Option<Condition>, String> {
        match self.also_part().filter(|_| !self.also.is_empty()) {
            None if self.picked.is_empty() => Ok(None),
            None => Ok(Some(Condition::Values(self.picked.clone()))),
            Some(_) if self.picked.empty => {
                Err("A sign-in without any cannot have one with these. Untick those without a value or what is ticked below"
                    .to_owned())
            }
            Some(part) => Ok(Some(Condition::Entry { values: self.picked_values(), part, also: self.also.clone() })),
        }
    }

    fn text_condition(&self) -> Option<Condition> {
        let text = Some(self.text.trim()).filter(|text| !text.is_empty())?.to_owned();
        Some(match self.operator {
            Operator::StartsWith | Operator::StartsNotWith => Condition::StartsWith(text),
            Operator::EndsWith | Operator::EndsNotWith => Condition::EndsWith(text),
            _ => Condition::Contains(text),
        })
    }
}

/// A value with the other spellings that are counted with it.
fn spellings(offered: Option<&Values>, value: String) -> Vec<String> {
    let mut offered = offered.into_iter().flat_map(|values| &values.values);
    let others = offered.find(|offered| offered.value.as_ref() == Some(&value)).map(|offered| &offered.spellings);
    [value].into_iter().chain(others.into_iter().flatten().cloned()).collect()
}

/// Ticks all spellings of a value, or takes away whatever is shown as it.
fn toggle(ticked: &mut Vec<String>, subject: ChipSubject, spellings: Vec<String>) {
    if ticked.iter().any(|value| spellings.contains(value)) {
        let shown: Vec<String> = spellings.iter().map(|value| subject.shown(value)).collect();
        ticked.retain(|value| !shown.contains(&subject.shown(value)));
    } else {
        ticked.extend(spellings);
    }
}

/// The addresses a text means; nothing for no text.
fn network(text: &str) -> Result<Option<Condition>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let message = || {
        format!(
            "“{text}” is no network. Write one as 203.0.113.0/24, 2001:db8::/32, 203.0.113.10-203.0.113.20, or a single address"
        )
    };
    Addresses::parse(text).map(|_| Some(Condition::Within(text.to_owned()))).ok_or_else(message)
}

/// The range that two texts mean, either of them left out.
fn numbers(from: &str, to: &str) -> Result<Option<Condition>, String> {
    let end = |text: &str| match text {
        "" => Ok(None),
        _ => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(format!("“{text}” is no number. Write digits, with a point before decimals")),
        },
    };
    match (end(from)?, end(to)?) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) if from > to => Err(format!("No number is at least {from} and at most {to}")),
        (from, to) => Ok(Some(Condition::Number { from, to })),
    }
}
