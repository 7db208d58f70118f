//! Tests of list entries as patterns over the JSON of the list, and such patterns as tests again.
//!
//! `"displayName":"CA001"[^{}]*"result":"failure"` is one entry whose name is CA001 and whose result is failure: no
//! brace stands between two keys of the same entry. Exactly the shapes written here are read back; any other pattern is
//! a pattern for the values of the list.

use crate::query::{Anchor, Filter, Test};
use crate::schema::list::PartShape;
use crate::schema::{List, Part};

/// What may stand between two parts of one entry.
const BETWEEN: &str = "[^{}]*";

/// The pattern of tests of one entry, its parts in the order of its keys.
pub fn pattern(tests: &[(Part, Test)]) -> String {
    let pieces: Vec<String> = tests.iter().map(|(part, test)| piece(*part, test)).collect();
    pieces.join(BETWEEN)
}

/// The pattern of a test of any value in a list.
pub fn value_pattern(test: &Test) -> String {
    value(PartShape::Text, test)
}

/// The filter a pattern stands for, if it is one that is written here.
pub fn read(list: List, text: &str) -> Option<Filter> {
    if let Some(test) = candidates(PartShape::Text, text).into_iter().find(|test| value_pattern(test) == text) {
        return Some(Filter::InList(list, test));
    }
    let tests: Option<Vec<(Part, Test)>> = text.split(BETWEEN_ESCAPE_FREE).map(|text| read_piece(list, text)).collect();
    let is_whole = list.info().is_plain();
    tests.filter(|_| !is_whole).map(|tests| Filter::Entry(list, tests))
}

/// Texts have their braces and brackets escaped, so this never stands inside one.
const BETWEEN_ESCAPE_FREE: &str = BETWEEN;

fn read_piece(list: List, text: &str) -> Option<(Part, Test)> {
    list.parts().find_map(|part| {
        let rest = text.strip_prefix(&head(part))?;
        // What may stand without quotes may be asked for with them too.
        let quoted = (part.info().shape == PartShape::Bare).then_some(PartShape::Text);
        let mut shapes = [part.info().shape].into_iter().chain(quoted);
        let test = shapes.find_map(|shape| candidates(shape, rest).into_iter().find(|test| value(shape, test) == rest));
        test.map(|test| (part, test))
    })
}

fn head(part: Part) -> String {
    format!("\"{}\":", part.info().graph)
}

fn piece(part: Part, test: &Test) -> String {
    head(part) + &value(part.info().shape, test)
}

const EMPTY: &str = "(?:\"\"|\\[\\]|null)";

/// How a value of a shape begins, ends, and what letters it has in between.
fn frame(shape: PartShape) -> [&'static str; 3] {
    match shape {
        PartShape::Text => ["\"", "\"", "[^\"]*"],
        PartShape::Many => ["\\[\"", "\"\\]", "[^\\]]*"],
        PartShape::Bare => ["\"?", "\"?[,}]", "[^,}\"]*"],
    }
}

/// What stands before and after the text of each test.
fn edges(shape: PartShape, anchor: Anchor) -> (String, String) {
    let [open, close, letters] = frame(shape);
    let before = match anchor {
        Anchor::Start => String::new(),
        Anchor::Inside | Anchor::End | Anchor::TermEnd => letters.to_owned(),
        Anchor::Term | Anchor::TermStart => format!("(?:{letters}[^0-9A-Za-z\"])?"),
    };
    let after = match anchor {
        Anchor::End => String::new(),
        Anchor::Inside | Anchor::Start | Anchor::TermStart => letters.to_owned(),
        Anchor::Term | Anchor::TermEnd => format!("(?:[^0-9A-Za-z\"]{letters})?"),
    };
    (format!("{open}{before}"), format!("{after}{close}"))
}

