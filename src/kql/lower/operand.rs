//! What stands before an operator: a column, a list, or either seen through a conversion.

use super::super::ast::{Expr, ExprKind};
use super::super::did_you_mean::{self, FUNCTIONS};
use super::super::error::{KqlError, Span};
use super::super::single::{IF_EXISTS, Single};
use super::Lowering;
use super::part_of_week::PartOfWeek;
use crate::schema::kusto::{self, Known, KustoType};
use crate::schema::{ExtraColumn, Field, FieldKind, List};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NamedColumn {
    /// A field, with the type of the column it was named by.
    Field(Field, KustoType),
    /// A column that no field stands for.
    Extra(ExtraColumn),
    /// A list.
    List(List),
    /// A column of JSON with several fields in it.
    Group(&'static str),
    /// Any column.
    Anywhere,
}

/// What a conversion makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// There is none.
    Itself,
    /// `tostring()`.
    Text,
    /// `tolower()`.
    Lower,
    /// `toupper()`.
    Upper,
    /// `toint()`, `tolong()`, `toreal()`, `todouble()`.
    Number,
    /// `tobool()`.
    Bool,
    /// `todatetime()`.
    Time,
    /// `dayofweek()`, `hourofday()`.
    PartOfWeek(PartOfWeek),
}

/// A subject seen through a conversion, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// What is asked about.
    pub subject: NamedColumn,
    /// What it is seen as.
    pub seen_as: As,
    /// Where it stands.
    pub span: Span,
}

impl Operand {
    /// The operand as it is written.
    pub fn text(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// The list it is.
    pub fn list(self) -> Option<List> {
        if let NamedColumn::List(list) = self.subject { Some(list) } else { None }
    }

    /// What is asked about, if it has one value in each record.
    pub fn single(self) -> Option<Single> {
        match self.subject {
            NamedColumn::Field(field, _) => Some(Single::Field(field)),
            NamedColumn::Extra(extra) => Some(Single::Extra(extra)),
            _ => None,
        }
    }

    /// Whether it can be compared with texts.
    pub fn takes_text(self) -> bool {
        match (self.seen_as, self.subject) {
            (As::Text | As::Lower | As::Upper, _) => true,
            (As::Number | As::Bool | As::Time | As::PartOfWeek(_), _) => false,
            (As::Itself, NamedColumn::Field(_, kind)) => matches!(kind, KustoType::Text | KustoType::Dynamic),
            (As::Itself, _) => true,
        }
    }

    /// Whether it can be compared with numbers.
    pub fn takes_number(self) -> bool {
        match (self.seen_as, self.subject) {
            (As::Number, _) => true,
            (As::Itself, NamedColumn::Field(field, KustoType::Dynamic)) => field.kind() == FieldKind::Number,
            (As::Itself, NamedColumn::Field(_, kind)) => kind == KustoType::Long,
            _ => false,
        }
    }

    /// What its values are, in words.
    pub fn holds(self) -> &'static str {
        match (self.seen_as, self.subject) {
            (As::Number, _) => "numbers",
            (As::Bool, _) => "true and false",
            (As::Time, _) => "instants",
            (As::PartOfWeek(PartOfWeek::Day(_)), _) => "days of the week",
            (As::PartOfWeek(PartOfWeek::Hour(_)), _) => "hours of the day",
            (As::Itself, NamedColumn::Field(field, kind)) => match (kind, field.kind()) {
                (KustoType::Time, _) => "instants",
                (KustoType::Bool, _) | (KustoType::Dynamic, FieldKind::Bool) => "true and false",
                (KustoType::Long, _) | (KustoType::Dynamic, FieldKind::Number) => "numbers",
                _ => "texts",
            },
            _ => "texts",
        }
    }

    /// An error if a conversion of case can never give this text.
    pub fn check_case(self, text: &str, span: Span) -> Result<(), KqlError> {
        let (name, given) = match self.seen_as {
            As::Lower => ("tolower()", text.to_lowercase()),
            As::Upper => ("toupper()", text.to_uppercase()),
            _ => return Ok(()),
        };
        if given == text {
            return Ok(());
        }
        Err(KqlError::new(span, format!("{name} never gives “{text}”")).hint(format!("write \"{given}\"")))
    }
}

