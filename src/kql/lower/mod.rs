//! Tree → filter, with the types checked.
//!
//! Kusto's predicates are true, false or null, and only true keeps a record. So every node is lowered twice where it
//! is asked for: to the records for which it is true, and, under `not()`, to those for which it is false. The rules of
//! null are those of Microsoft's "Null values": strings are never null (a missing one is empty), `==` with null is
//! false and `!=` true, and an order comparison with null is null.

mod functions;
mod operand;
mod ordered;
mod texts;
mod value;
mod part_of_week;
mod week;

use super::ast::{Expr, ExprKind};
use super::error::{KqlError, Span};
use crate::query::{Filter, Test};
use crate::schema::FieldKind;
use crate::schema::kusto::KustoType;
use operand::{As, NamedColumn, Operand};
use value::{Value, value};

/// Every record.
pub fn everything() -> Filter {
    Filter::All(Vec::new())
}

/// No record.
pub fn nothing() -> Filter {
    Filter::Any(Vec::new())
}

/// The filter, or what does not pass it.
pub fn either(filter: Filter, wanted: bool) -> Filter {
    if wanted { filter } else { Filter::Not(Box::new(filter)) }
}

/// The filter a tree stands for.
pub fn filter(text: &str, tree: &Expr) -> Result<Filter, KqlError> {
    Lowering { text }.rows(tree, true)
}

/// The lowering of one text.
#[derive(Clone, Copy)]
pub struct Lowering<'a> {
    text: &'a str,
}

