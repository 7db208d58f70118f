//! The native tests: one binary, one module a layer.

mod engine;
mod export;
mod ingest;
mod query;
mod records;
mod sample;
mod schema_codes;
mod store;
mod tidy;
mod ui;
