//! Signscope.

pub mod worker;
