//! Who and what signs in, when and from where: charts over time, tables, patterns and places.

mod calendar;
pub(in crate::query) mod entity;
pub(in crate::query) mod entity_index;
mod entity_indexes;
pub(in crate::query) mod group_counts;
pub(in crate::query) mod group_stats;
mod methods;
pub(in crate::query) mod over_time;
pub(in crate::query) mod period;
mod places;
pub(in crate::query) mod profile;
pub(in crate::query) mod steps;
mod table;
mod usage_column;

pub use calendar::{Calendar, Offset};
pub use entity::{EntityKey, EntityKind};
pub use entity_indexes::EntityIndexes;
pub use group_counts::{Seen, TopValue, TopValues};
pub use group_stats::{GroupStats, Variety};
pub use over_time::{Bar, OverTime, OverTimeQuestion, Series, Split, over_time};
pub use period::{Period, Scope};
pub use places::{PlaceCount, PlaceList, Places, places};
pub use profile::{Profile, ProfileQuestion, profile};
pub use steps::Unit;
pub use table::{Failure, Newest, TableQuestion, UsageRow, UsageTable, newest, success_rate, table};
pub use usage_column::UsageColumn;
