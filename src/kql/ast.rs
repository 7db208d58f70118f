//! The tree of a predicate, every node with its place in the text.

use super::error::Span;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of nodes.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `a or b or …`
    Or(Vec<Expr>),
    /// `a and b and …`
    And(Vec<Expr>),
    /// An operator with one value on the right.
    Compare {
        /// What is compared.
        left: Box<Expr>,
        /// The operator as it is written.
        operator: &'static str,
        /// Where the operator is.
        place: Span,
        /// What it is compared with.
        right: Box<Expr>,
    },
    /// `in`, `!in`, `in~`, `!in~`, `has_any`, `has_all`.
    Among {
        /// What is compared.
        left: Box<Expr>,
        /// The operator as it is written.
        operator: &'static str,
        /// Where the operator is.
        place: Span,
        /// The values.
        values: Vec<Expr>,
    },
    /// `between (a .. b)`, both ends included.
    Between {
        /// What is compared.
        left: Box<Expr>,
        /// Whether it is `!between`.
        negated: bool,
        /// The lower and the upper end.
        ends: Box<[Expr; 2]>,
    },
    /// A function.
    Call {
        /// Its name.
        name: String,
        /// Where the name is.
        place: Span,
        /// What stands in its brackets.
        arguments: Vec<Expr>,
    },
    /// A column, or a dotted path into one.
    Path(String),
    /// The same, its name in brackets: it may be one that only the files know.
    Bracketed(String),
    /// `*`: any column.
    Star,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A length of time in milliseconds.
    Length(f64),
    /// An instant in milliseconds since 1970.
    Instant(f64),
    /// The sum of an instant and a length, or the difference.
    Sum {
        /// What is added to.
        left: Box<Expr>,
        /// What is added.
        right: Box<Expr>,
        /// Whether it is taken away instead.
        negative: bool,
    },
}
