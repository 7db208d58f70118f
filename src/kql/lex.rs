//! Text → tokens, each with its place.

use super::error::{KqlError, Span};
use super::literal;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A name or a word such as `and`.
    Word(String),
    /// An operator or a punctuation mark: `==`, `!contains`, `(`, `..`.
    Sign(&'static str),
    /// A text, unescaped.
    Text(String),
    /// A number.
    Number(f64),
    /// A length of time in milliseconds.
    Length(f64),
    /// An instant in milliseconds since 1970.
    Instant(f64),
    /// The end of the text.
    End,
}

/// Longer ones first, so that `!in~` is not taken for `!in`.
const SIGNS: &[&str] = &[
    "==", "!=", "=~", "!~", "<=", ">=", "..", "<", ">", "(", ")", "[", "]", "{", "}", ",", ".", "|", "*", "+", "-",
    "=", "/", "%", ";", ":",
];

/// Words that may follow `!`, the ones with a tail first.
const NEGATED: &[&str] = &[
    "!in~",
    "!in",
    "!contains_cs",
    "!contains",
    "!startswith_cs",
    "!startswith",
    "!endswith_cs",
    "!endswith",
    "!hasprefix_cs",
    "!hasprefix",
    "!hassuffix_cs",
    "!hassuffix",
    "!has_cs",
    "!has",
    "!between",
];

/// The tokens of a text, the end among them.
pub fn tokens(text: &str) -> Result<Vec<Token>, KqlError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() || first == '\u{feff}' {
            at += first.len_utf8();
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else {
            let token = token(text, at, first)?;
            at = token.span.end;
            tokens.push(token);
        }
    }
    tokens.push(Token { kind: TokenKind::End, span: Span { start: text.len(), end: text.len() } });
    Ok(tokens)
}

fn token(text: &str, at: usize, first: char) -> Result<Token, KqlError> {
    let rest = &text[at..];
    let make = |kind, len| Ok(Token { kind, span: Span { start: at, end: at + len } });
    match first {
        '"' | '\'' => quoted(text, at, first),
        '@' if rest[1..].starts_with(['"', '\'']) => verbatim(text, at),
        '0'..='9' => number(text, at),
        'a'..='z' | 'A'..='Z' | '_' | '$' => word(text, at),
        '!' => {
            let is_whole = |sign: &&&str| {
                rest.get(..sign.len()).is_some_and(|head| head == **sign)
                    && (sign.ends_with('~') || !rest[sign.len()..].starts_with(is_word))
            };
            let sign = NEGATED.iter().find(is_whole).or_else(|| SIGNS.iter().find(|sign| rest.starts_with(**sign)));
            match sign {
                Some(sign) => make(TokenKind::Sign(sign), sign.len()),
                None => Err(KqlError::new(span_of_word(text, at, 1), "“!” begins no operator known here")
                    .hint("use !=, !~, !in, !in~, !contains, !startswith, !endswith, !has, !between or not(…)")),
            }
        }
        _ => match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => make(TokenKind::Sign(sign), sign.len()),
            None => {
                let span = Span { start: at, end: at + first.len_utf8() };
                let error = KqlError::new(span, format!("“{first}” has no meaning here"));
                Err(match first {
                    '“' | '”' | '‘' | '’' | '«' | '»' => error.hint("put texts in straight quotes: \"…\""),
                    '&' => error.hint("write “and”"),
                    _ => error,
                })
            }
        },
    }
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn word_len(text: &str) -> usize {
    text.find(|letter| !is_word(letter)).unwrap_or(text.len())
}

fn span_of_word(text: &str, at: usize, skip: usize) -> Span {
    Span { start: at, end: at + skip + word_len(&text[at + skip..]) }
}

/// A word; `in~` and the literals whose brackets hold no tokens are whole ones.
fn word(text: &str, at: usize) -> Result<Token, KqlError> {
    let len = text[at + 1..].find(|letter| !is_word(letter)).map_or(text.len() - at, |len| len + 1);
    let span = Span { start: at, end: at + len };
    let word = span.of(text);
    let rest = &text[span.end..];
    if word == "in" && rest.starts_with('~') {
        return Ok(Token { kind: TokenKind::Sign("in~"), span: Span { end: span.end + 1, ..span } });
    }
    let inside = rest.trim_start().strip_prefix('(');
    match (word, inside) {
        ("datetime" | "timespan" | "time" | "date", Some(inside)) => bracketed(text, span, word, inside),
        _ => Ok(Token { kind: TokenKind::Word(word.to_owned()), span }),
    }
}

