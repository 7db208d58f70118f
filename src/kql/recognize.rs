//! Telling a predicate from words to search for.

use super::did_you_mean::FUNCTIONS;
use super::lex::{Token, TokenKind, tokens};
use super::operators::{AMONG, COMPARISONS};
use crate::schema::kusto::{self, Table};

/// Whether a text of the search box is meant as a predicate. Words are the usual thing, so a text is a predicate only
/// if it begins as one: a column or `*` and an operator, a function and its bracket, a table and a bar, `not(`, or any
/// word with an operator of signs after it, so that a misspelt column gets an error and not an empty list.
pub fn looks_like_kql(text: &str) -> bool {
    // What cannot be read to its end may still begin as a predicate: a quote that is not closed yet.
    let tokens = tokens(text).or_else(|error| tokens(text.get(..error.span.start).unwrap_or("")));
    let Ok(tokens) = tokens else { return false };
    let tokens: Vec<&Token> = tokens.iter().skip_while(|token| matches!(token.kind, TokenKind::Sign("("))).collect();
    let kind = |at: usize| tokens.get(at).map_or(&TokenKind::End, |token| &token.kind);
    match (kind(0), kind(1)) {
        (TokenKind::Sign("|"), TokenKind::Word(word)) => word == "where",
        (TokenKind::Sign("*"), next) => is_operator(next),
        (TokenKind::Sign("["), TokenKind::Text(_)) => {
            matches!(kind(2), TokenKind::Sign("]")) && kind(3) != &TokenKind::End
        }
        (TokenKind::Word(word), TokenKind::Sign("(")) => {
            word == "not" || FUNCTIONS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
        }
        (TokenKind::Word(word), TokenKind::Sign("|")) if Table::ALL.iter().any(|table| table.name() == word) => true,
        (TokenKind::Word(word), TokenKind::Sign("." | "[")) => {
            kusto::known()
                .any(|(name, _)| name.split_once('.').is_some_and(|(root, _)| root.eq_ignore_ascii_case(word)))
                || after_path(&tokens)
        }
        (TokenKind::Word(word), next) => {
            let is_column = kusto::known().any(|(name, _)| name.eq_ignore_ascii_case(word)) || kusto::is_column(word);
            is_sign(next) || (is_column && is_operator(next)) || is_bool_column(word, next)
        }
        (TokenKind::Text(_) | TokenKind::Number(_) | TokenKind::Instant(_), next) => is_sign(next) && tokens.len() > 3,
        _ => false,
    }
}

/// Whether an operator of signs follows a dotted path.
fn after_path(tokens: &[&Token]) -> bool {
    let mut rest = tokens.iter().skip(1);
    loop {
        match rest.next().map(|token| &token.kind) {
            Some(TokenKind::Sign("." | "[" | "]") | TokenKind::Word(_) | TokenKind::Text(_)) => {}
            Some(kind) => return is_sign(kind),
            None => return false,
        }
    }
}

/// An operator no sentence has.
fn is_sign(kind: &TokenKind) -> bool {
    match kind {
        TokenKind::Sign("==" | "!=" | "=~" | "!~" | "<=" | ">=" | "<" | ">" | "in~") => true,
        TokenKind::Sign(sign) => sign.starts_with('!'),
        _ => false,
    }
}

fn is_operator(kind: &TokenKind) -> bool {
    match kind {
        TokenKind::Word(word) => {
            matches!(word.as_str(), "between" | "matches") || COMPARISONS.iter().chain(AMONG).any(|name| name == word)
        }
        TokenKind::Sign("=") => true,
        kind => is_sign(kind),
    }
}

/// A column of true and false alone, or before `and` and `or`; its name is no word of any language.
fn is_bool_column(word: &str, next: &TokenKind) -> bool {
    let is_bool = matches!(kusto::lookup(word), Some(kusto::Known::Field(_, kusto::KustoType::Bool)));
    is_bool
        && (matches!(next, TokenKind::End) || matches!(next, TokenKind::Word(next) if next == "and" || next == "or"))
}
