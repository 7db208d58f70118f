//! The page of one gap: its sign-ins by user, application and client app.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{answer, beside, waiting};
use crate::engine::protocol::Answer;
use crate::engine::protocol::policies::{Audience, Gap, GapCount, GapRow, GapTable, Gaps};
use crate::ui::browser::offset_at;
use crate::ui::format::number::{count, counted};
use crate::ui::format::time::{self, Zone};
use crate::ui::state::policies::PoliciesAction;
use crate::ui::state::policy_chips::{gap_chip, gap_row_chip};
use crate::ui::state::policy_words::{audience_name, gap_meaning, gap_title};
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::TableAction;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use crate::ui::view::usage::head;

/// The page of one gap.
pub fn gap_page(state: &State, gap: Gap, audience: Option<Audience>, dispatch: &Callback<Action>) -> Html {
    let counted = match answer(state, Panel::Gaps) {
        Some(Answer::Gaps(Gaps { gaps, .. })) => gaps.iter().find(|found| found.gap == gap),
        _ => None,
    };
    let list = counted.map(|found| list_button(found, audience, dispatch));
    let table = state.analyses.query_cache.shown(Panel::GapTable).map(|answer| {
        html! {
            <GapTableView answer={Rc::clone(answer)} containing={state.analyses.policies.table.containing.clone()}
                is_waiting={state.analyses.query_cache.is_waiting(Panel::GapTable)} zone={state.display.zone} dispatch={dispatch.clone()} />
        }
    });
    html! {
        <div class="usage" key="gap">
            { head(gap_title(gap), beside(list, dispatch), state, dispatch) }
            <p class="dim">{gap_meaning(gap)}</p>
            { html_list(counted.map(|found| audiences(found, audience, dispatch))) }
            { table.unwrap_or_else(waiting) }
        </div>
    }
}

/// How many sign-ins are in the gap, of all or of some.
fn sign_ins_of(found: &GapCount, audience: Option<Audience>) -> u32 {
    audience.map_or(found.sign_ins, |audience| found.by_audience[audience as usize])
}

fn list_button(found: &GapCount, audience: Option<Audience>, dispatch: &Callback<Action>) -> Html {
    let chip = gap_chip(found, audience);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]));
    let sign_ins = counted(sign_ins_of(found, audience).into(), "sign-in", "sign-ins");
    html! { <button type="button" class="quiet" {onclick}>{format!("Open the {sign_ins}")}</button> }
}

fn audiences(found: &GapCount, shown: Option<Audience>, dispatch: &Callback<Action>) -> Html {
    let choices = [None].into_iter().chain(Audience::ALL.map(Some));
    let button = |choice: Option<Audience>| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Policies(PoliciesAction::Narrow(choice)));
        let pressed = if choice == shown { "true" } else { "false" };
        let name = choice.map_or("All", audience_name);
        let text = format!("{name} {}", count(sign_ins_of(found, choice).into()));
        html! { <button type="button" class="quiet" aria-pressed={pressed} {onclick}>{text}</button> }
    };
    html! { <div class="period" role="group" aria-label="Whose sign-ins">{ html_list(choices.map(button)) }</div> }
}

/// Props of [`GapTableView`].
#[derive(PartialEq, Properties)]
pub struct GapTableViewProps {
    /// The rows.
    pub answer: Rc<Answer>,
    /// The text of the search box.
    pub containing: String,
    /// Whether other rows are on their way.
    pub is_waiting: bool,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The sign-ins of a gap by user, application and client app.
#[component]
pub fn GapTableView(props: &GapTableViewProps) -> Html {
    let Answer::GapTable(table) = &*props.answer else { return Html::default() };
    let on = |action: TableAction| {
        props.dispatch.reform(move |_: MouseEvent| Action::Policies(PoliciesAction::Table(action.clone())))
    };
    let oninput = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Policies(PoliciesAction::Table(TableAction::Search(text)))
    });
    let left = table.total.saturating_sub(table.rows.len() as u32);
    let more = format!("Show more of {} others", count(left.into()));
    let busy = if props.is_waiting { "true" } else { "false" };
    html! {
        <section class="usage-table" aria-label="Who, what and how" aria-busy={busy}>
            <div class="usage-head">
                <h3>{"Who, what and how"}</h3>
                <span class="dim" role="status">{counted(table.total.into(), "combination", "combinations")}</span>
                <span class="space"></span>
                <input key="search" class="search" type="search" aria-label="Search users, applications and client apps" placeholder="Search"
                    ~defaultValue={props.containing.clone()} {oninput} />
                <button type="button" class="quiet" onclick={on(TableAction::Save)}>{"Save as CSV"}</button>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Who, what and how, table">
                <table>
                    <thead><tr>
                        <th scope="col">{"User"}</th><th scope="col">{"Application"}</th><th scope="col">{"Client app"}</th>
                        <th scope="col">{"Whose"}</th><th scope="col" class="number">{"Sign-ins"}</th><th scope="col" class="number">{"Last seen"}</th>
                    </tr></thead>
                    <tbody>{ html_list(table.rows.iter().map(|row| line(props, table, row))) }</tbody>
                </table>
            </div>
            { html_list((left > 0).then(|| html! { <button type="button" class="quiet" onclick={on(TableAction::More)}>{more}</button> })) }
        </section>
    }
}

fn line(props: &GapTableViewProps, table: &GapTable, row: &GapRow) -> Html {
    let [user, application, client] = [&row.user, &row.application, &row.client_app].map(|named| {
        named.as_ref().map_or("not given", |named| if named.name.is_empty() { "(no name)" } else { &named.name })
    });
    let also = row.user.as_ref().and_then(|user| user.also.clone()).filter(|also| also != user);
    let chip = gap_row_chip(table.question.gap, row);
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]));
    let total = row.seen.counts.total();
    let label = format!("{}: {user}, {application}, {client}", counted(total.into(), "sign-in", "sign-ins"));
    let last = row.seen.last.map(|last| time::day(last, offset_at(props.zone, last)));
    html! {
        <tr>
            <th scope="row">{user.to_owned()}{ html_list(also.map(|also| html! { <span class="dim also">{also}</span> })) }</th>
            <td>{application.to_owned()}</td>
            <td>{client.to_owned()}</td>
            <td>{audience_name(row.audience)}</td>
            <td class="number"><button type="button" class="link" aria-label={label} {onclick}>{count(total.into())}</button></td>
            <td class="number">{last.unwrap_or_else(|| "not in this file".to_owned())}</td>
        </tr>
    }
}
