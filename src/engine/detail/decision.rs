//! Which policy decided about a sign-in and why: the sentence of the verdict.

use super::policies::network_names;
use super::{Facts, starting_small};
use crate::engine::protocol::{ConditionDetail, PolicyDetail};
use crate::query::policies::PolicyResult;
use crate::schema::{Field, Status, country};

/// How many policies a sentence names before it counts the others.
const NAMED: usize = 3;

/// The policy that decided: of those that failed one that blocks, since no answer of the user could have satisfied it.
pub(super) fn deciding(policies: &[PolicyDetail]) -> Option<&PolicyDetail> {
    with_result(policies, PolicyResult::Failure)
        .find(|policy| blocks(policy))
        .or_else(|| with_result(policies, PolicyResult::Failure).next())
}

/// Whether nothing can satisfy the policy.
pub(super) fn blocks(policy: &PolicyDetail) -> bool {
    policy.grant_controls.iter().any(|control| control == "Block")
}

/// What the policies decided, and why; empty if there is nothing to say.
pub(super) fn sentence(facts: &Facts<'_>, status: Option<Status>, policies: &[PolicyDetail]) -> String {
    if let Some(policy) = deciding(policies) {
        let others = with_result(policies, PolicyResult::Failure).filter(|other| !std::ptr::eq(*other, policy));
        return [refusal(facts, policy), either(&others.collect::<Vec<_>>())].concat();
    }
    let satisfied: Vec<_> = with_result(policies, PolicyResult::Success).collect();
    let may_apply = policies.iter().any(|policy| PolicyResult::of(&policy.result).may_have_applied());
    match (satisfied.as_slice(), status) {
        ([policy], _) => satisfaction(facts, policy),
        ([_, ..], _) => format!("The policies {} applied and were satisfied.", quoted(&satisfied)),
        ([], Some(Status::Success)) if !policies.is_empty() && !may_apply => {
            "No Conditional Access policy applied to it.".to_owned()
        }
        ([], _) => String::new(),
    }
}

fn with_result(policies: &[PolicyDetail], result: PolicyResult) -> impl Iterator<Item = &PolicyDetail> {
    policies.iter().filter(move |policy| PolicyResult::of(&policy.result) == result)
}

/// Why a policy refused: The policy “CA004 Block countries” blocks it because the location matched: Brazil.
fn refusal(facts: &Facts<'_>, policy: &PolicyDetail) -> String {
    let name = &policy.name;
    let because = because(facts, policy);
    if blocks(policy) {
        return format!("The policy “{name}” blocks it{because}.");
    }
    let applied = if because.is_empty() {
        format!("The policy “{name}”")
    } else {
        format!("The policy “{name}” applied{because}. It")
    };
    match demand(policy) {
        Some(demand) => format!("{applied} asks for {demand}, which was not given."),
        None => format!("{applied} was not satisfied."),
    }
}

/// The other policies that refused.
fn either(others: &[&PolicyDetail]) -> String {
    match others {
        [] => String::new(),
        [policy] => format!(" The policy “{}” was not satisfied either.", policy.name),
        _ => format!(" The policies {} were not satisfied either.", quoted(others)),
    }
}

fn satisfaction(facts: &Facts<'_>, policy: &PolicyDetail) -> String {
    let because = because(facts, policy);
    let stop = if because.is_empty() { " and" } else { ", and" };
    let given = demand(policy).map(|demand| format!(" with {demand}")).unwrap_or_default();
    format!("The policy “{}” applied{because}{stop} was satisfied{given}.", policy.name)
}

/// What a policy asks for.
fn demand(policy: &PolicyDetail) -> Option<String> {
    let strength = policy.authentication_strength.as_ref();
    let strength = strength.map(|strength| format!("the authentication strength “{strength}”"));
    let grants: Vec<_> = policy.grant_controls.iter().map(|control| starting_small(control)).collect();
    let sessions: Vec<_> =
        policy.session_controls_not_satisfied.iter().map(|control| starting_small(control)).collect();
    let parts = [Some(grants.join(" or ")), strength, Some(sessions.join(" and "))];
    // A strength is also listed as a control, under a general name.
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// ` because the location matched: Brazil`; empty where the file does not say which conditions matched.
fn because(facts: &Facts<'_>, policy: &PolicyDetail) -> String {
    // Every policy has users and applications in scope; what else matched is what tells.
    let (scope, telling): (Vec<_>, Vec<_>) =
        policy.satisfied.iter().partition(|condition| matches!(&*condition.condition, "Users" | "Application"));
    if telling.is_empty() {
        return in_scope(&scope);
    }
    let reasons: Vec<_> = telling.into_iter().map(|condition| reason(facts, condition)).collect();
    format!(" because {}", reasons.join(" and "))
}

fn in_scope(scope: &[&ConditionDetail]) -> String {
    let what: Vec<_> =
        scope.iter().map(|condition| if condition.condition == "Users" { "user" } else { "application" }).collect();
    if what.is_empty() { String::new() } else { format!(" because it covers this {}", what.join(" and this ")) }
}

/// `the location matched: Brazil, in the named location “Blocked countries”`
fn reason(facts: &Facts<'_>, condition: &ConditionDetail) -> String {
    let value = match &*condition.condition {
        "Location" => place(facts),
        _ => condition.value.clone(),
    };
    let what = starting_small(&condition.condition);
    if value.is_empty() { format!("the {what} matched") } else { format!("the {what} matched: {value}") }
}

/// The country, which is what policies look at, and the named locations that the address belongs to.
fn place(facts: &Facts<'_>) -> String {
    let code = facts.text(Field::Country);
    let name = country::lookup(&code).map_or(code, |country| country.name.to_owned());
    let place = [name, facts.text(Field::Location), facts.text(Field::IpAddress)];
    let place = place.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let networks = network_names(facts);
    let named = match networks.as_slice() {
        [] => String::new(),
        [name] => format!("in the named location “{name}”"),
        names => format!(
            "in the named locations {}",
            names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
        ),
    };
    [place, named].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `“A”, “B” and “C”`
fn quoted(policies: &[&PolicyDetail]) -> String {
    let mut names: Vec<_> = policies.iter().take(NAMED).map(|policy| format!("“{}”", policy.name)).collect();
    match policies.len() - names.len() {
        0 => {}
        more => names.push(format!("{more} more")),
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}
