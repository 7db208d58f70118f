//! A push decoder for one file: both stages of reading, one after the other.

use super::csv::CsvFormat;
use super::decode::{Decoded, RecordDecoder};
use super::file_format::FileFormat;
use super::framed::Job;
use super::framer::{FrameSink, Framer};
use super::json::UNKNOWN_OBJECT;
use super::read_options::{DateCounts, Dates, ReadOptions, Zone};
use super::record_counts::RecordCounts;
use super::sniff::refusal;
use super::source_format::SourceFormat;
use super::speculate::SpeculativeChunk;
use crate::store::{FileId, ProblemPlace, Problems};

/// The first batch is drained at the end of a push if its records have so many bytes, so that there is something to
/// see; later ones when they are full, because small batches take longer to append.
const WORTH_SHOWING_BYTES: usize = 256 << 10;

/// Takes the bytes of a file in chunks of any size and gives batches and problems. It never fails.
///
/// [`Decoder::push`] and [`Decoder::finish`] do all the work. Where others decode the records, [`Decoder::frame`] and
/// [`Decoder::finish_framing`] give their jobs, [`Decoder::note`] takes notice of what they found, and
/// [`Decoder::settle`] ends the file.
#[derive(Clone, Debug)]
pub struct Decoder {
    file: FileId,
    framer: Framer,
    records: Option<RecordDecoder>,
    counts: RecordCounts,
    first_other_log: Option<String>,
    has_problems: bool,
    has_given: bool,
    is_refused: bool,
    /// Records that speculative chunks have given since the first stage last framed any.
    speculated: u64,
}

