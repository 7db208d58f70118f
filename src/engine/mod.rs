//! The analyser without a browser: owns the store, takes bytes, answers requests with replies.

pub mod protocol;
