//! What happened and why, in a sentence: the status, the code in our words, and the policy or step that decided.

use super::Facts;
use super::decision::{blocks, deciding, sentence};
use crate::engine::protocol::{PolicyDetail, StepDetail, Verdict};
use crate::schema::{ErrorCode, Field, Status, error_code};

/// The verdict on a record.
pub(super) fn verdict(facts: &Facts<'_>, policies: Option<&[PolicyDetail]>, steps: Option<&[StepDetail]>) -> Verdict {
    let status = Status::from_label(&facts.text(Field::Status));
    let number = error_code::parse(&facts.text(Field::ErrorCode)).filter(|&number| number != 0);
    let known = number.and_then(error_code::lookup);
    let decided = policies.and_then(deciding);
    let is_of_policy = known.is_some_and(|code| code.action_needs_policies);
    let no_policy = is_of_policy && policies.is_none_or(<[PolicyDetail]>::is_empty);
    let sentences = [
        meaning(facts, status, number, known),
        if no_policy { "Which policy it was is not in this file.".to_owned() } else { String::new() },
        policies.map(|policies| sentence(facts, status, policies)).unwrap_or_default(),
        steps.and_then(|steps| step_sentence(status, steps)).unwrap_or_default(),
    ];
    Verdict {
        status,
        headline: headline(status, decided).to_owned(),
        code: number.map(|number| named(number, known)),
        explanation: sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" "),
        action: known.and_then(|code| code.action).filter(|_| !no_policy).map(str::to_owned).or_else(|| {
            no_policy.then(|| {
                "Load the JSON download of the same days: it has the policies and their conditions.".to_owned()
            })
        }),
    }
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