impl Decoder {
    /// Begins a file, to be read as told. Its name is used in messages, and for what its records leave open.
    pub fn new(file: FileId, name: &str, reading: ReadOptions) -> Decoder {
        Decoder {
            file,
            framer: Framer::new(name, reading),
            records: None,
            counts: RecordCounts::default(),
            first_other_log: None,
            has_problems: false,
            has_given: false,
            is_refused: false,
            speculated: 0,
        }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Decoded {
        let mut decoded = Decoded::default();
        self.run(&mut decoded, |framer, problems, take| framer.push(bytes, problems, take));
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
        self.run(&mut decoded, |framer, problems, take| framer.finish(problems, take));
        if let Some(records) = &mut self.records {
            records.flush(0, &mut decoded);
        }
        self.note(&decoded);
        self.judge(&mut decoded);
        decoded
    }

    /// Takes the next bytes, and gives the jobs of their records instead of the records; what is wrong between records
    /// is in the answer.
    pub fn frame(&mut self, bytes: &[u8]) -> (Vec<Job>, Decoded) {
        self.run_framing(bytes, |framer, problems, take| framer.push(bytes, problems, take))
    }

    /// Ends the file for the first stage: gives the last jobs.
    pub fn finish_framing(&mut self) -> (Vec<Job>, Decoded) {
        self.run_framing(&[], |framer, problems, take| framer.finish(problems, take))
    }

    /// Speculation to a record near the end of the next chunk, of which `tail`, the last bytes, begins at `at` in the
    /// file. `None` if the chunk must be framed. After speculative chunks comes [`Decoder::commit`] or, where one was
    /// mispredicted, [`Decoder::roll_back`].
    pub fn speculate(&mut self, tail: &[u8], at: u64) -> Option<SpeculativeChunk> {
        if self.is_refused { None } else { self.framer.speculate(tail, at) }
    }

    /// Whether the last bytes were read speculatively.
    pub fn is_speculating(&self) -> bool {
        self.framer.is_speculating()
    }

    /// Takes notice of what became of a speculative chunk.
    pub fn note_speculative(&mut self, decoded: &Decoded) {
        self.speculated += decoded.counts.read;
        self.note(decoded);
    }

    /// Goes on framing where the last speculative chunk ended, when all of them were decoded: gives the jobs of the
    /// bytes after it.
    pub fn commit(&mut self) -> (Vec<Job>, Decoded) {
        let records = std::mem::take(&mut self.speculated);
        self.run_framing(&[], |framer, problems, take| {
            framer.commit(records, problems, take);
            Ok(())
        })
    }

    /// Goes on framing at a place that is beyond doubt. The bytes from there on come once more.
    pub fn roll_back(&mut self, offset: u64) {
        let records = std::mem::take(&mut self.speculated);
        self.framer.roll_back(offset, records);
    }

    /// Takes notice of what was decoded, here or elsewhere.
    pub fn note(&mut self, decoded: &Decoded) {
        self.counts.add(decoded.counts);
        self.has_problems |= decoded.problems.count > 0;
        if self.first_other_log.is_none() {
            self.first_other_log.clone_from(&decoded.first_other_log);
        }
        if let (Some(source_format), Some(file_format)) =
            (self.counts.main_source_format(), self.framer.file_format_mut())
        {
            file_format.note_source_format(source_format);
        }
    }

    /// How many records of each sort there were so far, and of each source format.
    pub fn counts(&self) -> &RecordCounts {
        &self.counts
    }

    /// Ends the file after its last job: says what the number of records tells.
    pub fn settle(&mut self) -> Decoded {
        let mut decoded = Decoded::default();
        self.judge(&mut decoded);
        decoded
    }

    /// What kind of file it is, once that is known.
    pub fn file_format(&self) -> Option<&FileFormat> {
        self.framer.file_format()
    }

    /// The same of each table of a file, in their order: tables may have been put together.
    pub fn file_formats(&self) -> &[FileFormat] {
        self.framer.file_formats()
    }

    fn run_framing(
        &mut self,
        cut: &[u8],
        step: impl FnOnce(&mut Framer, &mut Problems, &mut FrameSink) -> Result<(), String>,
    ) -> (Vec<Job>, Decoded) {
        let (mut jobs, mut decoded) = (Vec::new(), Decoded::default());
        if !self.is_refused
            && let Err(message) = step(&mut self.framer, &mut decoded.problems, &mut |file_format, chunk| {
                jobs.push(Job::new(file_format, chunk, cut))
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
        step: impl FnOnce(&mut Framer, &mut Problems, &mut FrameSink) -> Result<(), String>,
    ) {
        if self.is_refused {
            return;
        }
        let (file, records) = (self.file, &mut self.records);
        let mut found = Problems::default();
        let result = step(&mut self.framer, &mut found, &mut |file_format, chunk| {
            let records = records.get_or_insert_with(|| RecordDecoder::new(file, file_format));
            records.turn_to(file_format);
            records.decode_slice(chunk, decoded);
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
        if let Some(mapping) = self.framer.take_mapping() {
            self.is_refused = true;
            decoded.needs_mapping = Some(mapping);
        }
    }

    /// Says what the dates and zones of all records tell.
    fn judge_dates(&self, decoded: &mut Decoded) {
        let (counts, Some(file_format)) = (self.counts.dates, self.framer.file_format()) else { return };
        let order = file_format.dates;
        let dates = counts.judge(order, self.framer.reading().dates.is_some());
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
        let zone = zone(file_format, counts);
        if zone == Some(Zone::Local) {
            tell("The times are local to whoever exported the file, and it does not name the zone. They are shown as the file \
                  has them, and stand among the times of other files as if they were UTC. Say on the file's card which zone \
                  it is."
                .to_owned());
        }
        let is_ingested = file_format.csv().is_some_and(CsvFormat::has_ingestion_time);
        let ingested = if is_ingested { self.counts.read } else { counts.ingested };
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
        let is_table = |file_format: &FileFormat| file_format.csv().is_some() && file_format.code_page.is_none();
        if self.framer.file_format().is_some_and(is_table) && !self.framer.is_marked() {
            decoded.code_page = self.counts.text.code_page();
        }
        if self.counts.lost > 0 {
            let (lost, is_one) = (self.counts.lost, self.counts.lost == 1);
            let values = if is_one { "value was" } else { "values were" };
            let message = format!(
                "{lost} nested {values} lost when the file was written: it has the name of a type instead. What was in \
                 there is not in this file; export as JSON to have it."
            );
            decoded.problems.push(ProblemPlace::default(), message);
        }
        match (self.counts, &self.first_other_log) {
            (RecordCounts { read: 0, broken: 0, .. }, Some(what)) => {
                self.is_refused = true;
                if what == UNKNOWN_OBJECT
                    && let Some(mapping) = self.framer.unknown_table()
                {
                    decoded.needs_mapping = Some(mapping);
                    return;
                }
                let found = format!("holds no sign-ins; its first record is {what}");
                let remedy = "Open “Sign-in logs” in the admin center, download them, and open the downloaded file.";
                decoded.refused = Some(refusal(self.framer.name(), &found, remedy));
            }
            (RecordCounts { read: 0, broken: 0, .. }, None) if !self.has_problems => {
                decoded
                    .problems
                    .push(ProblemPlace::default(), "The file holds no records: the download found no sign-ins.");
            }
            _ => {}
        }
    }
}

/// The zone of the times of a file that was read to its end.
fn zone(file_format: &FileFormat, counts: DateCounts) -> Option<Zone> {
    // The Defender portal exports times in the zone that is set there, and as the browser writes them.
    let is_of_portal =
        || file_format.csv().is_some_and(|csv| csv.source_format == SourceFormat::Defender) && counts.regional > 0;
    let found = file_format.zone().or(match counts {
        _ if counts.unzoned > 0 && is_of_portal() => Some(Zone::Local),
        _ if counts.unzoned > 0 => Some(Zone::Assumed),
        _ if counts.zoned > 0 => Some(Zone::Stated),
        _ => None,
    });
    match found {
        Some(Zone::Local | Zone::Assumed | Zone::Utc) if file_format.clocks.is_some() => Some(Zone::Told),
        found => found,
    }
}
