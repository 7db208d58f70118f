//! The text of filters: what it means, what is wrong with it, and that it says what it was made of.

mod copied;
mod errors;
mod extras;
mod meaning;
pub mod round_trip;
mod tenant;
mod typing;
