//! What was wrong with a part of a file, and where: bad input is data.

use serde::{Deserialize, Serialize};

/// Where in a file something is wrong. What is not known is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemPlace {
    /// The record, counted from 1.
    pub record: Option<u64>,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The byte, counted from 0.
    pub byte: Option<u64>,
}

/// One thing wrong with a file, in words a person can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it is.
    pub place: ProblemPlace,
    /// What is wrong, what was expected, and what became of the record.
    pub message: String,
}

/// The problems of one file: the first ones in full, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first [`Problems::KEPT`] problems.
    pub first: Vec<Problem>,
    /// How many there were.
    pub count: u64,
    /// How many of them say that a record was given up before anybody could decode it.
    pub given_up: u64,
}

impl Problems {
    /// How many problems are kept in full: a file that is all wrong must not fill the memory.
    pub const KEPT: usize = 10_000;

    /// Adds a problem.
    pub fn push(&mut self, place: ProblemPlace, message: impl Into<String>) {
        self.count += 1;
        if self.first.len() < Problems::KEPT {
            self.first.push(Problem { place, message: message.into() });
        }
    }

    /// Adds the problem of a record that is given up: it cannot even be sent apart from the records around it.
    pub fn give_up(&mut self, place: ProblemPlace, message: impl Into<String>) {
        self.given_up += 1;
        self.push(place, message);
    }

    /// Puts the problems into the order of their places; those of the file as a whole come last.
    pub fn sort(&mut self) {
        let last = |place: Option<u64>| place.unwrap_or(u64::MAX);
        self.first.sort_by_key(|problem| (last(problem.place.byte), last(problem.place.record)));
    }

    /// Adds the problems of another part of the same file.
    pub fn append(&mut self, other: Problems) {
        self.count += other.count;
        self.given_up += other.given_up;
        if other.first.is_empty() {
            return;
        }
        // Parts of a file come in order, but what is wrong between records is known before what is wrong inside them.
        self.first.extend(other.first);
        self.sort();
        self.first.truncate(Problems::KEPT);
    }
}
