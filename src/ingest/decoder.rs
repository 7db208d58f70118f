//! A push decoder for one file: both stages of reading, one after the other.

use super::cutter::Cutter;
use super::decode::{Decoded, RecordDecoder, Tally};
use super::layout::Layout;
use super::sniff::refusal;
use super::split::Piece;
use crate::store::{FileId, Place, Problems};

/// The first batch is handed out at the end of a push if its records have so many bytes, so that there is something to
/// see; later ones when they are full, because small batches take longer to append.
const WORTH_SHOWING_BYTES: usize = 256 << 10;

/// So many records the portal puts in a file at most: now, and in former years
/// (Microsoft Entra documentation, "How to download logs").
const PORTAL_LIMITS: [u64; 2] = [100_000, 250_000];

/// Takes the bytes of a file in pieces of any size and gives batches and problems. It never fails.
#[derive(Clone, Debug)]
pub struct Decoder {
    file: FileId,
    cutter: Cutter,
    records: Option<RecordDecoder>,
    has_given: bool,
    is_refused: bool,
}

impl Decoder {
    /// Begins a file; its name is used in messages.
    pub fn new(file: FileId, name: &str) -> Decoder {
        Decoder { file, cutter: Cutter::new(name), records: None, has_given: false, is_refused: false }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Decoded {
        let mut decoded = Decoded::default();
        self.run(&mut decoded, |cutter, problems, take| cutter.push(bytes, problems, take));
        self.has_given |= !decoded.batches.is_empty();
        if let Some(records) = &mut self.records
            && !self.has_given
        {
            records.flush(WORTH_SHOWING_BYTES, &mut decoded);
            self.has_given = !decoded.batches.is_empty();
        }
        decoded
    }

    /// Ends the file: gives the rest, and says what was cut off or was no sign-in.
    pub fn finish(&mut self) -> Decoded {
        let mut decoded = Decoded::default();
        self.run(&mut decoded, |cutter, problems, take| cutter.finish(problems, take));
        if let Some(records) = &mut self.records {
            records.flush(0, &mut decoded);
        }
        if !self.is_refused {
            self.judge(&mut decoded);
        }
        decoded
    }

    /// What kind of file it is, once that is known.
    pub fn layout(&self) -> Option<&Layout> {
        self.cutter.layout()
    }

    fn run(
        &mut self,
        decoded: &mut Decoded,
        step: impl FnOnce(&mut Cutter, &mut Problems, &mut dyn FnMut(&Layout, &Piece)) -> Result<(), String>,
    ) {
        if self.is_refused {
            return;
        }
        let (file, records) = (self.file, &mut self.records);
        let mut found = Problems::default();
        let result = step(&mut self.cutter, &mut found, &mut |layout, piece| {
            records.get_or_insert_with(|| RecordDecoder::new(file, layout)).decode_slice(piece, decoded);
        });
        decoded.problems.append(found);
        decoded.problems.first.sort_by_key(|problem| problem.place.byte.unwrap_or(u64::MAX));
        if let Err(message) = result {
            self.is_refused = true;
            decoded.refused = Some(message);
        }
    }

    /// Says what the number of records tells: a file without a single sign-in is refused if it holds other things, and accepted with a note if it holds nothing.
    fn judge(&mut self, decoded: &mut Decoded) {
        let tally = self.records.as_ref().map(RecordDecoder::tally).unwrap_or_default();
        let what = self.records.as_ref().and_then(RecordDecoder::first_foreign);
        match (tally, what) {
            (Tally { read: 0, broken: 0, .. }, Some(what)) => {
                self.is_refused = true;
                let found = format!("holds no sign-ins; its first record is {what}");
                let remedy = "Open “Sign-in logs” in the admin center, download them, and open the downloaded file.";
                decoded.refused = Some(refusal(self.cutter.name(), &found, remedy));
            }
            (Tally { read: 0, broken: 0, .. }, None) if decoded.problems.count == 0 => {
                decoded.problems.push(Place::default(), "The file holds no records: the download found no sign-ins.");
            }
            (Tally { read, .. }, _) if PORTAL_LIMITS.contains(&read) => {
                let message = format!(
                    "The file holds exactly {read} sign-ins, which is as many as the portal puts in a file: there were \
                     probably more. Download shorter spans of time to have them all."
                );
                decoded.problems.push(Place::default(), message);
            }
            _ => {}
        }
    }
}
