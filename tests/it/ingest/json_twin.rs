//! The JSON decoder against `serde_json` and a slow obvious walk over what it gives.

use std::fmt;

use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use signscope::ingest::{Decoded, FileFormat, FramedChunk, RecordDecoder, RecordSpan, Seen};
use signscope::schema::list::LISTS;
use signscope::schema::name::is_other_name;
use signscope::schema::{Field, FieldKind, List, SIGN_INS};

use super::{fixture, read};

/// JSON with every member in its order, doubled keys too.
#[derive(Clone, Debug)]
enum Tree {
    Null,
    /// The text of a number, a truth value or a string.
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Tree;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Text(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Text(value.to_string()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Text(value.to_string()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Tree::Text(value.to_string()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::Text(value.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Tree::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
                let mut object = Vec::new();
                while let Some(member) = members.next_entry()? {
                    object.push(member);
                }
                Ok(Tree::Object(object))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The text a value gives a field or part; `None` where it gives none.
fn text_of(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Null => Some(String::new()),
        Tree::Text(text) => Some(text.clone()),
        Tree::Object(_) => None,
        Tree::List(items) => {
            let texts = items.iter().filter(|item| matches!(item, Tree::Null | Tree::Text(_))).filter_map(text_of);
            Some(texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "))
        }
    }
}

fn members<'a>(tree: &'a Tree, key: &str) -> Vec<&'a Tree> {
    let Tree::Object(members) = tree else { return Vec::new() };
    members.iter().filter(|(name, _)| name == key).map(|(_, value)| value).collect()
}

/// The first text that is not empty, or else the empty one.
fn first_text(texts: impl Iterator<Item = Option<String>>) -> Option<String> {
    let texts: Vec<String> = texts.flatten().collect();
    texts.iter().find(|text| !text.is_empty()).or(texts.first()).cloned()
}

fn field_texts(tree: &Tree, path: &str) -> Vec<Option<String>> {
    match path.split_once('.') {
        None => members(tree, path).into_iter().map(text_of).collect(),
        Some((step, rest)) => members(tree, step)
            .into_iter()
            .flat_map(|inner| if let Tree::Null = inner { vec![Some(String::new())] } else { field_texts(inner, rest) })
            .collect(),
    }
}

fn entry(tree: &Tree, list: List) -> Option<String> {
    let parts = list.info().parts;
    let is_plain = parts.iter().all(|part| part.graph.is_empty());
    match tree {
        Tree::Object(_) if is_plain => None,
        Tree::Object(_) => {
            let texts = parts.iter().map(|part| first_text(members(tree, part.graph).into_iter().map(text_of)));
            Some(texts.map(|text| text.unwrap_or_else(|| "-".to_owned())).collect::<Vec<_>>().join("|"))
        }
        other => {
            let text = text_of(other).filter(|text| !text.is_empty())?;
            Some(std::iter::once(text).chain((1..parts.len()).map(|_| "-".to_owned())).collect::<Vec<_>>().join("|"))
        }
    }
}

fn entries(tree: &Tree, list: List) -> Option<Vec<String>> {
    let is_plain = list.info().parts.iter().all(|part| part.graph.is_empty());
    match tree {
        Tree::Null => Some(Vec::new()),
        Tree::List(items) => Some(items.iter().filter_map(|item| entry(item, list)).collect()),
        Tree::Object(_) => Some(entry(tree, list).into_iter().collect()),
        Tree::Text(text) => {
            let text = text.trim_matches(|character: char| character.is_ascii_whitespace());
            match serde_json::from_str::<Tree>(text) {
                Ok(inner @ (Tree::List(_) | Tree::Object(_))) => entries(&inner, list),
                _ if is_plain => Some(
                    text.split(',')
                        .map(|word| word.trim_matches(|character: char| character.is_ascii_whitespace()))
                        .filter(|word| !word.is_empty())
                        .map(str::to_owned)
                        .collect(),
                ),
                _ if text.is_empty() => Some(Vec::new()),
                _ => None,
            }
        }
    }
}

fn check(json: &str) {
    let tree: Tree = serde_json::from_str(json).unwrap();
    let read = read(format!("[{json}]").as_bytes());
    assert_eq!(read.store.len(), 1, "{:?} {:?}", read.problems, read.refused);
    for field in Field::all().filter(|field| !field.info().graph.is_empty() && field.kind() != FieldKind::Time) {
        let expected = first_text(field_texts(&tree, field.info().graph).into_iter());
        assert_eq!(read.text(0, field), expected, "{field:?} of {json}");
    }
    for list in List::all() {
        let Tree::Object(all) = &tree else { continue };
        let lists = all.iter().filter(|(key, _)| key == list.info().graph);
        // A number or truth value is no list at all; the twin sees texts only, so such values are not generated here.
        let lists: Vec<Vec<String>> = lists.filter_map(|(_, value)| entries(value, list)).collect();
        let expected = lists.iter().find(|entries| !entries.is_empty()).or(lists.first()).cloned();
        assert_eq!(read.list(0, list), expected, "{list:?} of {json}");
    }
}

#[test]
fn the_synthetic_records_are_as_the_twin_reads_them() {
    for line in String::from_utf8(fixture("signins.ndjson")).unwrap().lines() {
        check(line);
    }
}

fn key() -> impl Strategy<Value = String> {
    let steps = Field::all().flat_map(|field| field.info().graph.split('.')).filter(|step| !step.is_empty());
    let lists = LISTS.iter().flat_map(|info| info.parts.iter().map(|part| part.graph).chain([info.graph]));
    let known: Vec<String> = steps.chain(lists).filter(|key| !key.is_empty()).map(str::to_owned).collect();
    prop_oneof![8 => prop::sample::select(known), 1 => "[a-zäß\"\\\\\n]{0,6}"]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ -~]{0,12}",
        2 => any::<String>(),
        1 => Just(String::new()),
        1 => Just("a, b,,c ".to_owned()),
        1 => Just(r#" [{"id":"x","result":null,"key":["k"]}, "plain"] "#.to_owned()),
        1 => Just("[1,]".to_owned()),
        1 => Just("{\"networkType\":\"trusted\"}".to_owned()),
    ]
}

/// Any JSON, as text. Numbers are written as `serde_json` writes them, so that the twin can give them back.
fn json() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        any::<i32>().prop_map(|number| number.to_string()),
        Just("40.25".to_owned()),
        Just("-3.7".to_owned())
    ];
    let leaf = prop_oneof![
        5 => (text(), any::<bool>()).prop_map(|(text, escape)| quote(&text, escape)),
        2 => Just("null".to_owned()),
        1 => number.clone(),
        1 => prop_oneof![Just("true".to_owned()), Just("false".to_owned())],
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(" , "))),
            object(inner),
        ]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member =
        (key(), any::<bool>(), value).prop_map(|(key, escape, value)| format!("{} :\n{value}", quote(&key, escape)));
    prop::collection::vec(member, 0..6).prop_map(|members| format!("{{{}}}", members.join(",")))
}

