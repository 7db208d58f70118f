//! The filter bar and the editors of its chips.

pub mod bar;
mod client_apps;
pub mod dates;
pub mod editor;
mod search_box;
mod suggestions;
mod values;
