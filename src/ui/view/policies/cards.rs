//! What stands out: what report-only policies would do, and sign-ins that nothing protected.

use yew::prelude::*;

use super::{answer, lines, policy_link, show, waiting};
use crate::engine::protocol::Answer;
use crate::engine::protocol::policies::{GapCount, Gaps, ReportOnlyRow};
use crate::ui::format::number::counted;
use crate::ui::state::policies::PolicyPart;
use crate::ui::state::policy_chips::affected_chip;
use crate::ui::state::policy_words::{
    affected, gap_lines, gap_title, report_only_headline, report_only_lines, what_is_missing,
};
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::Named;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// A card for each policy that only reports and would change something, and the names of the others.
pub fn report_only_impacts(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(Answer::ReportOnlyImpacts(found)) = answer(state, Panel::ReportOnlyImpacts) else { return waiting() };
    let (changing, idle): (Vec<_>, Vec<_>) = found.policies.iter().flatten().partition(|row| affected(row) > 0);
    let idle = (!idle.is_empty()).then(|| {
        let links = idle.iter().map(|row| html! { <li>{ policy_link(named(row), dispatch) }</li> });
        html! {
            <article class="card"><h3>{"Report-only, and nothing would change"}</h3><ul class="links-down">{ html_list(links) }</ul></article>
        }
    });
    let withheld = (found.withheld > 0).then(|| withheld(found.withheld));
    if changing.is_empty() && idle.is_none() && withheld.is_none() {
        return Html::default();
    }
    html! {
        <div class="cards">
            { html_list(changing.into_iter().map(|row| report_only_impact(row, dispatch))) }
            { html_list(idle) }
            { html_list(withheld) }
        </div>
    }
}

fn named(row: &ReportOnlyRow) -> Named {
    Named { key: row.policy.key.clone(), name: row.policy.name.clone() }
}

fn report_only_impact(row: &ReportOnlyRow, dispatch: &Callback<Action>) -> Html {
    let chip = affected_chip(row);
    let list = dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]));
    let people = show(PolicyPart::ReportOnlyImpact(named(row)), dispatch);
    let open = format!("Open the {}", counted(affected(row).into(), "sign-in", "sign-ins"));
    html! {
        <article class="card wide">
            <h3>{format!("Enforce “{}” tomorrow", row.policy.name)}</h3>
            <p class="big waiting">{report_only_headline(row)}</p>
            { lines(report_only_lines(row)) }
            <p class="act">
                <button type="button" class="primary" aria-label={format!("List of people to warn of “{}”", row.policy.name)}
                    onclick={people}>{"List of people to warn"}</button>
                <button type="button" class="quiet" onclick={list}>{open}</button>
            </p>
        </article>
    }
}

/// Why some report-only results are not there.
fn withheld(sign_ins: u32) -> Html {
    let sign_ins = counted(sign_ins.into(), "sign-in", "sign-ins");
    html! {
        <article class="card">
            <h3>{"Report-only results that Graph withheld"}</h3>
            <p>{format!("For {sign_ins} Microsoft Graph wrote “unknownFutureValue” instead of the results of report-only policies, so what those would do is not in this file")}</p>
            <p class="dim">
                {"Graph gives them to who asks with the header "}<code>{"Prefer: include-unknown-enum-members"}</code>{"; the portal’s JSON download has them"}
            </p>
        </article>
    }
}

/// A card for each kind of gap.
pub fn gaps(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(Answer::Gaps(found)) = answer(state, Panel::Gaps) else { return waiting() };
    html! { <div class="cards">{ html_list(found.gaps.iter().map(|gap| gap_card(found, gap, dispatch))) }</div> }
}

fn gap_card(gaps: &Gaps, found: &GapCount, dispatch: &Callback<Action>) -> Html {
    let title = gap_title(found.gap);
    let successes = counted(found.sign_ins.into(), "success", "successes");
    let not_judged = |missing: &str| {
        html! { <><p class="absent">{"Not in this file"}</p><p class="dim">{format!("Cannot be judged: {missing}")}</p></> }
    };
    let body = match (gaps.succeeded, found.judged, found.sign_ins) {
        (0, ..) if gaps.without_status > 0 => not_judged("whether they succeeded is not in the file"),
        (0, ..) => html! { <p class="dim">{"No sign-in of this period succeeded"}</p> },
        (_, None, _) => not_judged(what_is_missing(found.gap)),
        (_, Some(_), 0) => html! { <><p class="big good">{"None"}</p>{ lines(gap_lines(gaps, found)) }</> },
        (_, Some(_), _) => {
            let open = show(PolicyPart::Gap(found.gap, None), dispatch);
            html! {
                <>
                    <button type="button" class="link big bad" aria-label={format!("{title}: {successes}")} onclick={open}>{successes.clone()}</button>
                    { lines(gap_lines(gaps, found)) }
                </>
            }
        }
    };
    html! { <article class="card" key={title}><h3>{title}</h3>{body}</article> }
}
