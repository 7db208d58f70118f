//! A view: what to show and in which order. Every question carries one.

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use crate::schema::{Column, Field};

/// One key of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The column to sort by. A list in short keeps every order.
    pub by: Column,
    /// Largest or latest first.
    pub descending: bool,
}

/// What to show and in which order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The records to show.
    pub filter: Filter,
    /// The keys to sort by, the most important first; ties keep the order of the files.
    pub order: Vec<Order>,
}

impl Default for View {
    /// Everything, newest first.
    fn default() -> View {
        View { filter: Filter::default(), order: vec![Order { by: Field::Date.into(), descending: true }] }
    }
}
