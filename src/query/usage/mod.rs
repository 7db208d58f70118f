//! Who and what signs in, when and from where: charts over time, tables, patterns and places.

mod calendar;
mod entity_indexes;
pub(in crate::query) mod entity_index;
mod methods;
pub(in crate::query) mod over_time;
pub(in crate::query) mod period;
mod places;
pub(in crate::query) mod profile;
pub(in crate::query) mod steps;
pub(in crate::query) mod entity;
pub(in crate::query) mod group_counts;
mod table;
pub(in crate::query) mod group_stats;

pub use calendar::{Calendar, Offset};
pub use entity::{ChipSubject, EntityKey};
pub use entity_indexes::EntityIndexes;
pub use group_counts::{Seen, TopValue, TopValues};
pub use group_stats::{GroupStats, Variety};
pub use over_time::{Bar, OverTime, OverTimeQuestion, Series, Split, over_time};
pub use period::{Period, Scope};
pub use places::{PlaceCount, PlaceList, Places, places};
pub use profile::{Profile, ProfileQuestion, profile};
pub use steps::Unit;
pub use table::{Failure, Newest, TableQuestion, UsageColumn, UsageRow, UsageTable, newest, success_rate, table};
