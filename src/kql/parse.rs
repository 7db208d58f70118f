//! Tokens → tree, by recursive descent: `or` binds less than `and`, `and` less than a comparison.

use super::ast::{Expr, ExprKind};
use super::did_you_mean;
use super::error::{KqlError, Span};
use super::lex::{Token, TokenKind, tokens};
use super::operators::{AMONG, COMPARISONS};
use crate::schema::kusto::Table;

/// Deeper nesting than this is no filter a person wrote.
const DEEPEST: usize = 60;

/// The tree of a predicate, or of all predicates of `SigninLogs | where … | where …`.
pub fn predicate(text: &str) -> Result<Expr, KqlError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, at: 0, depth: 0 };
    let mut predicates = Vec::new();
    let is_table = |table: &Table| parser.is_word(table.name());
    let piped = Table::ALL.iter().any(is_table) && matches!(parser.kind_at(1), TokenKind::Sign("|") | TokenKind::End);
    if piped {
        parser.at += 1;
    } else if parser.is_sign("|") || parser.is_word("where") {
        parser.take_sign("|");
        parser.where_word()?;
        predicates.push(parser.or()?);
    } else {
        predicates.push(parser.or()?);
    }
    while parser.take_sign("|") {
        parser.where_word()?;
        predicates.push(parser.or()?);
    }
    parser.take_sign(";");
    parser.end()?;
    let span = Span { start: 0, end: text.len() };
    match predicates.len() {
        1 => Ok(predicates.remove(0)),
        _ => Ok(Expr { span, kind: ExprKind::And(predicates) }),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn kind_at(&self, ahead: usize) -> &TokenKind {
        self.tokens.get(self.at + ahead).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn span(&self) -> Span {
        let end = Span { start: self.text.len(), end: self.text.len() };
        self.tokens.get(self.at).map_or(end, |token| token.span)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.kind_at(0), TokenKind::Sign(found) if *found == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.kind_at(0), TokenKind::Word(found) if found == word)
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let is_it = self.is_sign(sign);
        self.at += usize::from(is_it);
        is_it
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_it = self.is_word(word);
        self.at += usize::from(is_it);
        is_it
    }

    fn expect(&mut self, sign: &str) -> Result<Span, KqlError> {
        let span = self.span();
        if self.take_sign(sign) { Ok(span) } else { Err(self.wrong(&format!("“{sign}”"))) }
    }

    /// An error that says what should stand here.
    fn wrong(&self, expected: &str) -> KqlError {
        let found = match self.kind_at(0) {
            TokenKind::End => "the text ends here".to_owned(),
            _ => format!("“{}” stands here", self.span().of(self.text)),
        };
        KqlError::new(self.span(), format!("expected {expected}, but {found}"))
    }

    /// The word `where` after a bar; every other operator is refused by name.
    fn where_word(&mut self) -> Result<(), KqlError> {
        if self.take_word("where") || self.take_word("filter") {
            return Ok(());
        }
        let error = match self.kind_at(0) {
            TokenKind::Word(operator) => KqlError::new(
                self.span(),
                format!("“{operator}” cannot be used here: a filter is made of “where” alone"),
            ),
            _ => self.wrong("“where”"),
        };
        Err(error.hint("leave out everything but the predicates; columns and order are chosen in the list"))
    }

    fn end(&self) -> Result<(), KqlError> {
        match self.kind_at(0) {
            TokenKind::End => Ok(()),
            TokenKind::Sign(")") => Err(KqlError::new(self.span(), "there is no opening bracket for this one")),
            TokenKind::Sign("=") => {
                Err(KqlError::new(self.span(), "“=” assigns; it does not compare").hint("write =="))
            }
            TokenKind::Word(word) if did_you_mean::is_wrong_case_of(word, &["and", "or"]) => {
                Err(self.wrong("“and” or “or”").hint(format!("write “{}”", word.to_lowercase())))
            }
            TokenKind::Word(word) => {
                let error = self.wrong("an operator, “and” or “or”");
                let all = COMPARISONS.iter().chain(AMONG).chain(&["and", "or", "between", "matches"]).copied();
                Err(match did_you_mean::nearest(word, all) {
                    Some(name) => error.hint(format!("did you mean “{name}”?")),
                    None => error,
                })
            }
            _ => Err(self.wrong("an operator, “and” or “or”")),
        }
    }

    /// Counts nesting, which recursion must not follow without end.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, KqlError>) -> Result<T, KqlError> {
        if self.depth >= DEEPEST {
            return Err(KqlError::new(self.span(), format!("brackets are nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn or(&mut self) -> Result<Expr, KqlError> {
        let mut parts = vec![self.and()?];
        while self.take_word("or") {
            parts.push(self.and()?);
        }
        Ok(joined(parts, ExprKind::Or))
    }

    fn and(&mut self) -> Result<Expr, KqlError> {
        let mut parts = vec![self.comparison()?];
        while self.take_word("and") {
            parts.push(self.comparison()?);
        }
        Ok(joined(parts, ExprKind::And))
    }

    fn comparison(&mut self) -> Result<Expr, KqlError> {
        let left = self.sum()?;
        let place = self.span();
        let written = match self.kind_at(0) {
            TokenKind::Sign(sign) => *sign,
            TokenKind::Word(word) => word.as_str(),
            _ => return Ok(left),
        };
        if let Some(operator) = COMPARISONS.iter().copied().find(|operator| *operator == written) {
            self.at += 1;
            let right = Box::new(self.sum()?);
            let span = left.span.to(right.span);
            return Ok(Expr { span, kind: ExprKind::Compare { left: Box::new(left), operator, place, right } });
        }
        if let Some(operator) = AMONG.iter().copied().find(|operator| *operator == written) {
            self.at += 1;
            let (values, end) = self.values()?;
            let span = left.span.to(end);
            return Ok(Expr { span, kind: ExprKind::Among { left: Box::new(left), operator, place, values } });
        }
        match written {
            "matches" => {
                self.at += 1;
                if !self.take_word("regex") {
                    return Err(self.wrong("“regex” after “matches”"));
                }
                let right = Box::new(self.sum()?);
                let (span, operator) = (left.span.to(right.span), "matches regex");
                Ok(Expr { span, kind: ExprKind::Compare { left: Box::new(left), operator, place, right } })
            }
            "between" | "!between" => {
                let negated = written == "!between";
                self.at += 1;
                self.expect("(")?;
                let from = self.sum()?;
                self.expect("..")?;
                let ends = Box::new([from, self.sum()?]);
                let span = left.span.to(self.expect(")")?);
                Ok(Expr { span, kind: ExprKind::Between { left: Box::new(left), negated, ends } })
            }
            _ => Ok(left),
        }
    }

    /// `("a", "b")`, `(dynamic(["a", "b"]))` or `dynamic(["a", "b"])`; with the place of the closing bracket.
    fn values(&mut self) -> Result<(Vec<Expr>, Span), KqlError> {
        if self.is_word("dynamic") {
            return self.array();
        }
        self.expect("(")?;
        if self.is_word("dynamic") {
            let (values, _) = self.array()?;
            return Ok((values, self.expect(")")?));
        }
        self.listed(")")
    }

    fn array(&mut self) -> Result<(Vec<Expr>, Span), KqlError> {
        self.at += 1;
        self.expect("(")?;
        self.expect("[")?;
        let (values, _) = self.listed("]")?;
        Ok((values, self.expect(")")?))
    }

    /// Values with commas between, and the closing bracket.
    fn listed(&mut self, close: &str) -> Result<(Vec<Expr>, Span), KqlError> {
        let mut values = Vec::new();
        let mut place = self.span();
        while !self.take_sign(close) {
            if !values.is_empty() {
                self.expect(",").map_err(|error| KqlError {
                    message: error.message.replacen("“,”", &format!("“,” or “{close}”"), 1),
                    ..error
                })?;
            }
            values.push(self.sum()?);
            place = self.span();
        }
        Ok((values, place))
    }

    fn sum(&mut self) -> Result<Expr, KqlError> {
        let mut left = self.primary()?;
        while self.is_sign("+") || self.is_sign("-") {
            let negative = self.is_sign("-");
            self.at += 1;
            let right = Box::new(self.primary()?);
            // Sums lean to the left, and walking down them is recursion too.
            self.depth += 1;
            if self.depth >= DEEPEST {
                return Err(KqlError::new(right.span, "this sum has too many parts"));
            }
            left =
                Expr { span: left.span.to(right.span), kind: ExprKind::Sum { left: Box::new(left), right, negative } };
        }
        Ok(left)
    }

    fn primary(&mut self) -> Result<Expr, KqlError> {
        let span = self.span();
        let kind = match self.kind_at(0).clone() {
            TokenKind::Text(text) => ExprKind::Text(text),
            TokenKind::Number(number) => ExprKind::Number(number),
            TokenKind::Length(length) => ExprKind::Length(length),
            TokenKind::Instant(instant) => ExprKind::Instant(instant),
            TokenKind::Sign("*") => ExprKind::Star,
            TokenKind::Sign("-") => return self.negative(span),
            TokenKind::Sign("(") => return self.bracketed(),
            TokenKind::Sign("[") => return self.named_in_brackets(span),
            TokenKind::Word(word) => return self.named(&word),
            _ => return Err(self.wrong("a column, a value or a bracket")),
        };
        self.at += 1;
        Ok(Expr { span, kind })
    }

    fn negative(&mut self, span: Span) -> Result<Expr, KqlError> {
        self.at += 1;
        let span = span.to(self.span());
        let kind = match *self.kind_at(0) {
            TokenKind::Number(number) => ExprKind::Number(-number),
            TokenKind::Length(length) => ExprKind::Length(-length),
            _ => return Err(self.wrong("a number after “-”")),
        };
        self.at += 1;
        Ok(Expr { span, kind })
    }

    fn bracketed(&mut self) -> Result<Expr, KqlError> {
        let open = self.span();
        self.at += 1;
        let inner = self.deeper(Self::or)?;
        if self.is_sign(",") {
            return Err(self.wrong("“)”").hint("a list of values stands after in, !in, in~, has_any or has_all"));
        }
        let close = self.expect(")")?;
        Ok(Expr { span: open.to(close), kind: inner.kind })
    }

    /// `true`, a function or a column.
    fn named(&mut self, word: &str) -> Result<Expr, KqlError> {
        let place = self.span();
        self.at += 1;
        if self.take_sign("(") {
            let mut arguments = Vec::new();
            while !self.is_sign(")") {
                if !arguments.is_empty() {
                    self.expect(",")?;
                }
                arguments.push(self.deeper(Self::or)?);
            }
            let span = place.to(self.expect(")")?);
            return Ok(Expr { span, kind: ExprKind::Call { name: word.to_owned(), place, arguments } });
        }
        match word {
            "true" | "false" => return Ok(Expr { span: place, kind: ExprKind::Bool(word == "true") }),
            "and" | "or" | "in" | "has" | "contains" | "startswith" | "endswith" | "between" | "matches" => {
                self.at -= 1;
                return Err(self.wrong("a column or a value"));
            }
            "not" => return Err(self.wrong("“(” after “not”")),
            _ => {}
        }
        let (path, span) = self.path(word, place)?;
        Ok(Expr { span, kind: ExprKind::Path(path) })
    }

    /// `['Column with blanks']`, and paths that begin with it.
    fn named_in_brackets(&mut self, place: Span) -> Result<Expr, KqlError> {
        self.at += 1;
        let TokenKind::Text(name) = self.kind_at(0).clone() else {
            return Err(self.wrong("the name of a column in quotes"));
        };
        self.at += 1;
        let span = place.to(self.expect("]")?);
        let (path, span) = self.path(&name, span)?;
        Ok(Expr { span, kind: ExprKind::Bracketed(path) })
    }

    /// `Column.member`, `Column["member"]`.
    fn path(&mut self, word: &str, place: Span) -> Result<(String, Span), KqlError> {
        let (mut path, mut span) = (word.to_owned(), place);
        loop {
            if self.take_sign(".") {
                let TokenKind::Word(member) = self.kind_at(0).clone() else {
                    return Err(self.wrong("a name after “.”"));
                };
                path.push('.');
                path.push_str(&member);
                span = span.to(self.span());
                self.at += 1;
            } else if self.take_sign("[") {
                match self.kind_at(0).clone() {
                    TokenKind::Text(member) => {
                        path.push('.');
                        path.push_str(&member);
                    }
                    TokenKind::Number(_) => {
                        return Err(KqlError::new(self.span(), "entries of a list cannot be picked by number")
                            .hint(format!("ask whether any entry has a text: tostring({path}) has \"…\"")));
                    }
                    _ => return Err(self.wrong("a name in quotes")),
                }
                self.at += 1;
                span = span.to(self.expect("]")?);
            } else {
                return Ok((path, span));
            }
        }
    }
}

/// One part as it is, several as a node.
fn joined(mut parts: Vec<Expr>, node: impl FnOnce(Vec<Expr>) -> ExprKind) -> Expr {
    match parts.as_slice() {
        [first, .., last] => Expr { span: first.span.to(last.span), kind: node(parts) },
        _ => parts.remove(0),
    }
}
