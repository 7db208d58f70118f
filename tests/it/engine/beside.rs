//! Extra columns of files of a known form, of which somebody says what they hold.

use signscope::engine::protocol::usage::Calendar;
use signscope::engine::protocol::{Answer, FilePage, FileQuestion, Question};
use signscope::ingest::ReadOptions;
use signscope::schema::{ExtraColumn, Field};

use super::Desk;
use crate::ingest::text_of;

fn extra(name: &str) -> ExtraColumn {
    ExtraColumn::named(name).unwrap()
}

fn page(desk: &mut Desk) -> FilePage {
    let file = desk.report(0).file;
    let question = FileQuestion { file, calendar: Calendar::default(), problems: 0 };
    match desk.ask(&Question::File(question)) {
        Answer::File(page) => page,
        other => panic!("{other:?}"),
    }
}

/// Two records with values under names of their own: of Graph, of Log Analytics in JSON and as a table, and steps.
const FILES: [(&str, &str); 4] = [
    (
        "graph.json",
        r#"[{"own":{"login":"ada@contoso.example"},"seen":"2025-11-02T08:00:00Z","id":"a","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1"},
            {"own":{"login":"eve@contoso.example"},"seen":"2025-11-02T08:00:00Z","id":"b","createdDateTime":null,"userPrincipalName":"bob@contoso.example","appDisplayName":"App","ipAddress":"192.0.2.1"}]"#,
    ),
    (
        "monitor.ndjson",
        r#"{"own":{"login":"ada@contoso.example"},"seen":"2025-11-02T08:00:00Z","Id":"a","CreatedDateTime":"2025-11-01T08:00:00Z","ResultType":"0","AppDisplayName":"App"}
{"own":{"login":"eve@contoso.example"},"seen":"2025-11-02T08:00:00Z","Id":"b","CreatedDateTime":"","UserPrincipalName":"bob@contoso.example","ResultType":"0","AppDisplayName":"App"}"#,
    ),
    (
        "monitor.csv",
        "own.login,seen,Id,CreatedDateTime,UserPrincipalName,ResultType,AppDisplayName\n\
         ada@contoso.example,2025-11-02T08:00:00Z,a,2025-11-01T08:00:00Z,,0,App\n\
         eve@contoso.example,2025-11-02T08:00:00Z,b,,bob@contoso.example,0,App\n",
    ),
    (
        "one.json",
        r#"{"result":{"own":{"login":"ada@contoso.example"},"seen":"2025-11-02T08:00:00Z","id":"a","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1"}}"#,
    ),
];

#[test]
fn what_extra_columns_of_a_known_form_hold_can_be_said() {
    for (name, text) in FILES {
        let mut desk = Desk::with(name, text.as_bytes());
        let before = page(&mut desk);
        let table = before.table.unwrap();
        assert!(table.mapping.is_beside, "{name}");
        assert_eq!(
            (&table.mapping.names[..], &table.fields[..]),
            (&["own.login".to_owned(), "seen".to_owned()][..], &[None; 2][..]),
            "{name}"
        );
        assert_eq!(table.mapping.values(0).next(), Some("ada@contoso.example"), "{name}");

        let extras = vec![(extra("own.login"), Field::Username), (extra("seen"), Field::Date)];
        desk.read_again(0, ReadOptions { extras: extras.clone(), ..ReadOptions::default() });
        let store = desk.engine.store();
        assert_eq!(text_of(store, 0, Field::Username).as_deref(), Some("ada@contoso.example"), "{name}");
        assert_eq!(text_of(store, 0, Field::Date).as_deref(), Some("1761984000000"), "{name}");
        if store.len() > 1 {
            assert_eq!(
                text_of(store, 1, Field::Username).as_deref(),
                Some("bob@contoso.example"),
                "{name}: only a stand-in"
            );
            assert_eq!(text_of(store, 1, Field::Date).as_deref(), Some("1762070400000"), "{name}");
        }
        assert_eq!(store.extra_at(extra("own.login"), 0), Some("ada@contoso.example"), "{name}: it stays");

        let after = page(&mut desk);
        assert!(after.extras.is_empty(), "{name}: nothing is left that is not understood");
        assert_eq!(
            after.table.unwrap().fields,
            [Some(Field::Username), Some(Field::Date)],
            "{name}: it can be said anew"
        );
    }
}
