//! Questions to the store: filter, order, facets, totals and timeline.

pub mod filter;
pub mod view;

pub use filter::{Filter, Test};
pub use view::{Order, View};
