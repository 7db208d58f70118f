//! The native tests: one binary, one module a layer.

mod ingest;
mod schema_codes;
