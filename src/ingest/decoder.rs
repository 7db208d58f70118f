//! A push decoder for one file: both stages of reading, one after the other.

use super::csv::CsvLayout;
use super::cutter::{Cutter, Take};
use super::decode::{Decoded, RecordDecoder};
use super::json::UNKNOWN_OBJECT;
use super::layout::Layout;
use super::leap::Leap;
use super::reading::{DateCounts, Dates, Reading, Zone};
use super::shape::Shape;
use super::sniff::refusal;
use super::split::Job;
use super::tally::Tally;
use crate::store::{FileId, ProblemPlace, Problems};

/// The first batch is handed out at the end of a push if its records have so many bytes, so that there is something to
/// see; later ones when they are full, because small batches take longer to append.
const WORTH_SHOWING_BYTES: usize = 256 << 10;

/// Takes the bytes of a file in pieces of any size and gives batches and problems. It never fails.
///
/// [`Decoder::push`] and [`Decoder::finish`] do all the work. Where others decode the records, [`Decoder::cut`] and
/// [`Decoder::finish_cut`] give their jobs, [`Decoder::note`] takes notice of what they found, and [`Decoder::settle`]
/// ends the file.
#[derive(Clone, Debug)]
pub struct Decoder {
    file: FileId,
    cutter: Cutter,
    records: Option<RecordDecoder>,
    tally: Tally,
    first_foreign: Option<String>,
    has_problems: bool,
    has_given: bool,
    is_refused: bool,
    /// Records that leaps have given since the first stage last cut any.
    leapt: u64,
}

impl Decoder {
    /// Begins a file, to be read as told. Its name is used in messages, and for what its records leave open.
    pub fn new(file: FileId, name: &str, reading: Reading) -> Decoder {
        Decoder {
            file,
            cutter: Cutter::new(name, reading),
            records: None,
            tally: Tally::default(),
            first_foreign: None,
            has_problems: false,
            has_given: false,
            is_refused: false,
            leapt: 0,
        }
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
        self.note(&decoded);
        decoded
    }

    /// Ends the file: gives the rest, and says what was cut off or was no sign-in.
    pub fn finish(&mut self) -> Decoded {
        let mut decoded = Decoded::default();
        self.run(&mut decoded, |cutter, problems, take| cutter.finish(problems, take));
        if let Some(records) = &mut self.records {
            records.flush(0, &mut decoded);
        }
        self.note(&decoded);
        self.judge(&mut decoded);
        decoded
    }

    /// Takes the next bytes, and gives the jobs of their records instead of the records; what is wrong between records
    /// is in the answer.
    pub fn cut(&mut self, bytes: &[u8]) -> (Vec<Job>, Decoded) {
        self.run_cut(bytes, |cutter, problems, take| cutter.push(bytes, problems, take))
    }

    /// Ends the file for the first stage: gives the last jobs.
    pub fn finish_cut(&mut self) -> (Vec<Job>, Decoded) {
        self.run_cut(&[], |cutter, problems, take| cutter.finish(problems, take))
    }

    /// Leaps to a record near the end of the next stretch, of which `tail`, the last bytes, begins at `at` in the file.
    /// `None` if the stretch must be cut. After leaps comes [`Decoder::land`] or, where one went wrong, [`Decoder::go_back`].
    pub fn leap(&mut self, tail: &[u8], at: u64) -> Option<Leap> {
        if self.is_refused { None } else { self.cutter.leap(tail, at) }
    }

    /// Whether the last bytes were leapt over.
    pub fn is_leaping(&self) -> bool {
        self.cutter.is_leaping()
    }

    /// Takes notice of what became of a leap.
    pub fn note_leap(&mut self, decoded: &Decoded) {
        self.leapt += decoded.tally.read;
        self.note(decoded);
    }

    /// Goes on cutting where the last leap ended, when all of them were decoded: gives the jobs of the bytes after it.
    pub fn land(&mut self) -> (Vec<Job>, Decoded) {
        let records = std::mem::take(&mut self.leapt);
        self.run_cut(&[], |cutter, problems, take| {
            cutter.land(records, problems, take);
            Ok(())
        })
    }

    /// Goes on cutting at a place that is beyond doubt. The bytes from there on come once more.
    pub fn go_back(&mut self, offset: u64) {
        let records = std::mem::take(&mut self.leapt);
        self.cutter.go_back(offset, records);
    }

    /// Takes notice of what was decoded, here or elsewhere.
    pub fn note(&mut self, decoded: &Decoded) {
        self.tally.add(decoded.tally);
        self.has_problems |= decoded.problems.count > 0;
        if self.first_foreign.is_none() {
            self.first_foreign.clone_from(&decoded.first_foreign);
        }
        if let (Some(shape), Some(layout)) = (self.tally.main_shape(), self.cutter.layout_mut()) {
            layout.note_shape(shape);
        }
    }

    /// How many records of each sort there were so far, and of each shape.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Ends the file after its last job: says what the number of records tells.
    pub fn settle(&mut self) -> Decoded {
        let mut decoded = Decoded::default();
        self.judge(&mut decoded);
        decoded
    }

    /// What kind of file it is, once that is known.
    pub fn layout(&self) -> Option<&Layout> {
        self.cutter.layout()
    }

    /// The same of each table of a file, in their order: tables may have been put together.
    pub fn layouts(&self) -> &[Layout] {
        self.cutter.layouts()
    }

