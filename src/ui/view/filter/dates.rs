//! The editor of the date filter: spans counted back from the newest record, or any two instants.

use crate::ui::state::action::ListAction;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::schema::Field;
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::format::time::{self, Zone};
use crate::ui::state::Action;
use crate::ui::state::chip::{Chip, ChipSubject, Condition, DATE_PRESETS, newest_text};
use crate::ui::view::html_list::html_list;

/// Props of [`Dates`].
#[derive(PartialEq, Properties)]
pub struct DatesProps {
    /// The chips, the date's perhaps among them.
    pub chips: Vec<Chip>,
    /// Oldest and newest time shown, UTC milliseconds.
    pub span: Option<(i64, i64)>,
    /// Newest time of all records.
    pub newest: Option<i64>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

impl DatesProps {
    fn condition(&self) -> Option<&Condition> {
        self.chips.iter().find(|chip| chip.subject == ChipSubject::Field(Field::Date)).map(|chip| &chip.condition)
    }

    /// What the two inputs begin with: the span of the filter, else of what is shown.
    fn inputs(&self) -> (String, String) {
        let (from, to) = match self.condition() {
            Some(Condition::Between { from, to }) => (*from, *to),
            _ => (self.span.map(|(oldest, _)| oldest), self.span.map(|(_, newest)| newest + 1000)),
        };
        let text = |instant: Option<i64>| {
            instant.map_or_else(String::new, |at| time::input_value(at, offset_at(self.zone, at)))
        };
        (text(from), text(to))
    }
}

/// The editor of the date filter.
#[component]
pub fn Dates(props: &DatesProps) -> Html {
    let (from, to) = (use_node_ref(), use_node_ref());
    let (first, last) = props.inputs();
    let zone = props.zone;
    let onsubmit = {
        let (from, to) = (from.clone(), to.clone());
        props.dispatch.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let at = |input: &NodeRef| {
                time::instant(&input.cast::<HtmlInputElement>()?.value(), |instant| offset_at(zone, instant))
            };
            let span = (at(&from), at(&to));
            Action::List(ListAction::SetDates(
                (span != (None, None)).then_some(Condition::Between { from: span.0, to: span.1 }),
            ))
        })
    };
    let input = |label: &str, node: NodeRef, value: String| {
        html! {
            <label class="field">
                <span>{label.to_owned()}</span>
                <input ref={node} type="datetime-local" step="1" ~defaultValue={value} />
            </label>
        }
    };
    let close = props.dispatch.reform(|_: MouseEvent| Action::ClosePopup);
    html! {
        <form class="editor" {onsubmit}>
            <h2>{"Date"}</h2>
            { presets(props) }
            { html_list(props.newest.map(|newest| html! {
                <p class="dim">
                    {format!("Counted back from the newest record, {}", time::minute(newest, offset_at(zone, newest)))}
                </p>
            })) }
            <fieldset class="custom">
                <legend>{format!("Custom, in {}", zone_name(zone))}</legend>
                { input("From", from, first) }
                { input("Until, not included", to, last) }
            </fieldset>
            <div class="editor-foot">
                <button type="submit" class="primary">{"Apply"}</button>
                <button type="button" class="quiet" onclick={close}>{"Cancel"}</button>
            </div>
        </form>
    }
}

fn presets(props: &DatesProps) -> Html {
    let current = props.condition();
    let button = |label: String, condition: Option<Condition>| {
        let pressed = if current == condition.as_ref() { "true" } else { "false" };
        let onclick = props.dispatch.reform(move |_| Action::List(ListAction::SetDates(condition.clone())));
        html! { <button type="button" class="quiet" aria-pressed={pressed} {onclick}>{label}</button> }
    };
    html! {
        <div class="presets">
            { html_list(DATE_PRESETS.map(|millis| button(format!("Last {}", newest_text(millis)), Some(Condition::Newest { millis })))) }
            { button("All time".to_owned(), None) }
        </div>
    }
}
