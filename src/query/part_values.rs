//! The values in one part of a list's entries among some rows, with the number of rows that have them.

use hashbrown::HashMap;

use super::casefold::Folded;
use super::filter::Test;
use super::matcher::Matcher;
use super::value_counts::{Counted, ValueCount, most_frequent};
use super::work::Work;
use crate::schema::label::{has_part_labels, part_label, part_spellings};
use crate::schema::{List, Part};
use crate::store::{ABSENT, Code, Dictionary, EMPTY, RowSet, Store};

/// The most frequent values of a part, among the entries that pass all tests in `with`. A row counts once for a value,
/// however many of its entries have it. Values are as the file has them, with the portal's words beside; what has the
/// same words is one value, with its other spellings beside.
pub(super) fn part_values(
    store: &Store,
    rows: &RowSet,
    (list, part, with): (List, Part, &[(Part, Test)]),
    wanted: &Folded,
    limit: usize,
) -> (u32, Vec<ValueCount>) {
    let column = store.list(list);
    let tests: Vec<(Part, Vec<bool>)> =
        with.iter().map(|(part, test)| (*part, passing(store, list, *part, test))).collect();
    let lists = column.counts(rows);
    let spelled = Spelled::new(part, column.part(part));
    let mut counts = vec![0u32; spelled.usual.len()];
    // The last list that has counted for a code: none has the number of a missing list.
    let mut counted = vec![0 as Code; counts.len()];
    let mut without = 0;
    for (number, &count) in (0..).zip(&lists).filter(|(_, count)| **count > 0) {
        let mut is_empty = true;
        for entry in column.entries(number).into_iter().flatten() {
            is_empty = false;
            let code = spelled.usual[entry.code(part) as usize] as usize;
            let passes = || tests.iter().all(|(part, keep)| keep[entry.code(*part) as usize]);
            if counted[code] != number && passes() {
                counted[code] = number;
                counts[code] += count;
            }
        }
        without += if is_empty { count } else { 0 };
    }
    let is_wanted = |text: &str| wanted.is_in(text) || wanted.is_in(&part_label(part, text));
    let texts = column
        .part(part)
        .texts()
        .filter(|(code, text)| !matches!(*code, ABSENT | EMPTY) && counts[*code as usize] > 0 && is_wanted(text));
    let mut all: Vec<Counted<&str, Code>> =
        texts.map(|(code, text)| Counted { count: counts[code as usize], value: Some(text), source: code }).collect();
    if without > 0 && with.is_empty() && wanted.as_str().is_empty() {
        all.push(Counted { count: without, value: None, source: ABSENT });
    }
    let (distinct, all) = most_frequent(all, limit);
    let also = |text: &str| Some(part_label(part, text)).filter(|label| label != text).map(|label| label.into_owned());
    let shown = all.into_iter().map(|Counted { count, value, source }| ValueCount {
        value: value.map(str::to_owned),
        also: value.and_then(also),
        spellings: value.map_or_else(Vec::new, |value| spelled.others(part, value, source)),
        count,
    });
    (distinct, shown.collect())
}

/// Which values of a part are the same in the portal's words.
struct Spelled<'a> {
    /// For every code the one it counts with.
    usual: Vec<Code>,
    dictionary: &'a Dictionary,
}

impl<'a> Spelled<'a> {
    fn new(part: Part, dictionary: &'a Dictionary) -> Spelled<'a> {
        let mut usual: Vec<Code> = (0..dictionary.code_count() as Code).collect();
        if has_part_labels(part) {
            let mut places: HashMap<Folded, Code> = HashMap::new();
            let texts = || dictionary.texts().filter(|(code, _)| !matches!(*code, ABSENT | EMPTY));
            // The spelling of the schema goes first, wherever it stands in the file.
            let is_first = |text: &str| part_spellings(part, text).first().is_some_and(|first| *first == text);
            let (first, others): (Vec<_>, Vec<_>) = texts().partition(|(_, text)| is_first(text));
            for (code, text) in first.into_iter().chain(others) {
                let label = Folded::new(&part_label(part, text));
                usual[code as usize] = *places.entry(label).or_insert(code);
            }
        }
        Spelled { usual, dictionary }
    }

    /// The other spellings of a value: those that files are known to have, and those that these have.
    fn others(&self, part: Part, value: &str, code: Code) -> Vec<String> {
        let of_files = self.dictionary.texts().filter(|(other, _)| self.usual[*other as usize] == code);
        let mut spellings: Vec<String> = Vec::new();
        for text in part_spellings(part, value).into_iter().chain(of_files.map(|(_, text)| text)) {
            if text != value && !spellings.iter().any(|spelling| spelling == text) {
                spellings.push(text.to_owned());
            }
        }
        spellings
    }
}

/// For every code of a part whether it passes.
fn passing(store: &Store, list: List, part: Part, test: &Test) -> Vec<bool> {
    let matcher = Matcher::new(test);
    let mut keep = matcher.codes_as_they_are(store.list(list).part(part), &Work::at_once());
    keep[ABSENT as usize] = matcher.passes_empty();
    keep
}
