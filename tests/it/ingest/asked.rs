//! JSON that nobody knows is asked about, as tables are, and read as somebody says.

use signscope::ingest::{Mapping, ReadOptions, SourceFormat, read_record};
use signscope::schema::{ExtraColumn, Field};

use super::names::{check, fault, read_as_guessed};
use super::{read, read_as_told};

const RECORDS: [&str; 3] = [
    r#"{"who":{"mail":"eve@contoso.example","id":7},"at":"2025-03-03T08:00:00Z","from":"192.0.2.1","ipAddress":"none","result":"Success","note":"a"}"#,
    r#"{"who":{"mail":"bob@contoso.example","id":8},"at":"2025-03-03T08:00:01Z","from":"192.0.2.2","result":"Failure","tags":["x","y"]}"#,
    r#"{"at":null,"from":"","note":{}}"#,
];

/// The records in the ways that JSON files have them, each with the keys around them.
fn files() -> [(String, Vec<&'static str>); 6] {
    let list = RECORDS.join(",\n");
    [
        (format!("[{list}]"), vec![]),
        (RECORDS.join("\n"), vec![]),
        (format!("{{\"made\":\"2025-03-03\",\"events\":[{list}],\"count\":3}}"), vec!["events"]),
        (format!("{{\"value\":[{list}]}}"), vec!["value"]),
        (format!("{{\"data\":{{\"of\":{{}},\"items\":[{list}]}},\"items\":[1]}}"), vec!["data", "items"]),
        (format!("{{\"a\":{{\"b\":{{\"c\":[{list}],\"more\":false}},\"d\":[]}}}}"), vec!["a", "b", "c"]),
    ]
}

fn told(mapping: &Mapping) -> ReadOptions {
    let columns =
        [("at", Field::Date), ("who.mail", Field::Username), ("from", Field::IpAddress), ("result", Field::Status)];
    let columns = Some(columns.map(|(name, field)| (name.to_owned(), field)).to_vec());
    ReadOptions { columns, under: mapping.under.clone(), ..ReadOptions::default() }
}

#[test]
fn json_that_nobody_knows_is_asked_about_and_read_as_told() {
    for (file, under) in files() {
        let asked = read(file.as_bytes());
        let mapping = asked.mapping.unwrap_or_else(|| panic!("{file}: {:?}", asked.refused));
        assert_eq!((asked.store.len(), asked.refused), (0, None));
        assert_eq!(mapping.names, ["who.mail", "who.id", "at", "from", "ipAddress", "result", "note", "tags"]);
        assert_eq!(mapping.rows[1][..4], ["bob@contoso.example", "8", "2025-03-03T08:00:01Z", "192.0.2.2"]);
        assert_eq!((mapping.rows.len(), &mapping.under), (3, &under.iter().map(ToString::to_string).collect()));
        assert!(
            mapping.looks_like_sign_ins() && mapping.message.contains("the first are “who.mail”"),
            "{}",
            mapping.message
        );
        for size in [1, 50, file.len()] {
            let read = read_as_told("file", file.as_bytes(), size, told(&mapping));
            assert_eq!(
                (&read.refused, &read.mapping, read.source_formats.as_slice()),
                (&None, &None, &[(SourceFormat::Mapped, 3)][..])
            );
            assert_eq!(read.column(Field::Username), ["eve@contoso.example", "bob@contoso.example", "-"]);
            check(
                &read,
                1,
                &[(Field::IpAddress, "192.0.2.2"), (Field::Status, "Failure"), (Field::Date, "1740988801000")],
            );
            assert_eq!(read.text(0, Field::IpAddress).as_deref(), Some("192.0.2.1"), "what was not told is not read");
            let place = read.places()[0];
            let bytes = &file.as_bytes()[place.offset as usize..][..place.len as usize];
            let record = read_record(bytes, read.file_format.as_ref().unwrap()).unwrap();
            assert!(
                record.other.contains(&(ExtraColumn::named("note").unwrap(), "a".to_owned())),
                "{:?}",
                record.other
            );
            assert!(
                record.other.contains(&(ExtraColumn::named("who.id").unwrap(), "7".to_owned())),
                "{:?}",
                record.other
            );
        }
    }
}

#[test]
fn what_cannot_be_sign_ins_is_refused_and_not_asked_about() {
    for file in
        [r#"[{"name":"a","size":1,"colour":"red"}]"#, "[]", r#"{"events":[]}"#, r#"[{"a":1},{"b":2}]"#, "[1,2,3,4]"]
    {
        assert_eq!(read(file.as_bytes()).mapping, None, "{file}");
    }
    let audit = r#"[{"id":"a","activityDateTime":"2025-03-03T08:00:00Z","activityDisplayName":"Add user"}]"#;
    let read = read(audit.as_bytes());
    assert!(read.mapping.is_none() && read.refused.is_some_and(|reason| reason.contains("audit log")));
}

#[test]
fn keys_of_ones_own_are_guessed() {
    let Some(bytes) = fault("25_own_json.json") else { return };
    let read = read_as_guessed(&bytes);
    assert_eq!(read.source_formats, [(SourceFormat::Mapped, 2)]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
    let expected = [
        (Field::Username, "jd@contoso.example"),
        (Field::IpAddress, "203.0.113.77"),
        (Field::Location, "Lagos, Nigeria"),
        (Field::Application, "Azure Portal"),
        (Field::DeviceName, "Unknown device"),
        (Field::Compliant, "false"),
    ];
    check(&read, 1, &expected);
}
