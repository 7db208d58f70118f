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

    /// The rows whose answer is true.
    pub fn from_bools(len: usize, mut answers: impl Iterator<Item = bool>) -> RowSet {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        let mut left = len;
        while left > 0 {
            let bits = left.min(64);
            let word =
                answers.by_ref().take(bits).enumerate().fold(0, |word, (bit, yes)| word | (u64::from(yes) << bit));
            words.push(word);
            left -= bits;
        }
        RowSet { words, len }
    }

    /// How many rows the set speaks of, in or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it speaks of no row at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many rows are in.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether a row is in.
    pub fn contains(&self, row: usize) -> bool {
        row < self.len && self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// Puts a row in.
    pub fn insert(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    /// Keeps the rows that are in `other` too.
    pub fn and(&mut self, other: &RowSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds the rows of `other`.
    pub fn or(&mut self, other: &RowSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// The rows that were out are in, and the other way round.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// Calls `visit` with every row that is in, in order.
    pub fn for_each(&self, mut visit: impl FnMut(usize)) {
        for (index, &word) in self.words.iter().enumerate() {
            let mut word = word;
            while word != 0 {
                visit(index * 64 + word.trailing_zeros() as usize);
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
