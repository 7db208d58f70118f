//! JSON in any wrong order is the same in chunks of all sizes, and what was met before is read as if it were new.

use proptest::prelude::*;

use super::{read, read_in_pieces};

/// Pieces of JSON that can stand in any wrong order.
const TOKENS: [&str; 20] = [
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
    "\"records\":[",
    "{\"records\":[",
    "\"id\":\"x\"",
    "\u{feff}",
    "\"@odata.nextLink\":\"y\"",
    r#"{"appId":"a","ipAddress":"192.0.2.7","status":{"errorCode":0}}"#,
    r#"{"appId":"a","ipAddress":"192.0.2.7","status":{"errorCode":0"#,
];

/// Entries of lists that differ little, some of which begin with others; the last ones are damaged.
const ENTRIES: [&str; 9] = [
    r#"{"id":"a","displayName":"One","result":"success"}"#,
    r#"{"id":"a","displayName":"One","result":"failure"}"#,
    r#"{"id":"a","displayName":"One","result":"success","more":[{"x":"}]"}]}"#,
    r#"{"id":"b","result":"success","displayName":"One"}"#,
    r#"{"key":"k","value":"v\"{"}"#,
    r#"{}"#,
    r#""text""#,
    r#"{"id":"a","displayName":"One","result":}"#,
    r#"{"id":"a","displayName":"One" "result":"success"}"#,
];
const WHOLE_ENTRIES: usize = 7;

const SIGN_IN: &str = r#"{"id":"a","appId":"a","ipAddress":"192.0.2.7","status":{"errorCode":0}}"#;

/// What can follow the list of a page before the next page begins.
const PAGE_TAILS: [&str; 4] = ["}", "", r#","@odata.count":1"#, r#","extra":{}"#];

/// Members of which some begin with others, and some must not be taken for others; the last one is damaged.
const MEMBERS: [&str; 23] = [
    r#""processingTimeInMilliseconds":1"#,
    r#""processingTimeInMilliseconds":12"#,
    r#""processingTimeInMilliseconds":1.5"#,
    r#""userType":"member""#,
    r#""userType":"member" "#,
    r#""userType":"""#,
    r#""userType":null"#,
    r#""userType" : "guest""#,
    r#""userType": "guest""#,
    "\"processingTimeInMilliseconds\":\n 1",
    r#""status": {"errorCode": 5}"#,
    r#""\u0075serType":"escaped""#,
    r#""userType":["a","b"]"#,
    r#""userType":{"a":1}"#,
    r#""status":{"errorCode":5}"#,
    r#""status":{"errorCode":50,"additionalDetails":null}"#,
    r#""status":null"#,
    r#""riskEventTypes_v2":[]"#,
    r#""riskEventTypes_v2":["a","b"]"#,
    r#""riskEventTypes_v2":"a,b""#,
    r#""mfaDetail":{"authMethod":"x","authMethod":"y"}"#,
    r#""junk":[1,{"a":[2]}]"#,
    r#""userType":"member"x"#,
];
const WHOLE_MEMBERS: usize = 22;

proptest! {
    #![proptest_config(super::cases(400))]

    #[test]
    fn any_tokens_are_the_same_in_all_pieces(tokens in prop::collection::vec(0..TOKENS.len(), 0..30)) {
        let text: String = tokens.into_iter().map(|token| TOKENS[token]).collect();
        let whole = read_in_pieces("file", text.as_bytes(), text.len().max(1));
        for size in [1, 2, 5] {
            let chunks = read_in_pieces("file", text.as_bytes(), size);
            prop_assert_eq!((&chunks.problems, &chunks.refused), (&whole.problems, &whole.refused), "{}", text);
            prop_assert_eq!(chunks.places(), whole.places(), "{}", text);
        }
    }

    #[test]
    fn long_runs_of_any_tokens_are_the_same_in_all_pieces(tokens in prop::collection::vec(0..TOKENS.len(), 50..400)) {
        // Long enough for whole blocks inside of records, which are read in another way than single bytes are.
        let text: String = std::iter::once("[").chain(tokens.into_iter().map(|token| TOKENS[token])).collect();
        let whole = read_in_pieces("file", text.as_bytes(), text.len());
        for size in [1, 63, 200] {
            let chunks = read_in_pieces("file", text.as_bytes(), size);
            prop_assert_eq!((&chunks.problems, &chunks.refused), (&whole.problems, &whole.refused), "{}", text);
            prop_assert_eq!(chunks.places(), whole.places(), "{}", text);
        }
    }

    #[test]
    fn pages_that_break_off_give_each_record_once(tails in prop::collection::vec(0..PAGE_TAILS.len(), 1..8)) {
        let text: String = tails.iter().map(|&tail| format!("{{\"value\":[{SIGN_IN}]{}\n", PAGE_TAILS[tail])).collect();
        for size in [1, 7, 64, text.len()] {
            let found = read_in_pieces("file", text.as_bytes(), size);
            prop_assert_eq!(found.store.len(), tails.len(), "{}: {:?}", text, found.problems);
        }
    }

    #[test]
    fn entries_met_before_are_read_as_if_they_were_new(picks in prop::collection::vec(prop::collection::vec(0..ENTRIES.len(), 0..6), 1..40)) {
        let records = picks.iter().enumerate().map(|(number, picks)| {
            let entries: Vec<&str> = picks.iter().map(|&pick| ENTRIES[pick]).collect();
            let [list, entries] = [["appliedConditionalAccessPolicies", "authenticationProcessingDetails"][number % 2], &entries.join(",")];
            format!(r#"{{"id":"{number}","appId":"a","ipAddress":"192.0.2.7","{list}":[{entries}],"privateLinkDetails":{{"a":{}}}}}"#, number / 3)
        });
        // Each record is read alone too, and must have the same values.
        let found = read(format!("[{}]", records.collect::<Vec<_>>().join(",")).as_bytes());
        let is_whole = |picks: &&Vec<usize>| picks.iter().all(|&pick| pick < WHOLE_ENTRIES);
        prop_assert_eq!(found.store.len(), picks.iter().filter(is_whole).count(), "{:?}", found.problems);
    }

    #[test]
    fn values_met_before_are_read_as_if_they_were_new(picks in prop::collection::vec(prop::collection::vec(0..MEMBERS.len(), 0..6), 1..40)) {
        let records = picks.iter().enumerate().map(|(number, picks)| {
            let members: String = picks.iter().map(|&pick| format!(",{}", MEMBERS[pick])).collect();
            let last = ["", r#","userType":"member""#, r#","junk":7"#][number % 3];
            format!(r#"{{"id":"{number}","appId":"a","ipAddress":"192.0.2.7"{members}{last}}}"#)
        });
        // Each record is read alone too, and must have the same values.
        let found = read(format!("[{}]", records.collect::<Vec<_>>().join(",")).as_bytes());
        let is_whole = |picks: &&Vec<usize>| picks.iter().all(|&pick| pick < WHOLE_MEMBERS);
        prop_assert_eq!(found.store.len(), picks.iter().filter(is_whole).count(), "{:?}", found.problems);
    }
}
