//! Telling what is there once from what may be there more often, without a look at each other.

/// Places for each item: the more, the fewer lone items share one.
const PLACES_AN_ITEM: usize = 16;

/// A large table of places, to which items are sent by what they are. Equal items share their place; most that are there
/// once have it for themselves. So whoever looks for equal items needs to compare only few.
#[derive(Debug)]
pub struct DuplicateFilter {
    /// How many upper bits of a mixed number are a place.
    bits: u32,
    taken: Vec<u64>,
    shared: Vec<u64>,
}

impl DuplicateFilter {
    /// Room for so many items.
    pub fn new(items: usize) -> DuplicateFilter {
        let bits = (items * PLACES_AN_ITEM).max(64).ilog2();
        let words = 1 << (bits - 6);
        DuplicateFilter { bits, taken: vec![0; words], shared: vec![0; words] }
    }

    /// Sends an item to its place.
    #[inline]
    pub fn take(&mut self, item: u128) {
        let (word, bit) = self.place_of(item);
        self.shared[word] |= self.taken[word] & bit;
        self.taken[word] |= bit;
    }

    /// Whether another item, which may be equal, was sent to the place of this one; false if it is there once.
    #[inline]
    pub fn is_shared(&self, item: u128) -> bool {
        let (word, bit) = self.place_of(item);
        self.shared[word] & bit != 0
    }

    #[inline]
    fn place_of(&self, item: u128) -> (usize, u64) {
        let place = (mixed(item) >> (u64::BITS - self.bits)) as usize;
        (place / 64, 1 << (place % 64))
    }
}

/// Bits that are about as good as random, the upper ones best.
pub fn mixed(number: u128) -> u64 {
    let (upper, lower) = ((number >> 64) as u64, number as u64);
    let once = (upper.rotate_left(32) ^ lower).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (once ^ once >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

#[cfg(test)]
mod tests {
    use super::DuplicateFilter;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_there_twice_shares_its_place(items in prop::collection::vec(prop_oneof![0..40u128, any::<u128>()], 0..200)) {
            let mut places = DuplicateFilter::new(items.len());
            items.iter().for_each(|&item| places.take(item));
            for item in &items {
                let count = items.iter().filter(|other| *other == item).count();
                prop_assert!(count == 1 || places.is_shared(*item));
            }
        }

        #[test]
        fn most_of_what_is_there_once_is_known(seed in any::<u64>()) {
            let items: Vec<u128> = (0..2000).map(|number| (u128::from(seed) << 40) ^ (number * 0x9_8765_4321)).collect();
            let mut places = DuplicateFilter::new(items.len());
            items.iter().for_each(|&item| places.take(item));
            let shared = items.iter().filter(|item| places.is_shared(**item)).count();
            prop_assert!(shared < items.len() / 4, "{shared} of {}", items.len());
        }
    }
}
