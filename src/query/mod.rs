//! Questions to the store: which rows a filter keeps, in which order, their values, totals and timeline.

pub mod address;
mod anchor;
mod casefold;
pub mod files;
pub mod filter;
mod guid_part;
mod list_summary;
mod matcher;
mod order;
mod part_values;
pub mod policies;
mod ranks;
mod search;
mod select;
mod sorting;
mod summary;
mod timeline;
mod token_part;
mod tokens;
pub mod usage;
mod values;
pub mod view;
mod week_hours;
mod work;

pub use filter::{Anchor, Filter, Test};
pub use list_summary::list_summary_text;
pub use order::{Sorter, in_order};
pub use select::{select, select_in_turn, select_words};
pub use summary::{StatusCounts, Summary, SummaryQuestion, summary};
pub use timeline::{Dense, Pace, Timeline};
pub use values::{ValueCount, Values, ValuesOf, values};
pub use view::{Order, View};
pub use week_hours::WeekHours;
pub use work::{Tables, Turn};
