//! The editor of one filter: an operator, values with their counts, or a text.

use std::rc::Rc;

use super::chip::{Chip, Condition, Picked, Subject};
use crate::engine::protocol::{Request, Values};
use crate::query::Filter;
use crate::schema::client_app::CLIENT_APPS;
use crate::schema::{Field, Kind};

/// Values offered at first, and more at each wish.
const OFFERED: u32 = 50;
const MORE: u32 = 200;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// One of the values.
    Is,
    /// None of the values.
    IsNot,
    /// Contains a text.
    Contains,
    /// Starts with a text.
    StartsWith,
    /// An address in a range.
    Within,
    /// Has no value.
    IsEmpty,
    /// Has some value.
    IsNotEmpty,
}

impl Operator {
    /// The operators a subject offers.
    pub fn of(subject: Subject) -> Vec<Operator> {
        use Operator::{Contains, Is, IsEmpty, IsNot, IsNotEmpty, StartsWith, Within};
        match subject {
            Subject::Field(field) if field.kind() == Kind::Ip => {
                vec![Is, IsNot, Within, Contains, StartsWith, IsEmpty, IsNotEmpty]
            }
            _ => vec![Is, IsNot, Contains, StartsWith, IsEmpty, IsNotEmpty],
        }
    }

    /// The operator in words.
    pub fn label(self) -> &'static str {
        match self {
            Operator::Is => "is",
            Operator::IsNot => "is not",
            Operator::Contains => "contains",
            Operator::StartsWith => "starts with",
            Operator::Within => "is in network",
            Operator::IsEmpty => "is empty",
            Operator::IsNotEmpty => "is not empty",
        }
    }

    /// Whether it compares with picked values.
    pub fn takes_values(self) -> bool {
        matches!(self, Operator::Is | Operator::IsNot)
    }

    /// Whether it compares with one text.
    pub fn takes_text(self) -> bool {
        matches!(self, Operator::Contains | Operator::StartsWith | Operator::Within)
    }
}

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
    /// The text of the search is to be a value itself.
    AddTyped,
    /// A typed value was taken away.
    RemoveTyped(String),
    /// The text of a text operator changed.
    Text(String),
    /// More values are wanted.
    More,
    /// It is done.
    Apply,
}

/// The editor of one filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    /// What it is about.
    pub subject: Subject,
    /// The chip it edits; `None` makes a new one.
    pub chip: Option<usize>,
    /// The operator chosen.
    pub operator: Operator,
    /// The values picked.
    pub picked: Picked,
    /// The text of a text operator.
    pub text: String,
    /// What values must contain to be offered.
    pub search: String,
    /// The values offered, once they are known.
    pub values: Option<Rc<Values>>,
    /// What is wrong with the input.
    pub error: Option<String>,
    limit: u32,
}

impl Editor {
    /// An editor for a new chip.
    pub fn new(subject: Subject) -> Editor {
        // The client apps are offered as a tree, which needs all of them.
        let limit = if subject == Subject::Field(Field::ClientApp) { 4 * CLIENT_APPS.len() as u32 } else { OFFERED };
        Editor {
            subject,
            chip: None,
            operator: Operator::Is,
            picked: Picked::default(),
            text: String::new(),
            search: String::new(),
            values: None,
            error: None,
            limit,
        }
    }

    /// An editor that shows what a chip has.
    pub fn of(index: usize, chip: &Chip) -> Editor {
        let mut editor = Editor { chip: Some(index), ..Editor::new(chip.subject) };
        let (operator, text) = match &chip.condition {
            Condition::Contains(text) => (Operator::Contains, text.clone()),
            Condition::StartsWith(text) => (Operator::StartsWith, text.clone()),
            Condition::Within(range) => (Operator::Within, range.clone()),
            Condition::Empty if chip.negated => (Operator::IsNotEmpty, String::new()),
            Condition::Empty => (Operator::IsEmpty, String::new()),
            _ if chip.negated => (Operator::IsNot, String::new()),
            _ => (Operator::Is, String::new()),
        };
        (editor.operator, editor.text) = (operator, text);
        if let Condition::Values(picked) = &chip.condition {
            editor.picked = picked.clone();
        }
        editor
    }

    /// The question for the values to offer, among the records of the other filters.
    pub fn question(&self, filter: Filter) -> Option<Request> {
        let Subject::Field(field) = self.subject else { return None };
        let containing = self.search.trim().to_owned();
        self.operator.takes_values().then_some(Request::Values { filter, field, containing, limit: self.limit })
    }

    /// Takes the values of a reply, if it answers what is asked now.
    pub fn take(&mut self, values: Values, filter: &Filter) {
        let is_current = Subject::Field(values.field) == self.subject
            && values.containing == self.search.trim()
            && values.filter == *filter;
        if is_current {
            self.values = Some(Rc::new(values));
        }
    }

    /// Changes what is chosen; tells whether other values must be asked for.
    pub fn change(&mut self, action: EditorAction) -> bool {
        self.error = None;
        match action {
            EditorAction::Operator(operator) => {
                self.operator = operator;
                return self.values.is_none();
            }
            EditorAction::Search(text) => {
                self.search = text;
                return true;
            }
            EditorAction::More => {
                self.limit += MORE;
                return true;
            }
            EditorAction::Toggle(value) => self.picked.toggle(&value),
            EditorAction::ToggleAll(values, ticked) => {
                self.picked.ticked.retain(|value| !values.contains(value));
                if ticked {
                    self.picked.ticked.extend(values);
                }
            }
            EditorAction::ToggleEmpty => self.picked.empty = !self.picked.empty,
            EditorAction::AddTyped => {
                let typed = std::mem::take(&mut self.search).trim().to_owned();
                self.picked.merge(Picked { typed: vec![typed], ..Picked::default() });
                return true;
            }
            EditorAction::RemoveTyped(value) => self.picked.typed.retain(|typed| *typed != value),
            EditorAction::Text(text) => self.text = text,
            EditorAction::Apply => {}
        }
        false
    }

    /// The chip it stands for: `None` takes an edited chip away. An input that means nothing is an error, in words.
    pub fn chip(&self) -> Result<Option<Chip>, String> {
        let text = self.text.trim();
        if self.operator.takes_text() && text.is_empty() {
            return Ok(None);
        }
        let (negated, condition) = match self.operator {
            Operator::Is | Operator::IsNot if self.picked.is_empty() => return Ok(None),
            Operator::Is => (false, Condition::Values(self.picked.clone())),
            Operator::IsNot => (true, Condition::Values(self.picked.clone())),
            Operator::Contains => (false, Condition::Contains(text.to_owned())),
            Operator::StartsWith => (false, Condition::StartsWith(text.to_owned())),
            Operator::Within => (false, Condition::Within(network(text)?)),
            Operator::IsEmpty => (false, Condition::Empty),
            Operator::IsNotEmpty => (true, Condition::Empty),
        };
        Ok(Some(Chip { subject: self.subject, negated, condition }))
    }
}

/// The text, if it is a range of addresses or one address.
fn network(text: &str) -> Result<String, String> {
    let is_range = text.parse::<ipnet::IpNet>().is_ok() || text.parse::<std::net::IpAddr>().is_ok();
    let message = || format!("“{text}” is no network. Write one as 203.0.113.0/24, 2001:db8::/32, or a single address");
    is_range.then(|| text.to_owned()).ok_or_else(message)
}
