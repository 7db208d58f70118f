//! The numbers over the list.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::Summary;
use crate::ui::format::number::{count, counted, percent};

/// Props of [`Totals`].
#[derive(PartialEq, Properties)]
pub struct TotalsProps {
    /// The numbers.
    pub summary: Rc<Summary>,
}

/// The numbers over the list.
#[component]
pub fn Totals(props: &TotalsProps) -> Html {
    let summary = &props.summary;
    let by_status = summary.by_status;
    let shown = u64::from(summary.shown);
    let records = match summary.shown == summary.records {
        true if shown == 1 => "sign-in".to_owned(),
        true => "sign-ins".to_owned(),
        false => format!("of {}", counted(summary.records.into(), "sign-in", "sign-ins")),
    };
    // Sign-ins whose files have no status neither failed nor did not.
    let share = |number: u32| percent(number.into(), by_status.known().into());
    let failed = match (by_status.known(), by_status.unknown) {
        (0, 1..) => "status not in this file".to_owned(),
        (_, 0) => format!("failed · {} interrupted", share(by_status.interrupted)),
        (_, unknown) => {
            let without = count(unknown.into());
            format!("failed · {} interrupted · {without} without a status", share(by_status.interrupted))
        }
    };
    let hint = format!(
        "{} failed, {} interrupted, {} succeeded, {} without a status. \
         An interrupted sign-in is no failure: it usually goes on in a later record",
        count(by_status.failure.into()),
        count(by_status.interrupted.into()),
        count(by_status.success.into()),
        count(by_status.unknown.into()),
    );
    html! {
        <dl class="totals">
            { number(&count(shown), &records, "", None) }
            { distinct(summary.users, shown, "user", "users") }
            { distinct(summary.applications, shown, "application", "applications") }
            { number(&share(by_status.failure), &failed, if by_status.failure > 0 { "bad" } else { "" }, Some(hint)) }
        </dl>
    }
}

/// How many different ones there are. Where there are sign-ins but none of these, no file says who or what they are.
fn distinct(different: u32, shown: u64, one: &str, many: &str) -> Html {
    match (different, shown) {
        (0, 1..) => number("–", &format!("{many} not in this file"), "", None),
        (1, _) => number("1", one, "", None),
        _ => number(&count(different.into()), many, "", None),
    }
}

/// A number over its name; in the markup the name comes first, as a list of definitions wants.
fn number(value: &str, name: &str, class: &'static str, title: Option<String>) -> Html {
    html! { <div {title}><dt>{name.to_owned()}</dt><dd {class}>{value.to_owned()}</dd></div> }
}
