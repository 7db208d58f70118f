//! Texts one after the other, as they travel in a batch.

/// Texts one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// All of them.
    pub(super) text: String,
    /// The length of each.
    pub(super) lens: Vec<u32>,
}

impl Texts {
    /// The texts in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut at = 0;
        self.lens.iter().map_while(move |&len| {
            let text = self.text.get(at..at + len as usize);
            at += len as usize;
            text
        })
    }
}
