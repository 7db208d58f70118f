//! Who and what signs in, when and from where: charts over time, tables, patterns and places.

mod calendar;
mod directories;
pub(in crate::query) mod directory;
mod methods;
pub(in crate::query) mod over_time;
pub(in crate::query) mod period;
mod places;
pub(in crate::query) mod profile;
pub(in crate::query) mod steps;
pub(in crate::query) mod subject;
pub(in crate::query) mod sums;
mod table;
pub(in crate::query) mod tally;

pub use calendar::{Calendar, Offset};
pub use directories::Directories;
pub use over_time::{Bar, OverTime, OverTimeQuestion, Series, Split, over_time};
pub use period::{Period, Scope};
pub use places::{Place, PlaceList, Places, places};
pub use profile::{Profile, ProfileQuestion, profile};
pub use steps::Unit;
pub use subject::{Key, Subject};
pub use sums::{Mark, Marks, Seen};
pub use table::{Column, Failure, Newest, Table, TableQuestion, UsageRow, newest, success_rate, table};
pub use tally::{Tally, Variety};
