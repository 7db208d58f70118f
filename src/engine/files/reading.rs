//! Reading files: bytes in, records into the store.

use super::room::Room;
use super::{Files, LoadedFile};
use crate::engine::protocol::FileState;
use crate::ingest::{Dates, Decoded, Decoder, Job, ReadOptions, SpeculativeChunk, Zone};
use crate::schema::ExtraColumn;
use crate::store::table::is_time;
use crate::store::{FileId, MOST_EXTRA_COLUMNS, ProblemPlace, Problems, Store, Translation};

/// The number of the parser that works in the engine itself.
const HERE: usize = 0;

impl Files {
    pub(in crate::engine) fn push(&mut self, file: FileId, bytes: &[u8], store: &mut Store) -> bool {
        let push = |loaded: &mut LoadedFile, room: &mut Room| {
            let Some(decoder) = &mut loaded.decoder else { return false };
            loaded.report.state = FileState::Reading;
            let decoded = decoder.push(bytes);
            loaded.take(HERE, decoded, store, room);
            loaded.decoder.is_some()
        };
        self.read(file, push).unwrap_or_default()
    }

    pub(in crate::engine) fn finish(&mut self, file: FileId, store: &mut Store) {
        self.end(file, store, Decoder::finish);
    }

    /// The jobs of the next bytes, for parsers elsewhere; whether more bytes are wanted is [`Files::is_wanted`].
    pub(in crate::engine) fn frame(&mut self, file: FileId, bytes: &[u8], store: &mut Store) -> Vec<Job> {
        self.run_framing(file, store, |decoder| decoder.frame(bytes))
    }

    /// The last jobs of a file.
    pub(in crate::engine) fn finish_framing(&mut self, file: FileId, store: &mut Store) -> Vec<Job> {
        self.run_framing(file, store, Decoder::finish_framing)
    }

    /// Takes what a parser made of a job. Jobs come back in the order they were given.
    pub(in crate::engine) fn take(&mut self, file: FileId, parser: usize, decoded: Decoded, store: &mut Store) {
        self.read(file, |loaded, room| {
            if let Some(decoder) = &mut loaded.decoder {
                decoder.note(&decoded);
            }
            loaded.take(parser, decoded, store, room);
        });
    }

    /// Speculation over most of the next chunk of a file; what became of it goes to [`Files::append_speculative`].
    pub(in crate::engine) fn speculate(&mut self, file: FileId, tail: &[u8], at: u64) -> Option<SpeculativeChunk> {
        self.change(file, |loaded| loaded.decoder.as_mut()?.speculate(tail, at)).flatten()
    }

    pub(in crate::engine) fn is_speculating(&self, file: FileId) -> bool {
        self.get(file).and_then(|loaded| loaded.decoder.as_ref()).is_some_and(Decoder::is_speculating)
    }

    /// The jobs of what comes after the last speculative chunk, when all speculative chunks were taken.
    pub(in crate::engine) fn commit(&mut self, file: FileId, store: &mut Store) -> Vec<Job> {
        self.run_framing(file, store, Decoder::commit)
    }

    /// Takes what a parser made of a speculative chunk, in the order the speculative chunks were made. If it was
    /// mispredicted, the file is to be read on from where it did, and the parsers begin with new dictionaries.
    pub(in crate::engine) fn append_speculative(
        &mut self,
        file: FileId,
        parser: usize,
        decoded: Decoded,
        store: &mut Store,
    ) {
        self.read(file, |loaded, room| {
            let mispredicted = decoded.mispredicted;
            if let Some(decoder) = &mut loaded.decoder {
                decoder.note_speculative(&decoded);
                mispredicted.into_iter().for_each(|offset| decoder.roll_back(offset));
            }
            loaded.take(parser, decoded, store, room);
            if mispredicted.is_some() {
                loaded.translations.clear();
            }
        });
    }

    /// Ends a file whose last job is done.
    pub(in crate::engine) fn settle(&mut self, file: FileId, store: &mut Store) {
        self.end(file, store, Decoder::settle);
    }

    pub(in crate::engine) fn is_wanted(&self, file: FileId) -> bool {
        !self.is_full() && self.get(file).is_some_and(|loaded| loaded.decoder.is_some())
    }

