//! Where the splitter is among the objects around the records.

use super::key::ObjectKey;

/// The keys of the objects that are open inside the object at top level, as far as there are only objects, and the
/// paths that lead to the arrays of records where they are told.
#[derive(Clone, Debug, Default)]
pub struct Path {
    open: Vec<ObjectKey>,
    under: Vec<Vec<String>>,
    /// How many steps the longest of them has.
    longest: usize,
}

impl Path {
    /// Nothing is open; the records are in the arrays at these paths.
    pub fn to(under: Vec<Vec<String>>) -> Path {
        Path { open: Vec::new(), longest: under.iter().map(Vec::len).max().unwrap_or(0), under }
    }

    /// How many objects are open whose keys matter.
    pub fn depth(&self) -> u32 {
        self.open.len() as u32 + 1
    }

    /// Whether it is told where the records are.
    pub fn is_told(&self) -> bool {
        !self.under.is_empty()
    }

    /// An object begins under this key, inside the innermost one whose keys matter.
    pub fn enter(&mut self, key: ObjectKey) {
        if self.open.len() + 1 < self.longest {
            self.open.push(key);
        }
    }

    /// The innermost object whose keys matter ends.
    pub fn leave(&mut self) {
        self.open.pop();
    }

    /// Another object begins at top level.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Whether the array under this key holds records.
    pub fn leads_to(&self, key: &ObjectKey) -> bool {
        let keys = || self.open.iter().chain([key]);
        let is_here = |path: &Vec<String>| {
            path.len() == self.open.len() + 1 && path.iter().zip(keys()).all(|(step, key)| key.is(step.as_bytes()))
        };
        self.under.iter().any(is_here)
    }
}
