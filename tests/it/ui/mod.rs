//! The page’s behaviour, natively: its state is fed actions and answers, and its questions are looked at.

mod chart;
mod choosing;
mod columns;
mod editors;
mod filtering;
mod help;
mod list;
mod log_text;
mod mapping;
mod loading;
mod many_files;
mod map;
mod policies;
mod saved;
pub mod files;
mod kql;
mod suggesting;
mod text;
mod timeline;
mod usage;
mod reading_again;
mod walking;
mod week_hours;

use signscope::engine::protocol::{
    Cell, Detail, FileReport, FileState, Loading, NamedFile, Pace, Reply, Request, Row, Rows, StatusCounts, Summary,
    SummaryQuestion, Timeline, Verdict,
};
use signscope::schema::Field;
use signscope::store::{RecordLocation, RowId};
use signscope::ui::format::time::HOUR;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, Effect};
use signscope::ui::state::chip::ChipSubject;
use signscope::ui::state::preferences::Preferences;
use signscope::ui::state::{Phase, State};

pub fn named() -> Vec<NamedFile> {
    let name = "InteractiveSignIns.csv".to_owned();
    vec![NamedFile { name, size: 1000, modified: None, in_folder: false }]
}

pub fn report(state: FileState, records: u64) -> FileReport {
    FileReport {
        file: 0,
        name: "InteractiveSignIns.csv".to_owned(),
        size: 1000,
        description: "Portal CSV, 57 columns".to_owned(),
        is_table: true,
        records,
        shown: records,
        state,
        ..FileReport::default()
    }
}

/// What the engine tells if these are all files there are; those with names such as `3.csv` are in that place.
pub fn whole(files: Vec<FileReport>) -> Loading {
    let place = |file: &FileReport| file.name.trim_end_matches(".csv").parse().unwrap_or(file.file);
    let files: Vec<_> = files.into_iter().map(|file| FileReport { place: place(&file), ..file }).collect();
    let gone = (0..100).filter(|place| files.iter().all(|file| file.place != *place)).collect();
    let records = files.iter().map(|file| file.shown).sum();
    Loading { records, files, gone, ..Loading::default() }
}

pub fn loading(busy: bool, records: u64) -> Reply {
    let state = if busy { FileState::Reading } else { FileState::Done };
    let files = vec![report(state, records)];
    Reply::Loading(Loading {
        busy,
        bytes_read: 500,
        bytes_total: 1000,
        elapsed_ms: 100.0,
        records,
        version: records,
        files,
        ..Loading::default()
    })
}

/// The questions among effects.
pub fn asked(effects: &[Effect]) -> Vec<&Request> {
    let requests = effects.iter().filter_map(|effect| match effect {
        Effect::Ask(request) => Some(request),
        _ => None,
    });
    requests.collect()
}

pub fn asks_rows(effects: &[Effect]) -> bool {
    asked(effects).iter().any(|request| matches!(request, Request::Rows { .. }))
}

pub fn asks_summary(effects: &[Effect]) -> bool {
    asked(effects).iter().any(|request| matches!(request, Request::Summary { .. }))
}

/// Answers every question among effects for a log of `total` records, and the questions that follow.
pub fn serve(state: &mut State, effects: Vec<Effect>, total: u32) {
    let mut waiting = effects;
    while !waiting.is_empty() {
        let replies: Vec<Reply> = asked(&waiting).into_iter().filter_map(|request| answer(request, total)).collect();
        waiting = replies.into_iter().flat_map(|reply| state.update(Action::Reply(reply))).collect();
    }
}

/// Gives the page a report on its files, and answers what it asks after it. The effects are those of the report.
pub fn settle(state: &mut State, report: Action) -> Vec<Effect> {
    let effects = state.update(report);
    let total = state.files.loading.records as u32;
    serve(state, effects.clone(), total);
    effects
}

pub fn answer(request: &Request, total: u32) -> Option<Reply> {
    match request {
        Request::Rows { view, columns, first, count } => {
            let cells = || columns.iter().map(|field| Cell::Text(field.label().to_owned())).collect();
            let rows =
                (*first..total.min(first + count)).map(|row| Row { row: id(row + 1000), cells: cells() }).collect();
            let (view, columns) = (view.clone(), columns.clone());
            Some(Reply::Rows(Rows { view, columns, total, first: *first, rows }))
        }
        Request::Summary(question) => {
            let counts = vec![StatusCounts { success: 5, ..StatusCounts::default() }; 4];
            let edges = (100..=104).map(|hour| hour * HOUR).collect();
            let covered = (100 * HOUR, 104 * HOUR);
            let timeline = Box::new(Timeline { pace: Pace::Hour, edges, covered, counts, dense: None });
            Some(Reply::Summary(Summary { question: question.clone(), shown: total, timeline, ..Summary::default() }))
        }
        Request::Detail { row } => Some(Reply::Detail(Box::new(detail(row.row)))),
        _ => None,
    }
}

/// A row of the first edition.
pub fn id(row: u32) -> RowId {
    RowId { edition: 0, row }
}

pub fn detail(row: u32) -> Detail {
    Detail {
        asked: id(row),
        row: id(row),
        title: format!("Record {row}"),
        subtitle: String::new(),
        time: None,
        verdict: Verdict {
            status: None,
            headline: "Signed in".to_owned(),
            code: None,
            explanation: String::new(),
            action: None,
        },
        items: Vec::new(),
        policies: None,
        steps: None,
        lists: Vec::new(),
        other: Vec::new(),
        raw: String::new(),
        file: String::new(),
        location: RecordLocation { file: 0, offset: 0, len: 0 },
        others: Vec::new(),
    }
}

/// A page with so many records, all questions answered.
pub fn ready(total: u32) -> State {
    let mut state = State::new(Preferences::default());
    state.update(Action::List(ListAction::Resized(640.0)));
    state.update(Action::OpenFiles(named()));
    settle(&mut state, Action::Reply(loading(false, u64::from(total))));
    assert_eq!((state.phase(), state.list.rows.total()), (Phase::Ready, total));
    state
}

pub fn failure_chip(state: &mut State) -> Vec<Effect> {
    let value = Some("Failure".to_owned());
    state.update(Action::List(ListAction::AddValue {
        subject: ChipSubject::Field(Field::Status),
        value,
        exclude: false,
    }))
}
