//! The whole page: which parts there are, and what of the state each is given.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::alerts::Alerts;
use super::detail::DetailView;
use super::files::files_screen;
use super::filter::bar::FilterBar;
use super::first::{FirstScreen, Refused};
use super::header::Header;
use super::list::List;
use super::policies::policies_screen;
use super::popup::popup;
use super::progress::{ExportBar, LoadingBar};
use super::timeline::TimelineStrip;
use super::totals::Totals;
use super::usage::usage_screen;
use crate::schema::Field;
use crate::ui::browser::zone_name;
use crate::ui::dropped_files::{Chosen, files_of};
use crate::ui::format::number::{bytes, count, counted};
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::file_words::time_label;
use crate::ui::state::loading::refusal;
use crate::ui::state::{Action, Phase, Screen, State};
use crate::ui::view::html_list::html_list;

/// The whole page.
pub fn page(state: &State, requests: u32, dispatch: &Callback<Action>, files_chosen: &Callback<Vec<Chosen>>) -> Html {
    let has_list = state.has_list();
    let problems = state.files.reports.sums().problems;
    let screen = match (has_list, state.screen) {
        (false, _) => first(state, dispatch),
        (true, Screen::SignIns) => sign_ins(state, dispatch),
        (true, Screen::Users) => filtered(state, usage_screen(state, &state.analyses.users, dispatch), dispatch),
        (true, Screen::Applications) => {
            filtered(state, usage_screen(state, &state.analyses.applications, dispatch), dispatch)
        }
        (true, Screen::ConditionalAccess) => filtered(state, policies_screen(state, dispatch), dispatch),
        (true, Screen::Files) => files_screen(state, dispatch),
    };
    let role = has_list.then_some("tabpanel");
    html! {
        <div class="page">
            <Header screen={has_list.then_some(state.screen)} {problems} {requests} zone={state.display.zone}
                theme={state.display.theme} dispatch={dispatch.clone()} />
            <main data-phase={state.phase().name()} data-records={state.files.loading.records.to_string()}
                data-shown={state.list.rows.total().to_string()}>
                { file_input(files_chosen) }
                { html_list(progress(state, dispatch)) }
                <div id="screen" class="screen" {role} aria-label={has_list.then(|| state.screen.label())}>
                    {screen}
                </div>
            </main>
            { footer(state) }
            <Alerts alerts={state.alerts.clone()} dispatch={dispatch.clone()} />
            { html_list(state.popup.as_ref().map(|open| popup(state, open, dispatch))) }
            { html_list(state.is_dragging_files.then(|| html! {
                <div class="drop-here" aria-hidden="true"><p>{"Drop the files here"}</p></div>
            })) }
        </div>
    }
}

fn file_input(chosen: &Callback<Vec<Chosen>>) -> Html {
    let onchange = chosen.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = files_of(input.files());
        // Otherwise choosing the same file again would be no change.
        input.set_value("");
        files
    });
    html! {
        <>
            <input id="log-files" class="unseen" type="file" multiple={true} aria-label="Log files" tabindex="-1"
                onchange={onchange.clone()} />
            <input id="log-folder" class="unseen" type="file" webkitdirectory={true} aria-label="Log folder" tabindex="-1"
                {onchange} />
        </>
    }
}

fn progress(state: &State, dispatch: &Callback<Action>) -> Vec<Html> {
    let loading = (state.phase() == Phase::Loading).then(|| {
        html! {
            <LoadingBar key="loading" loading={state.files.loading.clone()} new_records={state.files.new_records()}
                dispatch={dispatch.clone()} />
        }
    });
    let export = state.export.map(|export| html! { <ExportBar key="export" {export} dispatch={dispatch.clone()} /> });
    loading.into_iter().chain(export).collect()
}

fn first(state: &State, dispatch: &Callback<Action>) -> Html {
    let files = state.files.reports.iter().filter_map(|file| {
        let to_map = file.mapping.is_some().then_some(file.file);
        Some(Refused { name: file.name.clone(), message: refusal(file)?, to_map })
    });
    let passed_over = state.files.loading.passed_over.first.iter();
    let passed_over =
        passed_over.map(|(name, message)| Refused { name: name.clone(), message: message.clone(), to_map: None });
    let refused: Vec<_> = files.chain(passed_over).take(NAMED_REFUSALS).collect();
    let all = state.files.reports.sums().refused + state.files.loading.passed_over.count;
    let more = all.saturating_sub(refused.len() as u64);
    html! { <FirstScreen {refused} {more} dispatch={dispatch.clone()} /> }
}

