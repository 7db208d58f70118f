//! The page: its state, and the components that show it.

mod app;
mod browser;
pub mod chart;
mod dropped_files;
mod render_scheduler;
pub mod format;
mod input;
pub mod log_text;
pub mod map;
pub mod state;
mod view;

/// Puts the page into the element `app`, or into the body if there is none.
pub fn mount() {
    let place = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    match place {
        Some(element) => {
            // What stood there while the page was starting.
            element.set_inner_html("");
            yew::Renderer::<app::App>::with_root(element).render();
        }
        None => drop(yew::Renderer::<app::App>::new().render()),
    }
}
