//! Sign-ins over time as bars: drag, click or keys set the date filter.

use std::rc::Rc;

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use crate::engine::protocol::{StatusCounts, Summary, Timeline};
use crate::ui::browser::offset_at;
use crate::ui::numbers::{count, counted};
use crate::ui::state::Action;
use crate::ui::state::popup::{Anchor, PopupKind};
use crate::ui::state::steps::{StepAction, StepSelection};
use crate::ui::time::{self, DAY, Zone};
use crate::ui::view::chart::{key_action, pointed_step};
use crate::ui::view::each::each;
use crate::ui::view::when::when;

/// Height of the drawing, in its own units.
const HEIGHT: f64 = 64.0;
/// Width of a step, and of the bar in it.
const STEP: f64 = 10.0;
const BAR: f64 = 8.5;
/// A timeline of few steps is not drawn as few huge bars.
const LEAST_STEPS: usize = 24;

/// Props of [`TimelineStrip`].
#[derive(PartialEq, Properties)]
pub struct TimelineStripProps {
    /// The numbers, with the timeline among them.
    pub summary: Rc<Summary>,
    /// The steps selected.
    pub selection: StepSelection,
    /// Whether there is a date filter to take away.
    pub is_zoomed: bool,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Sign-ins over time.
#[component]
pub fn TimelineStrip(props: &TimelineStripProps) -> Html {
    let drawing = use_node_ref();
    let timeline = &props.summary.timeline;
    if timeline.counts.is_empty() {
        return html! { <div class="timeline"><p class="dim">{"No sign-ins with a date"}</p></div> };
    }
    let first = start_text(timeline, 0, props.zone);
    let last = start_text(timeline, timeline.counts.len() - 1, props.zone);
    let open_table = props.dispatch.reform(|_| Action::Open(PopupKind::Timeline, Anchor::Centre));
    let zoom_back = props.dispatch.reform(|_| Action::SetDates(None));
    html! {
        <section class="timeline" aria-label="Timeline">
            <p class="unseen" id="timeline-summary">{summary_text(timeline, props.zone)}</p>
            { bars(props, &drawing) }
            <div class="axis">
                <span>{first}</span>
                <span class="keys">
                    <span><i class="key success"></i>{"Success"}</span>
                    <span><i class="key interrupted"></i>{"Interrupted"}</span>
                    <span><i class="key failure"></i>{"Failure"}</span>
                    <span>{format!("a bar is {}", time::duration(timeline.step))}</span>
                    <button type="button" class="link" onclick={open_table}>{"Table"}</button>
                    { each(props.is_zoomed.then(|| html! {
                        <button type="button" class="link" onclick={zoom_back}>{"Show all time"}</button>
                    })) }
                </span>
                <span>{last}</span>
            </div>
        </section>
    }
}

fn bars(props: &TimelineStripProps, drawing: &NodeRef) -> Html {
    let timeline = &props.summary.timeline;
    let slots = timeline.counts.len().max(LEAST_STEPS);
    let highest = timeline.counts.iter().map(total).max().unwrap_or_default().max(1);
    let selected = props.selection.steps();
    let is_selected = |at: usize| selected.as_ref().is_some_and(|steps| steps.contains(&at));
    let steps = timeline.counts.iter().enumerate().map(|(at, counts)| {
        let label = step_text(timeline, at, props.zone);
        bar(at, counts, highest, is_selected(at), label)
    });
    let on = |action: fn(usize) -> StepAction| {
        let drawing = drawing.clone();
        when(&props.dispatch, move |event: PointerEvent| {
            let at = pointed_step(&drawing.cast::<Element>()?, &event, slots)?;
            Some(Action::Timeline(action(at)))
        })
    };
    let active = props.selection.cursor().map(|at| format!("step-{at}"));
    let label = "Sign-ins over time. Arrow keys choose a step, Shift and arrow keys several, Enter shows only them";
    html! {
        <svg ref={drawing.clone()} class="bars" role="listbox" tabindex="0" aria-label={label} aria-describedby="timeline-summary"
            aria-multiselectable="true" aria-orientation="horizontal" aria-activedescendant={active}
            viewBox={format!("0 0 {} {HEIGHT}", slots as f64 * STEP)} preserveAspectRatio="none"
            onpointerdown={on(StepAction::Press)} onpointermove={on(StepAction::Drag)}
            onpointerup={props.dispatch.reform(|_| Action::Timeline(StepAction::Release))}
            onpointercancel={props.dispatch.reform(|_| Action::Timeline(StepAction::Abort))}
            onkeydown={when(&props.dispatch, |event| Some(Action::Timeline(key_action(&event)?)))}>
            { each(steps) }
        </svg>
    }
}

fn bar(at: usize, counts: &StatusCounts, highest: u32, is_selected: bool, label: String) -> Html {
    let left = at as f64 * STEP;
    let parts = [
        ("success", counts.success.saturating_add(counts.unknown)),
        ("interrupted", counts.interrupted),
        ("failure", counts.failure),
    ];
    let mut top = HEIGHT;
    let rects: Vec<Html> = parts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(class, number)| {
            // One failure among thousands must still be seen.
            let height = (f64::from(number) / f64::from(highest) * (HEIGHT - 4.0)).max(1.2);
            top -= height;
            html! {
                <rect {class} x={format!("{left:.1}")} y={format!("{top:.2}")} width={BAR.to_string()}
                    height={format!("{height:.2}")} />
            }
        })
        .collect();
    let selected = if is_selected { "true" } else { "false" };
    html! {
        <g key={at} id={format!("step-{at}")} role="option" aria-selected={selected} aria-label={label.clone()}>
            <title>{label}</title>
            <rect class="slot" x={format!("{:.1}", left - (STEP - BAR) / 2.0)} y="0" width={STEP.to_string()}
                height={HEIGHT.to_string()} />
            { each(rects) }
        </g>
    }
}

fn total(counts: &StatusCounts) -> u32 {
    let all = [counts.success, counts.interrupted, counts.failure, counts.unknown];
    all.into_iter().fold(0, u32::saturating_add)
}

/// When a step begins, as exact as its length needs.
pub fn start_text(timeline: &Timeline, at: usize, zone: Zone) -> String {
    let start = timeline.start + at as i64 * timeline.step;
    let offset = offset_at(zone, start);
    if timeline.step % DAY == 0 { time::day(start, offset) } else { time::minute(start, offset) }
}

fn step_text(timeline: &Timeline, at: usize, zone: Zone) -> String {
    let counts = &timeline.counts[at];
    let all = counted(total(counts).into(), "sign-in", "sign-ins");
    let (failed, interrupted) = (count(counts.failure.into()), count(counts.interrupted.into()));
    format!("{}: {all}, {failed} failed, {interrupted} interrupted", start_text(timeline, at, zone))
}

/// The timeline in a sentence.
fn summary_text(timeline: &Timeline, zone: Zone) -> String {
    let steps = timeline.counts.iter().enumerate();
    let busiest = steps.clone().max_by_key(|(_, counts)| total(counts)).map_or(0, |(at, _)| at);
    let worst = steps.max_by_key(|(_, counts)| counts.failure).map_or(0, |(at, _)| at);
    format!(
        "{} steps of {} from {} to {}. Most sign-ins: {}. Most failures: {}.",
        timeline.counts.len(),
        time::duration(timeline.step),
        start_text(timeline, 0, zone),
        start_text(timeline, timeline.counts.len() - 1, zone),
        step_text(timeline, busiest, zone),
        step_text(timeline, worst, zone),
    )
}
