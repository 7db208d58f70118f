//! Which codes of a dictionary pass a test: its texts are looked at a bit at a time.

use super::matcher::{Matcher, has_names, spelling};
use super::search::texts_containing;
use super::work::Work;
use crate::schema::{Field, FieldKind};
use crate::store::{ABSENT, Code, Dictionary, EMPTY};

impl Matcher {
    /// For every code of a field's dictionary whether it passes.
    pub fn codes(&self, field: Field, dictionary: &Dictionary, work: &Work) -> Vec<bool> {
        let mut keep = match self {
            Matcher::Contains(_) if !has_names(field) && field.kind() != FieldKind::Ip => {
                self.table(dictionary, work, None::<fn(&str) -> bool>)
            }
            Matcher::Contains(part) => {
                let is_in_name = |text: &str| spelling(field, text).is_some_and(|usual| part.is_in(&usual));
                self.table(dictionary, work, Some(is_in_name))
            }
            _ => self.table(dictionary, work, Some(|text: &str| self.passes(field, text))),
        };
        keep[ABSENT as usize] = self.passes_empty();
        keep[EMPTY as usize] = self.passes_empty();
        keep
    }

    /// For every code of an extra column's dictionary whether it passes; its texts are as files have them.
    pub fn codes_of_extra(&self, dictionary: &Dictionary, work: &Work) -> Vec<bool> {
        let mut keep = self.codes_as_they_are(dictionary, work);
        keep[ABSENT as usize] = self.passes_empty();
        keep[EMPTY as usize] = self.passes_empty();
        keep
    }

    /// For every code of a dictionary whether its text passes as it is; absent does not, empty may.
    pub fn codes_as_they_are(&self, dictionary: &Dictionary, work: &Work) -> Vec<bool> {
        let mut keep = match self {
            Matcher::Contains(_) => self.table(dictionary, work, None::<fn(&str) -> bool>),
            _ => self.table(dictionary, work, Some(|text: &str| self.passes_text(text))),
        };
        keep[EMPTY as usize] = self.passes_text("");
        keep
    }

    /// For every code of a dictionary whether its text contains what is looked for, or `passes` if that is given.
    fn table(&self, dictionary: &Dictionary, work: &Work, passes: Option<impl Fn(&str) -> bool>) -> Vec<bool> {
        let (_, ends) = dictionary.joined();
        let first = EMPTY as usize + 1;
        let bit_from = |code: usize| {
            let text = code.saturating_sub(first);
            let begin = text.checked_sub(1).map_or(0, |before| ends[before]);
            let by_bytes = ends[text..].partition_point(|&end| end - begin <= self.bytes_at_once());
            first + text + by_bytes.min(self.texts_at_once()).max(1)
        };
        work.table(dictionary.code_count(), bit_from, |codes, keep| {
            let before = keep.len();
            let texts = codes.start.saturating_sub(first)..codes.end.saturating_sub(first);
            keep.resize(codes.end, false);
            let found = &mut keep[before.max(first)..];
            if let Matcher::Contains(part) = self {
                texts_containing(dictionary, part, texts.clone(), found);
            }
            if let Some(passes) = &passes {
                for (found, text) in found.iter_mut().zip(texts) {
                    *found |= dictionary.text((text + first) as Code).is_some_and(passes);
                }
            }
        })
    }
}
