//! Numbers and times as people read them.

pub mod number;
pub mod time;
