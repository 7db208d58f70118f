//! Functions that are true or false.

use std::ops::Bound;

use super::super::ast::Expr;
use super::super::error::{KqlError, Span};
use super::super::ranges;
use super::operand::{As, NamedColumn, Operand};
use super::value::{Value, value};
use super::{Lowering, either, nothing};
use crate::query::{Filter, Test};
use crate::schema::FieldKind;
use crate::schema::kusto::{self, KustoType};

/// Whether a function is true or false.
pub fn is_predicate(name: &str) -> bool {
    matches!(
        name,
        "not"
            | "isempty"
            | "isnotempty"
            | "isnull"
            | "isnotnull"
            | "ipv4_is_in_range"
            | "ipv4_is_in_any_range"
            | "ipv6_is_in_range"
            | "ipv6_is_in_any_range"
    )
}

impl Lowering<'_> {
    /// The records for which a function is true, or false if that is wanted.
    pub fn predicate_call(self, name: &str, place: Span, arguments: &[Expr], wanted: bool) -> Result<Filter, KqlError> {
        match (name, arguments) {
            ("not", [argument]) => self.rows(argument, !wanted),
            ("isempty" | "isnotempty" | "isnull" | "isnotnull", [argument]) => {
                let operand = self.operand(argument)?;
                let negated = name.starts_with("isnot");
                self.is_missing(&operand, name).map(|rows| either(rows, wanted != negated))
            }
            ("ipv4_is_in_range" | "ipv6_is_in_range", [address, range]) => {
                self.in_ranges(name, address, std::slice::from_ref(range), wanted)
            }
            ("ipv4_is_in_any_range" | "ipv6_is_in_any_range", [address, ranges @ ..]) if !ranges.is_empty() => {
                self.in_ranges(name, address, ranges, wanted)
            }
            ("not", _) => Err(KqlError::new(place, "not() takes one condition")),
            (_, _) if name.starts_with("is") => Err(KqlError::new(place, format!("{name}() takes one column"))),
            _ => Err(KqlError::new(place, format!("{name}() takes a column and a network"))
                .hint(format!("write {name}(IPAddress, \"203.0.113.0/24\")"))),
        }
    }

    fn is_missing(self, operand: &Operand, name: &str) -> Result<Filter, KqlError> {
        let about_null = name.ends_with("null");
        match operand.subject {
            NamedColumn::Field(..) | NamedColumn::Extra(_) if operand.seen_as == As::Number => {
                let any = Test::Number { from: Bound::Unbounded, to: Bound::Unbounded };
                Ok(Filter::Not(Box::new(operand.single().map_or_else(nothing, |of| of.test(any)))))
            }
            NamedColumn::Extra(_) if about_null => Err(never_null(self, operand, name)),
            NamedColumn::Extra(extra) => Ok(Filter::Extra(extra, Test::IsEmpty)),
            NamedColumn::Field(_, kind) if about_null && is_text(operand, kind) => Err(never_null(self, operand, name)),
            // In Kusto what cannot be read as an instant is null; the texts of files are still there to be asked for.
            NamedColumn::Field(field, _) if about_null && field.kind() == FieldKind::Time => {
                Ok(Filter::Not(Box::new(Filter::Field(field, Test::Between { from: None, to: None }))))
            }
            NamedColumn::Field(field, _) => Ok(Filter::Field(field, Test::IsEmpty)),
            NamedColumn::List(list) => Ok(Filter::InList(list, Test::IsEmpty)),
            NamedColumn::Group(root) => {
                Ok(Filter::All(kusto::fields_in(root).map(|field| Filter::Field(field, Test::IsEmpty)).collect()))
            }
            NamedColumn::Anywhere => Err(KqlError::new(operand.span, format!("{name}() takes a column"))),
        }
    }

    /// `ipv4_is_in_range()` and its like: null, so neither true nor false, for what is no address
    /// (Microsoft, "ipv4_is_in_range()": null if one of the conversions is not successful).
    fn in_ranges(self, name: &str, address: &Expr, networks: &[Expr], wanted: bool) -> Result<Filter, KqlError> {
        let operand = self.operand(address)?;
        let Some(single) = operand.single() else {
            return Err(KqlError::new(address.span, format!("{name}() takes a column of addresses")));
        };
        if !operand.takes_text() {
            return Err(KqlError::new(address.span, format!("{name}() takes a column of addresses, as text")));
        }
        let mut texts = Vec::new();
        for network in networks {
            let complaint = || {
                let what = network.span.of(self.text);
                KqlError::new(network.span, format!("{what} is no network that {name}() takes"))
                    .hint(if name.starts_with("ipv4") { "write \"203.0.113.0/24\"" } else { "write \"2001:db8::/32\"" })
            };
            let Some(Value::Text(text)) = value(network)? else { return Err(complaint()) };
            let parsed = ranges::network(&text).ok_or_else(complaint)?;
            // Addresses of the fourth version are also those of the sixth that stand for them.
            if name.starts_with("ipv4") && !parsed.first.is_ipv4() {
                return Err(KqlError::new(network.span, "this is a network of IPv6 addresses")
                    .hint(name.replace("ipv4", "ipv6")));
            }
            texts.push(parsed);
        }
        let within = |text: &str| single.test(Test::Within(text.to_owned()));
        let inside = ranges::joined(&texts).map(|text| within(&text));
        let inside = match inside.len() {
            1 => inside.into_iter().next().unwrap_or_default(),
            _ => Filter::Any(inside.collect()),
        };
        if wanted {
            return Ok(inside);
        }
        let any = match name.starts_with("ipv4") {
            true => within("0.0.0.0/0"),
            false => Filter::Any(vec![within("0.0.0.0/0"), within("::/0")]),
        };
        Ok(Filter::All(vec![Filter::Not(Box::new(inside)), any]))
    }
}

fn never_null(lowering: Lowering<'_>, operand: &Operand, name: &str) -> KqlError {
    KqlError::new(operand.span, "a text is never null in Kusto; it is empty").hint(format!(
        "write {}({})",
        name.replace("null", "empty"),
        operand.text(lowering.text)
    ))
}

fn is_text(operand: &Operand, kind: KustoType) -> bool {
    match operand.seen_as {
        As::Text | As::Lower | As::Upper => true,
        As::Itself => kind == KustoType::Text,
        As::Number | As::Bool | As::Time | As::PartOfWeek(_) => false,
    }
}
