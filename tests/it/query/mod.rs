//! Questions to the store, against answers found the slow and obvious way.

mod columns;
mod files;
mod filter;
mod kept;
mod lists;
mod numbers;
mod order;
mod policies;
mod timeline;
mod twin;
mod week_hours;
mod usage;
