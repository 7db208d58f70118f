//! The Conditional Access policies of a sign-in: results, controls, and the conditions behind them.

use yew::prelude::*;

use super::facts::not_understood;
use crate::engine::protocol::policies::PolicyResult;
use crate::engine::protocol::{ConditionDetail, Detail, PolicyDetail};
use crate::schema::{List, Part};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::popup::{MenuForm, MenuValue};
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::{MenuButton, Tone, toned};

/// The policies that count, or those that only report.
pub fn policies(detail: &Detail, report_only: bool, dispatch: &Callback<Action>) -> Html {
    let Some(all) = &detail.policies else {
        if let Some(column) = not_understood(detail, List::Policies) {
            return column;
        }
        return html! {
            <p class="absent block">
                {"Conditional Access policies are not in this file. The portal’s JSON download has them, its CSV has not"}
            </p>
        };
    };
    if all.is_empty() {
        return html! {
            <p class="absent block">
                {"The list of policies is empty in this file: they were not exported, or whoever exported lacked the permission to read them"}
            </p>
        };
    }
    let kind: Vec<&PolicyDetail> = all.iter().filter(|policy| policy.report_only == report_only).collect();
    if kind.is_empty() {
        let text = if report_only { "No report-only policy was evaluated" } else { "No policy was evaluated" };
        return html! { <p class="dim block">{text}</p> };
    }
    html! { <div class="policies">{ html_list(kind.iter().enumerate().map(|(at, one)| policy(at, one, dispatch))) }</div> }
}

/// The tone of a policy's result, by name or by number, as the file has it.
fn tone(result: &str) -> Tone {
    match PolicyResult::of(result) {
        PolicyResult::Success | PolicyResult::ReportOnlySuccess => Tone::Good,
        PolicyResult::Failure => Tone::Bad,
        PolicyResult::ReportOnlyFailure | PolicyResult::ReportOnlyInterrupted => Tone::Waiting,
        PolicyResult::NotApplied | PolicyResult::ReportOnlyNotApplied => Tone::Plain,
        PolicyResult::NotEnabled | PolicyResult::Withheld | PolicyResult::Unknown => Tone::Plain,
    }
}

fn policy(at: usize, policy: &PolicyDetail, dispatch: &Callback<Action>) -> Html {
    let id = format!("policy-{}-{at}", policy.report_only);
    let subject = Some(ChipSubject::Part(List::Policies, Part::PolicyName));
    let value = MenuValue { subject, value: Some(policy.name.clone()), form: MenuForm::Single };
    let lines = controls(policy);
    html! {
        <div class="policy" key={id.clone()}>
            <details>
                <summary>
                    <b>{drawn(&policy.name)}</b>
                    { toned(tone(&policy.result), &policy.result_label) }
                    { html_list(lines.iter().map(|line| html! { <small>{drawn(line)}</small> })) }
                </summary>
                { conditions("Conditions satisfied", Tone::Good, &policy.satisfied) }
                { conditions("Conditions not satisfied", Tone::Bad, &policy.not_satisfied) }
                { html_list((!policy.id.is_empty()).then(|| html! { <p class="dim id">{drawn(&policy.id)}</p> })) }
            </details>
            <MenuButton {id} label={drawn(&policy.name)} {value} dispatch={dispatch.clone()} />
        </div>
    }
}

fn controls(policy: &PolicyDetail) -> Vec<String> {
    let line = |name: &str, values: &[String]| (!values.is_empty()).then(|| format!("{name}: {}", values.join(", ")));
    let strength =
        policy.authentication_strength.as_ref().map(|strength| format!("Authentication strength: {strength}"));
    let named = |conditions: &[ConditionDetail]| -> Vec<String> {
        conditions.iter().map(|condition| condition.condition.to_lowercase()).collect()
    };
    // Of a policy that did not apply it matters what did not match; of any other, why it did.
    let (matched, unmatched) = (named(&policy.satisfied), named(&policy.not_satisfied));
    let (matched, unmatched) = if unmatched.is_empty() { (matched, unmatched) } else { (Vec::new(), unmatched) };
    let lines = [
        line("Matched", &matched),
        line("Did not match", &unmatched),
        line("Grant", &policy.grant_controls),
        strength,
        line("Session", &policy.session_controls),
        line("Session, not satisfied", &policy.session_controls_not_satisfied),
    ];
    lines.into_iter().flatten().collect()
}

fn conditions(title: &str, tone: Tone, conditions: &[ConditionDetail]) -> Html {
    if conditions.is_empty() {
        return html! { <p class="dim">{title.to_owned()}{": none"}</p> };
    }
    let one = |condition: &ConditionDetail| {
        let value = Some(&condition.value).filter(|value| !value.is_empty());
        html! {
            <li>
                { toned(tone, &condition.condition) }
                { html_list(value.map(|value| html! { <span>{": "}{drawn(value)}</span> })) }
                { html_list(condition.rules.iter().map(|rule| html! { <small class="rule">{drawn(rule)}</small> })) }
            </li>
        }
    };
    html! { <div class="conditions"><h4>{title.to_owned()}</h4><ul>{ html_list(conditions.iter().map(one)) }</ul></div> }
}
