//! A test made ready to be asked of many values.

use std::borrow::Cow;
use std::net::IpAddr;
use std::ops::{Bound, RangeBounds};

use regex_lite::Regex;

use super::address::{Addresses, parse_address, usual_address};
use super::anchor::{stands, stands_folded};
use super::casefold::Folded;
use super::filter::{Anchor, Test};
use crate::schema::label::{labelled_values, value_label};
use crate::schema::{ClientApp, Field, FieldKind, error_code};

/// A test of texts.
#[derive(Debug)]
pub enum Matcher {
    /// Equal to one of these; error codes as numbers, addresses however they are written.
    OneOf { texts: Vec<Folded>, codes: Vec<u32>, addresses: Vec<IpAddr> },
    /// Contains this.
    Contains(Folded),
    /// Starts with this.
    StartsWith(Folded),
    /// Empty or absent.
    IsEmpty,
    /// An address in this range; `None` if the range cannot be read: then nothing matches.
    Within(Option<Addresses>),
    /// Exactly one of these; an address however it is written.
    Is(Vec<String>, Vec<IpAddr>),
    /// A text in any case stands at an anchor.
    Stands(Anchor, Folded),
    /// A text in exactly this case stands at an anchor.
    StandsCased(Anchor, String),
    /// A regular expression; `None` if it cannot be read: then nothing matches.
    Matches(Option<Box<Regex>>),
    /// A number in a range.
    Number(Bound<f64>, Bound<f64>),
    /// A test that texts never pass.
    Never,
}

impl Matcher {
    /// Makes a test ready. Tests of times have no meaning for texts.
    pub fn new(test: &Test) -> Matcher {
        match test {
            Test::OneOf(values) => Matcher::OneOf {
                texts: values.iter().map(|value| Folded::new(value)).collect(),
                codes: values.iter().filter_map(|value| error_code::parse(value)).collect(),
                addresses: addresses(values),
            },
            Test::Contains(text) => Matcher::Contains(Folded::new(text)),
            Test::StartsWith(text) => Matcher::StartsWith(Folded::new(text)),
            Test::IsEmpty => Matcher::IsEmpty,
            Test::Within(range) => Matcher::Within(Addresses::parse(range)),
            Test::Is(values) => Matcher::Is(values.clone(), addresses(values)),
            Test::Like { anchor, cased: false, text } => Matcher::Stands(*anchor, Folded::new(text)),
            Test::Like { anchor, cased: true, text } => Matcher::StandsCased(*anchor, text.clone()),
            Test::Matches(pattern) => Matcher::Matches(Regex::new(pattern).ok().map(Box::new)),
            Test::Number { from, to } => Matcher::Number(*from, *to),
            Test::Between { .. } | Test::Newest { .. } | Test::Older { .. } | Test::WeekHours(_) => Matcher::Never,
        }
    }

    /// Whether absent and empty values pass.
    pub fn passes_empty(&self) -> bool {
        match self {
            Matcher::IsEmpty => true,
            Matcher::OneOf { texts, .. } => texts.iter().any(|text| text.as_str().is_empty()),
            Matcher::Is(texts, _) => texts.iter().any(String::is_empty),
            // A missing value is an empty text, which a pattern may match.
            Matcher::Matches(pattern) => pattern.as_ref().is_some_and(|pattern| pattern.is_match("")),
            _ => false,
        }
    }

    /// Whether looking at one text takes so long that others must not wait for many of them.
    pub fn is_slow(&self) -> bool {
        matches!(self, Matcher::Matches(_))
    }

    /// So many texts are a bit of work, some tenths of a millisecond, if they have no more bytes than
    /// [`Matcher::bytes_at_once`].
    pub fn texts_at_once(&self) -> usize {
        match self {
            Matcher::Matches(_) => 8,
            Matcher::Contains(_) => 1 << 16,
            _ => 1 << 12,
        }
    }

