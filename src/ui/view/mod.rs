//! The components of the page: functions of plain props, with one callback for whatever happens.

mod alerts;
mod chart;
mod detail;
mod html_list;
mod filter;
mod first;
mod header;
mod help;
mod list;
mod long_text;
pub mod page;
mod policies;
mod popup;
mod progress;
mod files;
mod timeline;
mod totals;
mod usage;
mod value;
mod filter_map;
