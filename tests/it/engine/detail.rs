//! One record in full: values, policies, steps, what happened and why, and a record that is not there any more.

use signscope::engine::protocol::{Cell, Detail, View};
use signscope::sample::{Form, Vintage};
use signscope::schema::{Field, List, Status};

use super::{Desk, sample_file};

const BLOCKED: &str = r#"[{"id":"11111111-2222-4333-8444-555555555555","createdDateTime":"2026-11-19T22:41:07.1234567Z",
"userDisplayName":"Ada Lindqvist","userPrincipalName":"ada.lindqvist@contoso.example","appDisplayName":"Azure Portal",
"ipAddress":"203.0.113.9","clientAppUsed":"Browser","conditionalAccessStatus":"failure","riskState":"none","unheardOf":{"a":[1,"x"]},
"status":{"errorCode":53003,"failureReason":"Access has been blocked.","additionalDetails":null},
"location":{"city":"São Paulo","state":"São Paulo","countryOrRegion":"BR"},
"deviceDetail":{"operatingSystem":"Windows 11","isCompliant":null},
"networkLocationDetails":[{"networkType":"namedNetwork","networkNames":["Blocked countries","Other"]}],
"authenticationDetails":[{"authenticationStepDateTime":"2026-11-19T22:41:07Z","authenticationMethod":"Password",
"authenticationMethodDetail":"Password in the cloud","succeeded":true,"authenticationStepResultDetail":"Correct password",
"authenticationStepRequirement":"Primary authentication"}],
"appliedConditionalAccessPolicies":[
{"id":"p6","displayName":"CA006 Phishing-resistant MFA","enforcedGrantControls":["Mfa"],"enforcedSessionControls":[],"result":"reportOnlyInterrupted","conditionsSatisfied":"application,users","conditionsNotSatisfied":"none"},
{"id":"p3","displayName":"CA003 Require compliant device","enforcedGrantControls":["RequireCompliantDevice"],"enforcedSessionControls":["SignInFrequency"],"result":"notApplied","conditionsSatisfied":"application","conditionsNotSatisfied":"users"},
{"id":"p4","displayName":"CA004 Block countries","enforcedGrantControls":["Block"],"enforcedSessionControls":[],"result":"failure","conditionsSatisfied":11,"conditionsNotSatisfied":0,
"includeRulesSatisfied":[{"conditionalAccessCondition":"location","ruleSatisfied":"locationId"},{"conditionalAccessCondition":"users","ruleSatisfied":"allUsers"}]}]}]"#;

fn blocked() -> Detail {
    Desk::with("a.json", BLOCKED.as_bytes()).detail(0).unwrap()
}

fn value(detail: &Detail, field: Field) -> Cell {
    detail.items.iter().find(|item| item.field == field).unwrap().value.clone()
}

#[test]
fn it_says_what_happened_and_which_policy_decided() {
    let verdict = blocked().verdict;
    assert_eq!(verdict.status, Some(Status::Failure));
    assert_eq!(verdict.headline, "Blocked by policy");
    assert_eq!(verdict.code.as_deref(), Some("53003 BlockedByConditionalAccess"));
    let sentence = "The policy “CA004 Block countries” blocks it, for it matched location (São Paulo, São Paulo, BR · 203.0.113.9).";
    assert!(verdict.explanation.ends_with(sentence), "{}", verdict.explanation);
    assert!(verdict.action.is_some());
}

#[test]
fn policies_show_controls_conditions_and_rules_the_deciding_one_first() {
    let policies = blocked().policies.unwrap();
    let names: Vec<_> = policies.iter().map(|policy| &policy.name[..5]).collect();
    assert_eq!(names, ["CA004", "CA003", "CA006"]);
    let (block, device, report) = (&policies[0], &policies[1], &policies[2]);
    assert_eq!((block.result_label.as_str(), block.grant_controls.as_slice()), ("Failure", &["Block".to_owned()][..]));
    let matched: Vec<_> = block.satisfied.iter().map(|condition| condition.condition.as_str()).collect();
    assert_eq!(matched, ["Application", "Users", "Location"]);
    assert_eq!(block.satisfied[1].rules, ["included: all users"]);
    assert_eq!(block.satisfied[2].rules, ["included: a named location"]);
    assert!(block.not_satisfied.is_empty());
    assert_eq!((device.result_label.as_str(), device.not_satisfied[0].condition.as_str()), ("Not applied", "Users"));
    assert_eq!(device.session_controls, ["Sign-in frequency"]);
    assert!(report.report_only);
    assert_eq!(report.result_label, "Report-only: User action required");
}

#[test]
fn values_lists_and_what_nobody_knows_are_all_there() {
    let detail = blocked();
    assert_eq!(detail.title, "Ada Lindqvist");
    assert_eq!(value(&detail, Field::Location), Cell::Text("São Paulo, São Paulo, BR".into()));
    assert_eq!(value(&detail, Field::ConditionalAccess), Cell::Text("Failure".into()));
    assert_eq!(value(&detail, Field::Compliant), Cell::Empty);
    assert_eq!(value(&detail, Field::Managed), Cell::Absent);
    assert_eq!(value(&detail, Field::Date), Cell::Time(1795128067123.0));
    let networks = detail.lists.iter().find(|list| list.list == List::Networks).unwrap();
    assert_eq!(networks.entries[0], ["namedNetwork", "Blocked countries, Other"], "as the file has it");
    assert_eq!(detail.steps.as_ref().unwrap()[0].succeeded, Some(true));
    assert!(
        detail.other.iter().any(|(path, text)| path.starts_with("unheardOf") && text.contains('x')),
        "{:?}",
        detail.other
    );
    assert!(detail.raw.contains("  \"userDisplayName\": \"Ada Lindqvist\""), "indented: {}", detail.raw);
}

#[test]
fn a_csv_has_no_policies_and_no_steps_rather_than_none() {
    let desk = Desk::with("a.csv", &sample_file(Form::PortalCsv(Vintage::Of2025), 3));
    let detail = desk.detail(1).unwrap();
    assert_eq!((detail.policies, detail.steps), (None, None));
    assert!(detail.raw.contains("Date (UTC)"));
    assert!(!detail.title.is_empty());
}

#[test]
fn every_record_of_a_file_can_be_looked_at() {
    for form in [Form::PortalJson, Form::PortalCsv(Vintage::Of2023)] {
        let mut desk = Desk::with("a", &sample_file(form, 50));
        let rows = desk.rows(&View::default(), &[Field::RequestId, Field::User]);
        for row in rows.rows {
            let detail = desk.detail(row.row).unwrap();
            assert_eq!(value(&detail, Field::RequestId), row.cells[0]);
            assert_eq!(value(&detail, Field::User), row.cells[1]);
        }
    }
}

#[test]
fn a_record_that_changed_says_so() {
    let mut desk = Desk::with("a.json", BLOCKED.as_bytes());
    desk.files[0] = BLOCKED.replace("11111111", "99999999").into_bytes();
    let reason = desk.detail(0).unwrap_err();
    assert_eq!(
        reason,
        "a.json has changed since it was loaded, so its records cannot be read again. Load the file once more."
    );
    desk.files[0].truncate(10);
    assert!(desk.detail(0).is_err());
}
