//! Leaps: most of a file need not be cut. Where all records are alike, a guess tells where one of them begins near the end
//! of a stretch, and whoever decodes the records before it finds out whether it was right. If it was not, the file is
//! read again from the last place that is beyond doubt, with care.

use super::cutter::{Cutter, Stage, Take};
use super::seam::Seam;
use crate::store::Problems;

/// Bytes of a file that were cut off by a guess and hold whole records if it was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leap {
    /// By what the guess was made.
    pub seam: Seam,
    /// Where they begin in the file: between two records.
    pub offset: u64,
    /// Those of them that were read before.
    pub before: Vec<u8>,
    /// Where they end in the file: between two records, if the guess was right.
    pub end: u64,
}

/// A file in which so many guesses went wrong is read with care.
const MOST_MISSES: u32 = 8;

/// Bytes of a record that are kept for a leap; with more, something is wrong.
const MOST_BEFORE: usize = 16 << 20;

impl Cutter {
    /// Passes over the bytes up to a record near the end of the next stretch, of which `tail`, the last bytes, begins at
    /// `at` in the file. `None` if the file must be cut with care there.
    pub fn leap(&mut self, tail: &[u8], at: u64) -> Option<Leap> {
        if self.has_missed || self.misses >= MOST_MISSES || self.carry.len() > MOST_BEFORE || !self.layout()?.is_plain()
        {
            return None;
        }
        let seam = self.seam.clone()?;
        let offset = match (self.leapt, &self.stage) {
            (Some(leapt), _) => leapt,
            (None, Stage::Json(splitter)) => splitter.pause()?,
            (None, Stage::Csv(splitter)) => splitter.pause()?,
            (None, Stage::Sniffing | Stage::Refused) => return None,
        };
        let whole = seam.last(tail)?;
        let before = std::mem::replace(&mut self.carry, tail[whole..].to_vec());
        let end = at + whole as u64;
        self.leapt = Some(end);
        Some(Leap { seam, offset, before, end })
    }

    /// Whether the last bytes were leapt over.
    pub fn is_leaping(&self) -> bool {
        self.leapt.is_some()
    }

    /// Goes on with care after leaps over so many records: where the last one ended.
    pub fn land(&mut self, records: u64, problems: &mut Problems, take: &mut Take) {
        let Some(offset) = self.leapt.take() else { return };
        let carry = std::mem::take(&mut self.carry);
        self.move_to(offset, records);
        self.cut(&carry, problems, take);
    }

    /// Goes on with care at a place that is beyond doubt, so many records after the first leap began, because a guess was
    /// wrong. The bytes from there on come once more.
    pub fn go_back(&mut self, offset: u64, records: u64) {
        (self.misses, self.has_missed) = (self.misses + 1, true);
        self.leapt = None;
        self.carry.clear();
        self.move_to(offset, records);
    }

    fn move_to(&mut self, offset: u64, records: u64) {
        match &mut self.stage {
            Stage::Json(splitter) => splitter.land(offset, records),
            Stage::Csv(splitter) => splitter.land(offset, records),
            Stage::Sniffing | Stage::Refused => {}
        }
    }
}
