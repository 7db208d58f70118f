//! Sorting by large numbers: a radix sort of their upper 32 bits, and a closer look at those that share them.

use std::cmp::Ordering;

const DIGIT_BITS: [u32; 3] = [11, 11, 10];
/// Fewer items are sorted by comparing.
const FEW: usize = 256;

/// What decides between items of equal numbers.
pub type Ties<'a> = &'a dyn Fn(u32, u32) -> Ordering;

/// Sorts items stably by a number, and those of equal numbers by `ties` if there is such a thing.
pub fn sort_by_number(items: &mut Vec<u32>, number: impl Fn(u32) -> u128, ties: Option<Ties>) {
    let numbers: Vec<u128> = items.iter().map(|&item| number(item)).collect();
    let compare = |&left: &u32, &right: &u32| {
        let (left, right) = (left as usize, right as usize);
        let by_number = numbers[left].cmp(&numbers[right]);
        by_number.then_with(|| ties.map_or(Ordering::Equal, |ties| ties(items[left], items[right])))
    };
    if numbers.is_sorted_by(|left, right| left < right) {
        return;
    }
    let mut places: Vec<u32>;
    if items.len() <= FEW {
        places = (0..items.len() as u32).collect();
        places.sort_by(compare);
    } else {
        let lowest = numbers.iter().copied().min().unwrap_or(0);
        let highest = numbers.iter().copied().max().unwrap_or(0);
        let shift = (u128::BITS - (highest - lowest).leading_zeros()).saturating_sub(u32::BITS);
        let digests = numbers.iter().map(|number| ((number - lowest) >> shift) as u32);
        let sorted =
            radix_sort(digests.zip(0u32..).map(|(digest, place)| u64::from(digest) << 32 | u64::from(place)).collect());
        places = sorted.iter().map(|&packed| packed as u32).collect();
        // If no bit was shifted out, equal digests are equal numbers.
        if shift > 0 || ties.is_some() {
            let mut rest = places.as_mut_slice();
            for run in sorted.chunk_by(|left, right| left >> 32 == right >> 32) {
                let (equal, after) = rest.split_at_mut(run.len());
                if equal.len() > 1 {
                    equal.sort_by(compare);
                }
                rest = after;
            }
        }
    }
    *items = places.iter().map(|&place| items[place as usize]).collect();
}

/// Sorts stably by the upper 32 bits.
fn radix_sort(mut items: Vec<u64>) -> Vec<u64> {
    let mut sorted = vec![0; items.len()];
    let mut shift = 32;
    for bits in DIGIT_BITS {
        let digit = |item: u64| (item >> shift) as usize & ((1 << bits) - 1);
        let mut starts = vec![0u32; 1 << bits];
        items.iter().for_each(|&item| starts[digit(item)] += 1);
        if starts.iter().all(|&count| count as usize != items.len()) {
            let mut start = 0;
            starts.iter_mut().for_each(|count| start += std::mem::replace(count, start));
            for &item in &items {
                let place = &mut starts[digit(item)];
                sorted[*place as usize] = item;
                *place += 1;
            }
            std::mem::swap(&mut items, &mut sorted);
        }
        shift += bits;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::{Ties, sort_by_number};
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn check(numbers: &[u128], ties: Option<Ties>) {
        let mut sorted: Vec<u32> = (0..numbers.len() as u32).rev().collect();
        let mut slow = sorted.clone();
        let tie = |left, right| ties.map_or(Ordering::Equal, |ties| ties(left, right));
        slow.sort_by(|&left, &right| {
            numbers[left as usize].cmp(&numbers[right as usize]).then_with(|| tie(left, right))
        });
        sort_by_number(&mut sorted, |item| numbers[item as usize], ties);
        assert_eq!(sorted, slow);
    }

    fn numbers() -> impl Strategy<Value = Vec<u128>> {
        let one = prop_oneof![any::<u128>(), 0..9u128, any::<u32>().prop_map(u128::from), Just(u128::MAX)];
        prop_oneof![
            prop::collection::vec(one, 0..600),
            prop::collection::vec(any::<u32>().prop_map(u128::from), 500..600),
            prop::collection::vec(0..40u128, 500..600),
        ]
    }

    proptest! {
        #[test]
        fn agrees_with_a_plain_stable_sort(numbers in numbers()) {
            check(&numbers, None);
            check(&numbers, Some(&|left, right| (left % 7).cmp(&(right % 7))));
        }
    }
}
