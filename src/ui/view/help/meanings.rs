//! What statuses and results of Conditional Access mean, and how they are derived.

use yew::prelude::*;

use super::table;
use crate::engine::protocol::policies::PolicyResult;
use crate::schema::{Status, error_code};

fn meaning_of_status(status: Status) -> &'static str {
    match status {
        Status::Success => "The sign-in was granted: error code 0, or no error code in a CSV of the portal",
        Status::Failure => {
            "Entra refused: a wrong password, a locked account, a policy that blocks. Every error code but 0 and those of interruptions"
        }
        Status::Interrupted => {
            "Entra asked for something in between: a second factor, consent, staying signed in, another account. No failure: the same attempt usually goes on in a later record, which tells how it ended"
        }
    }
}

/// The statuses, and how they are derived.
pub fn statuses() -> Html {
    let rows =
        Status::ALL.into_iter().map(|status| [html! { {status.label()} }, html! { {meaning_of_status(status)} }]);
    let codes: Vec<String> = error_code::interrupted().map(|code| code.to_string()).collect();
    html! {
        <>
            { table(["Status", "Meaning"], rows) }
            <p>
                {"A status that the file states is taken as it is. JSON states none: there it is derived from the error code. Where a file has neither, the status is not known: such sign-ins count as neither success nor failure. Microsoft publishes no list of the codes that count as interrupted; Signscope takes the ones that the portal's own filter leaves out of successes and failures, and those that Microsoft names an interrupt or does not count as a failure in its own rules:"}
            </p>
            <p><code>{codes.join(", ")}</code></p>
            <p>
                {"Success rates are successes among successes and failures. Interrupted sign-ins are in neither."}
            </p>
        </>
    }
}

fn meaning_of_result(result: PolicyResult) -> &'static str {
    match result {
        PolicyResult::Success => "The policy applied and what it asks for was met; or nothing was asked",
        PolicyResult::Failure => {
            "The policy applied and blocks, or what it asks for was not met. The sign-in itself may then be interrupted instead of failed"
        }
        PolicyResult::NotApplied => {
            "Some condition of the policy did not match: another user, application, place, client, …"
        }
        PolicyResult::NotEnabled => "The policy is switched off",
        PolicyResult::ReportOnlySuccess => "The policy is only tested. Enforced, it would have been met",
        PolicyResult::ReportOnlyFailure => "The policy is only tested. Enforced, it would have refused the sign-in",
        PolicyResult::ReportOnlyInterrupted => {
            "The policy is only tested. Enforced, it would have asked the person for something, such as a second factor"
        }
        PolicyResult::ReportOnlyNotApplied => "The policy is only tested, and some condition did not match",
        PolicyResult::Withheld => {
            "Graph was asked in the old way and hides every later result, mostly those of report-only policies. Ask again with the header Prefer: include-unknown-enum-members, or take the portal's JSON"
        }
        PolicyResult::Unknown => "The file says “unknown”, nothing, or something this version has not heard of",
    }
}

/// The overall result of a sign-in in the words of the portal.
const OVERALL: [(&str, &str); 3] = [
    ("Success", "At least one enforced policy applied, and all that applied were satisfied"),
    ("Failure", "At least one enforced policy applied and was not satisfied, or blocks"),
    (
        "Not applied",
        "No enforced policy has this user and this application among those it is for. Signing in to Windows shows this, too",
    ),
];

/// The results of Conditional Access: of the sign-in, and of each policy.
pub fn policies() -> Html {
    let overall = OVERALL.map(|(result, meaning)| [html! { {result} }, html! { {meaning} }]);
    let results = PolicyResult::all().map(|result| {
        [html! { {result.label()} }, html! { <code>{result.name()}</code> }, html! { {meaning_of_result(result)} }]
    });
    html! {
        <>
            <p>{"Of a sign-in as a whole:"}</p>
            { table(["Conditional Access", "Meaning"], overall) }
            <p>{"Of each policy, in the details of a sign-in and on the screen Conditional Access:"}</p>
            { table(["Result", "In the file", "Meaning"], results) }
            <p>{"A policy is listed under the name it had at the time. Report-only policies never stop anyone."}</p>
        </>
    }
}
