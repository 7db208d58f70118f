//! The synthetic files of `tests/data`: the three vintages of the portal CSV and the forms of JSON.

use signscope::ingest::{RecordValue, read_record};
use signscope::schema::{ExtraColumn, Field, List};

use super::{Read, fixture, read};

const STATUSES: [&str; 5] = ["Success", "Failure", "Interrupted", "Success", "Failure"];
const LOCATIONS: [&str; 4] =
    ["Madrid, Madrid, ES", "Washington, D.C., District of Columbia, US", "DE", "Zürich, Zürich, CH"];

fn check_common(read: &Read, description: &str) {
    assert_eq!(read.refused, None);
    assert_eq!(read.file_format.as_ref().map(|file_format| file_format.describe()).as_deref(), Some(description));
    assert_eq!(read.column(Field::Status), STATUSES);
    assert_eq!(read.text(1, Field::City).as_deref(), Some("Washington, D.C."));
    assert_eq!(read.text(1, Field::Country).as_deref(), Some("US"));
    let locations = read.column(Field::Location);
    assert_eq!([&locations[0], &locations[1], &locations[2], &locations[4]], LOCATIONS);
    assert_eq!(read.text(4, Field::Application).as_deref(), Some("Azure Portal"));
    assert_eq!(read.text(2, Field::User).as_deref(), Some("Chiara, Rossi"));
    assert_eq!(read.text(1, Field::User).as_deref(), Some("Ben “B” Okoro"));
    assert_eq!(read.text(2, Field::IpAddress).as_deref(), Some("2001:db8::17"));
    assert_eq!(read.text(0, Field::RequestId).as_deref(), Some("00000064-1111-4222-8333-0000000c155c"));
    assert!(
        read.text(4, Field::FailureReason)
            .is_some_and(|text| text.ends_with("policies.\nThe access policy does not allow token issuance."))
    );
}

#[test]
fn every_vintage_of_the_portal_csv_is_read() {
    for (name, columns) in
        [("InteractiveSignIns_57.csv", 57), ("InteractiveSignIns_55.csv", 55), ("InteractiveSignIns_44.csv", 44)]
    {
        let read = read(&fixture(name));
        check_common(&read, &format!("Portal CSV, {columns} columns"));
        assert_eq!(read.problems, [""; 0], "{name}");
        assert_eq!(read.text(0, Field::Date).as_deref(), Some("1764835241000"), "{name}");
        // The first of the two columns is empty in every other record; then the second one counts.
        let tokens = ["Primary refresh token", "None", "Primary refresh token", "None", "Primary refresh token"];
        assert_eq!(read.column(Field::IncomingTokenType), tokens);
        // The apostrophe against formulas is gone.
        assert_eq!(read.text(2, Field::UniqueTokenId).as_deref(), Some("-tok2_AA"));
        assert_eq!(read.text(3, Field::Location).as_deref(), Some(""));
        assert_eq!(read.text(0, Field::ErrorCode).as_deref(), Some("0"), "the portal leaves the code of a success out");
        assert_eq!(read.text(0, Field::RiskState), None, "a column the file does not have is absent");
        assert_eq!(read.list(0, List::Policies), None);
        let user_agent = read.text(0, Field::UserAgent);
        assert_eq!(user_agent.is_some(), columns != 44, "{name}");
        assert!(user_agent.is_none_or(|text| text.ends_with("\"Edge\"")));
    }
}

