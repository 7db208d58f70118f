//! The values in one part of a list's entries among some rows, with the number of rows that have them.

use super::filter::Test;
use super::fold::Folded;
use super::matcher::Matcher;
use super::values::{Counted, ValueCount, most_frequent};
use crate::schema::label::part_label;
use crate::schema::{List, Part};
use crate::store::{ABSENT, Code, EMPTY, RowSet, Store};

/// The most frequent values of a part, among the entries that pass all tests in `with`. A row counts once for a value,
/// however many of its entries have it. Values are as the file has them, with the portal's words beside.
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
    let codes = column.part(part).code_count();
    let mut counts = vec![0u32; codes];
    // The last list that has counted for a code: none has the number of a missing list.
    let mut counted = vec![0 as Code; codes];
    let mut without = 0;
    for (number, &count) in (0..).zip(&lists).filter(|(_, count)| **count > 0) {
        let mut is_empty = true;
        for entry in column.entries(number).into_iter().flatten() {
            is_empty = false;
            let code = entry.code(part) as usize;
            let passes = || tests.iter().all(|(part, keep)| keep[entry.code(*part) as usize]);
            if counted[code] != number && passes() {
                counted[code] = number;
                counts[code] += count;
            }
        }
        without += if is_empty { count } else { 0 };
    }
    let is_wanted = |text: &str| wanted.is_in(text) || wanted.is_in(&part_label(list, part, text));
    let texts = column
        .part(part)
        .texts()
        .filter(|(code, text)| !matches!(*code, ABSENT | EMPTY) && counts[*code as usize] > 0 && is_wanted(text));
    let mut all: Vec<Counted<&str, ()>> =
        texts.map(|(code, text)| Counted { count: counts[code as usize], value: Some(text), source: () }).collect();
    if without > 0 && with.is_empty() && wanted.as_str().is_empty() {
        all.push(Counted { count: without, value: None, source: () });
    }
    let (distinct, all) = most_frequent(all, limit);
    let also =
        |text: &str| Some(part_label(list, part, text)).filter(|label| label != text).map(|label| label.into_owned());
    let shown = all.into_iter().map(|Counted { count, value, .. }| ValueCount {
        value: value.map(str::to_owned),
        also: value.and_then(also),
        count,
    });
    (distinct, shown.collect())
}

/// For every code of a part whether it passes.
fn passing(store: &Store, list: List, part: Part, test: &Test) -> Vec<bool> {
    let matcher = Matcher::new(test);
    let mut keep = matcher.codes_as_they_are(store.list(list).part(part));
    keep[ABSENT as usize] = matcher.passes_empty();
    keep
}
