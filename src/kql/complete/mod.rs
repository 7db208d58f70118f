//! What may stand at the cursor: columns, operators, values, `and` and `or`.

mod offers;

use super::error::Span;
use super::lex::{Token, TokenKind, tokens};
use super::literal::write_text;
use crate::schema::kusto::{self, Known};
use crate::schema::{Field, FieldKind};
use offers::{fitting, number_operators, operands, operators, values, week_operators, week_values};

/// Something to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text to put in.
    pub insert: String,
    /// How it is shown.
    pub label: String,
    /// What it is, in words; may be empty.
    pub detail: String,
}

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The text a choice takes the place of.
    pub replace: Span,
    /// The choices, the likely ones first.
    pub items: Vec<Completion>,
    /// The field whose values fit here too, and what was typed of one; values go in quoted ([`quoted`]).
    pub wants_values_of: Option<(Field, String)>,
}

/// A value as it stands in a predicate.
pub fn quoted(value: &str) -> String {
    write_text(value)
}

/// What the text before the cursor asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    /// A column or a function.
    Operand,
    /// An operator for what stands before it.
    Operator(Left),
    /// A value of what is compared.
    Value(Left),
    /// `and` or `or`.
    Joint,
    /// Nothing that can be told.
    Nothing,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Left {
    /// A column, or nothing that is known.
    Column(Option<Known>),
    /// A day of the week.
    Day,
    /// An hour of the day.
    Hour,
    /// A number.
    Number,
}

/// What may stand at a cursor (a place in bytes) in a text.
pub fn complete(text: &str, cursor: usize) -> Completions {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let before = &text[..cursor];
    let nothing =
        || Completions { replace: Span { start: cursor, end: cursor }, items: Vec::new(), wants_values_of: None };
    // A quote that is still open is a value being typed.
    let (start, is_quoted) = match tokens(before) {
        Err(error) if error.span.end == cursor && before[error.span.start..].starts_with(['"', '\'', '@']) => {
            (error.span.start, true)
        }
        // The beginning of an operator is none yet.
        Err(error) if error.span.start == word_start(before) => (error.span.start, false),
        Err(_) => return nothing(),
        Ok(_) => (word_start(before), false),
    };
    let Ok(tokens) = tokens(&before[..start]) else { return nothing() };
    let typed = &before[start..];
    let next = next(&tokens);
    if is_quoted && !matches!(next, Next::Value(_)) {
        return nothing();
    }
    let typed = if is_quoted { typed.trim_start_matches(['@', '"', '\'']) } else { typed };
    let items = match next {
        Next::Operand => operands(typed),
        Next::Operator(Left::Column(known)) => operators(known, typed),
        Next::Operator(Left::Day | Left::Hour) => week_operators(typed),
        Next::Value(Left::Column(known)) => values(known, typed, is_quoted),
        Next::Operator(Left::Number) => number_operators(typed),
        Next::Value(left) => week_values(left, typed),
        Next::Joint => fitting(["and", "or"].iter().map(|word| (*word, *word, "")), typed),
        Next::Nothing => Vec::new(),
    };
    let field = match next {
        Next::Value(Left::Column(Some(Known::Field(field, _)))) => Some(field),
        _ => None,
    };
    let wants_values_of = field.filter(|field| !matches!(field.kind(), FieldKind::Time | FieldKind::Bool));
    let wants_values_of = wants_values_of.map(|field| (field, typed.to_owned()));
    Completions { replace: Span { start, end: cursor }, items, wants_values_of }
}

/// Where the word at the end of a text begins, a dotted path being one.
fn word_start(before: &str) -> usize {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '!' | '~');
    before.trim_end_matches(is_word).len()
}

/// Walks over the tokens before the cursor.
fn next(tokens: &[Token]) -> Next {
    let (mut state, mut left, mut path) = (Next::Operand, Left::Column(None), String::new());
    // For each open bracket, what its closing leads to.
    let mut open: Vec<Next> = Vec::new();
    let mut previous = "";
    for token in tokens {
        state = match (&token.kind, state) {
            (TokenKind::End, state) => state,
            (TokenKind::Word(word), _) if word == "and" || word == "or" || word == "where" => Next::Operand,
            (TokenKind::Sign("|"), _) => Next::Nothing,
            (TokenKind::Sign("("), state) => {
                let is_condition =
                    matches!(previous, "" | "not") || previous.starts_with("is") || previous.starts_with("ip");
                open.push(match (state, previous) {
                    (Next::Value(_) | Next::Joint, _) => Next::Joint,
                    (_, "dayofweek") => Next::Operator(Left::Day),
                    (_, "hourofday") => Next::Operator(Left::Hour),
                    (_, "tolong" | "toreal" | "todouble" | "toint") => Next::Operator(Left::Number),
                    _ if is_condition => Next::Joint,
                    _ => Next::Operator(Left::Column(None)),
                });
                if matches!(state, Next::Value(_)) { state } else { Next::Operand }
            }
            (TokenKind::Sign(")"), _) => match open.pop() {
                Some(Next::Operator(made)) => {
                    if made != Left::Column(None) {
                        left = made;
                    }
                    Next::Operator(left)
                }
                Some(state) => state,
                None => Next::Nothing,
            },
            (TokenKind::Sign(","), _) => Next::Value(left),
            // The end of a name in brackets.
            (TokenKind::Sign("]"), _) => Next::Operator(Left::Column(None)),
            (TokenKind::Sign("."), Next::Operator(_)) => {
                path.push('.');
                Next::Operator(Left::Column(None))
            }
            (TokenKind::Sign("*"), Next::Operand) => Next::Operator(Left::Column(None)),
            (TokenKind::Word(word), Next::Operator(_)) if path.ends_with('.') => {
                path.push_str(word);
                left = Left::Column(kusto::lookup(&path));
                Next::Operator(left)
            }
            (TokenKind::Word(word), Next::Operand) => {
                path.clone_from(word);
                left = Left::Column(kusto::lookup(word));
                Next::Operator(left)
            }
            (TokenKind::Word(word), Next::Operator(_)) if word == "matches" => Next::Operator(left),
            (TokenKind::Word(_) | TokenKind::Sign(_), Next::Operator(_)) => Next::Value(left),
            (TokenKind::Sign(".."), _) => Next::Value(left),
            (TokenKind::Text(_) | TokenKind::Number(_) | TokenKind::Length(_) | TokenKind::Instant(_), _) => {
                Next::Joint
            }
            (TokenKind::Word(word), Next::Value(_)) if word == "true" || word == "false" => Next::Joint,
            (_, state) => state,
        };
        previous = match &token.kind {
            TokenKind::Word(word) => word,
            _ => "",
        };
    }
    state
}
