//! What happened and why, in a sentence: the status, the code in our words, and the policy or step that decided.

use super::Facts;
use crate::engine::protocol::{PolicyDetail, StepDetail, Verdict};
use crate::schema::{ErrorCode, Field, Status, error_code};

/// The verdict on a record.
pub(super) fn verdict(facts: &Facts<'_>, policies: Option<&[PolicyDetail]>, steps: Option<&[StepDetail]>) -> Verdict {
    let status = Status::from_label(&facts.text(Field::Status));
    let number = error_code::parse(&facts.text(Field::ErrorCode)).filter(|&number| number != 0);
    let known = number.and_then(error_code::lookup);
    let decided = policies.and_then(deciding);
    let sentences = [
        meaning(facts, status, number, known),
        decided.map(policy_sentence).unwrap_or_default(),
        steps.and_then(|steps| step_sentence(status, steps)).unwrap_or_default(),
    ];
    Verdict {
        status,
        headline: headline(status, decided).to_owned(),
        code: number.map(|number| named(number, known)),
        explanation: sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" "),
        action: known.and_then(|code| code.action).map(str::to_owned),
    }
}

/// The policy that decided: of those that failed one that blocks, since no answer of the user could have satisfied it.
fn deciding(policies: &[PolicyDetail]) -> Option<&PolicyDetail> {
    let failed = || policies.iter().filter(|policy| policy.result.eq_ignore_ascii_case("failure"));
    failed().find(|policy| blocks(policy)).or_else(|| failed().next())
}

fn headline(status: Option<Status>, decided: Option<&PolicyDetail>) -> &'static str {
    match (status, decided) {
        (Some(Status::Success), _) => "Signed in",
        (Some(Status::Failure), Some(policy)) if blocks(policy) => "Blocked by policy",
        (Some(Status::Failure), Some(_)) => "Refused by policy",
        (Some(Status::Failure), None) => "Failed",
        (Some(Status::Interrupted), _) => "Interrupted",
        (None, _) => "Status not in this file",
    }
}

fn named(number: u32, known: Option<&ErrorCode>) -> String {
    match known.map(|code| code.name).filter(|name| !name.is_empty()) {
        Some(name) => format!("{number} {name}"),
        None => number.to_string(),
    }
}

fn meaning(
    facts: &Facts<'_>,
    status: Option<Status>,
    number: Option<u32>,
    known: Option<&'static ErrorCode>,
) -> String {
    if let Some(code) = known {
        return code.meaning.to_owned();
    }
    let reason = facts.text(Field::FailureReason);
    match (number, status) {
        (Some(_), _) if !reason.is_empty() && reason != "Other." => format!("The file says: {reason}"),
        (Some(number), _) => format!("Microsoft publishes no description of error {number}."),
        (None, Some(Status::Success)) => success_sentence(&facts.text(Field::MfaResult)),
        (None, _) => String::new(),
    }
}

fn success_sentence(mfa_result: &str) -> String {
    match mfa_result.trim_end_matches('.') {
        "" => "The sign-in succeeded.".to_owned(),
        result => format!("The sign-in succeeded. {result}."),
    }
}

fn blocks(policy: &PolicyDetail) -> bool {
    policy.grant_controls.iter().any(|control| control == "Block")
}

/// “CA004 Block countries” refused this sign-in: location (São Paulo, BR) matched.
fn policy_sentence(policy: &PolicyDetail) -> String {
    let conditions: Vec<String> = policy
        .satisfied
        .iter()
        .filter(|condition| is_telling(&condition.condition))
        .map(|condition| match condition.value.as_str() {
            "" => condition.condition.to_lowercase(),
            value => format!("{} ({value})", condition.condition.to_lowercase()),
        })
        .collect();
    let matched = match conditions.as_slice() {
        [] => String::new(),
        conditions => format!(", for it matched {}", conditions.join(" and ")),
    };
    match (blocks(policy), policy.grant_controls.is_empty()) {
        (true, _) => format!("The policy “{}” blocks it{matched}.", policy.name),
        (false, true) => format!("The policy “{}” was not satisfied{matched}.", policy.name),
        (false, false) => format!(
            "The policy “{}” asks for {}, which was not given{matched}.",
            policy.name,
            policy.grant_controls.join(" or ").to_lowercase()
        ),
    }
}

/// Every policy has users and applications in scope; what else matched is what tells.
fn is_telling(condition: &str) -> bool {
    !matches!(condition, "Users" | "Application")
}

fn step_sentence(status: Option<Status>, steps: &[StepDetail]) -> Option<String> {
    if status == Some(Status::Success) {
        return None;
    }
    let failed = steps.iter().rev().find(|step| step.succeeded == Some(false) && !step.method.is_empty())?;
    let result = failed.result.trim_end_matches('.');
    Some(match result {
        "" => format!("The step that failed was {}.", failed.method),
        result => format!("The step that failed was {}: {result}.", failed.method),
    })
}
