//! Sign-ins over time as bars: drag, click or keys set the date filter.

use crate::ui::state::action::ListAction;
use std::rc::Rc;

use web_sys::{Element, HtmlSelectElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use crate::engine::protocol::usage::Unit;
use crate::engine::protocol::{Dense, Pace, Summary};
use crate::ui::browser::offset_at;
use crate::ui::chart::timeline::{Bars, HEIGHT, STEP, Words, bars, pace_text};
use crate::ui::format::number::{counted, percent};
use crate::ui::format::time::{self, Zone};
use crate::ui::state::Action;
use crate::ui::state::charts::NO_STATUS;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::state::range_selection::{StepAction, StepSelection};
use crate::ui::view::chart::{key_action, pointed_step};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// A timeline of few steps is not drawn as few huge bars.
const LEAST_STEPS: usize = 24;

/// Props of [`TimelineStrip`].
#[derive(PartialEq, Properties)]
pub struct TimelineStripProps {
    /// The numbers, with the timeline among them.
    pub summary: Rc<Summary>,
    /// The steps selected.
    pub selection: StepSelection,
    /// The steps wished for; `None` for what suits the span.
    pub unit: Option<Unit>,
    /// Whether there is a date filter to take away.
    pub is_zoomed: bool,
    /// Whether there is a selection to undo.
    pub can_zoom_back: bool,
    /// The zone of display.
    pub zone: Zone,
    /// The same in words.
    pub zone_words: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Sign-ins over time.
#[component]
pub fn TimelineStrip(props: &TimelineStripProps) -> Html {
    let drawing = use_node_ref();
    let timeline = &props.summary.timeline;
    if timeline.counts.is_empty() {
        return html! {
            <section class="timeline" aria-label="Timeline">
                <div class="controls"><span class="ways-back">{ html_list(ways_back(props)) }</span></div>
                <p class="dim">{if props.summary.shown == 0 { "No sign-ins" } else { "No sign-ins with a date" }}</p>
            </section>
        };
    }
    let zone = props.zone;
    let words = Words { timeline, zone: &props.zone_words, offset_at: |instant| offset_at(zone, instant) };
    html! {
        <section class="timeline" aria-label="Timeline">
            <p class="unseen" id="timeline-summary">{words.summary()}</p>
            { controls(props) }
            { strip(props, &words, &drawing) }
            { axis(&words) }
        </section>
    }
}

/// The drawing: a path for each status, what is selected and pointed at, and for screen readers the step the keys are
/// at.
fn strip<Clock: Fn(i64) -> i32>(props: &TimelineStripProps, words: &Words<'_, Clock>, drawing: &NodeRef) -> Html {
    let steps = words.timeline.counts.len();
    let slots = steps.max(LEAST_STEPS);
    let hovered = props.selection.hovered().filter(|&at| at < steps);
    let on = |action: fn(usize) -> StepAction, skips: Option<usize>| {
        let drawing = drawing.clone();
        filter_map(&props.dispatch, move |event: PointerEvent| {
            let at = pointed_step(&drawing.cast::<Element>()?, &event, slots)?.min(steps - 1);
            (Some(at) != skips).then(|| Action::List(ListAction::Timeline(action(at))))
        })
    };
    let act =
        |action: StepAction| props.dispatch.reform(move |_: PointerEvent| Action::List(ListAction::Timeline(action)));
    let cursor = props.selection.cursor();
    let label = "Sign-ins over time. Arrow keys choose a step, Shift and arrow keys several, Enter shows only them, Backspace zooms back";
    let selected = props.selection.steps().map(|steps| slot("slot selected", *steps.start(), steps.count()));
    let pointed = hovered.map(|at| {
        html! { <g key={at}><title>{words.step(at)}</title>{ slot("slot hovered", at, 1) }</g> }
    });
    html! {
        <svg ref={drawing.clone()} class="bars" role="listbox" tabindex="0" aria-label={label} aria-describedby="timeline-summary"
            aria-multiselectable="true" aria-orientation="horizontal" aria-activedescendant={cursor.map(step_id)}
            viewBox={format!("0 0 {} {HEIGHT}", slots as f64 * STEP)} preserveAspectRatio="none"
            onpointerdown={on(StepAction::Press, None)} onpointermove={on(StepAction::Drag, hovered)}
            onpointerup={act(StepAction::Release)} onpointercancel={act(StepAction::Abort)} onpointerleave={act(StepAction::Leave)}
            onkeydown={filter_map(&props.dispatch, key)}>
            { html_list(bars(words.timeline).into_iter().map(drawn)) }
            { html_list(selected) }
            { html_list(pointed) }
            { option(words, cursor) }
        </svg>
    }
}

fn drawn(bars: Bars) -> Html {
    html! { <path class={classes!(bars.class, bars.is_partial.then_some("partial"))} d={bars.path} /> }
}

fn slot(class: &'static str, step: usize, count: usize) -> Html {
    let (x, width) = (step as f64 * STEP, count as f64 * STEP);
    html! { <rect {class} x={x.to_string()} y="0" width={width.to_string()} height={HEIGHT.to_string()} /> }
}

/// The one option there is: that of the step the keys are at, at first the newest.
fn option<Clock: Fn(i64) -> i32>(words: &Words<'_, Clock>, cursor: Option<usize>) -> Html {
    let steps = words.timeline.counts.len();
    let at = cursor.unwrap_or(steps - 1).min(steps - 1);
    let selected = if cursor.is_some() { "true" } else { "false" };
    html! {
        <g id={step_id(at)} role="option" aria-selected={selected} aria-label={words.step(at)}
            aria-setsize={steps.to_string()} aria-posinset={(at + 1).to_string()}></g>
    }
}

fn step_id(at: usize) -> String {
    format!("step-{at}")
}

fn key(event: KeyboardEvent) -> Option<Action> {
    if event.key() == "Backspace" {
        event.prevent_default();
        return Some(Action::List(ListAction::ZoomBack));
    }
    Some(Action::List(ListAction::Timeline(key_action(&event)?)))
}

/// What is set about the drawing. It stands above it, with the ways back at the edge, so that nothing that changes with
/// the records moves a button from under the pointer.
fn controls(props: &TimelineStripProps) -> Html {
    let open_table = props.dispatch.reform(|_: MouseEvent| Action::Open(PopupKind::Timeline, PopupPlace::Centre));
    html! {
        <div class="controls">
            { steps_choice(props) }
            <button type="button" class="link" onclick={open_table}>{"Table"}</button>
            { html_list(props.summary.timeline.dense.map(|part| dense(part, props))) }
            <span class="ways-back">{ html_list(ways_back(props)) }</span>
        </div>
    }
}

/// The way to the part that holds nearly all sign-ins, where a few that are far off make all others a single bar.
fn dense(part: Dense, props: &TimelineStripProps) -> Html {
    let day = |instant| time::day(instant, offset_at(props.zone, instant));
    let (first, last) = (day(part.span.0), day(part.span.1));
    let days = if first == last { first } else { format!("{first} – {last}") };
    let share = percent(part.inside.into(), u64::from(part.inside) + u64::from(part.outside));
    let outside = counted(part.outside.into(), "lies outside", "lie outside");
    let onclick = props.dispatch.reform(|_: MouseEvent| Action::List(ListAction::ShowDense));
    html! {
        <span class="dense">
            <button type="button" class="link" {onclick}>{format!("Show {days} with {share} of the sign-ins")}</button>
            <span class="dim">{format!(" {outside}")}</span>
        </span>
    }
}

fn axis<Clock: Fn(i64) -> i32>(words: &Words<'_, Clock>) -> Html {
    let timeline = words.timeline;
    let last = timeline.counts.len() - 1;
    // Few steps end before the right edge, so the last one's name cannot stand there.
    let ends = match last + 1 < LEAST_STEPS {
        true if last == 0 => [words.start(0), String::new()],
        true => [format!("{} – {}", words.start(0), words.start(last)), String::new()],
        false => [words.start(0), words.start(last)],
    };
    let [left, right] = ends;
    let has_unknown = timeline.counts.iter().any(|counts| counts.unknown > 0);
    let has_parts = timeline.is_partial(0) || timeline.is_partial(last);
    html! {
        <div class="axis">
            <span>{left}</span>
            <span class="keys">
                <span><i class="key success"></i>{"Success"}</span>
                <span><i class="key interrupted"></i>{"Interrupted"}</span>
                <span><i class="key failure"></i>{"Failure"}</span>
                { html_list(has_unknown.then(|| html! { <span><i class="key unknown"></i>{NO_STATUS}</span> })) }
                { html_list(has_parts.then(|| html! { <span>{"paler: only partly covered"}</span> })) }
            </span>
            <span>{right}</span>
        </div>
    }
}

/// The choice of steps. Where those chosen would be too many, the coarser ones that are shown are named.
fn steps_choice(props: &TimelineStripProps) -> Html {
    const CHOICES: [(Option<Unit>, &str); 4] =
        [(None, "Auto"), (Some(Unit::Hour), "Hour"), (Some(Unit::Day), "Day"), (Some(Unit::Week), "Week")];
    let option = |(unit, name): (Option<Unit>, &'static str)| {
        html! { <option selected={unit == props.unit}>{name}</option> }
    };
    let onchange = filter_map(&props.dispatch, |event: Event| {
        let at = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok()?;
        CHOICES.get(at).map(|(unit, _)| Action::List(ListAction::SetStep(*unit)))
    });
    let pace = props.summary.timeline.pace;
    let is_as_chosen = matches!(
        (props.unit, pace),
        (Some(Unit::Hour), Pace::Hour) | (Some(Unit::Day), Pace::Day) | (Some(Unit::Week), Pace::Weeks(1))
    );
    html! {
        <label>
            {"Step "}<select aria-label="Step" {onchange}>{ html_list(CHOICES.map(option)) }</select>
            { html_list((!is_as_chosen).then(|| html! { <span>{format!(" {}", pace_text(pace))}</span> })) }
        </label>
    }
}

fn ways_back(props: &TimelineStripProps) -> Vec<Html> {
    let back = props.can_zoom_back.then(|| {
        let onclick = props.dispatch.reform(|_: MouseEvent| Action::List(ListAction::ZoomBack));
        html! { <button key="back" type="button" class="link" {onclick}>{"Zoom back"}</button> }
    });
    let all = props.is_zoomed.then(|| {
        let onclick = props.dispatch.reform(|_: MouseEvent| Action::List(ListAction::SetDates(None)));
        html! { <button key="all" type="button" class="link" {onclick}>{"Show all time"}</button> }
    });
    back.into_iter().chain(all).collect()
}
