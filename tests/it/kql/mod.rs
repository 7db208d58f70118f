//! The text of filters: what it means, what is wrong with it, and that it says what it was made of.

mod errors;
mod meaning;
mod round_trip;
