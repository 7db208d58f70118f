//! The native tests: one binary, one module a layer.

mod schema_codes;
