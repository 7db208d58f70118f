//! The native tests: one binary, one module a layer.

// Outside `#[test]` functions clippy cannot see that a failed assertion is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod carriers;
mod circles;
mod engine;
mod export;
mod extras;
mod ingest;
mod kql;
mod merge;
mod query;
mod records;
mod sample;
mod schema_codes;
mod store;
mod tidy;
mod ui;
