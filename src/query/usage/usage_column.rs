//! The columns of the tables of users, applications and the like.

use serde::{Deserialize, Serialize};

/// What a table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UsageColumn {
    /// The newest name.
    Name,
    /// Sign-ins.
    SignIns,
    /// Successes.
    Success,
    /// Failures.
    Failure,
    /// Interrupted sign-ins.
    Interrupted,
    /// See [`success_rate`](super::success_rate).
    SuccessRate,
    /// The first sign-in of the scope.
    First,
    /// The last sign-in of the scope.
    Last,
    /// The first sign-in of all records.
    FirstInLog,
    /// Members before guests, and what is not known last.
    Guest,
    /// Distinct users.
    Users,
    /// Distinct applications.
    Applications,
    /// Distinct countries.
    Countries,
    /// Distinct cities.
    Cities,
    /// Distinct IP addresses.
    Addresses,
    /// Distinct devices.
    Devices,
    /// Distinct methods.
    Methods,
}
