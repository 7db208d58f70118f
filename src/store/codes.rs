//! A column of codes in as few bytes a row as its largest code needs.

use std::ops::Range;

use super::code::Code;
use super::growth::{Need, make_room};
use super::rows::RowSet;

/// Columns with more codes are counted with one counter a code.
const MOST_CODES_IN_TURNS: usize = 1024;

/// Codes, one a row, one, two or four bytes wide. A column widens when a code asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes(Width);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Width {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Codes {
        Codes(Width::One(Vec::new()))
    }
}

/// Runs one expression for whichever width the column has.
macro_rules! each_width {
    ($codes:expr, $rows:ident => $body:expr) => {
        match &$codes.0 {
            Width::One($rows) => $body,
            Width::Two($rows) => $body,
            Width::Four($rows) => $body,
        }
    };
}

impl From<Vec<u8>> for Codes {
    fn from(rows: Vec<u8>) -> Codes {
        Codes(Width::One(rows))
    }
}

impl From<Vec<u16>> for Codes {
    fn from(rows: Vec<u16>) -> Codes {
        Codes(Width::Two(rows))
    }
}

impl From<Vec<u32>> for Codes {
    fn from(rows: Vec<u32>) -> Codes {
        Codes(Width::Four(rows))
    }
}

impl Codes {
    /// How many bytes a row takes.
    pub fn width(&self) -> u8 {
        match &self.0 {
            Width::One(_) => 1,
            Width::Two(_) => 2,
            Width::Four(_) => 4,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        each_width!(self, rows => rows.len())
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of a row.
    pub fn get(&self, row: usize) -> Code {
        each_width!(self, rows => rows[row] as Code)
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, code: Code) {
        self.widen_for(code);
        match &mut self.0 {
            Width::One(rows) => rows.push(code as u8),
            Width::Two(rows) => rows.push(code as u16),
            Width::Four(rows) => rows.push(code),
        }
    }

    /// Adds `count` rows of one code.
    pub fn push_repeated(&mut self, code: Code, count: usize) {
        self.extend(std::iter::repeat_n(code, count), code);
    }

    /// Adds rows, none of which has a code above `highest`.
    pub fn extend(&mut self, codes: impl Iterator<Item = Code>, highest: Code) {
        self.widen_for(highest);
        let more = codes.size_hint().0;
        match &mut self.0 {
            Width::One(rows) => {
                make_room(rows, more);
                rows.extend(codes.map(|code| code as u8));
            }
            Width::Two(rows) => {
                make_room(rows, more);
                rows.extend(codes.map(|code| code as u16));
            }
            Width::Four(rows) => {
                make_room(rows, more);
                rows.extend(codes);
            }
        }
    }

    /// Makes room for so many more rows of the codes there are.
    pub(super) fn make_room(&mut self, rows: usize) {
        match &mut self.0 {
            Width::One(codes) => make_room(codes, rows),
            Width::Two(codes) => make_room(codes, rows),
            Width::Four(codes) => make_room(codes, rows),
        }
    }

    /// What it takes to add so many rows, none of which has a code above `highest`.
    pub(super) fn need(&self, more: usize, highest: Code) -> Need {
        let width = match highest {
            0..=0xff => 1,
            0x100..=0xffff => 2,
            _ => 4,
        };
        match &self.0 {
            _ if width > usize::from(self.width()) => Need::to_move(self.memory(), (self.len() + more) * width * 2),
            Width::One(rows) => Need::of(rows, more),
            Width::Two(rows) => Need::of(rows, more),
            Width::Four(rows) => Need::of(rows, more),
        }
    }

    /// Adds the rows of another column with other codes, none of which is above `highest`.
    pub fn extend_with(&mut self, rows: &Codes, highest: Code, code_of: impl Fn(Code) -> Code) {
        each_width!(rows, rows => self.extend(rows.iter().map(|&code| code_of(code as Code)), highest));
    }

    /// Writes the codes in little endian, each as wide as the column is.
    pub(super) fn write(&self, into: &mut Vec<u8>) {
        into.reserve(self.len() * usize::from(self.width()));
        match &self.0 {
            Width::One(rows) => into.extend_from_slice(rows),
            Width::Two(rows) => rows.iter().for_each(|code| into.extend_from_slice(&code.to_le_bytes())),
            Width::Four(rows) => rows.iter().for_each(|code| into.extend_from_slice(&code.to_le_bytes())),
        }
    }

    /// Gives the last row another code.
    pub fn replace_last(&mut self, code: Code) {
        match &mut self.0 {
            Width::One(rows) => drop(rows.pop()),
            Width::Two(rows) => drop(rows.pop()),
            Width::Four(rows) => drop(rows.pop()),
        }
        self.push(code);
    }

    /// Gives a row another code.
    pub fn replace(&mut self, row: usize, code: Code) {
        self.widen_for(code);
        match &mut self.0 {
            Width::One(rows) => rows[row] = code as u8,
            Width::Two(rows) => rows[row] = code as u16,
            Width::Four(rows) => rows[row] = code,
        }
    }

    /// Drops the rows that are not in `kept`.
    pub fn retain(&mut self, kept: &RowSet) {
        match &mut self.0 {
            Width::One(rows) => kept.retain(rows),
            Width::Two(rows) => kept.retain(rows),
            Width::Four(rows) => kept.retain(rows),
        }
    }

    /// The codes in row order.
    pub fn iter(&self) -> Box<dyn Iterator<Item = Code> + '_> {
        each_width!(self, rows => Box::new(rows.iter().map(|&code| code as Code)))
    }

    /// The rows whose code `keep` holds true for; `keep` has an entry for every code.
    pub fn select(&self, keep: &[bool]) -> RowSet {
        self.among(&RowSet::all(self.len()), keep)
    }

    /// Those of the given rows whose code `keep` holds true for; `keep` has an entry for every code.
    pub fn among(&self, within: &RowSet, keep: &[bool]) -> RowSet {
        let mut rows = within.clone();
        let mut kept = (0..).zip(keep).filter(|(_, keep)| **keep).map(|(code, _)| code);
        match (kept.next(), kept.next()) {
            (None, _) => return RowSet::none(self.len()),
            (Some(code), None) => self.keep_one(&mut rows, code),
            _ if keep.iter().all(|&keep| keep) => {}
            _ => self.keep_many(&mut rows, keep),
        }
        rows
    }

    fn keep_one(&self, rows: &mut RowSet, code: Code) {
        // A code that is too large for the width is in no row.
        match &self.0 {
            Width::One(codes) => rows.keep_passing(codes, |&of| Ok(of) == u8::try_from(code)),
            Width::Two(codes) => rows.keep_passing(codes, |&of| Ok(of) == u16::try_from(code)),
            Width::Four(codes) => rows.keep_passing(codes, |&of| of == code),
        }
    }

    fn keep_many(&self, rows: &mut RowSet, keep: &[bool]) {
        match &self.0 {
            Width::One(codes) => {
                // A table with an entry for every byte needs no check of its bounds.
                let mut table = [false; 256];
                table.iter_mut().zip(keep).for_each(|(entry, &keep)| *entry = keep);
                rows.keep_passing(codes, |&code| table[usize::from(code)]);
            }
            Width::Two(codes) => {
                let mut table = vec![false; 1 << 16];
                table.iter_mut().zip(keep).for_each(|(entry, &keep)| *entry = keep);
                if let Some(table) = table.first_chunk::<{ 1 << 16 }>() {
                    rows.keep_passing(codes, |&code| table[usize::from(code)]);
                }
            }
            Width::Four(codes) => rows.keep_passing(codes, |&code| keep[code as usize]),
        }
    }

    /// How often each code occurs in `rows`; the answer has `code_count` entries.
    pub fn counts(&self, within: &RowSet, code_count: usize) -> Vec<u32> {
        // Neighbours often share a code, and a counter that was just written is slow to read: so there are four of
        // each, taken in turns, as long as they are few.
        if let Width::One(codes) = &self.0 {
            let mut counts = [0; 256 * 4];
            within.for_each_value(codes, |row, code| counts[row % 4 * 256 + usize::from(code)] += 1);
            return sums(&counts, 256, code_count);
        }
        let turns = if code_count <= MOST_CODES_IN_TURNS { 4 } else { 1 };
        let mut counts = vec![0; code_count * turns];
        let turn = turns - 1;
        each_width!(self, codes => {
            within.for_each_value(codes, |row, code| counts[(row & turn) * code_count + code as usize] += 1);
        });
        sums(&counts, code_count, code_count)
    }

    /// For every code whether a row of `within` has it; the answer has `code_count` entries.
    pub fn seen(&self, within: &RowSet, code_count: usize) -> Vec<bool> {
        let mut seen = vec![false; code_count];
        each_width!(self, rows => within.for_each_value(rows, |_, code| seen[code as usize] = true));
        seen
    }

    /// How many of these rows have a code.
    pub fn count_in(&self, rows: Range<usize>, code: Code) -> usize {
        // Compared as wide as the column is, this becomes vector code; a code too large for the width is in no row.
        match &self.0 {
            Width::One(codes) => u8::try_from(code).map_or(0, |code| count_of(&codes[rows], code)),
            Width::Two(codes) => u16::try_from(code).map_or(0, |code| count_of(&codes[rows], code)),
            Width::Four(codes) => count_of(&codes[rows], code),
        }
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        match &self.0 {
            Width::One(rows) => rows.capacity(),
            Width::Two(rows) => rows.capacity() * 2,
            Width::Four(rows) => rows.capacity() * 4,
        }
    }

    /// Drops all rows but the first `len`.
    pub fn truncate(&mut self, len: usize) {
        match &mut self.0 {
            Width::One(rows) => rows.truncate(len),
            Width::Two(rows) => rows.truncate(len),
            Width::Four(rows) => rows.truncate(len),
        }
    }

    #[inline]
    fn widen_for(&mut self, highest: Code) {
        let fits = match &self.0 {
            Width::One(_) => highest <= u8::MAX.into(),
            Width::Two(_) => highest <= u16::MAX.into(),
            Width::Four(_) => true,
        };
        if !fits {
            self.widen(highest);
        }
    }

    #[cold]
    fn widen(&mut self, highest: Code) {
        self.0 = match std::mem::replace(&mut self.0, Width::One(Vec::new())) {
            Width::One(rows) if highest > u16::MAX.into() => Width::Four(rows.into_iter().map(Code::from).collect()),
            Width::One(rows) if highest > u8::MAX.into() => Width::Two(rows.into_iter().map(u16::from).collect()),
            Width::Two(rows) if highest > u16::MAX.into() => Width::Four(rows.into_iter().map(Code::from).collect()),
            width => width,
        };
    }
}

/// How many values are this one.
fn count_of<T: Copy + PartialEq>(values: &[T], wanted: T) -> usize {
    values.iter().map(|&value| usize::from(value == wanted)).sum()
}

/// The counters of several turns, of `width` codes each, as one of `code_count` codes.
fn sums(turns: &[u32], width: usize, code_count: usize) -> Vec<u32> {
    let mut counts = vec![0; code_count];
    for turn in turns.chunks(width.max(1)) {
        counts.iter_mut().zip(turn).for_each(|(count, more)| *count += more);
    }
    counts
}
