//! Questions to the store: which rows a filter keeps, in which order, their values, totals and timeline.

pub mod address;
pub mod filter;
mod fold;
mod guid_part;
mod matcher;
mod order;
pub mod policies;
mod ranks;
mod search;
mod select;
mod sorting;
mod summary;
mod timeline;
pub mod usage;
mod values;
pub mod view;

pub use filter::{Filter, Test};
pub use order::{Sorter, in_order};
pub use select::select;
pub use summary::{StatusCounts, Summary, summary};
pub use timeline::Timeline;
pub use values::{ValueCount, Values, values};
pub use view::{Order, View};
