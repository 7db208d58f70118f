//! A chart as SVG with axis, keys, words, table and downloads: drag, click or keys choose steps.

use std::ops::Range;
use std::rc::Rc;

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use crate::ui::chart::{Chart, Form, Scale, Series, rows, scale, summary};
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::charts::{ChartFile, ChartId};
use crate::ui::state::range_selection::{StepAction, StepSelection};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// Height of the drawing and width of a step, in its own units.
const HEIGHT: f64 = 100.0;
const STEP: f64 = 10.0;
/// So many steps at most have labels of their own.
const MOST_LABELS: usize = 12;
/// Width of the bar in a step.
const BAR: f64 = 8.0;

/// Props of [`ChartView`].
#[derive(PartialEq, Properties)]
pub struct ChartViewProps {
    /// Which chart of the page it is.
    pub id: ChartId,
    /// What it shows.
    pub chart: Rc<Chart>,
    /// The steps selected.
    pub selection: StepSelection,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A chart.
#[component]
pub fn ChartView(props: &ChartViewProps) -> Html {
    let drawing = use_node_ref();
    let chart = &*props.chart;
    let name = props.id.name();
    if chart.is_empty() {
        let nothing = format!("No {} in this period", chart.unit[1]);
        return html! {
            <figure class="chart"><figcaption><h3>{chart.title.clone()}</h3></figcaption><p class="dim">{nothing}</p></figure>
        };
    }
    let scale = scale(chart.highest());
    let marks = scale.marks.iter().map(|&mark| html! { <li>{count(mark.into())}</li> });
    html! {
        <figure class="chart" aria-labelledby={format!("{name}-title")}>
            <figcaption>
                <h3 id={format!("{name}-title")}>{chart.title.clone()}</h3>
                <span class="space"></span>
                { html_list([ChartFile::Csv, ChartFile::Svg].map(|file| save_button(props, file))) }
            </figcaption>
            <p class="dim" id={format!("{name}-summary")}>{summary(chart)}</p>
            <div class="plot">
                <ol class="marks-of-axis" aria-hidden="true">{ html_list(marks) }</ol>
                { drawing_of(props, &scale, &drawing) }
                <ol class="weeks">{ html_list(weeks(props)) }</ol>
            </div>
            <ul class="keys">{ html_list(chart.series.iter().map(|series| key(chart, series))) }</ul>
            <details><summary>{"Table"}</summary>{ table(chart) }</details>
        </figure>
    }
}

fn save_button(props: &ChartViewProps, file: ChartFile) -> Html {
    let id = props.id;
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::SaveChart(id, file));
    let label = format!("Save “{}” as {}", props.chart.title, file.name());
    html! { <button type="button" class="link" aria-label={label} {onclick}>{file.name()}</button> }
}

fn drawing_of(props: &ChartViewProps, scale: &Scale, drawing: &NodeRef) -> Html {
    let chart = &*props.chart;
    let name = props.id.name();
    let steps = chart.steps.len();
    let label = format!(
        "{}. Arrow keys choose a {step}, Shift and arrow keys several, Enter lists them",
        chart.title,
        step = chart.step
    );
    let active = props.selection.cursor().map(|at| format!("{name}-{at}"));
    let lines = scale.marks.iter().map(|&mark| {
        let y = height_of(scale, mark);
        html! { <path class="rule" d={format!("M0 {y:.2}H{}", steps as f64 * STEP)} /> }
    });
    let borders = chart.groups.iter().map(|group| {
        html! { <path class="rule" d={format!("M{} 0V{HEIGHT}", group.steps.start as f64 * STEP)} /> }
    });
    let series = (chart.form == Form::Lines).then(|| html_list(chart.series.iter().map(|series| line(scale, series))));
    html! {
        <svg ref={drawing.clone()} role="listbox" tabindex="0" aria-label={label} aria-describedby={format!("{name}-summary")}
            aria-multiselectable="true" aria-orientation="horizontal" aria-activedescendant={active}
            viewBox={format!("0 0 {} {HEIGHT}", steps as f64 * STEP)} preserveAspectRatio="none"
            onpointerdown={pointer(props, drawing, StepAction::Press, None)}
            onpointermove={pointer(props, drawing, StepAction::Drag, props.selection.hovered())}
            onpointerup={act(props, StepAction::Release)} onpointercancel={act(props, StepAction::Abort)}
            onpointerleave={act(props, StepAction::Leave)}
            onkeydown={keys(props)}>
            { html_list(lines.chain(borders)) }
            { html_list((0..steps).map(|at| step(props, scale, at))) }
            { html_list(series) }
        </svg>
    }
}

