//! Damaged and odd JSON: what is good is kept, what is bad is named with its record and byte.

use signscope::ingest::{FileFormat, Seen, read_record};
use signscope::schema::{Field, List};

use super::{Read, fixture, read, read_in_pieces};

fn record(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","createdDateTime":"2025-12-04T08:19:41Z","appDisplayName":"App","status":{{"errorCode":0}}}}"#
    )
}

/// Reads JSON: the request IDs that are left, and the problems, each of which must hold its words.
fn check(json: &str, ids: &[&str], problems: &[&str]) -> Read {
    let read = read(json.as_bytes());
    assert_eq!(read.refused, None);
    assert_eq!(read.column(Field::RequestId), ids, "{json}: {:?}", read.problems);
    assert_eq!(read.problems.len(), problems.len(), "{json}: {:?}", read.problems);
    for (problem, words) in read.problems.iter().zip(problems) {
        assert!(problem.contains(words), "{problem:?} should hold {words:?}");
    }
    read
}

#[test]
fn every_arrangement_of_records_is_found() {
    let [a, b, c] = ["a", "b", "c"].map(record);
    check(&format!("[{a},{b},{c}]"), &["a", "b", "c"], &[]);
    check(&format!("\u{feff} [\n{a} ,\n{b}]\n"), &["a", "b"], &[]);
    check(&format!("[{a}][{b},{c}]"), &["a", "b", "c"], &[]);
    check(&format!("[[{a}],[{b},{c}]]"), &["a", "b", "c"], &[]);
    check(&format!("{a}\n{b}\r\n\n{c}"), &["a", "b", "c"], &[]);
    check(&format!("{a}{b}[{c}]"), &["a", "b", "c"], &[]);
    check(&format!(r#"{{"@odata.context":"x","value":[{a},{b}]}}"#), &["a", "b"], &[]);
    check(&format!(r#"{{"records" : [ {a} ], "more":{{"value":[1]}}}}{c}"#), &["a", "c"], &[]);
    check(&format!(r#"{{"value":[{a}],"@odata.nextLink":"x"}} {{"value":[{b}]}}"#), &["a", "b"], &["more pages"]);
    check(&format!("[{a},{b},]"), &["a", "b"], &[]);
    check(&format!("\u{feff}[{a}]\r\n\u{feff}[{b}]"), &["a", "b"], &[]);
}

#[test]
fn what_is_no_object_is_left_out_and_the_others_stay() {
    let [a, b] = ["a", "b"].map(record);
    let json = format!(r#"[1,{a},"x{{\"",null,{b},-2.5e1,true]"#);
    let words = ["Record 1 is a single value", "Record 3", "Record 4", "Record 6", "Record 7"];
    check(&json, &["a", "b"], &words);
    check(
        &format!(r#"[{a},{{"id":"x"}},{b}]"#),
        &["a", "b"],
        &["Record 2 is an object without the values of a sign-in"],
    );
    check(&format!("[{a},{{}},{b}]"), &["a", "b"], &["Record 2"]);
}

#[test]
fn records_that_are_no_json_are_left_out_and_the_others_stay() {
    let [a, b, c] = ["a", "b", "c"].map(record);
    let bad = |from: &str, to: &str| b.replace(from, to);
    for (bad, expected) in [
        (bad(":0", ""), "a colon"),
        (bad(",\"appDisplayName\"", "\"appDisplayName\""), "a comma or “}”"),
        (bad("0}}", "0,}}"), "double quotes"),
        (bad("\"App\"", "[1}"), "a comma or “]”"),
    ] {
        for json in [format!("[{a},{bad},{c}]"), format!("{a}\n{bad}\n{c}\n")] {
            let read = check(&json, &["a", "c"], &[expected]);
            assert!(read.problems[0].starts_with("Record 2 is no valid JSON: byte "), "{:?}", read.problems);
        }
    }
}

#[test]
fn the_byte_named_is_the_one_that_is_wrong() {
    let [a, b] = ["a", "b"].map(record);
    let json = format!("[{a},{}]", b.replace(":0", ":x"));
    let at = json.find(":x").unwrap() + 1;
    check(&json, &["a", "b"], &[&format!("byte {at} should be a value")]);
}

#[test]
fn a_record_that_breaks_off_does_not_take_the_next_one_with_it() {
    let [a, b, c] = ["a", "b", "c"].map(record);
    let unclosed = b.strip_suffix('}').unwrap();
    for json in [format!("[{a},{unclosed},{c}]"), format!("{a}\n{unclosed}\n{c}"), format!("[{a},\n{unclosed}\n{c}]")] {
        check(&json, &["a", "c"], &["Record 2"]);
    }
    // In a file of one record a line, the line's end ends a text that was not closed.
    let text = b.split_at(b.find("pp\"").unwrap()).0;
    check(&format!("{a}\n{text}\n{c}\n"), &["a", "c"], &["Record 2 is no valid JSON"]);
    check(&format!("{text}\n{a}\nrubbish \" {{\n{c}"), &["a", "c"], &["Record 1", "Record 3", "Record 4"]);
    check(&format!("[{a},{unclosed}]"), &["a"], &["Record 2"]);
    check(&format!("[{a}}},{c}]"), &["a", "c"], &["An unexpected “}”"]);
}

#[test]
fn cut_off_anywhere_the_whole_records_are_there() {
    for (name, is_list) in [("InteractiveSignIns.json", true), ("graph_page.json", true), ("signins.ndjson", false)] {
        let bytes = fixture(name);
        let whole = read(&bytes);
        let places = whole.places();
        let list_at = bytes.windows(9).position(|word| word == b"\"value\": ").unwrap_or(0) + 9;
        for len in 1..bytes.len() {
            let cut = read_in_pieces("file", &bytes[..len], 4096);
            let complete = places.iter().filter(|place| place.offset + u64::from(place.len) <= len as u64).count();
            assert_eq!(cut.store.len(), complete, "{name} cut at {len}");
            assert_eq!(cut.places(), places[..complete], "{name} cut at {len}");
            let inside = places
                .iter()
                .find(|place| (place.offset + 1..place.offset + u64::from(place.len)).contains(&(len as u64)));
            let told = |words: &str| cut.problems.iter().any(|problem| problem.contains(words));
            let number = complete + 1;
            // A page that has not come to its list looks like a record.
            let begins_page = name == "graph_page.json" && len <= list_at;
            assert_eq!(
                told(&format!("ends inside record {number},")),
                inside.is_some() || begins_page,
                "{name} at {len}"
            );
            if is_list && complete > 0 && len < bytes.len() - 2 {
                assert!(told("probably cut off"), "{name} cut at {len}: {:?}", cut.problems);
            }
        }
        assert_eq!(read_in_pieces("file", &bytes, 1).row(4), whole.row(4));
    }
}

#[test]
fn a_missing_bracket_is_told() {
    let a = record("a");
    check(&format!("[{a}"), &["a"], &["The file ends before its list does"]);
    check(&format!("[{a},"), &["a"], &["The file ends before its list does"]);
    check(&format!(r#"{{"value":[{a}]"#), &["a"], &["The file ends before its list does"]);
}

#[test]
fn values_of_an_unexpected_type_do_not_matter() {
    let json = r#"{"id":7,"createdDateTime":"2025-12-04T08:19:41Z","appDisplayName":["a",null,"b",{"c":1}],"ipAddress":"192.0.2.1",
        "status":"0","location":"US","deviceDetail":[],"userAgent":{"a":1},"isInteractive":"true","autonomousSystemNumber":64500.0,
        "appliedConditionalAccessPolicies":"none","riskEventTypes_v2":"unfamiliarFeatures, passwordSpray",
        "authenticationDetails":"[{\"authenticationMethod\":\"Password\",\"succeeded\":true}]",
        "networkLocationDetails":{"networkType":"trusted","networkNames":"HQ"},"signInEventTypes":["a",1,null,{"x":2}]}"#;
    let read = check(json, &["7"], &["“appliedConditionalAccessPolicies” is in this file, but it is written in a way"]);
    assert_eq!(read.text(0, Field::Application).as_deref(), Some("a, b"));
    assert_eq!(read.text(0, Field::ErrorCode).as_deref(), Some("0"));
    assert_eq!(read.text(0, Field::Status).as_deref(), Some("Success"));
    assert_eq!(read.text(0, Field::Location).as_deref(), Some("US"));
    assert_eq!(read.text(0, Field::UserAgent), None);
    assert_eq!(read.text(0, Field::IsInteractive).as_deref(), Some("true"));
    assert_eq!(read.text(0, Field::Asn).as_deref(), Some("64500.0"));
    assert_eq!(read.list(0, List::Policies), None);
    assert_eq!(read.list(0, List::RiskTypes), Some(vec!["unfamiliarFeatures".into(), "passwordSpray".into()]));
    assert_eq!(read.list(0, List::Steps), Some(vec!["Password|-|true|-|-".into()]));
    assert_eq!(read.list(0, List::Networks), Some(vec!["trusted|HQ".into()]));
    assert_eq!(read.list(0, List::EventTypes), Some(vec!["a".into(), "1".into()]));
}

#[test]
fn of_doubled_keys_the_first_that_is_not_empty_counts() {
    let json = r#"{"id":"","createdDateTime":null,"createdDateTime":"2025-12-04T08:19:41Z","appDisplayName":"A","appDisplayName":"B",
        "id":"x","id":"y","riskEventTypes_v2":[],"riskEventTypes_v2":["a"],"riskEventTypes_v2":["b"],"status":{},"status":{"errorCode":50126}}"#;
    let read = check(json, &["x"], &[]);
    assert_eq!(read.text(0, Field::Date).as_deref(), Some("1764836381000"));
    assert_eq!(read.text(0, Field::Application).as_deref(), Some("A"));
    assert_eq!(read.text(0, Field::Status).as_deref(), Some("Failure"));
    assert_eq!(read.list(0, List::RiskTypes), Some(vec!["a".into()]));
}

#[test]
fn a_bad_record_leaves_nothing_in_the_next_one() {
    let bad = r#"{"id":"bad","createdDateTime":"2025-12-04T08:19:41Z","userPrincipalName":"eve@fabrikam.example","signInEventTypes":["x"],
        "riskEventTypes_v2":["y"],"location":{"city":"Oslo"},"status":{"errorCode":50126},"#;
    let read = check(&format!("[{bad}oops}},{}]", record("a")), &["a"], &["Record 1"]);
    assert_eq!((read.text(0, Field::Username), read.text(0, Field::City)), (None, None));
    assert_eq!((read.list(0, List::EventTypes), read.list(0, List::RiskTypes)), (None, None));
    assert_eq!(read.text(0, Field::Status).as_deref(), Some("Success"));
}

#[test]
fn places_without_all_their_parts() {
    let at = |location: &str| record("a").replace("\"status\"", &format!("\"location\":{location},\"status\""));
    for (location, text) in [
        (r#"{"city":"Madrid","state":"Madrid","countryOrRegion":"ES"}"#, Some("Madrid, Madrid, ES")),
        (r#"{"city":null,"state":"","countryOrRegion":"ES"}"#, Some("ES")),
        (r#"{"city":"Oslo","countryOrRegion":"NO"}"#, Some("Oslo, NO")),
        (r#"{"city":"","state":"","countryOrRegion":""}"#, Some("")),
        ("{}", None),
        ("null", Some("")),
    ] {
        let read = check(&format!("[{}]", at(location)), &["a"], &[]);
        assert_eq!(read.text(0, Field::Location).as_deref(), text, "{location}");
    }
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such() {
    let mut bytes = format!("[{},{}]", record("a"), record("b")).into_bytes();
    let at = bytes.windows(3).rposition(|word| word == b"App").unwrap();
    bytes[at] = 0xc3;
    let read = read(&bytes);
    assert_eq!(read.column(Field::Application), ["App", "\u{fffd}pp"]);
    assert!(read.problems[0].contains("Record 2 holds bytes that are no UTF-8"));
    bytes[at] = 0;
    let read = super::read(&bytes);
    assert_eq!(read.column(Field::Application), ["App", "\0pp"]);
    assert!(read.problems[0].contains("not a control character"), "{:?}", read.problems);
}

#[test]
fn a_record_of_five_megabytes_is_read() {
    let long = record("b").replace("App", &"x".repeat(5 << 20));
    let bytes = format!("[{},{long},{}]", record("a"), record("c")).into_bytes();
    for size in [100_000, bytes.len()] {
        let read = read_in_pieces("file", &bytes, size);
        assert_eq!(
            (read.column(Field::RequestId), &read.problems),
            (vec!["a".to_owned(), "b".into(), "c".into()], &vec![])
        );
        assert_eq!(read.text(1, Field::Application).unwrap().len(), 5 << 20);
    }
}

#[test]
fn first_rows_come_out_of_the_first_large_piece() {
    let records: Vec<String> = (0..10_000).map(|number| record(&number.to_string())).collect();
    let json = format!("[{}]", records.join(","));
    let mut decoder = signscope::ingest::Decoder::new(0, "file", Default::default());
    let (first, rest) = json.as_bytes().split_at(json.len() * 9 / 10);
    let decoded = decoder.push(first);
    let lens: Vec<usize> = decoded.batches.iter().map(|batch| batch.len()).collect();
    assert!(lens == [4096, 4096], "{lens:?}");
    let rest = decoder.push(rest).batches.len() + decoder.finish().batches.len();
    assert_eq!(rest, 1, "a small rest waits for the end");
}

#[test]
fn small_pieces_give_a_first_batch_early_and_full_ones_later() {
    let records: Vec<String> = (0..10_000).map(|number| record(&number.to_string())).collect();
    let json = format!("[{}]", records.join(","));
    let mut decoder = signscope::ingest::Decoder::new(0, "file", Default::default());
    let mut lens: Vec<usize> = Vec::new();
    for chunk in json.as_bytes().chunks(50_000) {
        lens.extend(decoder.push(chunk).batches.iter().map(|batch| batch.len()));
    }
    lens.extend(decoder.finish().batches.iter().map(|batch| batch.len()));
    assert_eq!(lens.iter().sum::<usize>(), 10_000);
    assert!(lens.len() == 3 && lens[0] < 3_500 && lens[1] == 4096, "{lens:?}");
}

#[test]
fn words_about_damage_are_sentences() {
    let deep = record("a").replacen('{', &format!(r#"{{"deep":{}{},"#, "[".repeat(200), "]".repeat(200)), 1);
    let b = record("b");
    check(&format!("[{b},{deep}]"), &["b"], &["should be a value nested no deeper than 127 levels"]);
    let told = record("a").replacen('{', "{\"a\":\"\u{1}\",", 1);
    check(&format!("[{b},{told}]"), &["b", "a"], &["should be a character of a text, not a control character"]);
    // What the decoder takes and the detail pane cannot show is told without the words of a library.
    let file_format = FileFormat::json(Seen::default());
    for odd in ["1e999", "\"\\ud800\""] {
        let raw = record("a").replacen('{', &format!(r#"{{"odd":{odd},"#), 1);
        if let Err(message) = read_record(raw.as_bytes(), &file_format) {
            assert!(!message.contains("expected") && message.ends_with('.'), "{message}");
        }
    }
}