impl Lowering<'_> {
    /// The operand an expression is.
    pub fn operand(self, expr: &Expr) -> Result<Operand, KqlError> {
        let whole = |subject| Operand { subject, seen_as: As::Itself, span: expr.span };
        match &expr.kind {
            ExprKind::Path(path) => path_of(path, expr.span).map(whole),
            ExprKind::Bracketed(path) => bracketed(path, expr.span).map(whole),
            ExprKind::Call { name, arguments, .. } if name == IF_EXISTS => if_exists(arguments, expr.span).map(whole),
            ExprKind::Star => Ok(whole(NamedColumn::Anywhere)),
            ExprKind::Call { name, place, arguments } => self.conversion(name, *place, arguments, expr.span),
            _ => Err(KqlError::new(expr.span, "expected a column here")),
        }
    }

    fn conversion(self, name: &str, place: Span, arguments: &[Expr], span: Span) -> Result<Operand, KqlError> {
        let seen_as = match name {
            "tostring" => As::Text,
            "tolower" => As::Lower,
            "toupper" => As::Upper,
            "toint" | "tolong" | "toreal" | "todouble" => As::Number,
            "tobool" | "toboolean" => As::Bool,
            "todatetime" => As::Time,
            "dayofweek" | "hourofday" => return self.part_of_week(name, arguments, span),
            _ => return Err(unknown_function(name, place)),
        };
        let [argument] = arguments else {
            return Err(KqlError::new(span, format!("{name}() takes one column")));
        };
        let inner = self.operand(argument)?;
        let seen_as = match (inner.seen_as, seen_as) {
            (As::Itself, outer) => outer,
            // A text of a text is the text.
            (kept @ (As::Text | As::Lower | As::Upper), As::Text) => kept,
            (As::Text, outer) => outer,
            _ => return Err(KqlError::new(span, "these conversions do not go together").hint("leave one of them out")),
        };
        let is_list = inner.single().is_none();
        if is_list && !matches!(seen_as, As::Text | As::Lower | As::Upper) {
            return Err(KqlError::new(span, format!("{name}() takes a single value, and this holds several")));
        }
        Ok(Operand { subject: inner.subject, seen_as, span })
    }
}

/// An error for a function that is not known here.
pub fn unknown_function(name: &str, place: Span) -> KqlError {
    let error = KqlError::new(place, format!("the function {name}() is not known here"));
    match did_you_mean::nearest(name, FUNCTIONS.iter().map(|(name, _)| *name)) {
        Some(near) => error.hint(format!("did you mean {near}()?")),
        None if name == "iff" || name == "case" => error.hint("write the condition itself, with and, or and not()"),
        None => error.hint("filters know ago, now, isempty, ipv4_is_in_range, tostring, tolower and their like"),
    }
}

/// A name in brackets: a column known here, or else one that only the files know.
fn bracketed(name: &str, span: Span) -> Result<NamedColumn, KqlError> {
    match kusto::lookup(name) {
        Some(_) => path_of(name, span),
        None => extra(name, span),
    }
}

/// `column_ifexists("name", "")`: the column of the files with this name, whatever else is called so.
fn if_exists(arguments: &[Expr], span: Span) -> Result<NamedColumn, KqlError> {
    match arguments.first().map(|argument| &argument.kind) {
        Some(ExprKind::Text(name)) if arguments.len() < 3 => extra(name, span),
        _ => Err(KqlError::new(span, format!("{IF_EXISTS}() takes the name of a column in quotes"))),
    }
}

fn extra(name: &str, span: Span) -> Result<NamedColumn, KqlError> {
    let complaint = || KqlError::new(span, format!("no column of a file is called “{name}”"));
    ExtraColumn::named(name).map(NamedColumn::Extra).ok_or_else(complaint)
}

fn path_of(path: &str, span: Span) -> Result<NamedColumn, KqlError> {
    match kusto::lookup(path) {
        Some(Known::Field(field, kind)) => return Ok(NamedColumn::Field(field, kind)),
        Some(Known::List(list)) => return Ok(NamedColumn::List(list)),
        Some(Known::Group(root)) => return Ok(NamedColumn::Group(root)),
        None => {}
    }
    let root = path.split_once('.').map_or(path, |(root, _)| root);
    if let (Some(Known::List(_)), true) = (kusto::lookup(root), root != path) {
        return Err(KqlError::new(span, format!("{root} is a list, whose entries have no paths of their own"))
            .hint(format!("ask whether any entry has a text: tostring({root}) has \"…\"")));
    }
    let error = match kusto::is_column(path) {
        true => KqlError::new(span, format!("the column {path} is not kept here as one of its own")),
        false => KqlError::new(span, format!("there is no column “{path}”")),
    };
    Err(match did_you_mean::nearest_column(path).filter(|_| !kusto::is_column(path)) {
        Some(name) if name.eq_ignore_ascii_case(path) => {
            error.hint(format!("case counts in names of columns: write {name}"))
        }
        Some(name) => error.hint(format!("did you mean {name}?")),
        None => error.hint(format!("if a file calls a column so, write ['{path}']")),
    })
}
