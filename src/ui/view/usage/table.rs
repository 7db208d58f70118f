//! The table of users or of applications.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::cards::reason_text;
use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::{Column, Key, Subject, Table, UsageRow, success_rate};
use crate::ui::browser::offset_at;
use crate::ui::log_text::drawn;
use crate::ui::numbers::{count, counted};
use crate::ui::state::Action;
use crate::ui::state::usage::{Named, TableAction, TableView, UsageAction, subject_words};
use crate::ui::time::{self, Zone};
use crate::ui::view::each::each;

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
    pub focus: Vec<Key>,
    /// The zone of display.
    pub zone: Zone,
    /// What happens to the table.
    pub on_table: Callback<TableAction>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The columns of users and of applications.
const OF_USERS: [Column; 13] = [
    Column::Name,
    Column::SignIns,
    Column::SuccessRate,
    Column::Failure,
    Column::Interrupted,
    Column::First,
    Column::Last,
    Column::Countries,
    Column::Cities,
    Column::Addresses,
    Column::Applications,
    Column::Devices,
    Column::Methods,
];
const OF_APPLICATIONS: [Column; 8] = [
    Column::Name,
    Column::SignIns,
    Column::Users,
    Column::SuccessRate,
    Column::Failure,
    Column::Interrupted,
    Column::FirstInLog,
    Column::Last,
];

/// The table of users or of applications.
#[component]
pub fn UsageTable(props: &UsageTableProps) -> Html {
    let Answer::Table(table) = &*props.answer else { return Html::default() };
    let subject = table.question.subject;
    let columns: &[Column] = if subject == Subject::User { &OF_USERS } else { &OF_APPLICATIONS };
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
                        { each(columns.iter().map(|&column| header(props, subject, column))) }
                        <th scope="col">{"Failure reasons"}</th>
                    </tr></thead>
                    <tbody>{ each(table.rows.iter().map(|row| line(props, subject, columns, row))) }</tbody>
                </table>
            </div>
            { each((left > 0).then(|| html! {
                <button type="button" class="quiet" onclick={on(TableAction::More)}>{format!("Show more of {} others", count(left.into()))}</button>
            })) }
        </section>
    }
}

fn table_text(table: &Table) -> String {
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
fn label(subject: Subject, column: Column) -> &'static str {
    match column {
        Column::Name => subject_words(subject).0,
        Column::SignIns => "Sign-ins",
        Column::Success => "Success",
        Column::Failure => "Failures",
        Column::Interrupted => "Interrupted",
        Column::SuccessRate => "Success rate",
        Column::First | Column::FirstInLog => "First seen",
        Column::Last => "Last seen",
        Column::Guest => "User type",
        Column::Users => "Users",
        Column::Applications => "Applications",
        Column::Countries => "Countries",
        Column::Cities => "Cities",
        Column::Addresses => "IP addresses",
        Column::Devices => "Devices",
        Column::Methods => "Methods",
    }
}

fn header(props: &UsageTableProps, subject: Subject, column: Column) -> Html {
    let is_key = props.view.order == column;
    let (sort, arrow) = match (is_key, props.view.descending) {
        (false, _) => ("none", ""),
        (true, true) => ("descending", " ↓"),
        (true, false) => ("ascending", " ↑"),
    };
    let onclick = props.on_table.reform(move |_: MouseEvent| TableAction::Sort(column));
    let class = (column != Column::Name).then_some("number");
    html! {
        <th scope="col" aria-sort={sort} {class}>
            <button type="button" class="sort" {onclick}>{label(subject, column)}<span aria-hidden="true">{arrow}</span></button>
        </th>
    }
}

fn line(props: &UsageTableProps, subject: Subject, columns: &[Column], row: &UsageRow) -> Html {
    let reasons: Vec<_> = row
        .failures
        .iter()
        .map(|reason| format!("{} ({})", reason_text(&reason.code), count(reason.count.into())))
        .collect();
    let reasons = drawn(&reasons.join(", "));
    let cells = columns.iter().skip(1).map(|&column| {
        html! { <td class="number">{cell(props.zone, row, column)}</td> }
    });
    let (Key::Id(key) | Key::Name(key)) = &row.key;
    html! {
        <tr key={key.clone()}>
            <th scope="row">{ name(props, subject, row) }</th>
            { each(cells) }
            <td class="reasons" title={reasons.clone()}>{reasons}</td>
        </tr>
    }
}

fn name(props: &UsageTableProps, subject: Subject, row: &UsageRow) -> Html {
    let named = Named { key: row.key.clone(), name: row.name.clone() };
    let focus = named.clone();
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Usage(UsageAction::Open(named.clone())));
    let tick = (subject == Subject::Application).then(|| {
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
            { each(tick) }
            <button type="button" class="link" {onclick}>{shown}</button>
            { each(also.map(|also| html! { <span class="dim also">{drawn(&also)}</span> })) }
            { each((row.is_guest == Some(true)).then(|| html! { <span class="tag">{"Guest"}</span> })) }
        </>
    }
}

/// A number or a day; what the files do not have is said to be so.
fn cell(zone: Zone, row: &UsageRow, column: Column) -> String {
    let counts = &row.seen.counts;
    let day = |instant: Option<i64>| instant.map(|instant| time::day(instant, offset_at(zone, instant)));
    let number = |number: Option<u32>| number.map(|number| count(number.into()));
    let is_known = counts.known() > 0;
    let text = match column {
        Column::SignIns => number(Some(counts.total())),
        Column::Success => number(is_known.then_some(counts.success)),
        Column::Failure => number(is_known.then_some(counts.failure)),
        Column::Interrupted => number(is_known.then_some(counts.interrupted)),
        Column::SuccessRate if is_known => {
            return success_rate(counts).map_or("–".to_owned(), |rate| format!("{:.1} %", rate * 100.0));
        }
        Column::First => day(row.seen.first),
        Column::Last => day(row.seen.last),
        Column::FirstInLog => day(row.first_in_log.or(row.seen.first)),
        Column::Users
        | Column::Applications
        | Column::Countries
        | Column::Cities
        | Column::Addresses
        | Column::Devices
        | Column::Methods => number(row.variety.of(column)),
        Column::Name | Column::Guest | Column::SuccessRate => None,
    };
    text.unwrap_or_else(|| "not in this file".to_owned())
}
