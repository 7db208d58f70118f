//! The policies of a record: result, controls, and the conditions that matched or did not.

use serde_json::Value;

use super::{Facts, text_of, texts_of};
use crate::engine::protocol::{ConditionDetail, PolicyDetail};
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
    match result.trim_start_matches("reportOnly").to_ascii_lowercase().as_str() {
        "failure" => 0,
        "interrupted" => 1,
        "success" => 2,
        "notapplied" => 3,
        _ => 4,
    }
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
        result_label: policy_result_label(&result).to_owned(),
        report_only: result.to_ascii_lowercase().starts_with("reportonly"),
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