    /// So many bytes of text are a bit of work.
    pub fn bytes_at_once(&self) -> u32 {
        match self {
            Matcher::Matches(_) => 1 << 10,
            _ => 1 << 18,
        }
    }

    /// Whether a text of a file passes, as it is or in the portal's words.
    pub fn passes(&self, field: Field, text: &str) -> bool {
        if let (Field::ErrorCode, Matcher::OneOf { codes, .. }) = (field, self)
            && let Some(code) = error_code::parse(text)
        {
            return codes.contains(&code);
        }
        if let (Field::ErrorCode, Matcher::Number(from, to)) = (field, self) {
            return error_code::parse(text).is_some_and(|code| (*from, *to).contains(&f64::from(code)));
        }
        if field.kind() == FieldKind::Ip
            && let Matcher::OneOf { addresses, .. } | Matcher::Is(_, addresses) = self
            && parse_address(text).is_some_and(|address| addresses.contains(&address))
        {
            return true;
        }
        if self.is_as_written() {
            return self.passes_text(text);
        }
        self.passes_text(text) || spelling(field, text).is_some_and(|name| self.passes_text(&name))
    }

    /// Whether it asks for the text of the file and not for the portal's words.
    fn is_as_written(&self) -> bool {
        matches!(self, Matcher::Is(..) | Matcher::StandsCased(..) | Matcher::Matches(_) | Matcher::Number(..))
    }

    /// Whether a text passes as it is.
    pub fn passes_text(&self, text: &str) -> bool {
        match self {
            Matcher::OneOf { texts, .. } => texts.iter().any(|one| one.equals(text)),
            Matcher::Contains(part) => part.is_in(text),
            Matcher::StartsWith(start) => start.starts(text),
            Matcher::Within(range) => {
                range.is_some_and(|range| parse_address(text).is_some_and(|address| range.contains(address)))
            }
            Matcher::Is(texts, _) => texts.iter().any(|one| one == text),
            Matcher::Stands(anchor, part) => stands_folded(*anchor, part, text),
            Matcher::StandsCased(anchor, part) => stands(*anchor, part, text),
            Matcher::Matches(pattern) => pattern.as_ref().is_some_and(|pattern| pattern.is_match(text)),
            Matcher::Number(from, to) => number_of(text).is_some_and(|number| (*from, *to).contains(&number)),
            Matcher::IsEmpty => text.is_empty(),
            Matcher::Never => false,
        }
    }
}

/// The addresses among some texts.
fn addresses(texts: &[String]) -> Vec<IpAddr> {
    texts.iter().filter_map(|text| parse_address(text)).collect()
}

/// The number a text is, as `toreal()` would read it.
fn number_of(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether some value of a field has a name of its own.
pub fn has_names(field: Field) -> bool {
    field == Field::ClientApp || labelled_values(field).next().is_some()
}

/// How a value of a field is usually written, where its file writes it in another way: values are counted and filtered
/// by that. Addresses lose their ports, error codes their prefix, and user names their capitals; the portal's words
/// stand for those of the schema.
pub fn spelling(field: Field, text: &str) -> Option<Cow<'static, str>> {
    let usual = match field {
        Field::ErrorCode => Cow::Owned(error_code::parse(text)?.to_string()),
        Field::Username if text.chars().any(char::is_uppercase) => Cow::Owned(text.to_lowercase()),
        Field::Username => return None,
        _ if field.kind() == FieldKind::Ip => Cow::Owned(usual_address(text)?),
        _ => return names_of(field, text).map(Cow::Borrowed),
    };
    (usual != text).then_some(usual)
}

/// The name values of a field are grouped and filtered under, where it is not the text of the file itself.
pub fn names_of(field: Field, text: &str) -> Option<&'static str> {
    match field {
        Field::ClientApp => ClientApp::of(text).map(|app| app.name),
        _ => value_label(field, text),
    }
}
