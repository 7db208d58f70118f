//! What the records of a file, or of a part of it, were.

use serde::{Deserialize, Serialize};

use super::code_page::TextCounts;
use super::reading::DateCounts;
use super::shape::Shape;

/// How many records of each sort there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Sign-ins that were read.
    pub read: u64,
    /// Records that are valid but no sign-ins.
    pub foreign: u64,
    /// Records that are damaged.
    pub broken: u64,
    /// Values of which the export kept only the name of their type.
    pub lost: u64,
    /// Sign-ins by shape, in the order of [`Shape::ALL`].
    pub(super) by_shape: [u64; Shape::COUNT],
    /// What the dates look like.
    pub dates: DateCounts,
    /// What the bytes look like.
    pub text: TextCounts,
}

impl Tally {
    /// Adds the records of another part of the file.
    pub fn add(&mut self, other: Tally) {
        self.read += other.read;
        self.foreign += other.foreign;
        self.broken += other.broken;
        self.lost += other.lost;
        self.by_shape.iter_mut().zip(other.by_shape).for_each(|(count, more)| *count += more);
        self.dates.add(other.dates);
        self.text.add(other.text);
    }

    /// How many sign-ins there are of each shape, the richest first; shapes without one are left out.
    pub fn shapes(&self) -> Vec<(Shape, u64)> {
        Shape::ALL.into_iter().zip(self.by_shape).filter(|(_, count)| *count > 0).collect()
    }

    /// The shape most of the sign-ins have.
    pub fn main_shape(&self) -> Option<Shape> {
        self.shapes().into_iter().rev().max_by_key(|(_, count)| *count).map(|(shape, _)| shape)
    }
}
