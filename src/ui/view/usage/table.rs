//! The table of users or of applications.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::cards::reason_text;
use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::{EntityKey, EntityKind, UsageColumn, UsageRow, UsageTable, success_rate};
use crate::ui::browser::offset_at;
use crate::ui::format::number::{count, counted};
use crate::ui::format::time::{self, Zone};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::usage::{Named, TableAction, TableView, UsageAction, subject_words};
use crate::ui::view::html_list::html_list;

/// Props of [`UsageTable`].
#[derive(PartialEq, Properties)]
pub struct UsageTableProps {
    /// The rows.
    pub answer: Rc<Answer>,
    /// How it is looked at.
    pub view: TableView,
    /// The heading; that of the subject if there is none.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Those on the chart.
    #[prop_or_default]
    pub focus: Vec<EntityKey>,
    /// The zone of display.
    pub zone: Zone,
    /// What happens to the table.
    pub on_table: Callback<TableAction>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The columns of users and of applications.
const OF_USERS: [UsageColumn; 13] = [
    UsageColumn::Name,
    UsageColumn::SignIns,
    UsageColumn::SuccessRate,
    UsageColumn::Failure,
    UsageColumn::Interrupted,
    UsageColumn::First,
    UsageColumn::Last,
    UsageColumn::Countries,
    UsageColumn::Cities,
    UsageColumn::Addresses,
    UsageColumn::Applications,
    UsageColumn::Devices,
    UsageColumn::Methods,
];
const OF_APPLICATIONS: [UsageColumn; 8] = [
    UsageColumn::Name,
    UsageColumn::SignIns,
    UsageColumn::Users,
    UsageColumn::SuccessRate,
    UsageColumn::Failure,
    UsageColumn::Interrupted,
    UsageColumn::FirstInLog,
    UsageColumn::Last,
];

/// The table of users or of applications.
#[component]
pub fn UsageTableView(props: &UsageTableProps) -> Html {
    let Answer::Table(table) = &*props.answer else { return Html::default() };
    let subject = table.question.subject;
    let columns: &[UsageColumn] = if subject == EntityKind::User { &OF_USERS } else { &OF_APPLICATIONS };
    let (_, many) = subject_words(subject);
    let title = props.title.clone().unwrap_or(AttrValue::Static(many));
    let on = |action: TableAction| props.on_table.reform(move |_: MouseEvent| action.clone());
    let oninput = props
        .on_table
        .reform(|event: InputEvent| TableAction::Search(event.target_unchecked_into::<HtmlInputElement>().value()));
    let left = table.total.saturating_sub(table.rows.len() as u32);
    html! {
        <section class="usage-table" aria-label={title.clone()}>
            <div class="usage-head">
                <h3>{title.clone()}</h3>
                <span class="dim" role="status">{table_text(table)}</span>
                <span class="space"></span>
                <input class="search" type="search" aria-label={format!("Search {}", many.to_lowercase())} placeholder="Search"
                    ~defaultValue={props.view.containing.clone()} {oninput} />
                <button type="button" class="quiet" onclick={on(TableAction::Save)}>{"Save as CSV"}</button>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label={format!("{title}, table")}>
                <table>
                    <thead><tr>
                        { html_list(columns.iter().map(|&column| header(props, subject, column))) }
                        <th scope="col">{"Failure reasons"}</th>
                    </tr></thead>
                    <tbody>{ html_list(table.rows.iter().map(|row| line(props, subject, columns, row))) }</tbody>
                </table>
            </div>
            { html_list((left > 0).then(|| html! {
                <button type="button" class="quiet" onclick={on(TableAction::More)}>{format!("Show more of {} others", count(left.into()))}</button>
            })) }
        </section>
    }
}

fn table_text(table: &UsageTable) -> String {
    let mut text = match table.total == table.distinct {
        true => count(table.total.into()),
        false => format!("{} of {}", count(table.total.into()), count(table.distinct.into())),
    };
    if table.without > 0 {
        text.push_str(&format!("; {} without one", counted(table.without.into(), "sign-in", "sign-ins")));
    }
    if table.not_in_file > 0 {
        text.push_str(&format!("; not in the file of {}", counted(table.not_in_file.into(), "sign-in", "sign-ins")));
    }
    text
}

/// The words of a column.
fn label(subject: EntityKind, column: UsageColumn) -> &'static str {
    match column {
        UsageColumn::Name => subject_words(subject).0,
        UsageColumn::SignIns => "Sign-ins",
        UsageColumn::Success => "Success",
        UsageColumn::Failure => "Failures",
        UsageColumn::Interrupted => "Interrupted",
        UsageColumn::SuccessRate => "Success rate",
        UsageColumn::First | UsageColumn::FirstInLog => "First seen",
        UsageColumn::Last => "Last seen",
        UsageColumn::Guest => "User type",
        UsageColumn::Users => "Users",
        UsageColumn::Applications => "Applications",
        UsageColumn::Countries => "Countries",
        UsageColumn::Cities => "Cities",
        UsageColumn::Addresses => "IP addresses",
        UsageColumn::Devices => "Devices",
        UsageColumn::Methods => "Methods",
    }
}