fn height_of(scale: &Scale, value: u32) -> f64 {
    HEIGHT * (1.0 - scale.place(value))
}

fn act<E: 'static>(props: &ChartViewProps, action: StepAction) -> Callback<E> {
    let id = props.id;
    props.dispatch.reform(move |_: E| Action::Chart(id, action))
}

/// What a pointer does at the step it is at; nothing while it stays at the step that is named.
fn pointer(
    props: &ChartViewProps,
    drawing: &NodeRef,
    action: fn(usize) -> StepAction,
    stays: Option<usize>,
) -> Callback<PointerEvent> {
    let (id, drawing, steps) = (props.id, drawing.clone(), props.chart.steps.len());
    filter_map(&props.dispatch, move |event: PointerEvent| {
        let at = pointed_step(&drawing.cast::<Element>()?, &event, steps)?;
        (Some(at) != stays).then(|| Action::Chart(id, action(at)))
    })
}

/// The step a pointer is at; pressing it makes the drag go on when the pointer leaves the drawing.
pub fn pointed_step(element: &Element, event: &PointerEvent, steps: usize) -> Option<usize> {
    if event.type_() == "pointerdown" {
        if event.button() != 0 {
            return None;
        }
        let _ = element.set_pointer_capture(event.pointer_id());
    }
    let place = element.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - place.left()) / place.width();
    share.is_finite().then(|| (share.max(0.0) * steps as f64) as usize)
}

fn keys(props: &ChartViewProps) -> Callback<KeyboardEvent> {
    let id = props.id;
    filter_map(&props.dispatch, move |event| Some(Action::Chart(id, key_action(&event)?)))
}

