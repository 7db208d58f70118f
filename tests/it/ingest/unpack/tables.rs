//! Answers of query interfaces: each row of the table becomes an object.

use serde_json::{Value, json};

use super::*;

fn lines(answer: &str) -> (Vec<Value>, Vec<String>) {
    let out = unpack("a.json", answer.as_bytes());
    assert_eq!((out.names(), &out.problems), (vec!["a.json"], &vec![]));
    let lines = out.files[0].bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), out.files[0].problems.clone())
}

fn log_analytics() -> Value {
    json!({ "tables": [{
        "name": "PrimaryResult",
        "columns": [
            { "name": "TimeGenerated", "type": "datetime" }, { "name": "ResultType", "type": "string" },
            { "name": "DurationMs", "type": "long" }, { "name": "LocationDetails", "type": "dynamic" },
        ],
        "rows": [
            ["2025-12-04T08:19:41Z", "50140", 12, "{\"city\":\"Bergen\",\"x\":[1,\"]\\\"\"]}"],
            ["2025-12-04T08:20:41Z", "0", null, ""],
        ],
    }] })
}

fn expected() -> Vec<Value> {
    vec![
        json!({ "TimeGenerated": "2025-12-04T08:19:41Z", "ResultType": "50140", "DurationMs": 12, "LocationDetails": "{\"city\":\"Bergen\",\"x\":[1,\"]\\\"\"]}" }),
        json!({ "TimeGenerated": "2025-12-04T08:20:41Z", "ResultType": "0", "DurationMs": null, "LocationDetails": "" }),
    ]
}

#[test]
fn rows_of_log_analytics_become_objects() {
    let answer = log_analytics();
    for text in [answer.to_string(), serde_json::to_string_pretty(&answer).unwrap(), format!("\u{feff} {answer}")] {
        assert_eq!(lines(&text), (expected(), vec![]));
    }
    let twice = format!("{answer}\r\n{answer}");
    assert_eq!(lines(&twice).0.len(), 4, "answers that follow one another");
}

#[test]
fn rows_of_data_explorer_become_objects() {
    let columns = |key: &str| {
        json!([{ key: "TimeGenerated", "ColumnType": "datetime" }, { key: "ResultType", "ColumnType": "string" },
               { key: "DurationMs", "ColumnType": "long" }, { key: "LocationDetails", "ColumnType": "dynamic" }])
    };
    let rows = &log_analytics()["tables"][0]["rows"];
    let about = json!([[1, "Visualization", "{}", ""]]);
    let frames = json!([
        { "FrameType": "DataSetHeader", "IsProgressive": false, "Version": "v2.0" },
        { "FrameType": "DataTable", "TableId": 0, "TableKind": "QueryProperties", "TableName": "@ExtendedProperties",
          "Columns": columns("ColumnName"), "Rows": about },
        { "FrameType": "DataTable", "TableId": 1, "TableKind": "PrimaryResult", "TableName": "PrimaryResult",
          "Columns": columns("ColumnName"), "Rows": rows },
        { "FrameType": "DataTable", "TableId": 2, "TableKind": "QueryCompletionInformation", "TableName": "Information",
          "Columns": columns("ColumnName"), "Rows": about },
        { "FrameType": "DataSetCompletion", "HasErrors": false, "Cancelled": false },
    ]);
    assert_eq!(lines(&frames.to_string()), (expected(), vec![]));
    let progressive = json!([
        { "FrameType": "DataSetHeader", "IsProgressive": true },
        { "FrameType": "TableHeader", "TableId": 1, "TableKind": "PrimaryResult", "Columns": columns("ColumnName") },
        { "FrameType": "TableFragment", "TableId": 1, "Rows": [rows[0]] },
        { "FrameType": "TableProgress", "TableId": 1, "TableProgress": 50 },
        { "FrameType": "TableFragment", "TableId": 1, "Rows": [rows[1]] },
        { "FrameType": "TableCompletion", "TableId": 1, "RowCount": 2 },
    ]);
    assert_eq!(lines(&progressive.to_string()), (expected(), vec![]));
    let old = json!({ "Tables": [
        { "TableName": "Table_0", "Columns": columns("ColumnName"), "Rows": rows },
        { "TableName": "Table_1", "Columns": columns("ColumnName"), "Rows": about },
    ] });
    assert_eq!(lines(&old.to_string()), (expected(), vec![]));
}

#[test]
fn an_answer_without_rows_is_a_file_without_records() {
    let answer =
        json!({ "tables": [{ "name": "PrimaryResult", "columns": [{ "name": "a", "type": "int" }], "rows": [] }] });
    assert_eq!(unpack("a.json", answer.to_string().as_bytes()).files[0].bytes, b"[]");
}

#[test]
fn an_answer_that_is_cut_off_gives_its_whole_rows() {
    let text = log_analytics().to_string();
    let second = text.find("[\"2025-12-04T08:20").unwrap();
    for len in second..text.len() - 1 {
        let (rows, problems) = lines(&text[..len]);
        let whole = if len < text.len() - 4 { 1 } else { 2 };
        assert_eq!(rows, expected()[..whole], "cut at {len} of {}", text.len());
        assert!(problems.len() == 1 && problems[0].contains("cut off"), "{problems:?}");
    }
}

#[test]
fn rows_that_are_too_short_or_no_rows_are_told() {
    let answer = json!({ "tables": [{
        "name": "PrimaryResult", "columns": [{ "name": "a" }, { "name": "b" }],
        "rows": [[1, 2], [1], [1, 2, 3], { "OneApiErrors": [{ "error": { "code": "LimitsExceeded" } }] }],
    }] });
    let (rows, problems) = lines(&answer.to_string());
    assert_eq!(rows, [json!({ "a": 1, "b": 2 }), json!({ "a": 1 }), json!({ "a": 1, "b": 2 })]);
    assert_eq!(problems[..2], ["Row 2 has 1 values for 2 columns.", "Row 3 has 3 values for 2 columns."]);
    assert!(problems[2].contains("LimitsExceeded"), "{problems:?}");
    let nameless = r#"{"tables":[{"columns":[{"title":"a"}],"rows":[[1]]}]}"#;
    let (rows, problems) = lines(nameless);
    assert!(rows.is_empty() && problems[0].contains("names of the columns"), "{problems:?}");
}
