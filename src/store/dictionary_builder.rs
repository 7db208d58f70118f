//! A dictionary whose texts are sent as they are met.

use super::dictionary::Dictionary;
use super::texts::Texts;

/// A dictionary of which some texts have been sent already.
#[derive(Clone, Debug)]
pub(super) struct DictionaryBuilder {
    pub(super) dictionary: Dictionary,
    sent: usize,
}

impl Default for DictionaryBuilder {
    fn default() -> DictionaryBuilder {
        DictionaryBuilder { dictionary: Dictionary::default(), sent: NOTHING_SENT }
    }
}

impl DictionaryBuilder {
    /// The texts that have not been sent yet.
    pub(super) fn news(&mut self) -> Texts {
        let news = self.dictionary.since(self.sent);
        self.sent = self.dictionary.code_count();
        news
    }
}

/// [`Dictionary::code_count`] of a dictionary without texts.
pub(super) const NOTHING_SENT: usize = 2;