fn value(shape: PartShape, test: &Test) -> String {
    let [open, close, _] = frame(shape);
    let (anchor, cased, text) = match test {
        Test::IsEmpty => return EMPTY.to_owned(),
        // Values that are picked have the case of the log, so the plain shape is theirs.
        Test::OneOf(values) => return format!("{open}{}{close}", alternatives(shape, values, "(?:")),
        Test::Is(values) => return format!("{open}(?-i:{}){close}", bare_alternatives(shape, values)),
        Test::Contains(text) => (Anchor::Inside, false, text),
        Test::StartsWith(text) => (Anchor::Start, false, text),
        Test::Like { anchor, cased, text } => (*anchor, *cased, text),
        // No other test is of a part.
        _ => return "(?:)".to_owned(),
    };
    let (before, after) = edges(shape, anchor);
    format!("{before}({}:{}){after}", flag(cased), literal(shape, text))
}

fn flag(cased: bool) -> &'static str {
    if cased { "?-i" } else { "?i" }
}

fn alternatives(shape: PartShape, values: &[String], group: &str) -> String {
    match values {
        [value] => literal(shape, value),
        _ => format!("{group}{})", bare_alternatives(shape, values)),
    }
}

fn bare_alternatives(shape: PartShape, values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| literal(shape, value)).collect();
    values.join("|")
}

/// A text as JSON has it, with the signs of patterns escaped.
fn literal(shape: PartShape, text: &str) -> String {
    let json = serde_json::Value::String(text.to_owned()).to_string();
    let json = json.get(1..json.len() - 1).unwrap_or("");
    let json = if shape == PartShape::Many { json.replace(", ", "\",\"") } else { json.to_owned() };
    let mut pattern = String::new();
    for letter in json.chars() {
        if SIGNS.contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// Letters that mean something in patterns.
const SIGNS: &str = "\\.+*?()|[]{}^$#&-~";

/// The text of a literal; anything else gives some text whose literal is another.
fn text_of(shape: PartShape, literal: &str) -> Option<String> {
    let mut json = String::from("\"");
    let mut letters = literal.chars();
    while let Some(letter) = letters.next() {
        json.push(if letter == '\\' { letters.next()? } else { letter });
    }
    let mut json =
        if shape == PartShape::Many { json.replacen('"', "", 1).replace("\",\"", ", ") } else { json.split_off(1) };
    json.insert(0, '"');
    json.push('"');
    serde_json::from_str(&json).ok()
}

/// The literals between bars that are not escaped.
fn texts_of(shape: PartShape, alternatives: &str) -> Option<Vec<String>> {
    let (mut parts, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (at, byte) in alternatives.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'|' => {
                parts.push(&alternatives[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&alternatives[start..]);
    parts.into_iter().map(|part| text_of(shape, part)).collect()
}

/// The tests a value's pattern may be that of; the right one writes the same pattern.
fn candidates(shape: PartShape, pattern: &str) -> Vec<Test> {
    let [open, close, _] = frame(shape);
    let inner = |before: &str, after: &str| pattern.strip_prefix(before)?.strip_suffix(after);
    let mut found = Vec::new();
    if pattern == EMPTY {
        found.push(Test::IsEmpty);
    }
    let group = inner(&format!("{open}(?:"), &format!("){close}"));
    found.extend(group.and_then(|texts| texts_of(shape, texts)).map(Test::OneOf));
    let exact = inner(&format!("{open}(?-i:"), &format!("){close}"));
    found.extend(exact.and_then(|texts| texts_of(shape, texts)).map(Test::Is));
    found.extend(inner(open, close).and_then(|text| text_of(shape, text)).map(|text| Test::OneOf(vec![text])));
    for anchor in [Anchor::Inside, Anchor::Start, Anchor::End, Anchor::Term, Anchor::TermStart, Anchor::TermEnd] {
        for cased in [false, true] {
            let (before, after) = edges(shape, anchor);
            let text = inner(&format!("{before}({}:", flag(cased)), &format!("){after}"));
            found.extend(text.and_then(|text| text_of(shape, text)).map(|text| match (anchor, cased) {
                (Anchor::Inside, false) => Test::Contains(text),
                (Anchor::Start, false) => Test::StartsWith(text),
                _ => Test::Like { anchor, cased, text },
            }));
        }
    }
    found
}
