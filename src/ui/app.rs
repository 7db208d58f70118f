//! The one stateful component: it feeds actions to the state and carries out its effects.

use super::state::action::ListAction;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File, KeyboardEvent};
use yew::prelude::*;

use super::browser::{self, Listener};
use super::dropped_files::{self, Chosen};
use super::format::time;
use super::input;
use super::render_scheduler::{Cause, Frames};
use super::state::State;
use super::state::action::{Action, Effect, Target};
use super::view::page::page;
use crate::engine::protocol::{NamedFile, Request};
use crate::worker::client::{Client, Message, mark};

/// The page.
pub struct App {
    state: State,
    client: Client,
    dispatch: Callback<Action>,
    files_chosen: Callback<Vec<Chosen>>,
    /// The files of the next [`Request::Open`].
    files: Vec<File>,
    /// All files that were opened since everything was forgotten last.
    opened: Vec<File>,
    /// The file that came with the last reply.
    written: Option<Blob>,
    /// Effects on elements, which may only be there after the next render.
    on_elements: Vec<Effect>,
    frames: Frames,
    _listeners: Vec<Listener>,
}

/// What reaches the page.
pub enum Event {
    /// Something happened on it.
    Do(Action),
    /// A key was pressed, not yet known to mean anything.
    Key(KeyboardEvent),
    /// Files were dropped or chosen, and what the engine is told of them.
    Files(Vec<Chosen>, Vec<NamedFile>),
    /// The engine's side spoke.
    Engine(Message),
    /// The browser is about to show a frame.
    Frame,
}

impl Component for App {
    type Message = Event;
    type Properties = ();

    fn create(context: &Context<App>) -> App {
        let link = context.link();
        let dispatch = link.callback(Event::Do);
        let chosen = link.clone();
        let files_chosen = Callback::from(move |files: Vec<Chosen>| {
            let link = chosen.clone();
            spawn_local(async move {
                let named = dropped_files::named(&files).await;
                link.send_message(Event::Files(files, named));
            });
        });
        let mut listeners = input::listen_for_files(&dispatch, files_chosen.clone());
        let pressed = link.clone();
        listeners.extend(Listener::new("keydown", move |event| {
            if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
                pressed.send_message(Event::Key(event));
            }
        }));
        let spoken = link.clone();
        let client = Client::start(move |message| spoken.send_message(Event::Engine(message)));
        let mut state = State::new(browser::preferences());
        state.display.local_zone = browser::zone_name(time::Zone::Local);
        browser::show_theme(state.display.theme);
        App {
            state,
            client,
            dispatch,
            files_chosen,
            files: Vec::new(),
            opened: Vec::new(),
            written: None,
            on_elements: Vec::new(),
            frames: Frames::new(link.callback(|()| Event::Frame)),
            _listeners: listeners,
        }
    }

    fn update(&mut self, context: &Context<App>, event: Event) -> bool {
        let cause = match &event {
            Event::Do(Action::List(ListAction::Scrolled(_))) => Cause::Scrolling,
            Event::Engine(_) => Cause::Engine,
            _ => Cause::User,
        };
        let action = match event {
            Event::Frame => return self.frames.begin(),
            Event::Do(action) => action,
            Event::Key(event) => {
                let Some(action) = self.state.action_of(&input::key_of(&event)) else { return false };
                event.prevent_default();
                action
            }
            Event::Files(files, named) => {
                self.files = files.into_iter().map(Chosen::into_file).collect();
                Action::OpenFiles(named)
            }
            Event::Engine(Message::Reply { reply, written }) => {
                self.written = written;
                Action::Reply(reply)
            }
            Event::Engine(Message::Failed(reason)) => Action::EngineFailed(reason),
            Event::Engine(Message::Stopped) => {
                let link = context.link().clone();
                self.client = Client::start(move |message| link.send_message(Event::Engine(message)));
                Action::EngineStopped
            }
        };
        let effects = self.state.update(action);
        // Before what is asked instead of them.
        let questions = self.state.analyses.query_cache.take_withdrawn();
        if !questions.is_empty() {
            self.client.send(&Request::Withdraw(questions), &[]);
        }
        for effect in effects {
            self.perform(effect);
        }
        self.frames.is_now(cause)
    }

    fn view(&self, _context: &Context<App>) -> Html {
        page(&self.state, browser::requests_made(), &self.dispatch, &self.files_chosen)
    }

    fn rendered(&mut self, _context: &Context<App>, first: bool) {
        if first {
            mark("signscope: page");
        }
        for effect in std::mem::take(&mut self.on_elements) {
            match effect {
                Effect::Focus(target) => browser::focus(&selector(target)),
                Effect::StartScreen => browser::start_screen(),
                Effect::WriteFilter { text, caret } => browser::write("filter", &text, caret),
                Effect::ScrollList(place) => browser::scroll("list", place),
                Effect::ScrollFiles(place) => browser::scroll("file-list", place),
                _ => {}
            }
        }
    }
}

impl App {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(request) => {
                let files = match request {
                    Request::Open { .. } => std::mem::take(&mut self.files),
                    _ => Vec::new(),
                };
                if request == Request::Clear {
                    self.opened.clear();
                }
                self.opened.extend(files.iter().cloned());
                self.client.send(&request, &files);
            }
            Effect::OpenAgain { files, places } => {
                self.opened = places.iter().filter_map(|&place| self.opened.get(place).cloned()).collect();
                self.client.send(&Request::Open { files }, &self.opened);
            }
            Effect::ChooseFiles => browser::click("log-files"),
            Effect::ChooseFolder => browser::click("log-folder"),
            Effect::Save { name, media_type } => self.save(&name, &media_type),
            Effect::SaveText { name, media_type, text } => {
                self.written = browser::text_file(&text);
                self.save(&name, &media_type);
            }
            Effect::ReadClocks { zone, from, to } => {
                self.dispatch.emit(Action::clocks(from, to, |instant| browser::offset_at(zone, instant)));
            }
            Effect::Copy(text) => {
                let dispatch = self.dispatch.clone();
                browser::copy(text, move |is_copied| dispatch.emit(Action::Copied(is_copied)));
            }
            Effect::Store(preferences) => browser::store(&preferences),
            Effect::ShowTheme(theme) => browser::show_theme(theme),
            Effect::Later { millis, action } => {
                let dispatch = self.dispatch.clone();
                browser::later(millis, move || dispatch.emit(*action));
            }
            effect @ (Effect::Focus(_)
            | Effect::StartScreen
            | Effect::ScrollList(_)
            | Effect::ScrollFiles(_)
            | Effect::WriteFilter { .. }) => self.on_elements.push(effect),
        }
    }

    fn save(&mut self, name: &str, media_type: &str) {
        let is_saved = self.written.take().is_some_and(|file| browser::save(name, media_type, &file).is_ok());
        if !is_saved {
            self.dispatch.emit(Action::SaveFailed(name.to_owned()));
        }
    }
}

fn selector(target: Target) -> String {
    let selector = match target {
        Target::Filter => "#filter",
        Target::List => "#list",
        Target::Detail => "#detail-title",
        Target::WeekHour => ".heat td[tabindex='0']",
        Target::Heading => "#screen h2",
        Target::Files => "#file-list",
        Target::File(file) => return format!("#file-{file}"),
        Target::DetailTab => "#detail [role=tab][aria-selected=true]",
        Target::ViewName => "#view-name",
        Target::NewViewName => "#new-view-name",
    };
    selector.to_owned()
}
