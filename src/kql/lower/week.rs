//! Days of the week and hours of the day: `dayofweek(TimeGenerated + 2h) == 1d`, `hourofday(TimeGenerated) < 6`.

use super::super::ast::{Expr, ExprKind};
use super::super::error::{KqlError, Span};
use super::operand::{As, NamedColumn, Operand};
use super::part_of_week::PartOfWeek;
use super::value::{Value, value};
use super::{Lowering, either, nothing};
use crate::query::{Filter, Test, WeekHours};
use crate::schema::FieldKind;

impl Lowering<'_> {
    /// `dayofweek(…)` or `hourofday(…)` of a column of instants, to which a length of time may be added.
    pub(super) fn part_of_week(self, name: &str, arguments: &[Expr], span: Span) -> Result<Operand, KqlError> {
        let complaint = || {
            KqlError::new(span, format!("{name}() takes an instant"))
                .hint(format!("write {name}(TimeGenerated), or {name}(TimeGenerated + 2h) for clocks ahead of UTC"))
        };
        let [argument] = arguments else { return Err(complaint()) };
        let (mut column, mut ahead) = (argument, 0.0);
        while let ExprKind::Sum { left, right, negative } = &column.kind {
            match value(right)? {
                Some(Value::Length(length)) if length.fract() == 0.0 => {
                    ahead += if *negative { -length } else { length }
                }
                _ => return Err(complaint()),
            }
            column = left;
        }
        let operand = self.operand(column)?;
        let is_time = matches!(operand.subject, NamedColumn::Field(field, _) if field.kind() == FieldKind::Time);
        if !is_time || !matches!(operand.seen_as, As::Itself | As::Time) {
            return Err(complaint());
        }
        let seen_as = As::PartOfWeek(PartOfWeek::new(name, ahead as i64));
        Ok(Operand { subject: operand.subject, seen_as, span })
    }

    /// A comparison of a part of the week.
    pub(super) fn week_rows(
        self,
        operand: &Operand,
        part: PartOfWeek,
        operator: &'static str,
        place: Span,
        (value, span): (&Value, Span),
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        let given = part.number(value).ok_or_else(|| part.complaint(span))?;
        let compare: fn(&f64, &f64) -> bool = match operator {
            "==" | "!=" => f64::eq,
            "<" => f64::lt,
            "<=" => f64::le,
            ">" => f64::gt,
            ">=" => f64::ge,
            _ => {
                return Err(KqlError::new(place, format!("“{operator}” does not compare days and hours"))
                    .hint("use ==, !=, <, <=, >, >=, in or between"));
            }
        };
        Ok(match operator {
            // Nothing else than equality is true of a missing instant when it is negated.
            "==" => either(rows(operand, part.hours(|number| number == given)), wanted),
            "!=" => either(rows(operand, part.hours(|number| number == given)), !wanted),
            _ => rows(operand, part.hours(|number| compare(&number, &given) == wanted)),
        })
    }

    /// The records in one of several parts of the week: `dayofweek(…) in (0d, 6d)`.
    pub(super) fn week_among(
        self,
        operand: &Operand,
        part: PartOfWeek,
        constants: &[(Value, Span)],
    ) -> Result<Filter, KqlError> {
        let number = |(value, span): &(Value, Span)| part.number(value).ok_or_else(|| part.complaint(*span));
        let numbers = constants.iter().map(number).collect::<Result<Vec<f64>, _>>()?;
        Ok(rows(operand, part.hours(|number| numbers.contains(&number))))
    }
}

fn rows(operand: &Operand, hours: WeekHours) -> Filter {
    match operand.subject {
        NamedColumn::Field(field, _) => Filter::Field(field, Test::WeekHours(hours)),
        _ => nothing(),
    }
}
