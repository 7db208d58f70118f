//! The rehearsal of the page: while the user is still choosing a file, a page with made-up sign-ins is drawn where nobody
//! sees it, and thrown away.
//!
//! A browser compiles code when it is called for the first time, and for speed when it was called often. What was drawn
//! here need not be compiled while the first rows of a file wait to be seen.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::browser;
use super::scene::Scene;
use super::view::page::page;

/// Milliseconds after the page is there until the rehearsal begins: its workers start meanwhile.
const BEGIN_AFTER: i32 = 500;

/// Milliseconds between two drawings, so that whatever the user does comes first.
const PAUSE: i32 = 40;

/// A rehearsal: to come, under way, or over.
#[derive(Clone, Debug, Default)]
pub struct Rehearsal {
    is_over: Rc<Cell<bool>>,
}

impl Rehearsal {
    /// Begins in a while.
    pub fn begin(&self) {
        let rehearsal = self.clone();
        browser::later(BEGIN_AFTER, move || {
            // An element that is in no document: it is drawn into, but nobody sees it, and no identifier is there twice.
            if let Some(place) = browser::new_element("div").filter(|_| !rehearsal.is_over.get()) {
                let over = rehearsal.clone();
                let on_end = Callback::from(move |()| over.stop());
                let stage = yew::Renderer::<Stage>::with_root_and_props(place, StageProps { on_end }).render();
                rehearsal.go_on(stage);
            }
        });
    }

    /// From now on the page has better things to do.
    pub fn stop(&self) {
        self.is_over.set(true);
    }

    fn go_on(self, stage: yew::AppHandle<Stage>) {
        browser::later(PAUSE, move || match self.is_over.get() {
            true => stage.destroy(),
            false => {
                stage.send_message(());
                self.go_on(stage);
            }
        });
    }
}

/// The page of a scene, which goes on with each message.
struct Stage {
    scene: Scene,
}

#[derive(PartialEq, Properties)]
struct StageProps {
    /// Told when nothing more happens.
    on_end: Callback<()>,
}

impl Component for Stage {
    type Message = ();
    type Properties = StageProps;

    fn create(_context: &Context<Stage>) -> Stage {
        Stage { scene: Scene::default() }
    }

    fn update(&mut self, context: &Context<Stage>, (): ()) -> bool {
        let has_more = self.scene.go_on();
        if !has_more {
            context.props().on_end.emit(());
        }
        has_more
    }

    fn view(&self, _context: &Context<Stage>) -> Html {
        page(self.scene.state(), 0, &Callback::noop(), &Callback::noop())
    }
}
