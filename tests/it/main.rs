//! The native tests: one binary, one module a layer.

mod query;
mod records;
mod schema_codes;
mod store;
