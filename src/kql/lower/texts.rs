//! Comparisons of texts: of one field, of the values of a list, of everything in a column of JSON, of any column.

use super::super::error::{KqlError, Span};
use super::super::list_pattern;
use super::operand::{As, NamedColumn, Operand};
use super::value::Value;
use super::{Lowering, either, everything};
use crate::query::{Anchor, Filter, Test};
use crate::schema::kusto;
use crate::schema::{FieldKind, List};

impl Lowering<'_> {
    pub(super) fn text_rows(
        self,
        operand: &Operand,
        operator: &'static str,
        anchor: Span,
        text: &str,
        span: Span,
        wanted: bool,
    ) -> Result<Filter, KqlError> {
        self.check_text(operand, operator, anchor, text, span)?;
        let (negated, plain) = match operator {
            "!=" => (true, "=="),
            "!~" => (true, "=~"),
            _ => operator.strip_prefix('!').map_or((false, operator), |plain| (true, plain)),
        };
        let any_case = matches!(operand.seen_as, As::Lower | As::Upper);
        let test = text_test(plain, text, any_case).ok_or_else(|| self.no_text_operator(operand, operator, anchor))?;
        let rows = match operand.subject {
            NamedColumn::Field(..) | NamedColumn::Extra(_) if test == true_of_all() => everything(),
            NamedColumn::Field(field, _) => Filter::Field(field, test),
            NamedColumn::Extra(extra) => Filter::Extra(extra, test),
            NamedColumn::List(list) => list_rows(list, test, text, anchor)?,
            NamedColumn::Group(root) => group_rows(root, test, anchor)?,
            NamedColumn::Anywhere if negated => {
                let hint = format!("write not(* {plain} {})", span.of(self.text));
                return Err(
                    KqlError::new(anchor, "* asks whether some column passes, and cannot be negated").hint(hint)
                );
            }
            NamedColumn::Anywhere => Filter::Anywhere(test),
        };
        Ok(either(rows, wanted != negated))
    }

    /// Complains about texts where there are none.
    fn check_text(
        self,
        operand: &Operand,
        operator: &str,
        anchor: Span,
        text: &str,
        span: Span,
    ) -> Result<(), KqlError> {
        let written = operand.text(self.text);
        let is_kind = |kind| matches!(operand.subject, NamedColumn::Field(field, _) if field.kind() == kind);
        let is_itself = operand.seen_as == As::Itself;
        if matches!(operand.seen_as, As::Number) {
            return Err(
                KqlError::new(span, format!("{written} is a number, and this is a text")).hint("leave the quotes out")
            );
        }
        if is_kind(FieldKind::Time) && !operand.takes_text() {
            return Err(KqlError::new(span, format!("{written} holds instants, and this is a text"))
                .hint(format!("write datetime({text})")));
        }
        let is_equality = matches!(operator, "==" | "!=" | "=~" | "!~");
        if (is_kind(FieldKind::Bool) && is_itself && is_equality) || operand.seen_as == As::Bool {
            return Err(KqlError::new(span, format!("{written} holds true and false, and this is a text"))
                .hint("write true or false, without quotes"));
        }
        if !operand.takes_text() {
            return Err(KqlError::new(anchor, format!("{written} holds no texts"))
                .hint(format!("write tostring({written}) {operator} {}", span.of(self.text))));
        }
        match operator {
            "matches regex" => check_pattern(operand, text, span),
            _ => operand.check_case(text, span),
        }
    }

    fn no_text_operator(self, operand: &Operand, operator: &str, anchor: Span) -> KqlError {
        KqlError::new(anchor, format!("“{operator}” does not compare texts"))
            .hint(format!("for numbers write tolong({}) {operator} …", operand.text(self.text)))
    }
}

fn check_pattern(operand: &Operand, pattern: &str, span: Span) -> Result<(), KqlError> {
    if matches!(operand.seen_as, As::Lower | As::Upper) {
        return Err(KqlError::new(operand.span, "a pattern ignores case by itself")
            .hint("leave the conversion out and begin the pattern with (?i)"));
    }
    match regex_lite::Regex::new(pattern) {
        Ok(_) => Ok(()),
        Err(error) => Err(KqlError::new(span, format!("this pattern cannot be read: {error}"))
            .hint("patterns have no look-around, no back-references and no \\p classes")),
    }
}