    fn run_framing(
        &mut self,
        file: FileId,
        store: &mut Store,
        cut: impl FnOnce(&mut Decoder) -> (Vec<Job>, Decoded),
    ) -> Vec<Job> {
        let run = |loaded: &mut LoadedFile, room: &mut Room| {
            let Some(decoder) = &mut loaded.decoder else { return Vec::new() };
            loaded.report.state = FileState::Reading;
            let (jobs, decoded) = cut(decoder);
            loaded.take(HERE, decoded, store, room);
            jobs
        };
        self.read(file, run).unwrap_or_default()
    }

    fn end(&mut self, file: FileId, store: &mut Store, end: impl FnOnce(&mut Decoder) -> Decoded) {
        let end = |loaded: &mut LoadedFile, room: &mut Room| {
            let Some(mut decoder) = loaded.decoder.take() else { return false };
            let decoded = end(&mut decoder);
            loaded.report.state = FileState::Done;
            loaded.file_formats = decoder.file_formats().to_vec();
            loaded.take(HERE, decoded, store, room);
            loaded.translations = Vec::new();
            loaded.tell_left_out();
            loaded.better_reading() != loaded.reading
        };
        if self.read(file, end) == Some(true) {
            self.better.push(file);
        }
    }
}

impl LoadedFile {
    /// Takes what a parser has decoded, as far as there is room; each parser has dictionaries of its own.
    fn take(&mut self, parser: usize, decoded: Decoded, store: &mut Store, room: &mut Room) {
        if self.translations.len() <= parser {
            self.translations.resize_with(parser + 1, Translation::default);
        }
        for batch in &decoded.batches {
            if !self.has_room(batch, store, room) {
                self.merge_counts = store.merge_counts(self.report.file);
                // What was decoded after it was not read either.
                return;
            }
            let before = store.len();
            self.report.records += batch.len() as u64;
            let left_out = store.left_out();
            store.append(batch, &mut self.translations[parser]);
            self.left_out += store.left_out() - left_out;
            self.widen_span(&store.times()[before..]);
        }
        self.counts.add(decoded.counts);
        self.merge_counts = store.merge_counts(self.report.file);
        self.problems.append(decoded.problems);
        self.dates = decoded.dates.or(self.dates);
        if decoded.zone == Some(Zone::Local) {
            store.set_local(self.report.file, true);
        }
        self.zone = decoded.zone.or(self.zone);
        if decoded.needs_mapping.is_some() {
            // That somebody must say what they are is all there is to say of its records.
            self.problems = Problems::default();
        }
        self.code_page = decoded.code_page.or(self.code_page);
        self.mapping = decoded.needs_mapping.or(self.mapping.take());
        let unmapped = self.mapping.as_ref().map(|mapping| mapping.message.clone());
        if let Some(reason) = decoded.refused.or(unmapped) {
            self.report.state = FileState::Refused(reason);
            self.decoder = None;
        }
    }

    /// How the file is to be read, by what its end has told.
    pub(super) fn better_reading(&self) -> ReadOptions {
        let order = if let Some(Dates::ReadAgain(order)) = self.dates { Some(order) } else { None };
        ReadOptions {
            dates: order.or(self.reading.dates),
            code_page: self.code_page.or(self.reading.code_page),
            ..self.reading.clone()
        }
    }

    /// Says that some values are in no column.
    fn tell_left_out(&mut self) {
        if self.left_out > 0 {
            let message = format!(
                "Signscope keeps {MOST_EXTRA_COLUMNS} columns that it does not know, with names of up to {} bytes. {} values \
                 of other columns are in the records themselves only: open a record to see them, or leave out columns that \
                 nobody needs and load the file again.",
                ExtraColumn::LONGEST_NAME,
                self.left_out
            );
            self.problems.push(ProblemPlace::default(), message);
        }
    }

    fn widen_span(&mut self, times: &[i64]) {
        let times = || times.iter().copied().filter(|&time| is_time(time));
        self.report.oldest = times().chain(self.report.oldest).min();
        self.report.newest = times().chain(self.report.newest).max();
    }
}
