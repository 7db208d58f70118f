//! What only a person can say of a file: what the columns of its table are, and whether its dates begin with the day.

use yew::prelude::*;

use super::card::FileCardProps;
use crate::engine::protocol::DateOrder;
use crate::ui::state::Action;
use crate::ui::state::mapping::MappingAction;
use crate::ui::state::source_words::{asked_dates, date_examples};
use crate::ui::state::sources::SourcesAction;
use crate::ui::view::each::each;
use crate::ui::view::first::say_columns;

/// What is asked of a file, or was answered and can be answered again.
pub fn said(props: &FileCardProps) -> Vec<Html> {
    let file = &props.file;
    let unread = file.mapping.is_some().then(|| {
        html! { <div key="columns">{ say_columns(file.file, &file.name, &props.dispatch) }</div> }
    });
    let read = (file.mapping.is_none() && props.told.mapping.is_some()).then(|| change_columns(props));
    let dates = (file.asks_dates || props.told.dates).then(|| dates(props));
    [unread, read, dates].into_iter().flatten().collect()
}

fn change_columns(props: &FileCardProps) -> Html {
    let file = props.file.file;
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Mapping(MappingAction::Open(file)));
    let label = format!("Change what its columns are: {}", props.file.name);
    html! {
        <div key="changed columns" class="ways">
            <button type="button" class="quiet" aria-label={label} {onclick}>{"Change what its columns are"}</button>
        </div>
    }
}

fn dates(props: &FileCardProps) -> Html {
    let number = props.file.file;
    let chosen = props.file.reading.dates.filter(|_| props.told.dates);
    let button = |(order, label): (DateOrder, String)| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Sources(SourcesAction::Dates(number, order)));
        let pressed = (chosen == Some(order)).to_string();
        html! { <button key={order.label()} type="button" class="quiet" aria-pressed={pressed} {onclick}>{label}</button> }
    };
    let text = match chosen {
        Some(order) => format!("Its dates were read with the {} first, as you said", order.label()),
        None => asked_dates(&props.file),
    };
    html! {
        <div key="dates" class="warnings" role="group" aria-label={format!("Day or month first in {}", props.file.name)}>
            <p>{text}</p>
            <div class="ways">{ each(date_examples(&props.file).map(button)) }</div>
        </div>
    }
}