/// What a key does on the steps of a chart.
pub fn key_action(event: &KeyboardEvent) -> Option<StepAction> {
    let extend = event.shift_key();
    let action = match event.key().as_str() {
        "ArrowLeft" => StepAction::Step { by: -1, extend },
        "ArrowRight" => StepAction::Step { by: 1, extend },
        "Home" => StepAction::Step { by: i32::MIN, extend },
        "End" => StepAction::Step { by: i32::MAX, extend },
        "Enter" | " " => StepAction::Apply,
        "Escape" => StepAction::Abort,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    Some(action)
}

fn step(props: &ChartViewProps, scale: &Scale, at: usize) -> Html {
    let chart = &*props.chart;
    let is_selected = props.selection.steps().is_some_and(|steps| steps.contains(&at));
    let label = step_text(chart, at);
    let left = at as f64 * STEP;
    let marks = match chart.form {
        Form::Bars => bar(chart, scale, at, left + (STEP - BAR) / 2.0),
        Form::Lines => Html::default(),
    };
    html! {
        <g key={at} id={format!("{}-{at}", props.id.name())} role="option" class={classes!(chart.steps[at].is_partial.then_some("partial"))}
            aria-selected={if is_selected { "true" } else { "false" }} aria-label={label.clone()}>
            <title>{label}</title>
            <rect class="slot" x={left.to_string()} y="0" width={STEP.to_string()} height={HEIGHT.to_string()} />
            {marks}
        </g>
    }
}

/// A step in words: `2026-11-09: 1,003 sign-ins, Success 1,000, Failure 3`.
fn step_text(chart: &Chart, at: usize) -> String {
    let [one, many] = chart.unit;
    let step = &chart.steps[at];
    let mut text = format!("{}: {}", step.name, counted(chart.total(at).into(), one, many));
    if chart.series.len() > 1 {
        for series in &chart.series {
            let number = series.counts.get(at).copied().unwrap_or_default();
            text.push_str(&format!(", {} {}", series.name, count(number.into())));
        }
    }
    if step.is_partial {
        text.push_str(", only partly covered");
    }
    text
}

fn bar(chart: &Chart, scale: &Scale, at: usize, left: f64) -> Html {
    let mut top = HEIGHT;
    let rects = chart.series.iter().filter_map(|series| {
        let number = series.counts.get(at).copied().filter(|&number| number > 0)?;
        // One failure among thousands must still be seen.
        let height = (HEIGHT - height_of(scale, number)).max(0.8);
        top -= height;
        Some(html! {
            <rect class={series.tone.class()} x={format!("{left:.1}")} y={format!("{top:.2}")} width={BAR.to_string()}
                height={format!("{height:.2}")} />
        })
    });
    html_list(rects)
}

fn line(scale: &Scale, series: &Series) -> Html {
    let point =
        |(at, &number): (usize, &u32)| format!("{:.1},{:.2}", (at as f64 + 0.5) * STEP, height_of(scale, number));
    let points: Vec<_> = series.counts.iter().enumerate().map(point).collect();
    html! { <polyline class={series.tone.class()} points={points.join(" ")} /> }
}

/// The groups under the axis; without groups its steps, or where those are many its ends.
fn weeks(props: &ChartViewProps) -> Vec<Html> {
    let chart = &*props.chart;
    let label = |name: &str, steps: Range<usize>, is_partial: bool| {
        let number = chart.sum(steps.clone());
        let title = format!("List the {} of {name}", counted(number, chart.unit[0], chart.unit[1]));
        let width = format!("days-{}", steps.len().min(7));
        let id = props.id;
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::PickSteps(id, steps.clone()));
        html! {
            <li class={width}>
                <button type="button" class="link" {title} {onclick}>
                    <span>{drawn(name)}</span>
                    { html_list(is_partial.then(|| html! { <span class="part">{" (partial)"}</span> })) }
                    <span>{format!(" · {}", count(number))}</span>
                </button>
            </li>
        }
    };
    match (chart.groups.as_slice(), chart.steps.as_slice()) {
        ([], [first, .., last]) if chart.steps.len() > MOST_LABELS => {
            [first, last].map(|step| html! { <li>{drawn(&step.name)}</li> }).to_vec()
        }
        ([], steps) => {
            steps.iter().enumerate().map(|(at, step)| label(&step.name, at..at + 1, step.is_partial)).collect()
        }
        (groups, _) => groups.iter().map(|group| label(&group.name, group.steps.clone(), group.is_partial)).collect(),
    }
}

fn key(chart: &Chart, series: &Series) -> Html {
    let line = (chart.form == Form::Lines).then_some("line");
    html! {
        <li><i class={classes!("key", series.tone.class(), line)}></i>{drawn(&format!("{} {}", series.name, count(chart.all_of(series))))}</li>
    }
}

/// The numbers as a table.
fn table(chart: &Chart) -> Html {
    let mut rows = rows(chart).into_iter();
    let header = rows.next().unwrap_or_default();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        html! {
            <tr><th scope="row">{cells.next().map(|cell| drawn(&cell))}</th>{ html_list(cells.map(|cell| html! { <td class="number">{cell}</td> })) }</tr>
        }
    };
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={format!("{}, table", chart.title)}>
            <table>
                <thead><tr>{ html_list(header.into_iter().map(|cell| html! { <th scope="col">{drawn(&cell)}</th> })) }</tr></thead>
                <tbody>{ html_list(rows.map(row)) }</tbody>
            </table>
        </div>
    }
}
