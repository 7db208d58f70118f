//! # Signscope
//!
//! An offline analyser for Microsoft Entra ID sign-in log exports: one page over an engine in a worker.

pub mod engine;
pub mod query;
pub mod schema;
pub mod store;
pub mod ui;
