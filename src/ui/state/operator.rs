//! How a filter compares: the operators there are, and which of them a subject offers.

use super::chip::{Chip, ChipSubject, Condition};
use crate::schema::FieldKind;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// One of the values.
    Is,
    /// None of the values.
    IsNot,
    /// Contains a text.
    Contains,
    /// Does not contain a text.
    ContainsNot,
    /// Starts with a text.
    StartsWith,
    /// Does not start with a text.
    StartsNotWith,
    /// Ends with a text.
    EndsWith,
    /// Does not end with a text.
    EndsNotWith,
    /// An address in a range.
    Within,
    /// No address in a range.
    NotWithin,
    /// A number in a range.
    Between,
    /// No number in a range.
    NotBetween,
    /// Has no value.
    IsEmpty,
    /// Has some value.
    IsNotEmpty,
}

/// What an operator compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Picked values.
    Values,
    /// One text.
    Text,
    /// A range of addresses.
    Network,
    /// Two numbers.
    Numbers,
    /// Nothing.
    Nothing,
}

impl Operator {
    /// The operators a subject offers.
    pub fn of(subject: ChipSubject) -> Vec<Operator> {
        use Operator::*;
        let texts = [Contains, ContainsNot, StartsWith, StartsNotWith, EndsWith, EndsNotWith];
        let own: &[Operator] = match subject {
            ChipSubject::Field(field) => match field.kind() {
                FieldKind::Ip => &[Within, NotWithin],
                FieldKind::Number => &[Between, NotBetween],
                _ => &[],
            },
            // What the values are nobody knows.
            ChipSubject::Extra(_) => &[Within, NotWithin, Between, NotBetween],
            ChipSubject::Part(..) | ChipSubject::Record => &[],
        };
        let is_text = match subject {
            ChipSubject::Field(field) => !matches!(field.kind(), FieldKind::Number | FieldKind::Bool | FieldKind::Time),
            ChipSubject::Extra(_) | ChipSubject::Part(..) | ChipSubject::Record => true,
        };
        let texts = texts.into_iter().filter(|_| is_text);
        [Is, IsNot].into_iter().chain(own.iter().copied()).chain(texts).chain([IsEmpty, IsNotEmpty]).collect()
    }

    /// The operator of a chip.
    pub fn of_chip(chip: &Chip) -> Operator {
        let (plain, not) = match &chip.condition {
            Condition::Contains(_) => (Operator::Contains, Operator::ContainsNot),
            Condition::StartsWith(_) => (Operator::StartsWith, Operator::StartsNotWith),
            Condition::EndsWith(_) => (Operator::EndsWith, Operator::EndsNotWith),
            Condition::Within(_) => (Operator::Within, Operator::NotWithin),
            Condition::Number { .. } => (Operator::Between, Operator::NotBetween),
            Condition::Empty => (Operator::IsEmpty, Operator::IsNotEmpty),
            _ => (Operator::Is, Operator::IsNot),
        };
        if chip.negated { not } else { plain }
    }

    /// The operator in words.
    pub fn label(self) -> &'static str {
        match self {
            Operator::Is => "is",
            Operator::IsNot => "is not",
            Operator::Contains => "contains",
            Operator::ContainsNot => "does not contain",
            Operator::StartsWith => "starts with",
            Operator::StartsNotWith => "does not start with",
            Operator::EndsWith => "ends with",
            Operator::EndsNotWith => "does not end with",
            Operator::Within => "is in network",
            Operator::NotWithin => "is not in network",
            Operator::Between => "is between",
            Operator::NotBetween => "is not between",
            Operator::IsEmpty => "is empty",
            Operator::IsNotEmpty => "is not empty",
        }
    }

    /// Whether what it keeps is what it says no about.
    pub fn is_negated(self) -> bool {
        use Operator::*;
        matches!(self, IsNot | ContainsNot | StartsNotWith | EndsNotWith | NotWithin | NotBetween | IsNotEmpty)
    }

    /// What it compares with.
    pub fn operand(self) -> Operand {
        use Operator::*;
        match self {
            Is | IsNot => Operand::Values,
            Contains | ContainsNot | StartsWith | StartsNotWith | EndsWith | EndsNotWith => Operand::Text,
            Within | NotWithin => Operand::Network,
            Between | NotBetween => Operand::Numbers,
            IsEmpty | IsNotEmpty => Operand::Nothing,
        }
    }
}
