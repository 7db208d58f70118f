//! Questions about usage and policies: what is kept from one to the next never shows, and tables can be saved.

use signscope::engine::protocol::policies::{Gap, GapTableQuestion, PolicyQuestion};
use signscope::engine::protocol::usage::{
    Calendar, EntityKind, OverTimeQuestion, Period, ProfileQuestion, Scope, Split, TableQuestion, Unit, UsageColumn,
};
use signscope::engine::protocol::{Answer, Question};
use signscope::query::{Filter, Test};
use signscope::schema::Field;
use signscope_sample::{Form, Vintage};

use super::{Desk, sample_file};

fn users(scope: &Scope, first: u32, order: UsageColumn) -> Question {
    Question::Table(TableQuestion {
        scope: scope.clone(),
        subject: EntityKind::User,
        containing: String::new(),
        order,
        descending: true,
        first,
        count: 5,
    })
}

fn gap_page(scope: &Scope, gap: Gap) -> Question {
    Question::GapTable(GapTableQuestion {
        scope: scope.clone(),
        gap,
        audience: None,
        containing: String::new(),
        first: 1,
        count: 5,
    })
}

/// Every kind of question, some twice with a difference.
fn questions(desk: &mut Desk) -> Vec<Question> {
    let failed = Filter::Field(Field::Status, Test::OneOf(vec!["Failure".to_owned()]));
    let scopes = [Scope::everything(), Scope::default(), Scope { filter: failed, period: Period::Days(7) }];
    let calendar = Calendar::fixed(60);
    let key = match desk.ask(&Question::Matrix(Scope::everything())) {
        Answer::Matrix(matrix) => matrix.policies.unwrap()[0].policy.key.clone(),
        other => panic!("no matrix but {other:?}"),
    };
    let mut questions = vec![Question::Newest(EntityKind::Application)];
    for scope in scopes {
        let split = Split::Top { subject: EntityKind::Application, count: 3 };
        let (unit, limit) = (Some(Unit::Week), 3);
        let time = OverTimeQuestion { scope: scope.clone(), calendar: calendar.clone(), unit, split };
        let profile = ProfileQuestion { scope: scope.clone(), calendar: calendar.clone(), unit, limit };
        let (own, of) = (key.clone(), calendar.clone());
        let policy = PolicyQuestion { scope: scope.clone(), key: own, calendar: of, unit, limit };
        let (own, of) = (key.clone(), calendar.clone());
        let report_only_impact = PolicyQuestion { scope: scope.clone(), key: own, calendar: of, unit, limit };
        questions.extend([
            Question::OverTime(time),
            users(&scope, 0, UsageColumn::SignIns),
            users(&scope, 3, UsageColumn::Countries),
            Question::Profile(profile),
            Question::Places(scope.clone()),
            Question::Matrix(scope.clone()),
            Question::Policy(policy),
            Question::ReportOnlyImpacts(scope.clone()),
            Question::ReportOnlyImpact(report_only_impact),
            Question::Gaps(scope.clone()),
            gap_page(&scope, Gap::SingleFactor),
        ]);
    }
    questions
}

#[test]
fn what_is_kept_never_shows() {
    let (first, second) = (sample_file(Form::PortalJson, 300), sample_file(Form::PortalCsv(Vintage::Of2025), 200));
    let mut desk = Desk::with("first.json", &first);
    let questions = questions(&mut desk);
    for question in questions.iter().chain(questions.iter().rev()) {
        assert_eq!(desk.ask(question), Desk::with("first.json", &first).ask(question), "{question:?}");
    }
    desk.load("second.csv", &second, 4096);
    let mut anew = Desk::with("first.json", &first);
    anew.load("second.csv", &second, 4096);
    for question in &questions {
        assert_eq!(desk.ask(question), anew.ask(question), "{question:?}");
    }
}

#[test]
fn tables_are_saved_whole_and_safe() {
    let records = r#"[
        {"id":"1","createdDateTime":"2026-01-01T10:00:00Z","userId":"u1","userDisplayName":"=cmd()","userPrincipalName":"ada@contoso.example","status":{"errorCode":0},"clientAppUsed":"IMAP4","appliedConditionalAccessPolicies":[{"id":"p1","displayName":"Block, all","result":"notApplied"}]},
        {"id":"2","createdDateTime":"2026-01-02T10:00:00Z","userId":"u2","userDisplayName":"Bo","userPrincipalName":"bo@contoso.example","status":{"errorCode":50126},"clientAppUsed":"Browser","appliedConditionalAccessPolicies":[]}
    ]"#;
    let mut desk = Desk::with("log.json", records.as_bytes());
    let mut save = |question: Question| {
        let mut files = desk.export_table(&question).unwrap();
        assert_eq!(files.len(), 1);
        let file = files.swap_remove(0);
        (file.name, String::from_utf8(file.bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>(), file.records)
    };
    let (name, lines, records) = save(users(&Scope::everything(), 1, UsageColumn::Name));
    assert_eq!((name.as_str(), records), ("log_export.users.csv", 2), "all rows, whatever the page");
    assert!(lines[0].starts_with("\u{feff}Name,Key,Username,Sign-ins,Success,Interrupted,Failure,Success rate,"));
    assert!(lines[1].starts_with("Bo,u2,bo@contoso.example,1,0,0,1,0.0000,2026-01-02T10:00:00Z,"), "{}", lines[1]);
    assert!(lines[1].ends_with(",50126 (1)"), "{}", lines[1]);
    assert!(lines[2].starts_with("'=cmd(),u1,"), "{}", lines[2]);
    let (_, lines, records) = save(Question::Matrix(Scope::everything()));
    assert_eq!((lines[1].as_str(), records), ("\"Block, all\",p1,Not applied,1,1,0", 1));
    let (_, lines, _) = save(gap_page(&Scope::everything(), Gap::Legacy));
    assert!(
        lines[1].starts_with("'=cmd(),ada@contoso.example,,IMAP4,Member or not stated,1,1,0,0,1.0000,"),
        "{}",
        lines[1]
    );
    assert!(desk.export_table(&Question::Places(Scope::everything())).is_err());
}
