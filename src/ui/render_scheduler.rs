//! When the page is drawn: what comes many times a frame is drawn once a frame.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Window;
use yew::Callback;

/// What changed the state of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The user, other than by scrolling: they see what they did at once.
    User,
    /// The list was scrolled. Browsers say so right before they show a frame, and there may be an answer to draw too.
    Scrolling,
    /// The engine spoke.
    Engine,
}

/// How long a change waits for a frame at most, in milliseconds: a browser that is busy elsewhere may show none for long,
/// or, when its window is covered, none at all.
const PATIENCE: i32 = 100;

/// Whether the page is to be drawn now or when the browser shows its next frame.
pub struct Frames {
    window: Option<Window>,
    on_frame: Closure<dyn FnMut()>,
    /// What the browser was asked for: to tell of its next frame, and of the end of patience. Whichever comes first draws.
    awaited: Option<(i32, i32)>,
    /// Whether something has changed that is not drawn yet.
    is_stale: bool,
}

impl Frames {
    /// Calls back at the beginning of a frame for which something waits.
    pub fn new(on_frame: Callback<()>) -> Frames {
        let on_frame = Closure::new(move || on_frame.emit(()));
        Frames { window: web_sys::window(), on_frame, awaited: None, is_stale: false }
    }

    /// Whether the page is to be drawn at once after a change. The first answer in a frame is: whoever waits for it shall
    /// not wait for a frame that is drawn too late. What follows in the same frame waits for the next.
    pub fn is_now(&mut self, cause: Cause) -> bool {
        let waits = match cause {
            Cause::User => false,
            Cause::Scrolling => true,
            Cause::Engine => self.awaited.is_some(),
        };
        // A page nobody sees has no frames.
        if self.is_hidden() {
            return true;
        }
        if cause != Cause::User {
            self.wait();
        }
        self.is_stale = waits;
        !waits
    }

    /// A frame begins: whether the page is to be drawn for it.
    pub fn begin(&mut self) -> bool {
        if let (Some((frame, timer)), Some(window)) = (self.awaited.take(), &self.window) {
            // One of them is over already, which does no harm.
            let _ = window.cancel_animation_frame(frame);
            window.clear_timeout_with_handle(timer);
        }
        let is_stale = std::mem::take(&mut self.is_stale);
        if is_stale {
            self.wait();
        }
        is_stale
    }

    fn wait(&mut self) {
        let Some(window) = self.window.as_ref().filter(|_| self.awaited.is_none()) else { return };
        let on_frame = self.on_frame.as_ref().unchecked_ref();
        let frame = window.request_animation_frame(on_frame);
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(on_frame, PATIENCE);
        self.awaited = frame.ok().zip(timer.ok());
    }

    fn is_hidden(&self) -> bool {
        self.window.as_ref().and_then(Window::document).is_none_or(|document| document.hidden())
    }
}
