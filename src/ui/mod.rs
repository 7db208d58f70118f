//! The page: its state, and the components that show it.

pub mod numbers;
pub mod state;
pub mod time;