/// `datetime(…)` or `timespan(…)`: what stands in the brackets is not made of tokens.
fn bracketed(text: &str, word: Span, name: &str, inside: &str) -> Result<Token, KqlError> {
    let start = text.len() - inside.len();
    let Some(len) = inside.find(')') else {
        return Err(KqlError::new(Span { end: start, ..word }, format!("“{name}(” has no closing bracket")));
    };
    let span = Span { end: start + len + 1, ..word };
    let value = inside[..len].trim().trim_matches(['"', '\'']);
    let place = Span { start, end: start + len };
    if matches!(name, "datetime" | "date") {
        let instant = literal::instant(value).map(TokenKind::Instant);
        return instant.map(|kind| Token { kind, span }).ok_or_else(|| {
            KqlError::new(place, format!("“{value}” is no date"))
                .hint("write datetime(2026-11-01) or datetime(2026-11-01T10:00:00Z)")
        });
    }
    let length = literal::length(value).map(TokenKind::Length);
    length
        .map(|kind| Token { kind, span })
        .ok_or_else(|| KqlError::new(place, format!("“{value}” is no length of time")).hint("write 7d, 1h, 30m or 90s"))
}

fn number(text: &str, at: usize) -> Result<Token, KqlError> {
    let rest = &text[at..];
    let digits = |text: &str| text.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(text.len());
    let mut len = digits(rest);
    // The dot of `1..5` belongs to the two dots.
    if rest[len..].starts_with('.') && rest[len + 1..].starts_with(|digit: char| digit.is_ascii_digit()) {
        len += 1 + digits(&rest[len + 1..]);
    }
    let unit = word_len(&rest[len..]);
    let span = Span { start: at, end: at + len + unit };
    let kind = match (&rest[..len], &rest[len..len + unit]) {
        (number, "") => number.parse().ok().map(TokenKind::Number),
        _ => literal::length(span.of(text)).map(TokenKind::Length),
    };
    kind.map(|kind| Token { kind, span }).ok_or_else(|| {
        KqlError::new(span, format!("“{}” is neither a number nor a length of time", span.of(text)))
            .hint("lengths of time are written 7d, 1h, 30m, 90s; texts stand in quotes")
    })
}

fn not_closed(text: &str, at: usize) -> KqlError {
    let end = text[at..].find('\n').map_or(text.len(), |len| at + len);
    KqlError::new(Span { start: at, end }, "this text has no closing quote")
}

/// A text with escapes.
fn quoted(text: &str, at: usize, quote: char) -> Result<Token, KqlError> {
    let mut value = String::new();
    let mut letters = text[at + 1..].char_indices();
    while let Some((offset, letter)) = letters.next() {
        match letter {
            '\n' => break,
            '\\' => match literal::escape(&mut letters) {
                Some(letter) => value.push(letter),
                None => {
                    let start = at + 1 + offset;
                    let end = start + 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8);
                    return Err(KqlError::new(Span { start, end }, "this escape is not known")
                        .hint("write \\\\ for a backslash, or put @ before the quote"));
                }
            },
            _ if letter == quote => {
                return Ok(Token { kind: TokenKind::Text(value), span: Span { start: at, end: at + offset + 2 } });
            }
            _ => value.push(letter),
        }
    }
    Err(not_closed(text, at))
}

/// `@"…"`: backslashes are themselves, and a doubled quote is one.
fn verbatim(text: &str, at: usize) -> Result<Token, KqlError> {
    let quote = char::from(text.as_bytes()[at + 1]);
    let mut value = String::new();
    let mut letters = text[at + 2..].char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        if letter != quote {
            value.push(letter);
        } else if letters.next_if(|&(_, next)| next == quote).is_some() {
            value.push(quote);
        } else {
            return Ok(Token { kind: TokenKind::Text(value), span: Span { start: at, end: at + offset + 3 } });
        }
    }
    Err(not_closed(text, at))
}
