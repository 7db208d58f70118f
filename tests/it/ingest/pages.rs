//! Pages of records: one after the other, a line each, and in an array, as what an Event Hub captures is saved.

use signscope::ingest::SourceFormat;
use signscope::schema::Field;

use super::{Read, read};

/// A record of diagnostic settings with this request ID.
fn record(id: &str) -> String {
    format!(
        r#"{{"time":"2025-11-14T09:08:53Z","category":"SignInLogs","records":"none","properties":{{"id":"{id}","createdDateTime":"2025-11-14T09:08:53Z","value":[{{"records":[1]}}],"userPrincipalName":"ada@contoso.example"}}}}"#
    )
}

fn batch(ids: &[&str]) -> String {
    let records: Vec<String> = ids.iter().map(|id| record(id)).collect();
    format!(r#"{{"records":[{}]}}"#, records.join(","))
}

fn ids(read: &Read) -> Vec<String> {
    assert_eq!(read.refused, None);
    read.column(Field::RequestId)
}

#[test]
fn batches_of_an_event_hub_in_an_array_are_read() {
    let batches = [batch(&["a", "b"]), batch(&[]), batch(&["c"])];
    for text in [
        format!("[{}]", batches.join(",")),
        format!(" [\r\n  {}\r\n]\r\n", batches.join(" ,\r\n  ")),
        format!("\u{feff}[{}][{}]", batches[..2].join(","), batches[2]),
        format!("[[{}],[{}]]", batches[..2].join(","), batches[2]),
        format!(
            "[{}]",
            batches.join(",").replace(r#"{"records":["#, r#"{"PartitionId":7,"of":{"records":[]},"records":["#)
        ),
        format!("[{}]", batches.join(",").replace(r#"{"records":["#, r#"{"records" : [ "#)),
    ] {
        let read = read(text.as_bytes());
        assert_eq!(ids(&read), ["a", "b", "c"], "{text}");
        assert_eq!(
            (read.source_formats.as_slice(), &read.problems),
            (&[(SourceFormat::Diagnostics, 3)][..], &vec![]),
            "{text}"
        );
    }
}

#[test]
fn a_batch_a_line_is_read() {
    let lines = [batch(&["a", "b"]), batch(&[]), batch(&["c"])];
    for text in [lines.join("\n"), lines.join("\r\n") + "\r\n", lines.concat()] {
        let read = read(text.as_bytes());
        assert_eq!((ids(&read).concat().as_str(), &read.problems), ("abc", &vec![]), "{text}");
    }
}

#[test]
fn pages_of_graph_in_an_array_are_read_and_say_if_there_were_more() {
    let page = |ids: &[&str], more: &str| {
        let records: Vec<String> = ids.iter().map(|id| record(id)).collect();
        let context = "https://graph.example/beta/$metadata#auditLogs/signIns";
        format!(r#"{{"@odata.context":"{context}"{more},"value":[{}]}}"#, records.join(","))
    };
    let text = format!("[{},{}]", page(&["a"], ""), page(&["b", "c"], ""));
    let whole = read(text.as_bytes());
    assert_eq!((ids(&whole).concat().as_str(), &whole.problems), ("abc", &vec![]));
    let text = format!("[{},{}]", page(&["a"], r#","@odata.nextLink":"x""#), page(&["b", "c"], ""));
    let more = read(text.as_bytes());
    assert_eq!((ids(&more).concat().as_str(), more.problems.len()), ("abc", 1));
    assert!(more.problems[0].contains("more pages"), "{:?}", more.problems);
}

#[test]
fn a_record_with_a_list_called_value_is_no_page_where_the_array_holds_records() {
    let odd = r#"{"id":"b","createdDateTime":"2025-11-14T09:08:53Z","appId":"x","value":[{"id":"no"}],"records":[{"id":"no"}]}"#;
    let odd_first = odd.replace(r#","records":[{"id":"no"}]"#, "");
    let plain = r#"{"id":"a","createdDateTime":"2025-11-14T09:08:53Z","appId":"x","ipAddress":"192.0.2.7"}"#;
    for (text, expected) in [
        (format!("[{plain},{odd}]"), ["a", "b"]),
        (format!("[{odd_first},{plain}]"), ["b", "a"]),
        (format!(r#"{{"value":[{odd},{plain}]}}"#), ["b", "a"]),
    ] {
        // Alone in an array, the odd record says that it is a page; so only the whole is compared.
        let read = super::read_in_pieces("file", text.as_bytes(), 7);
        assert_eq!(ids(&read), expected, "{text}");
    }
}

#[test]
fn a_batch_that_breaks_off_gives_its_whole_records() {
    let [first, second] = [batch(&["a", "b"]), batch(&["c"])];
    let broken = first.strip_suffix('}').unwrap();
    let read = read(format!("[{broken},{second}]").as_bytes());
    assert_eq!(ids(&read), ["a", "b", "c"]);
    assert!(read.problems[0].contains("is not closed; its records were read"), "{:?}", read.problems);
    let whole = format!("[{first},{second}]");
    for end in first.len() + 1..whole.len() - 1 {
        let read = super::read(&whole.as_bytes()[..end]);
        assert!(read.store.len() >= 2 && !read.problems.is_empty(), "cut at {end}: {:?}", read.problems);
    }
}
