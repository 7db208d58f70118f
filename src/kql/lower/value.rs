//! Constants on either side of an operator.

use super::super::ast::{Expr, ExprKind};
use super::super::error::KqlError;
use super::super::literal;

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// An instant, in milliseconds since 1970.
    At(f64),
    /// An instant so many milliseconds before the newest record.
    Ago(f64),
    /// A length of time in milliseconds.
    Length(f64),
}

/// The constant an expression is; `None` if it has a column in it.
pub fn value(expr: &Expr) -> Result<Option<Value>, KqlError> {
    Ok(match &expr.kind {
        ExprKind::Text(text) => Some(Value::Text(text.clone())),
        ExprKind::Number(number) => Some(Value::Number(*number)),
        ExprKind::Bool(value) => Some(Value::Bool(*value)),
        ExprKind::Instant(instant) => Some(Value::At(*instant)),
        ExprKind::Length(length) => Some(Value::Length(*length)),
        ExprKind::Sum { left, right, negative } => {
            let sign = if *negative { -1.0 } else { 1.0 };
            match (value(left)?, value(right)?) {
                (Some(Value::At(instant)), Some(Value::Length(length))) => Some(Value::At(instant + sign * length)),
                (Some(Value::Ago(ago)), Some(Value::Length(length))) => Some(Value::Ago(ago - sign * length)),
                (Some(Value::Length(one)), Some(Value::Length(other))) => Some(Value::Length(one + sign * other)),
                (Some(Value::Number(one)), Some(Value::Number(other))) => Some(Value::Number(one + sign * other)),
                _ => {
                    return Err(KqlError::new(expr.span, "only a length of time can be added to an instant")
                        .hint("write now() - 1d or datetime(2026-11-01) + 12h"));
                }
            }
        }
        ExprKind::Call { name, arguments, .. } => call(name, arguments, expr)?,
        _ => None,
    })
}

/// `ago(…)`, `now()`, and conversions of constants.
fn call(name: &str, arguments: &[Expr], expr: &Expr) -> Result<Option<Value>, KqlError> {
    let length = |argument: &Expr| match value(argument)? {
        Some(Value::Length(length)) => Ok(length),
        _ => Err(KqlError::new(argument.span, format!("{name}() takes a length of time")).hint("write 7d, 1h or 30m")),
    };
    Ok(match (name, arguments) {
        ("ago", [argument]) => Some(Value::Ago(length(argument)?)),
        ("now", []) => Some(Value::Ago(0.0)),
        ("now", [argument]) => Some(Value::Ago(-length(argument)?)),
        ("ago" | "now", _) => {
            return Err(KqlError::new(expr.span, format!("{name}() takes one length of time")).hint("write ago(7d)"));
        }
        ("todatetime", [argument]) => match value(argument)? {
            Some(Value::Text(text)) => {
                let complaint = || {
                    KqlError::new(argument.span, format!("“{text}” is no date"))
                        .hint("write datetime(2026-11-01T10:00:00Z)")
                };
                Some(Value::At(literal::instant(&text).ok_or_else(complaint)?))
            }
            other => other.filter(|value| matches!(value, Value::At(_) | Value::Ago(_))),
        },
        ("tolower", [argument]) => match value(argument)? {
            Some(Value::Text(text)) => Some(Value::Text(text.to_lowercase())),
            _ => None,
        },
        ("toupper", [argument]) => match value(argument)? {
            Some(Value::Text(text)) => Some(Value::Text(text.to_uppercase())),
            _ => None,
        },
        ("tostring", [argument]) => match value(argument)? {
            Some(Value::Number(number)) => Some(Value::Text(number.to_string())),
            Some(Value::Bool(value)) => Some(Value::Text(value.to_string())),
            other => other.filter(|value| matches!(value, Value::Text(_))),
        },
        _ => None,
    })
}