impl Lowering<'_> {
    /// The records for which a predicate is true, or false if that is wanted.
    fn rows(self, expr: &Expr, wanted: bool) -> Result<Filter, KqlError> {
        match &expr.kind {
            ExprKind::Or(parts) | ExprKind::And(parts) => {
                let parts = parts.iter().map(|part| self.rows(part, wanted)).collect::<Result<_, _>>()?;
                let all = matches!(expr.kind, ExprKind::And(_)) == wanted;
                Ok(if all { Filter::All(parts) } else { Filter::Any(parts) })
            }
            ExprKind::Bool(value) => Ok(if *value == wanted { everything() } else { nothing() }),
            ExprKind::Call { name, place, arguments } if functions::is_predicate(name) => {
                self.predicate_call(name, *place, arguments, wanted)
            }
            ExprKind::Compare { left, operator, place, right } => self.compare(left, operator, *place, right, wanted),
            ExprKind::Among { left, operator, place, values } => self.among(left, operator, *place, values, wanted),
            ExprKind::Between { left, negated, ends } => self.between(left, ends, wanted != *negated),
            _ => self.bare(expr, wanted),
        }
    }

    /// A column of true and false by itself.
    fn bare(self, expr: &Expr, wanted: bool) -> Result<Filter, KqlError> {
        let complaint = || KqlError::new(expr.span, "this is no condition: it is neither true nor false");
        let operand = match &expr.kind {
            ExprKind::Path(_) | ExprKind::Bracketed(_) | ExprKind::Call { .. } => self.operand(expr)?,
            ExprKind::Text(_) => return Err(complaint().hint("write a column and an operator before the value")),
            ExprKind::Star => return Err(complaint().hint("write * has \"…\" or * contains \"…\"")),
            _ => return Err(complaint()),
        };
        match operand.subject {
            NamedColumn::Field(field, kind) => match (kind, operand.seen_as) {
                (KustoType::Bool, As::Itself) | (_, As::Bool) => Ok(Filter::Field(field, yes_or_no(wanted))),
                _ => Err(complaint().hint(format!("compare it: {} == …", expr.span.of(self.text)))),
            },
            _ => Err(complaint().hint(format!("compare it: {} has \"…\"", expr.span.of(self.text)))),
        }
    }

    fn compare(
        self,
        left: &Expr,
        operator: &'static str,
        place: Span,
        right: &Expr,
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        if let (ExprKind::Bool(value), true) = (&right.kind, is_condition(left)) {
            return self.condition_is(left, operator, place, *value, wanted);
        }
        match (value(right)?, value(left)?) {
            (Some(_), Some(_)) => Err(KqlError::new(left.span.to(right.span), "this compares two constants")
                .hint("texts stand in quotes, columns do not")),
            (Some(right_value), None) => {
                let operand = self.operand(left)?;
                self.compare_operand(&operand, operator, place, (&right_value, right.span), wanted)
            }
            (None, Some(left_value)) => {
                let Some(mirrored) = mirrored(operator) else {
                    return Err(KqlError::new(left.span, format!("before “{operator}” stands a column"))
                        .hint(format!("write {} {operator} {}", right.span.of(self.text), left.span.of(self.text))));
                };
                let operand = self.operand(right)?;
                self.compare_operand(&operand, mirrored, place, (&left_value, left.span), wanted)
            }
            (None, None) => {
                self.operand(left)?;
                self.operand(right)?;
                Err(KqlError::new(right.span, "a column can only be compared with a constant")
                    .hint("put texts in quotes: \"…\""))
            }
        }
    }

    /// A condition compared with true or false: `isempty(City) == false`.
    fn condition_is(
        self,
        condition: &Expr,
        operator: &str,
        place: Span,
        value: bool,
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        match operator {
            // Null equals neither, so what is not equal is everything else.
            "==" | "!=" => Ok(either(self.rows(condition, value)?, wanted == (operator == "=="))),
            _ => Err(KqlError::new(place, "a condition can only be compared by == and !=")),
        }
    }

    fn compare_operand(
        self,
        operand: &Operand,
        operator: &'static str,
        place: Span,
        (value, span): (&Value, Span),
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        if let As::PartOfWeek(part) = operand.seen_as {
            return self.week_rows(operand, part, operator, place, (value, span), wanted);
        }
        match (operand.subject, value) {
            (NamedColumn::Field(field, _), Value::Bool(value)) => {
                self.bool_rows(operand, field, operator, place, *value, span).map(|rows| either(rows, wanted))
            }
            (NamedColumn::Field(..) | NamedColumn::Extra(_), Value::Number(number))
                if let Some(of) = operand.single() =>
            {
                self.number_rows(operand, of, operator, place, *number, span, wanted)
            }
            (NamedColumn::Field(..), Value::At(_) | Value::Ago(_)) => {
                self.time_rows(operand, operator, place, value, span, wanted)
            }
            (_, Value::Text(text)) => self.text_rows(operand, operator, place, text, span, wanted),
            (_, Value::Length(_)) => Err(KqlError::new(span, "a length of time is no value of a column")
                .hint(format!("write ago({})", span.of(self.text)))),
            _ => Err(KqlError::new(span, "this column holds texts, and is compared with a text")
                .hint(format!("write \"{}\"", span.of(self.text)))),
        }
    }

    fn bool_rows(
        self,
        operand: &Operand,
        field: crate::schema::Field,
        operator: &str,
        place: Span,
        value: bool,
        span: Span,
    ) -> Result<Filter, KqlError> {
        let is_bool = operand.seen_as == As::Bool || (operand.seen_as == As::Itself && field.kind() == FieldKind::Bool);
        if !is_bool {
            return Err(KqlError::new(span, format!("{} holds {}", operand.text(self.text), operand.holds()))
                .hint(format!("put it in quotes: \"{value}\"")));
        }
        let rows = Filter::Field(field, yes_or_no(value));
        match operator {
            "==" => Ok(rows),
            "!=" => Ok(Filter::Not(Box::new(rows))),
            _ => {
                Err(KqlError::new(place, format!("“{operator}” does not compare true and false")).hint("use == or !="))
            }
        }
    }

    fn among(
        self,
        left: &Expr,
        operator: &'static str,
        place: Span,
        values: &[Expr],
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        if value(left)?.is_some() {
            return Err(KqlError::new(left.span, format!("before “{operator}” stands a column"))
                .hint(format!("write Column == {}, or * has {0} for any column", left.span.of(self.text))));
        }
        let operand = self.operand(left)?;
        let (each, negated) = match operator {
            "in" => ("==", false),
            "!in" => ("==", true),
            "in~" => ("=~", false),
            "!in~" => ("=~", true),
            _ => ("has", false),
        };
        let mut constants = Vec::new();
        for expr in values {
            let complaint = || KqlError::new(expr.span, "a list holds constants only").hint("put texts in quotes");
            constants.push((value(expr)?.ok_or_else(complaint)?, expr.span));
        }
        if let (Some(list), "in" | "in~" | "!in" | "!in~") = (operand.list(), operator) {
            return texts::list_is_empty(list, &constants, place).map(|rows| either(rows, wanted != negated));
        }
        if let (As::PartOfWeek(part), "==") = (operand.seen_as, each) {
            return self.week_among(&operand, part, &constants).map(|rows| either(rows, wanted != negated));
        }
        if let Some(rows) = self.one_of(&operand, each, &constants)? {
            return Ok(either(rows, wanted != negated));
        }
        let rows =
            constants.iter().map(|(value, span)| self.compare_operand(&operand, each, place, (value, *span), true));
        let rows = rows.collect::<Result<_, _>>()?;
        let rows = if operator == "has_all" { Filter::All(rows) } else { Filter::Any(rows) };
        Ok(either(rows, wanted != negated))
    }

    /// `in` and `in~` over the texts of a field as one test; `None` where there is more to it.
    fn one_of(self, operand: &Operand, each: &str, constants: &[(Value, Span)]) -> Result<Option<Filter>, KqlError> {
        let Some(of) = operand.single() else { return Ok(None) };
        let is_kind = |kind| of.field().is_some_and(|field| field.kind() == kind);
        let all: Option<Vec<&str>> = constants
            .iter()
            .map(|(value, _)| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
            .collect();
        let (Some(all), "==" | "=~") = (all, each) else { return Ok(None) };
        if !operand.takes_text() || (operand.seen_as == As::Itself && is_kind(FieldKind::Bool)) {
            return Ok(None);
        }
        for (value, span) in constants {
            if let Value::Text(text) = value {
                operand.check_case(text, *span)?;
            }
        }
        let all = all.into_iter().map(str::to_owned).collect();
        let exact = each == "==" && !matches!(operand.seen_as, As::Lower | As::Upper);
        Ok(Some(of.test(if exact { Test::Is(all) } else { Test::OneOf(all) })))
    }
}

/// The test of true or false.
fn yes_or_no(value: bool) -> Test {
    Test::OneOf(vec![if value { "Yes" } else { "No" }.to_owned()])
}

fn is_condition(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call { name, .. } => functions::is_predicate(name),
        ExprKind::Or(_) | ExprKind::And(_) | ExprKind::Compare { .. } => true,
        ExprKind::Among { .. } | ExprKind::Between { .. } => true,
        _ => false,
    }
}

/// The operator that says the same with its sides exchanged.
fn mirrored(operator: &str) -> Option<&'static str> {
    match operator {
        "==" => Some("=="),
        "!=" => Some("!="),
        "=~" => Some("=~"),
        "!~" => Some("!~"),
        "<" => Some(">"),
        "<=" => Some(">="),
        ">" => Some("<"),
        ">=" => Some("<="),
        _ => None,
    }
}
