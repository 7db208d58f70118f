//! One record in full: values, policies, steps, what happened and why, and a record that is not there any more.

use signscope::engine::protocol::{Cell, Detail, View};
use signscope::schema::{Field, List, Status};
use signscope_sample::{Form, Vintage};

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
    let sentence = "The policy “CA004 Block countries” blocks it because the location matched: Brazil, in the named locations “Blocked countries”, “Other”.";
    assert!(verdict.explanation.ends_with(sentence), "{}", verdict.explanation);
    assert!(verdict.action.is_some());
}

/// What the verdict says of a sign-in with these policies, after the status.
fn decided(status: &str, policies: &str) -> String {
    let record = format!(
        r#"[{{"id":"11111111-2222-4333-8444-555555555555","createdDateTime":"2026-11-19T22:41:07Z",
        "userDisplayName":"Ada Lindqvist","clientAppUsed":"IMAP4","riskLevelDuringSignIn":"high","ipAddress":"203.0.113.9",
        "status":{{"errorCode":{status}}},"location":{{"city":"","state":"","countryOrRegion":"BR"}},
        "networkLocationDetails":[{{"networkType":"intranet","networkNames":["Lisbon"]}}],
        "appliedConditionalAccessPolicies":[{policies}]}}]"#
    );
    let explanation = Desk::with("a.json", record.as_bytes()).detail(0).unwrap().verdict.explanation;
    let start =
        ["The policy", "The policies", "No Conditional"].iter().filter_map(|start| explanation.find(start)).min();
    start.map_or_else(String::new, |start| explanation[start..].to_owned())
}

fn policy(name: &str, result: &str, grants: &str, satisfied: &str) -> String {
    format!(
        r#"{{"id":"{name}","displayName":"{name}","enforcedGrantControls":[{grants}],"enforcedSessionControls":[],"result":"{result}","conditionsSatisfied":"{satisfied}","conditionsNotSatisfied":"none"}}"#
    )
}

#[test]
fn a_refusal_names_the_condition_that_matched_and_what_was_asked_for() {
    let one = |grants, satisfied| decided("53003", &policy("CA", "failure", grants, satisfied));
    for (grants, satisfied, sentence) in [
        (r#""Block""#, "application,users,location", "The policy “CA” blocks it because the location matched: Brazil."),
        (r#""Block""#, "users,clientType", "The policy “CA” blocks it because the client app matched: IMAP4."),
        (
            r#""Block""#,
            "location,signInRisk",
            "The policy “CA” blocks it because the location matched: Brazil and the sign-in risk matched: High.",
        ),
        (
            r#""Block""#,
            "ipAddressSeenByAzureAD",
            "The policy “CA” blocks it because the IP address seen by Microsoft Entra ID matched.",
        ),
        (
            r#""Block""#,
            "application,users",
            "The policy “CA” blocks it because it covers this application and this user.",
        ),
        (r#""Block""#, "none", "The policy “CA” blocks it."),
        (
            r#""Mfa","RequireCompliantDevice""#,
            "signInRisk",
            "The policy “CA” applied because the sign-in risk matched: High. It asks for multifactor authentication or compliant device, which was not given.",
        ),
        (r#""Mfa""#, "none", "The policy “CA” asks for multifactor authentication, which was not given."),
        ("", "none", "The policy “CA” was not satisfied."),
    ] {
        assert_eq!(one(grants, satisfied), sentence, "{grants} {satisfied}");
    }
}

#[test]
fn policies_that_refuse_beside_the_deciding_one_are_named() {
    let mfa = |name| policy(name, "failure", r#""Mfa""#, "none");
    let block = policy("CA9", "1", r#""Block""#, "none");
    let said = decided("53003", &[mfa("CA1"), block.clone()].join(","));
    assert_eq!(said, "The policy “CA9” blocks it. The policy “CA1” was not satisfied either.");
    let all = [mfa("CA1"), mfa("CA2"), mfa("CA3"), mfa("CA4"), mfa("CA5"), block].join(",");
    let said = decided("53003", &all);
    assert_eq!(
        said,
        "The policy “CA9” blocks it. The policies “CA1”, “CA2”, “CA3” and 2 more were not satisfied either."
    );
}

#[test]
fn a_success_names_the_policies_that_applied_or_says_that_none_did() {
    let with = |grants, satisfied| policy("CA1", "success", grants, satisfied);
    let idle = policy("CA2", "notApplied", r#""Block""#, "users");
    let report = policy("CA3", "reportOnlyFailure", r#""Block""#, "users");
    let one = decided("0", &[with(r#""Mfa""#, "location"), idle.clone(), report.clone()].join(","));
    assert_eq!(
        one,
        "The policy “CA1” applied because the location matched: Brazil, and was satisfied with multifactor authentication."
    );
    assert_eq!(decided("0", &with("", "none")), "The policy “CA1” applied and was satisfied.");
    let two = [with("", "none"), policy("CA4", "success", "", "none")].join(",");
    assert_eq!(decided("0", &two), "The policies “CA1” and “CA4” applied and were satisfied.");
    assert_eq!(decided("0", &[idle.clone(), report].join(",")), "No Conditional Access policy applied to it.");
    assert_eq!(decided("50126", &idle), "", "a failure is not for want of a policy");
    assert_eq!(decided("0", ""), "", "an empty list may be one that could not be read");
    assert_eq!(decided("0", &policy("CA1", "unknown", "", "none")), "", "it may have applied");
}

#[test]
fn results_are_known_by_name_and_by_number() {
    let record = BLOCKED.replace(r#""reportOnlyInterrupted""#, r#""9""#).replace(r#""notApplied""#, r#""unheardOf""#);
    let policies = Desk::with("a.json", record.as_bytes()).detail(0).unwrap().policies.unwrap();
    let shown: Vec<_> =
        policies.iter().map(|policy| (&policy.name[..5], &*policy.result_label, policy.report_only)).collect();
    let report = ("CA006", "Report-only: User action required", true);
    assert_eq!(shown, [("CA004", "Failure", false), ("CA003", "unheardOf", false), report]);
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
        detail.other.iter().any(|(extra, text)| extra.name().starts_with("unheardOf") && text.contains('x')),
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
            let detail = desk.detail_of(row.row).unwrap().unwrap();
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