    fn run_cut(
        &mut self,
        cut: &[u8],
        step: impl FnOnce(&mut Cutter, &mut Problems, &mut Take) -> Result<(), String>,
    ) -> (Vec<Job>, Decoded) {
        let (mut jobs, mut decoded) = (Vec::new(), Decoded::default());
        if !self.is_refused
            && let Err(message) = step(&mut self.cutter, &mut decoded.problems, &mut |layout, piece| {
                jobs.push(Job::new(layout, piece, cut))
            })
        {
            self.is_refused = true;
            decoded.refused = Some(message);
        }
        self.ask_for_mapping(&mut decoded);
        self.note(&decoded);
        (jobs, decoded)
    }

    fn run(
        &mut self,
        decoded: &mut Decoded,
        step: impl FnOnce(&mut Cutter, &mut Problems, &mut Take) -> Result<(), String>,
    ) {
        if self.is_refused {
            return;
        }
        let (file, records) = (self.file, &mut self.records);
        let mut found = Problems::default();
        let result = step(&mut self.cutter, &mut found, &mut |layout, piece| {
            let records = records.get_or_insert_with(|| RecordDecoder::new(file, layout));
            records.turn_to(layout);
            records.decode_slice(piece, decoded);
        });
        decoded.problems.append(found);
        decoded.problems.sort();
        if let Err(message) = result {
            self.is_refused = true;
            decoded.refused = Some(message);
        }
        self.ask_for_mapping(decoded);
    }

    fn ask_for_mapping(&mut self, decoded: &mut Decoded) {
        if let Some(mapping) = self.cutter.take_mapping() {
            self.is_refused = true;
            decoded.needs_mapping = Some(mapping);
        }
    }

    /// Says what the dates and zones of all records tell.
    fn judge_dates(&self, decoded: &mut Decoded) {
        let (counts, Some(layout)) = (self.tally.dates, self.cutter.layout()) else { return };
        let order = layout.dates;
        let dates = counts.judge(order, self.cutter.reading().dates.is_some());
        let mut tell = |message: String| decoded.problems.push(ProblemPlace::default(), message);
        if dates == Dates::Ask {
            tell(format!(
                "Every date makes sense with the month first and with the day first; they were read with the {} first.",
                order.label()
            ));
        }
        if counts.is_mixture() {
            tell(format!(
                "{} dates have the month first and {} the day first, so the other {} may be wrong: they were read with the \
                 {} first.",
                counts.month_first,
                counts.day_first,
                counts.either,
                order.label()
            ));
        }
        let zone = zone(layout, counts);
        if zone == Some(Zone::Local) {
            tell("The times are local to whoever exported the file, and it does not name the zone. They are shown as the file \
                  has them, and stand among the times of other files as if they were UTC. Say on the file's card which zone \
                  it is."
                .to_owned());
        }
        let is_ingested = layout.csv().is_some_and(CsvLayout::has_ingestion_time);
        let ingested = if is_ingested { self.tally.read } else { counts.ingested };
        if ingested > 0 {
            let (records, have) = (ingested, if ingested == 1 { "record has" } else { "records have" });
            tell(format!(
                "{records} {have} no time but “TimeGenerated”. In some tables of Azure Monitor that is when the record came \
                 in, which can be long after the sign-in."
            ));
        }
        (decoded.dates, decoded.zone) = (Some(dates), zone);
    }

    /// Says what the number of records tells: a file without a single sign-in is refused if it holds other things, and
    /// accepted with a note if it holds nothing.
    fn judge(&mut self, decoded: &mut Decoded) {
        if self.is_refused {
            return;
        }
        self.judge_dates(decoded);
        let is_table = |layout: &Layout| layout.csv().is_some() && layout.code_page.is_none();
        if self.cutter.layout().is_some_and(is_table) && !self.cutter.is_marked() {
            decoded.code_page = self.tally.text.code_page();
        }
        if self.tally.lost > 0 {
            let (lost, is_one) = (self.tally.lost, self.tally.lost == 1);
            let values = if is_one { "value was" } else { "values were" };
            let message = format!(
                "{lost} nested {values} lost when the file was written: it has the name of a type instead. What was in \
                 there is not in this file; export as JSON to have it."
            );
            decoded.problems.push(ProblemPlace::default(), message);
        }
        match (self.tally, &self.first_foreign) {
            (Tally { read: 0, broken: 0, .. }, Some(what)) => {
                self.is_refused = true;
                if what == UNKNOWN_OBJECT
                    && let Some(mapping) = self.cutter.unknown_table()
                {
                    decoded.needs_mapping = Some(mapping);
                    return;
                }
                let found = format!("holds no sign-ins; its first record is {what}");
                let remedy = "Open “Sign-in logs” in the admin center, download them, and open the downloaded file.";
                decoded.refused = Some(refusal(self.cutter.name(), &found, remedy));
            }
            (Tally { read: 0, broken: 0, .. }, None) if !self.has_problems => {
                decoded
                    .problems
                    .push(ProblemPlace::default(), "The file holds no records: the download found no sign-ins.");
            }
            _ => {}
        }
    }
}

/// The zone of the times of a file that was read to its end.
fn zone(layout: &Layout, counts: DateCounts) -> Option<Zone> {
    // The Defender portal exports times in the zone that is set there, and as the browser writes them.
    let is_of_portal = || layout.csv().is_some_and(|csv| csv.shape == Shape::Defender) && counts.regional > 0;
    let found = layout.zone().or(match counts {
        _ if counts.unzoned > 0 && is_of_portal() => Some(Zone::Local),
        _ if counts.unzoned > 0 => Some(Zone::Assumed),
        _ if counts.zoned > 0 => Some(Zone::Stated),
        _ => None,
    });
    match found {
        Some(Zone::Local | Zone::Assumed | Zone::Utc) if layout.clocks.is_some() => Some(Zone::Told),
        found => found,
    }
}
