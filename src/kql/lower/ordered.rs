//! Comparisons of numbers and instants.

use std::ops::Bound;

use super::super::ast::Expr;
use super::super::error::{KqlError, Span};
use super::super::single::Single;
use super::operand::{As, NamedColumn, Operand};
use super::value::{Value, value};
use super::{Lowering, either};
use crate::query::{Filter, Test};
use crate::schema::FieldKind;

impl Lowering<'_> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn number_rows(
        self,
        operand: &Operand,
        of: Single,
        operator: &'static str,
        place: Span,
        number: f64,
        span: Span,
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        if !operand.takes_number() {
            return Err(self.not_a_number(operand, operator, span));
        }
        let range = |from, to| of.test(Test::Number { from, to });
        let equal = range(Bound::Included(number), Bound::Included(number));
        Ok(match if wanted { operator } else { opposite(operator) } {
            "==" => equal,
            "!=" => Filter::Not(Box::new(equal)),
            "<" => range(Bound::Unbounded, Bound::Excluded(number)),
            "<=" => range(Bound::Unbounded, Bound::Included(number)),
            ">" => range(Bound::Excluded(number), Bound::Unbounded),
            ">=" => range(Bound::Included(number), Bound::Unbounded),
            _ => {
                return Err(KqlError::new(place, format!("“{operator}” does not compare numbers"))
                    .hint("use ==, !=, <, <=, >, >= or between"));
            }
        })
    }

    fn not_a_number(self, operand: &Operand, operator: &str, span: Span) -> KqlError {
        let (written, number) = (operand.text(self.text), span.of(self.text));
        let error = KqlError::new(span, format!("{written} holds {}, and this is a number", operand.holds()));
        match (operand.holds(), operator) {
            ("texts", "==" | "!=" | "=~" | "!~") => error.hint(format!("write {written} {operator} \"{number}\"")),
            ("texts", "<" | "<=" | ">" | ">=") if operand.seen_as == As::Itself => {
                error.hint(format!("write tolong({written}) {operator} {number}"))
            }
            ("texts", _) => error.hint(format!("put it in quotes: \"{number}\"")),
            ("instants", _) => error.hint("write datetime(2026-11-01) or ago(7d)"),
            _ => error.hint("write true or false"),
        }
    }

    pub(super) fn time_rows(
        self,
        operand: &Operand,
        operator: &'static str,
        place: Span,
        instant: &Value,
        span: Span,
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        let NamedColumn::Field(field, _) = operand.subject else { return Err(no_time(self, operand, span)) };
        if field.kind() != FieldKind::Time || !matches!(operand.seen_as, As::Itself | As::Time) {
            return Err(no_time(self, operand, span));
        }
        let rows = |operator: &str| time_test(operator, instant).map(|test| Filter::Field(field, test));
        let complaint = || {
            KqlError::new(place, format!("“{operator}” does not compare instants")).hint("use <, <=, >, >= or between")
        };
        match operator {
            // Nothing else than equality is true of a missing instant when it is negated.
            "==" | "!=" => {
                let both: Option<Vec<Filter>> = [">=", "<="].into_iter().map(rows).collect();
                Ok(either(Filter::All(both.ok_or_else(complaint)?), wanted == (operator == "==")))
            }
            _ => rows(if wanted { operator } else { opposite(operator) }).ok_or_else(complaint),
        }
    }

    pub(super) fn between(self, left: &Expr, ends: &[Expr; 2], wanted: bool) -> Result<Filter, KqlError> {
        let operand = self.operand(left)?;
        let mut rows = Vec::new();
        for (end, operator) in ends.iter().zip([">=", "<="]) {
            let complaint = || {
                KqlError::new(end.span, "between takes two instants or two numbers")
                    .hint("write between (datetime(2026-11-01) .. datetime(2026-11-02)), both ends included")
            };
            let end_value = value(end)?.ok_or_else(complaint)?;
            // A length of time after `..` counts from the lower end.
            let end_value = match (end_value, value(&ends[0])?) {
                (Value::Length(length), Some(Value::At(from))) => Value::At(from + length),
                (Value::Length(length), Some(Value::Ago(from))) => Value::Ago(from - length),
                (end_value, _) => end_value,
            };
            if matches!(end_value, Value::Text(_) | Value::Bool(_)) {
                return Err(complaint());
            }
            rows.push(self.compare_operand(&operand, operator, end.span, (&end_value, end.span), wanted)?);
        }
        Ok(if wanted { Filter::All(rows) } else { Filter::Any(rows) })
    }
}

fn no_time(lowering: Lowering<'_>, operand: &Operand, span: Span) -> KqlError {
    let message = format!("{} holds {}, and this is an instant", operand.text(lowering.text), operand.holds());
    KqlError::new(span, message).hint("CreatedDateTime and TimeGenerated hold instants")
}

/// The operator that is true of the values (but null) another is false of.
fn opposite(operator: &'static str) -> &'static str {
    match operator {
        "==" => "!=",
        "!=" => "==",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => operator,
    }
}

/// A comparison with an instant, to the millisecond, which is as fine as records are kept.
fn time_test(operator: &str, instant: &Value) -> Option<Test> {
    let from = |from: f64| Some(Test::Between { from: Some(from as i64), to: None });
    let to = |to: f64| Some(Test::Between { from: None, to: Some(to as i64) });
    let newest = |millis: f64| Some(Test::Newest { millis: millis as i64 });
    let older = |millis: f64| Some(Test::Older { millis: millis as i64 });
    match (instant_parts(instant)?, operator) {
        ((true, at), ">=") => from(at.ceil()),
        ((true, at), ">") => from(at.floor() + 1.0),
        ((true, at), "<") => to(at.ceil()),
        ((true, at), "<=") => to(at.floor() + 1.0),
        ((false, ago), ">=") => newest(ago.floor()),
        ((false, ago), ">") => newest(ago.ceil() - 1.0),
        ((false, ago), "<") => older(ago.floor()),
        ((false, ago), "<=") => older(ago.ceil() - 1.0),
        _ => None,
    }
}

/// Whether an instant is absolute, and its milliseconds.
fn instant_parts(instant: &Value) -> Option<(bool, f64)> {
    match instant {
        Value::At(at) => Some((true, *at)),
        Value::Ago(ago) => Some((false, *ago)),
        _ => None,
    }
}