/// So many files are named that could not be read.
const NAMED_REFUSALS: usize = 50;

fn sign_ins(state: &State, dispatch: &Callback<Action>) -> Html {
    let is_zoomed = state.list.filters.chip_on(ChipSubject::Field(Field::Date)).is_some();
    let total = state.list.rows.total();
    let rows: Vec<_> = state.list.drawn.clone().map(|index| (index, state.list.rows.get(index).cloned())).collect();
    let nothing = match state.list.filters.is_empty() {
        true if state.files.reports.sums().account.unmatched > 0 => {
            "The records belong to sign-ins that are not loaded: drop the files with those, too"
        }
        true => "No sign-ins in these files yet",
        false => "No sign-in matches these filters",
    };
    let detail = state.list.detail.is_open.then(|| {
        html! {
            <DetailView pane={state.list.detail.clone()} zone={state.display.zone} dispatch={dispatch.clone()} />
        }
    });
    html! {
        <div class="sign-ins">
            <div class="overview">
                <Totals summary={state.list.summary.shown.clone()} />
                <TimelineStrip summary={state.list.summary.shown.clone()} selection={state.list.timeline} zone_words={state.zone_of_timeline()} unit={state.list.step} {is_zoomed}
                    can_zoom_back={state.list.can_zoom_back()} zone={state.display.zone} dispatch={dispatch.clone()} />
            </div>
            { filter_bar(state, dispatch) }
            <div class={classes!("content", state.list.detail.is_open.then_some("with-detail"))}>
                <List columns={state.list.rows.columns().clone()} widths={state.list.widths.clone()} order={state.list.order.clone()} {rows} top={state.list.viewport.top_of(state.list.drawn.start)}
                    slots={state.list.viewport.slots()} {total} is_busy={state.list.is_waiting_for_rows()} {nothing} cursor={state.list.cursor} zone={state.display.zone}
                    date_label={time_label(Field::Date.label(), &zone_name(state.display.zone), state.files.reports.sums())} dispatch={dispatch.clone()} />
                { html_list(detail) }
            </div>
        </div>
    }
}

/// A screen under the same filters as the list.
fn filtered(state: &State, screen: Html, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="beyond-list">
            { filter_bar(state, dispatch) }
            {screen}
        </div>
    }
}

fn filter_bar(state: &State, dispatch: &Callback<Action>) -> Html {
    html! {
        <FilterBar words={state.list.typed_words.clone()} words_set={state.list.words_set}
            search={state.list.search.clone()} is_kql={state.list.is_kql()} chips={state.list.filters.chips.clone()}
            has_list={state.screen == Screen::SignIns} zone={state.display.zone} is_exporting={state.export.is_some()} dispatch={dispatch.clone()} />
    }
}

fn footer(state: &State) -> Html {
    if !state.has_list() {
        return html! {
            <footer class="footer">
                <span>{concat!("Signscope ", env!("CARGO_PKG_VERSION"))}</span>
                <span class="space"></span>
                <span>{"Your log never leaves this page"}</span>
            </footer>
        };
    }
    let loading = &state.files.loading;
    let (reports, sums) = (&state.files.reports, state.files.reports.sums());
    let files = match (reports.len(), reports.iter().next()) {
        (1, Some(file)) => format!("{} · {}", file.name, bytes(file.size)),
        (0, _) | (_, None) => String::new(),
        (files, _) => format!("{} · {}", counted(files as u64, "file", "files"), bytes(sums.bytes)),
    };
    let problems = counted(sums.problems, "problem", "problems");
    let refused = (sums.refused > 0).then(|| counted(sums.refused, "file not read", "files not read"));
    let records = counted(loading.records, "record", "records");
    let loaded = [records, problems].into_iter().chain(refused).collect::<Vec<_>>().join(", ");
    html! {
        <footer class="footer">
            <span class="files-line">{files}</span>
            <span>{loaded}</span>
            <span class="space"></span>
            <span role="status" aria-label="Rows shown">{format!("{} shown", count(state.list.rows.total().into()))}</span>
        </footer>
    }
}
