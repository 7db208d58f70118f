//! A set of rows: one bit each.

/// Which of the rows `0..len` are in.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RowSet {
    words: Vec<u64>,
    len: usize,
}

impl RowSet {
    /// All of `len` rows.
    pub fn all(len: usize) -> RowSet {
        let mut set = RowSet { words: vec![u64::MAX; len.div_ceil(64)], len };
        set.trim();
        set
    }

    /// None of `len` rows.
    pub fn none(len: usize) -> RowSet {
        RowSet { words: vec![0; len.div_ceil(64)], len }
    }

    /// The rows whose value passes, one value a row.
    pub fn passing<T>(values: &[T], passes: impl FnMut(&T) -> bool) -> RowSet {
        let mut rows = RowSet::all(values.len());
        rows.keep_passing(values, passes);
        rows
    }

    /// Keeps the rows whose value passes, one value a row. Where few of 64 neighbours are in, only those are looked at.
    pub fn keep_passing<T>(&mut self, values: &[T], mut passes: impl FnMut(&T) -> bool) {
        let (chunks, rest) = values.as_chunks::<64>();
        let mut words = self.words.iter_mut();
        let mut flags = [0; 64];
        for (chunk, word) in chunks.iter().zip(words.by_ref()) {
            if word.count_ones() <= FEW {
                keep_each(word, chunk, &mut passes);
                continue;
            }
            // All answers first, as bytes: without branches between them this loop becomes vector code.
            for (flag, value) in flags.iter_mut().zip(chunk) {
                *flag = u8::from(passes(value));
            }
            *word &= bits(&flags);
        }
        words.for_each(|word| keep_each(word, rest, &mut passes));
    }

    /// How many rows the set speaks of, in or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it speaks of no row at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }

    /// How many rows are in.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether every row is in.
    pub fn is_all(&self) -> bool {
        self.count() == self.len
    }

    /// Whether no row is in.
    pub fn is_none(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Whether all rows of this set are in `other` too, which speaks of as many.
    pub fn is_within(&self, other: &RowSet) -> bool {
        self.len == other.len && self.words.iter().zip(&other.words).all(|(word, other)| word & !other == 0)
    }

    /// Whether a row is in.
    pub fn contains(&self, row: usize) -> bool {
        row < self.len && self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// Puts a row in.
    pub fn insert(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: usize) {
        self.words[row / 64] &= !(1 << (row % 64));
    }

    /// Keeps the rows that are in `other` too.
    pub fn and(&mut self, other: &RowSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds the rows of `other`.
    pub fn or(&mut self, other: &RowSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out the rows of `other`.
    pub fn and_not(&mut self, other: &RowSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// The rows that were out are in, and the other way round.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// Drops the values, one a row, of the rows that are not in.
    pub fn retain<T>(&self, values: &mut Vec<T>) {
        let mut row = 0;
        values.retain(|_| {
            row += 1;
            self.contains(row - 1)
        });
    }

    /// Calls `visit` with every row that is in, in order.
    pub fn for_each(&self, mut visit: impl FnMut(usize)) {
        for (index, &word) in self.words.iter().enumerate() {
            if word == u64::MAX {
                (index * 64..index * 64 + 64).for_each(&mut visit);
                continue;
            }
            let mut word = word;
            while word != 0 {
                visit(index * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }

    /// Calls `visit` with the number and the value of every row that is in, one value a row, in order.
    pub fn for_each_value<T: Copy>(&self, values: &[T], mut visit: impl FnMut(usize, T)) {
        for (index, (&word, chunk)) in self.words.iter().zip(values.chunks(64)).enumerate() {
            if word == u64::MAX {
                (index * 64..).zip(chunk).for_each(|(row, &value)| visit(row, value));
                continue;
            }
            let mut word = word;
            while word != 0 {
                let bit = word.trailing_zeros() as usize;
                visit(index * 64 + bit, chunk[bit]);
                word &= word - 1;
            }
        }
    }

    /// The rows that are in, in order.
    pub fn to_rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.count());
        self.for_each(|row| rows.push(row as u32));
        rows
    }

    fn trim(&mut self) {
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << used) - 1;
        }
    }
}

/// So few of 64 neighbours are looked at one by one.
const FEW: u32 = 8;

/// Keeps the bits whose value passes.
fn keep_each<T>(word: &mut u64, values: &[T], mut passes: impl FnMut(&T) -> bool) {
    let mut left = *word;
    while left != 0 {
        let bit = left.trailing_zeros();
        if !passes(&values[bit as usize]) {
            *word &= !(1 << bit);
        }
        left &= left - 1;
    }
}

/// The lowest bits of 64 bytes, each 0 or 1, as one word.
pub fn bits(flags: &[u8; 64]) -> u64 {
    // Multiplied by this, bit 8k of a word goes to bit 56 + k for every k, and no two bits meet on the way.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().rev().fold(0, |word, &eight| word << 8 | u64::from_le_bytes(eight).wrapping_mul(GATHER) >> 56)
}