fn header(props: &UsageTableProps, subject: EntityKind, column: UsageColumn) -> Html {
    let is_key = props.view.order == column;
    let (sort, arrow) = match (is_key, props.view.descending) {
        (false, _) => ("none", ""),
        (true, true) => ("descending", " ↓"),
        (true, false) => ("ascending", " ↑"),
    };
    let onclick = props.on_table.reform(move |_: MouseEvent| TableAction::Sort(column));
    let class = (column != UsageColumn::Name).then_some("number");
    html! {
        <th scope="col" aria-sort={sort} {class}>
            <button type="button" class="sort" {onclick}>{label(subject, column)}<span aria-hidden="true">{arrow}</span></button>
        </th>
    }
}

fn line(props: &UsageTableProps, subject: EntityKind, columns: &[UsageColumn], row: &UsageRow) -> Html {
    let reasons: Vec<_> = row
        .failures
        .iter()
        .map(|reason| format!("{} ({})", reason_text(&reason.code), count(reason.count.into())))
        .collect();
    let reasons = drawn(&reasons.join(", "));
    let cells = columns.iter().skip(1).map(|&column| {
        html! { <td class="number">{cell(props.zone, row, column)}</td> }
    });
    let (EntityKey::Id(key) | EntityKey::Name(key)) = &row.key;
    html! {
        <tr key={key.clone()}>
            <th scope="row">{ name(props, subject, row) }</th>
            { html_list(cells) }
            <td class="reasons" title={reasons.clone()}>{reasons}</td>
        </tr>
    }
}

fn name(props: &UsageTableProps, subject: EntityKind, row: &UsageRow) -> Html {
    let named = Named { key: row.key.clone(), name: row.name.clone() };
    let focus = named.clone();
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Usage(UsageAction::Open(named.clone())));
    let tick = (subject == EntityKind::Application).then(|| {
        let onchange = props.dispatch.reform(move |_: Event| Action::Usage(UsageAction::Focus(focus.clone())));
        let checked = props.focus.contains(&row.key);
        html! {
            <label class="tick">
                <input type="checkbox" aria-label={format!("{} on the chart", drawn(&row.name))} {checked} {onchange} />
            </label>
        }
    });
    let shown = if row.name.is_empty() { "(no name)".into() } else { drawn(&row.name) };
    let also = row.also.clone().filter(|also| *also != row.name);
    html! {
        <>
            { html_list(tick) }
            <button type="button" class="link" {onclick}>{shown}</button>
            { html_list(also.map(|also| html! { <span class="dim also">{drawn(&also)}</span> })) }
            { html_list((row.is_guest == Some(true)).then(|| html! { <span class="tag">{"Guest"}</span> })) }
        </>
    }
}

/// A number or a day; what the files do not have is said to be so.
fn cell(zone: Zone, row: &UsageRow, column: UsageColumn) -> String {
    let counts = &row.seen.counts;
    let day = |instant: Option<i64>| instant.map(|instant| time::day(instant, offset_at(zone, instant)));
    let number = |number: Option<u32>| number.map(|number| count(number.into()));
    let is_known = counts.known() > 0;
    let text = match column {
        UsageColumn::SignIns => number(Some(counts.total())),
        UsageColumn::Success => number(is_known.then_some(counts.success)),
        UsageColumn::Failure => number(is_known.then_some(counts.failure)),
        UsageColumn::Interrupted => number(is_known.then_some(counts.interrupted)),
        UsageColumn::SuccessRate if is_known => {
            return success_rate(counts).map_or("–".to_owned(), |rate| format!("{:.1} %", rate * 100.0));
        }
        UsageColumn::First => day(row.seen.first),
        UsageColumn::Last => day(row.seen.last),
        UsageColumn::FirstInLog => day(row.first_in_log.or(row.seen.first)),
        UsageColumn::Users
        | UsageColumn::Applications
        | UsageColumn::Countries
        | UsageColumn::Cities
        | UsageColumn::Addresses
        | UsageColumn::Devices
        | UsageColumn::Methods => number(row.variety.of(column)),
        UsageColumn::Name | UsageColumn::Guest | UsageColumn::SuccessRate => None,
    };
    text.unwrap_or_else(|| "not in this file".to_owned())
}
