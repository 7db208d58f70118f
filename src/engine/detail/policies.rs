//! The policies of a record: result, controls, and the conditions that matched or did not.

use serde_json::Value;

use super::{Facts, text_of, texts_of};
use crate::engine::protocol::{ConditionDetail, PolicyDetail};
use crate::query::policies::PolicyResult;
use crate::schema::condition::{condition_label, condition_labels, rule_label};
use crate::schema::label::{grant_label, policy_result_label, session_label};
use crate::schema::{Field, List};

/// The policies, those that count before those that only report; `None` where the file does not have them.
pub(super) fn policies(facts: &Facts<'_>) -> Option<Vec<PolicyDetail>> {
    let policies = facts.json()?.get(List::Policies.info().graph)?.as_array()?;
    let mut policies: Vec<PolicyDetail> = policies.iter().map(|policy| policy_detail(facts, policy)).collect();
    let blocks = |policy: &PolicyDetail| policy.grant_controls.iter().any(|control| control == "Block");
    policies.sort_by_key(|policy| (policy.report_only, weight(&policy.result), !blocks(policy)));
    Some(policies)
}

/// What decided comes first.
fn weight(result: &str) -> u8 {
    match PolicyResult::of(result) {
        PolicyResult::Failure | PolicyResult::ReportOnlyFailure => 0,
        PolicyResult::ReportOnlyInterrupted => 1,
        PolicyResult::Success | PolicyResult::ReportOnlySuccess => 2,
        PolicyResult::NotApplied | PolicyResult::ReportOnlyNotApplied => 3,
        PolicyResult::NotEnabled | PolicyResult::Withheld | PolicyResult::Unknown => 4,
    }
}

/// The result in the portal's words; one nobody has heard of as the file has it.
fn result_words(result: &str) -> &str {
    match PolicyResult::of(result) {
        PolicyResult::Unknown => policy_result_label(result),
        known => known.label(),
    }
}

/// The names of the named locations that the address of the sign-in belongs to.
pub(super) fn network_names(facts: &Facts<'_>) -> Vec<String> {
    let networks = facts.json().and_then(|json| json.get(List::Networks.info().graph)).and_then(Value::as_array);
    let is_named = |network: &&Value| text_of(network, "networkType").to_lowercase().contains("named");
    let mut names: Vec<String> = Vec::new();
    for name in networks.into_iter().flatten().filter(is_named).flat_map(|network| texts_of(network, "networkNames")) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn policy_detail(facts: &Facts<'_>, policy: &Value) -> PolicyDetail {
    let result = text_of(policy, "result");
    let strength = match policy.get("authenticationStrength") {
        Some(Value::Object(_)) => text_of(&policy["authenticationStrength"], "displayName"),
        _ => text_of(policy, "authenticationStrength"),
    };
    PolicyDetail {
        id: text_of(policy, "id"),
        name: text_of(policy, "displayName"),
        result_label: result_words(&result).to_owned(),
        report_only: PolicyResult::of(&result).is_report_only(),
        result,
        grant_controls: labelled(texts_of(policy, "enforcedGrantControls"), grant_label),
        session_controls: labelled(texts_of(policy, "enforcedSessionControls"), session_label),
        session_controls_not_satisfied: labelled(texts_of(policy, "sessionControlsNotSatisfied"), session_label),
        authentication_strength: Some(strength).filter(|strength| !strength.is_empty()),
        satisfied: conditions(facts, policy, "conditionsSatisfied"),
        not_satisfied: conditions(facts, policy, "conditionsNotSatisfied"),
    }
}

fn labelled(controls: Vec<String>, label: fn(&str) -> &str) -> Vec<String> {
    controls.iter().map(|control| label(control).to_owned()).collect()
}

fn conditions(facts: &Facts<'_>, policy: &Value, key: &str) -> Vec<ConditionDetail> {
    let labels = condition_labels(&text_of(policy, key));
    labels.into_iter().map(|condition| condition_detail(facts, policy, condition)).collect()
}

fn condition_detail(facts: &Facts<'_>, policy: &Value, condition: String) -> ConditionDetail {
    let included = rules(policy, "includeRulesSatisfied", &condition, "included");
    let excluded = rules(policy, "excludeRulesSatisfied", &condition, "excluded");
    ConditionDetail { value: collected(facts, &condition), rules: included.chain(excluded).collect(), condition }
}

/// The rules of a policy that matched in one condition.
fn rules<'a>(policy: &'a Value, key: &str, condition: &'a str, how: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let rules = policy.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let of_condition =
        rules.iter().filter(move |rule| condition_label(&text_of(rule, "conditionalAccessCondition")) == condition);
    of_condition.map(move |rule| format!("{how}: {}", rule_label(&text_of(rule, "ruleSatisfied"))))
}

/// What of the sign-in the condition looks at.
fn collected(facts: &Facts<'_>, condition: &str) -> String {
    let fields: &[Field] = match condition {
        "Application" => &[Field::Application, Field::Resource],
        "Users" => &[Field::User, Field::Username],
        "Device platform" => &[Field::OperatingSystem],
        "Location" => &[Field::Location, Field::IpAddress],
        "Client app" => &[Field::ClientApp],
        "Sign-in risk" => &[Field::RiskDuringSignIn],
        "User risk" => &[Field::RiskAggregated],
        "Device state" | "Client" => &[Field::JoinType, Field::DeviceName],
        "Authentication flows" => &[Field::OriginalTransferMethod, Field::AuthenticationProtocol],
        "Service principals" => &[Field::ServicePrincipalName],
        _ => &[],
    };
    let texts = fields.iter().map(|&field| facts.text(field)).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" · ")
}
