//! What the cases stand on: a browser of its own for each, the page in it, and a listener for what should not come.

mod browser;
mod engine;
mod listener;
mod page;
pub mod tenant;
mod webdriver;

pub use engine::Engine;
pub use listener::Listener;
pub use page::Page;
