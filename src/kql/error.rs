//! What is wrong with a text and where, in words a person can act on.

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// The place after its last byte.
    pub end: usize,
}

impl Span {
    /// From the beginning of this one to the end of another.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end.max(self.start) }
    }

    /// The text it covers.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KqlError {
    /// The place in the text.
    pub span: Span,
    /// What is wrong or what was expected, as a sentence without a full stop.
    pub message: String,
    /// What to write instead, where that is known.
    pub hint: Option<String>,
}

impl KqlError {
    /// An error at a place.
    pub fn new(span: Span, message: impl Into<String>) -> KqlError {
        KqlError { span, message: message.into(), hint: None }
    }

    /// The same with advice.
    pub fn hint(mut self, hint: impl Into<String>) -> KqlError {
        self.hint = Some(hint.into());
        self
    }
}