fn quote(text: &str, escape: bool) -> String {
    if !escape {
        return serde_json::to_string(text).unwrap();
    }
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04X}"));
    format!("\"{}\"", units.collect::<String>())
}

/// A record with values of any type at all keys; the last members make it a sign-in whatever the others are.
fn record() -> impl Strategy<Value = String> {
    let is_list = |key: &str| LISTS.iter().any(|info| info.graph == key);
    let member = (key(), json()).prop_filter("numbers are no lists", move |(key, value)| {
        !is_list(key) || value.starts_with(['[', '{', '"', 'n'])
    });
    let member = member.prop_map(|(key, value)| format!("{}:{value}", quote(&key, false)));
    let member = member.prop_filter(
        "texts in the places of objects, and values under other names, are read in another way",
        |member| {
            let object = format!("{{{member}}}");
            match serde_json::from_str(&object) {
                Ok(Tree::Object(members)) => {
                    !members.iter().any(|(key, value)| is_closed(key, value) || is_other_name(key))
                }
                _ => false,
            }
        },
    );
    prop::collection::vec(member, 0..20)
        .prop_map(|members| {
            let marks = r#""ipAddress":"192.0.2.7","clientAppUsed":"Browser","isInteractive":true,"appId":"a""#;
            members.into_iter().chain([marks.to_owned()]).collect::<Vec<_>>().join(", ")
        })
        .prop_map(|members| format!("{{{members}}}"))
}