/// The mark of a comparison that is true of every text: that with the empty one.
fn true_of_all() -> Test {
    Test::Contains(String::new())
}

/// The test an operator without `!` makes of a text.
fn text_test(operator: &str, text: &str, any_case: bool) -> Option<Test> {
    let one = || vec![text.to_owned()];
    let (word, cased) = operator.strip_suffix("_cs").map_or((operator, false), |word| (word, !any_case));
    let anchor = match word {
        "==" if any_case => return Some(Test::OneOf(one())),
        "==" => return Some(Test::Is(one())),
        "=~" => return Some(Test::OneOf(one())),
        "matches regex" => return Some(Test::Matches(text.to_owned())),
        "contains" => Anchor::Inside,
        "startswith" => Anchor::Start,
        "endswith" => Anchor::End,
        "has" => Anchor::Term,
        "hasprefix" => Anchor::TermStart,
        "hassuffix" => Anchor::TermEnd,
        _ => return None,
    };
    if text.is_empty() {
        return Some(true_of_all());
    }
    Some(match (anchor, cased) {
        (Anchor::Inside, false) => Test::Contains(text.to_owned()),
        (Anchor::Start, false) => Test::StartsWith(text.to_owned()),
        _ => Test::Like { anchor, cased, text: text.to_owned() },
    })
}

/// A test of the values in a list. What asks for the whole of its JSON is refused.
fn list_rows(list: List, test: Test, text: &str, anchor: Span) -> Result<Filter, KqlError> {
    let column = kusto::list_column(list);
    match test {
        Test::Matches(pattern) => {
            Ok(list_pattern::read(list, &pattern).unwrap_or(Filter::InList(list, Test::Matches(pattern))))
        }
        Test::Is(_) | Test::OneOf(_) if text.is_empty() || text == "[]" => Ok(Filter::InList(list, Test::IsEmpty)),
        Test::Contains(text) if text.is_empty() => Ok(everything()),
        Test::Contains(_)
        | Test::Like { anchor: Anchor::Inside | Anchor::Term | Anchor::TermStart | Anchor::TermEnd, .. } => {
            Ok(Filter::InList(list, test))
        }
        _ => Err(KqlError::new(anchor, format!("{column} is a list, and this asks for the whole of it"))
            .hint(format!("ask for a value in it: tostring({column}) has \"…\""))),
    }
}

/// `in ("", "[]")`: the list has no entry.
pub fn list_is_empty(list: List, values: &[(Value, Span)], anchor: Span) -> Result<Filter, KqlError> {
    let is_empty = |value: &Value| matches!(value, Value::Text(text) if text.is_empty() || text == "[]");
    if !values.is_empty() && values.iter().all(|(value, _)| is_empty(value)) {
        return Ok(Filter::InList(list, Test::IsEmpty));
    }
    let column = kusto::list_column(list);
    Err(KqlError::new(anchor, format!("{column} is a list, and this asks for the whole of it"))
        .hint(format!("ask for values in it: tostring({column}) has_any (\"…\", \"…\")")))
}

/// A test of anything in a column of JSON.
fn group_rows(root: &str, test: Test, anchor: Span) -> Result<Filter, KqlError> {
    match test {
        Test::Contains(text) if text.is_empty() => Ok(everything()),
        Test::Contains(_)
        | Test::Matches(_)
        | Test::Like { anchor: Anchor::Inside | Anchor::Term | Anchor::TermStart | Anchor::TermEnd, .. } => {
            let fields = kusto::fields_in(root);
            Ok(Filter::Any(fields.map(|field| Filter::Field(field, test.clone())).collect()))
        }
        _ => {
            let example = kusto::known().find(|(name, _)| name.starts_with(&format!("{root}.")));
            let example = example.map_or(root, |(name, _)| name);
            Err(KqlError::new(anchor, format!("{root} holds several values, and this asks for the whole of it"))
                .hint(format!("ask for one of them, such as {example}, or write {root} has \"…\"")))
        }
    }
}
