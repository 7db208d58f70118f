//! The records of a file over time: a strip of narrow bars that shows its gaps, the longest of them in words, and a table.

use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use super::card_props::FileCardProps;
use crate::engine::protocol::FilePage;
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::chart::Chart;
use crate::ui::chart::strip::{HEIGHT, bars, blanks};
use crate::ui::format::number::counted;
use crate::ui::state::Action;
use crate::ui::state::charts::{ChartFile, ChartId};
use crate::ui::state::file_words::{gap, step, table, times};
use crate::ui::state::range_selection::StepAction;
use crate::ui::view::chart::{key_action, pointed_step};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// The records of a file over time.
pub(super) fn strip(props: &FileCardProps, page: &FilePage) -> Html {
    let (found, zone, file) = (&page.coverage.times, zone_name(props.zone), props.file.file);
    let offset = |instant| offset_at(props.zone, instant);
    let gaps = found.gaps.iter().map(|one| html! { <li>{gap(*one, offset)}</li> });
    let save = props.dispatch.reform(move |_: MouseEvent| Action::SaveChart(ChartId::File(file), ChartFile::Csv));
    html! {
        <div class="strip">
            { html_list(props.strip.as_ref().map(|chart| html! { <Strip chart={(**chart).clone()} {file} selection={props.selection} dispatch={props.dispatch.clone()} /> })) }
            <p class="dim" id={format!("strip-{file}-summary")}>{times(found, &zone, offset)}</p>
            { html_list((!found.gaps.is_empty()).then(|| html! {
                <details><summary>{"Longest gaps"}</summary><ol>{ html_list(gaps) }</ol></details>
            })) }
            <details>
                <summary>{"Table"}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label={format!("Records of {} over time, table", page.name)}>
                    <table>
                        <thead><tr>
                            <th scope="col">{format!("Day ({zone})")}</th>
                            <th scope="col" class="number">{"Records"}</th>
                            <th scope="col" class="number">{"Hours without"}</th>
                        </tr></thead>
                        <tbody>{ html_list(table(found, &props.calendar).into_iter().map(row)) }</tbody>
                    </table>
                </div>
                <button type="button" class="link" onclick={save}>{format!("Save each {} as CSV", step(found)[0])}</button>
            </details>
        </div>
    }
}

fn row([day, records, empty]: [String; 3]) -> Html {
    html! { <tr key={day.clone()}><th scope="row">{day}</th><td class="number">{records}</td><td class="number">{empty}</td></tr> }
}

/// Props of [`Strip`].
#[derive(PartialEq, Properties)]
struct StripProps {
    chart: Chart,
    file: u32,
    selection: crate::ui::state::range_selection::StepSelection,
    dispatch: Callback<Action>,
}

/// The drawing: two paths, what is selected and pointed at, and for screen readers the step the keys are at.
#[component]
fn Strip(props: &StripProps) -> Html {
    let drawing = use_node_ref();
    let (id, steps) = (ChartId::File(props.file), props.chart.steps.len());
    let Some(counts) = props.chart.series.first().map(|series| &series.counts).filter(|counts| !counts.is_empty())
    else {
        return Html::default();
    };
    let hovered = props.selection.hovered().filter(|&at| at < steps);
    let on = |action: fn(usize) -> StepAction, skips: Option<usize>| {
        let drawing = drawing.clone();
        filter_map(&props.dispatch, move |event: PointerEvent| {
            let at = pointed_step(&drawing.cast::<Element>()?, &event, steps)?.min(steps - 1);
            (Some(at) != skips).then(|| Action::Chart(id, action(at)))
        })
    };
    let act = |action: StepAction| props.dispatch.reform(move |_: PointerEvent| Action::Chart(id, action));
    let key = filter_map(&props.dispatch, move |event: KeyboardEvent| Some(Action::Chart(id, key_action(&event)?)));
    let label = "Records over time. Arrow keys choose a step, Shift and arrow keys several, Enter lists the sign-ins of that time";
    let slot = |class: &'static str, at: usize, len: usize| {
        html! { <rect {class} x={at.to_string()} y="0" width={len.to_string()} height={HEIGHT.to_string()} /> }
    };
    let selected = props.selection.steps().map(|steps| slot("selected", *steps.start(), steps.count()));
    let text = |at: usize| step_text(&props.chart, at);
    let pointed = hovered.map(|at| html! { <g key={at}><title>{text(at)}</title>{ slot("hovered", at, 1) }</g> });
    let (cursor, name) = (props.selection.cursor().map(|at| at.min(steps - 1)), format!("strip-{}", props.file));
    let at = cursor.unwrap_or(steps - 1);
    html! {
        <svg ref={drawing.clone()} class="bars strip-bars" role="listbox" tabindex="0" aria-label={label}
            aria-describedby={format!("{name}-summary")} aria-multiselectable="true" aria-orientation="horizontal"
            aria-activedescendant={cursor.map(|at| format!("{name}-{at}"))}
            viewBox={format!("0 0 {steps} {HEIGHT}")} preserveAspectRatio="none"
            onpointerdown={on(StepAction::Press, None)} onpointermove={on(StepAction::Drag, hovered)}
            onpointerup={act(StepAction::Release)} onpointercancel={act(StepAction::Abort)}
            onpointerleave={act(StepAction::Leave)} onkeydown={key}>
            <path class="blank" d={blanks(counts)} />
            <path class="full" d={bars(counts)} />
            { html_list(selected) }
            { html_list(pointed) }
            <g id={format!("{name}-{at}")} role="option" aria-selected={if cursor.is_some() { "true" } else { "false" }}
                aria-label={text(at)} aria-setsize={steps.to_string()} aria-posinset={(at + 1).to_string()}></g>
        </svg>
    }
}

/// A step in words: `2026-11-19 14:00 (UTC): 1,003 records`.
fn step_text(chart: &Chart, at: usize) -> String {
    let name = chart.steps.get(at).map_or("", |step| &step.name);
    format!("{name} ({}): {}", chart.zone, counted(chart.total(at).into(), chart.unit[0], chart.unit[1]))
}