/// Whether a text stands where an object belongs, which is opened in another way.
fn is_closed(key: &str, value: &Tree) -> bool {
    let is_text = |tree: &Tree| matches!(tree, Tree::Text(text) if !text.is_empty());
    let Some(info) = LISTS.iter().find(|info| info.graph == key) else {
        let is_object = SIGN_INS.fields().any(|field| field.graph.split_once('.').is_some_and(|(root, _)| root == key));
        return is_object && (is_text(value) || members(value, "geoCoordinates").into_iter().any(is_text));
    };
    if info.parts.iter().all(|part| part.graph.is_empty()) {
        return false;
    }
    match value {
        Tree::List(items) => items.iter().any(is_text),
        Tree::Text(text) if text.trim().is_empty() => false,
        Tree::Text(text) => match serde_json::from_str::<Tree>(text.trim()) {
            Ok(Tree::List(items)) => items.iter().any(is_text),
            Ok(Tree::Object(_)) => false,
            _ => true,
        },
        _ => false,
    }
}

/// Whether one record alone is read, or why not.
fn decode(record: &[u8]) -> Result<(), String> {
    let mut decoder = RecordDecoder::new(0, &FileFormat::json(Seen::default()));
    let mut decoded = Decoded::default();
    let span = RecordSpan { offset: 0, len: record.len() as u32, number: 1, line: 0 };
    decoder.decode_slice(&FramedChunk { bytes: record, offset: 0, spans: &[span] }, &mut decoded);
    match decoded.problems.first.into_iter().find(|problem| problem.message.contains("no valid JSON")) {
        Some(problem) => Err(problem.message),
        None => Ok(()),
    }
}

proptest! {
    #![proptest_config(super::cases(400))]

    #[test]
    fn random_records_are_as_the_twin_reads_them(json in record()) {
        check(&json);
    }

    #[test]
    fn what_serde_json_rejects_is_rejected(json in record(), at in any::<prop::sample::Index>(), byte in "[\\]\\[{}\":,\\\\0-9u.e+ tfn\n\u{1}-]", how in 0..3) {
        let mut bytes = json.into_bytes();
        let at = at.index(bytes.len());
        let byte = byte.as_bytes()[0];
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => drop(bytes.remove(at)),
        }
        if str::from_utf8(&bytes).is_ok() {
            let twin = serde_json::from_slice::<serde_json::Value>(&bytes);
            let ours = decode(&bytes);
            prop_assert_eq!(twin.is_ok(), ours.is_ok(), "{:?} {:?} {}", twin, ours, String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn the_strictness_is_that_of_serde_json() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let values = [
        "01",
        "-",
        "-0",
        "0.",
        ".5",
        "1.5e",
        "1e5",
        "1E+5",
        "1e400",
        "-1e400",
        "1e-400",
        "+1",
        "0x1",
        "NaN",
        "nul",
        "True",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud800\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u12g4\"",
        "\"\\u123",
        "\"a\tb\"",
        "\"a\u{7f}b\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "'a'",
        "[}",
        "{]",
        "\"",
        "",
        "null null",
        &nested(126),
        &nested(127),
        &nested(128),
        &"9".repeat(308),
        &"9".repeat(310),
    ];
    for key in ["junk", "userAgent", "riskEventTypes_v2", "status", "createdDateTime"] {
        for value in values {
            let json = format!("{{\"{key}\":{value}}}");
            let twin = serde_json::from_str::<serde_json::Value>(&json);
            assert_eq!(twin.is_ok(), decode(json.as_bytes()).is_ok(), "{json:.90} {:?}", twin.err());
        }
    }
}
