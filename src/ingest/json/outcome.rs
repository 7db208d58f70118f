//! What reading a record of JSON came to.

use super::cursor::Fault;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOutcome {
    /// Its values are in the batch; [`crate::store::BatchBuilder::end_record`] is still to be called.
    SignIn {
        /// Whether it has a time that cannot be read.
        is_time_unreadable: bool,
    },
    /// It is valid JSON but no sign-in; what it is instead, in words.
    Foreign(&'static str),
    /// It is no valid JSON.
    Broken(Fault),
}
