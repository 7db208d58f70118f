//! The native tests: one binary, one module a layer.

mod schema_codes;
mod ui_list;
mod ui_state;
mod ui_text;
