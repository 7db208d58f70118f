//! Random JSON for the property tests: records that are right, and pieces of wrong ones.

use proptest::prelude::*;
use signscope::schema::Field;
use signscope::schema::list::LISTS;

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
pub fn record() -> impl Strategy<Value = String> {
    let is_list = |key: &str| LISTS.iter().any(|info| info.graph == key);
    let member = (key(), json()).prop_filter("numbers are no lists", move |(key, value)| {
        !is_list(key) || value.starts_with(['[', '{', '"', 'n'])
    });
    let member = member.prop_map(|(key, value)| format!("{}:{value}", quote(&key, false)));
    prop::collection::vec(member, 0..20)
        .prop_map(|members| {
            let marks = r#""ipAddress":"192.0.2.7","clientAppUsed":"Browser","isInteractive":true,"appId":"a""#;
            members.into_iter().chain([marks.to_owned()]).collect::<Vec<_>>().join(", ")
        })
        .prop_map(|members| format!("{{{members}}}"))
}

/// Pieces of JSON that can stand in any wrong order.
pub const TOKENS: [&str; 18] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    " ",
    "7",
    "nul",
    "\"value\":[",
    "\"id\":\"x\"",
    "\u{feff}",
    "\"@odata.nextLink\":\"y\"",
    r#"{"appId":"a","ipAddress":"192.0.2.7","status":{"errorCode":0}}"#,
    r#"{"appId":"a","ipAddress":"192.0.2.7","status":{"errorCode":0"#,
];

/// Entries of lists that differ little, some of which begin with others; the last ones are damaged.
pub const ENTRIES: [&str; 9] = [
    r#"{"id":"a","displayName":"One","result":"success"}"#,
    r#"{"id":"a","displayName":"One","result":"failure"}"#,
    r#"{"id":"a","displayName":"One","result":"success","more":[{"x":"}]"}]}"#,
    r#"{"id":"b","result":"success","displayName":"One"}"#,
    r#"{"key":"k","value":"v\"{"}"#,
    r#"{}"#,
    r#""text""#,
    r#"{"id":"a","displayName":"One","result":success}"#,
    r#"{"id":"a","displayName":"One" "result":"success"}"#,
];
/// So many of them, from the first on, are whole.
pub const WHOLE_ENTRIES: usize = 7;