#[test]
fn every_form_of_json_is_read() {
    let forms = [
        ("InteractiveSignIns.json", "Portal JSON", 0),
        ("graph_page.json", "Microsoft Graph JSON", 1),
        ("signins.ndjson", "JSON, one record after the other", 0),
    ];
    for (name, description, problems) in forms {
        let read = read(&fixture(name));
        check_common(&read, description);
        assert_eq!(read.problems.len(), problems, "{name}: {:?}", read.problems);
        assert!(read.problems.iter().all(|problem| problem.contains("more pages")));
        assert_eq!(read.text(1, Field::Date).as_deref(), Some("1764835301123"), "{name}");
        assert_eq!(read.text(3, Field::Location).as_deref(), Some(""), "location: null is empty");
        assert_eq!(read.text(0, Field::Longitude).as_deref(), Some("-3.7"));
        assert_eq!(read.text(0, Field::IpSeenByResource).as_deref(), Some(""));
        assert_eq!(read.text(0, Field::Compliant).as_deref(), Some(""), "null is not false");
        assert_eq!(read.text(0, Field::Managed).as_deref(), Some("false"));
        assert_eq!(read.text(0, Field::SessionId), None);
        assert_eq!(read.text(0, Field::MfaMethod).as_deref(), Some(""), "mfaDetail: null");
        assert_eq!(read.list(1, List::RiskTypes), Some(vec!["unfamiliarFeatures".into(), "passwordSpray".into()]));
        assert_eq!(read.list(0, List::RiskTypes), Some(vec![]));
        assert_eq!(read.list(2, List::Policies), Some(vec![]));
        let policies = read.list(0, List::Policies).unwrap();
        assert!(
            policies[0].ends_with("|Require MFA|notApplied|mfa, RequireCompliantDevice||3|users,location"),
            "{policies:?}"
        );
        assert!(policies[1].ends_with("|Block legacy|reportOnlyNotApplied|block|signInFrequency|none|none"));
        let steps = ["Password|Password in the cloud|true|Correct password|Primary authentication".to_owned()];
        assert_eq!(read.list(0, List::Steps), Some(steps.to_vec()));
        assert_eq!(read.list(0, List::Networks), Some(vec!["namedNetwork|Büro München, HQ".into()]));
        assert_eq!(read.list(0, List::Processing), Some(vec![r#"Oauth Scope Info|["openid","profile"]"#.into()]));
        assert_eq!(read.list(0, List::Contexts), None);
    }
}

#[test]
fn one_record_in_full_from_json() {
    let bytes = fixture("graph_page.json");
    let read = read(&bytes);
    let place = read.places()[1];
    let raw = &bytes[place.offset as usize..][..place.len as usize];
    let record = read_record(raw, read.file_format.as_ref().unwrap()).unwrap();
    let date = RecordValue::Time { millis: 1764835301123, text: "2025-12-04T08:01:41.1234567Z".into() };
    assert_eq!(record.fields[0], (Field::Date, date));
    let location = "Washington, D.C., District of Columbia, US".to_owned();
    assert!(record.fields.contains(&(Field::Location, RecordValue::Text(location))));
    assert!(record.fields.contains(&(Field::MfaMethod, RecordValue::Empty)));
    assert!(record.fields.iter().all(|(field, _)| *field != Field::SessionId), "absent fields are left out");
    assert!(record.fields.is_sorted_by_key(|(field, _)| *field));
    assert_eq!(record.other, [], "null and empty texts are no values");
    let json = record.json.unwrap();
    assert_eq!(json["appliedConditionalAccessPolicies"][0]["includeRulesSatisfied"][0]["ruleSatisfied"], "allApps");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&record.raw).unwrap(), json);
    assert!(record.raw.starts_with("{\n  \"id\": \""));
}

#[test]
fn values_no_field_stands_for_are_kept_with_their_paths() {
    let json =
        br#"{"id":"a","createdDateTime":"gestern","appDisplayName":"App","a":{"b":[1,"x"],"c":[{"d":true}],"e":null},
        "status":{"errorCode":1.50,"hint":"h"},"riskEventTypes_v2":["x"], "empty":{}, "none":[]}"#;
    let read = read(json);
    let record = read_record(json, read.file_format.as_ref().unwrap()).unwrap();
    let other = [("a.b", "[1,\"x\"]"), ("a.c", "[{\"d\":true}]"), ("status.hint", "h")];
    assert_eq!(record.other, other.map(|(path, text)| (ExtraColumn::named(path).unwrap(), text.to_owned())));
    assert_eq!(record.fields[0], (Field::Date, RecordValue::Text("gestern".into())));
    assert!(record.raw.contains("\"errorCode\": 1.50,"), "numbers stay as they are: {}", record.raw);
    assert!(record.raw.contains("\"empty\": {},\n  \"none\": []\n}"));
    assert!(read.problems[0].contains("date that cannot be read"));
}

#[test]
fn one_record_in_full_from_csv() {
    let csv = "Date (UTC),Request ID,User,Favourite colour,Username,Status\n2025-12-04T08:00:41Z,r1,Ada,'+blue,ada@contoso.example,Success\n";
    let read = read(csv.as_bytes());
    let line = csv.lines().nth(1).unwrap();
    let record = read_record(line.as_bytes(), read.file_format.as_ref().unwrap()).unwrap();
    let date = RecordValue::Time { millis: 1764835241000, text: "2025-12-04T08:00:41Z".into() };
    assert_eq!(record.fields[0], (Field::Date, date));
    assert_eq!(record.other, [(ExtraColumn::named("Favourite colour").unwrap(), "+blue".to_owned())]);
    assert_eq!(record.json, None);
    assert!(record.raw.starts_with("Date (UTC): 2025-12-04T08:00:41Z\nRequest ID: r1\n"));
    assert!(read_record(b"a,b", read.file_format.as_ref().unwrap()).is_err());
}
