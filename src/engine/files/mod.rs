//! The files: what is known of each, and its decoder while it is being read.

mod news;
mod reading;
mod room;

use std::collections::{BTreeSet, HashSet};

use super::export_file_name::made_name;
use super::protocol::{FileReport, FileState, Modified};
use crate::export::original::Frame;
use crate::ingest::{CodePage, Dates, Decoder, FileFormat, Mapping, ReadOptions, RecordCounts, Zone};
use crate::schema::LogType;
use crate::store::{FileId, MergeCounts, Problem, Problems, Rank, Translation};
use room::Room;

/// All files, in the order of loading.
///
/// No number is given twice, not even after [`Files::clear`]: what is still under way for a forgotten file, here or in
/// a parser, can never be taken for another one.
///
/// There can be thousands, so nothing that happens to one of them looks at the others: what is told of all is counted
/// along ([`Files::change`]).
#[derive(Debug, Default)]
pub struct Files {
    first: FileId,
    loaded: Vec<LoadedFile>,
    /// How many are being read, or wait to be.
    open: usize,
    /// Those that came along with others and are nothing Signscope reads.
    passed_over: BTreeSet<FileId>,
    /// Those that are to be read in another way.
    better: Vec<FileId>,
    /// Those of which there is something new to tell.
    changed: BTreeSet<FileId>,
    room: Room,
}

#[derive(Debug)]
struct LoadedFile {
    report: FileReport,
    problems: Problems,
    decoder: Option<Decoder>,
    /// What kind of file it is, once it is read: of tables put together each.
    file_formats: Vec<FileFormat>,
    /// What the file is packed in or written in.
    wrapping: Option<String>,
    /// Whether it came along with others, and is only counted if it is nothing Signscope reads.
    came_along: bool,
    counts: RecordCounts,
    /// How it is read.
    reading: ReadOptions,
    /// At its end: whether its dates were read in the right order, and in which zone they are.
    dates: Option<Dates>,
    zone: Option<Zone>,
    /// At its end: the code page its text turned out to be in.
    code_page: Option<CodePage>,
    /// What somebody must see to say which column holds what.
    mapping: Option<Mapping>,
    /// Its number is kept, so that it is not given again.
    is_removed: bool,
    /// What became of its records when that was last looked at.
    merge_counts: MergeCounts,
    /// One for each parser.
    translations: Vec<Translation>,
    /// Values for which there was no column.
    left_out: u64,
}

impl Files {
    /// Forgets all files, but not their numbers.
    pub(super) fn clear(&mut self) {
        let room = Room { is_full: false, ..std::mem::take(&mut self.room) };
        *self = Files { first: self.first + self.loaded.len() as FileId, room, ..Files::default() };
    }

    /// Forgets a file; whether there was one.
    pub(super) fn remove(&mut self, file: FileId) -> bool {
        let remove = |loaded: &mut LoadedFile| {
            (loaded.decoder, loaded.translations, loaded.is_removed) = (None, Vec::new(), true);
        };
        let is_removed = self.change(file, remove).is_some();
        self.room.is_full &= !is_removed;
        is_removed
    }

    /// Whether a file is being read, or waits to be.
    pub(super) fn is_reading(&self) -> bool {
        self.open > 0
    }

    /// How much the records of a file tell.
    pub(super) fn rank(&self, file: FileId) -> Rank {
        self.file_format(file).map_or(Rank::Table, |file_format| file_format.source_format().rank())
    }

    fn known(&self) -> impl Iterator<Item = &LoadedFile> {
        self.loaded.iter().filter(|loaded| !loaded.is_removed)
    }

    fn get(&self, file: FileId) -> Option<&LoadedFile> {
        self.loaded.get(file.checked_sub(self.first)? as usize).filter(|loaded| !loaded.is_removed)
    }

    /// Changes a file, if it is there, and counts along what is told of all files.
    fn change<T>(&mut self, file: FileId, change: impl FnOnce(&mut LoadedFile) -> T) -> Option<T> {
        let loaded = self.loaded.get_mut(file.checked_sub(self.first)? as usize)?;
        if loaded.is_removed {
            return None;
        }
        let was_open = loaded.is_open();
        let answer = change(loaded);
        match (was_open, loaded.is_open()) {
            (true, false) => self.open -= 1,
            (false, true) => self.open += 1,
            _ => {}
        }
        match loaded.is_passed_over() {
            true => self.passed_over.insert(file),
            false => self.passed_over.remove(&file),
        };
        self.changed.insert(file);
        Some(answer)
    }

    pub(super) fn add(&mut self, name: &str, size: u64) -> FileId {
        self.add_to_read(name, size, ReadOptions::default())
    }

    fn add_to_read(&mut self, name: &str, size: u64, reading: ReadOptions) -> FileId {
        let file = self.first + self.loaded.len() as FileId;
        let report = FileReport { file, place: file, name: name.to_owned(), size, ..FileReport::default() };
        let decoder = Some(Decoder::new(file, name, reading.clone()));
        self.loaded.push(LoadedFile {
            report,
            problems: Problems::default(),
            decoder,
            file_formats: Vec::new(),
            wrapping: None,
            came_along: false,
            counts: RecordCounts::default(),
            reading,
            dates: None,
            zone: None,
            code_page: None,
            mapping: None,
            is_removed: false,
            merge_counts: MergeCounts::default(),
            translations: Vec::new(),
            left_out: 0,
        });
        self.open += 1;
        self.changed.insert(file);
        file
    }

    pub(super) fn set_modified(&mut self, file: FileId, modified: Option<Modified>) {
        self.change(file, |loaded| loaded.report.modified = modified);
    }

    /// The first problems of a file.
    pub(super) fn problems(&self, file: FileId) -> &[Problem] {
        self.get(file).map_or(&[], |loaded| &loaded.problems.first)
    }

    /// Forgets a file and takes note of it again, to be read in another way.
    pub(super) fn add_again(&mut self, file: FileId, reading: ReadOptions) -> Option<FileId> {
        let before = self.get(file)?;
        let (came_along, wrapping) = (before.came_along, before.wrapping.clone());
        let (name, size) = (before.report.name.clone(), before.report.size);
        let (modified, place) = (before.report.modified, before.report.place);
        let again = self.add_to_read(&name, size, reading);
        self.change(again, |loaded| {
            (loaded.came_along, loaded.wrapping) = (came_along, wrapping);
            (loaded.report.modified, loaded.report.place) = (modified, place);
        });
        self.remove(file);
        // Its place is not empty.
        self.changed.remove(&file);
        Some(again)
    }

    /// Files that are to be read in another way: their dates turned out to be in the other order, or their text in a
    /// code page. Each is told once.
    pub(super) fn better_readings(&mut self) -> Vec<(FileId, ReadOptions)> {
        let files = std::mem::take(&mut self.better);
        let better = |file: FileId| {
            let loaded = self.get(file)?;
            let reading = loaded.better_reading();
            (reading != loaded.reading).then_some((file, reading))
        };
        files.into_iter().filter_map(better).collect()
    }

    pub(super) fn add_along(&mut self, name: &str, size: u64) -> FileId {
        let file = self.add(name, size);
        self.change(file, |loaded| loaded.came_along = true);
        file
    }

    pub(super) fn set_wrapping(&mut self, file: FileId, wrapping: &str) {
        self.change(file, |loaded| loaded.wrapping = Some(wrapping.to_owned()));
    }

    pub(super) fn set_size(&mut self, file: FileId, size: u64) {
        self.change(file, |loaded| loaded.report.size = size);
    }

    pub(super) fn complain(&mut self, file: FileId, problem: &str) {
        self.change(file, |loaded| loaded.problems.push(Default::default(), problem));
    }

    /// An archive has no records itself: those of its files are theirs.
    pub(super) fn set_unpacked(&mut self, file: FileId, files: u64) {
        self.stop(file, FileState::Unpacked);
        let description = if files == 1 { "Archive, 1 file".to_owned() } else { format!("Archive, {files} files") };
        self.change(file, |loaded| loaded.report.description = description);
    }

    pub(super) fn cancel(&mut self, file: FileId) {
        self.stop(file, FileState::Cancelled);
    }

    pub(super) fn fail(&mut self, file: FileId, reason: &str) {
        self.change(file, |loaded| {
            loaded.problems.push(Default::default(), reason);
            // What could have been read is mispredicted by someone.
            loaded.came_along = false;
        });
        self.stop(file, FileState::Refused(reason.to_owned()));
    }

    /// The files, each in its place.
    fn in_order(&self) -> impl Iterator<Item = &LoadedFile> {
        let mut files: Vec<&LoadedFile> = self.known().collect();
        files.sort_by_key(|loaded| loaded.report.place);
        files.into_iter()
    }

    /// The numbers and names of the files, without those that were passed over.
    pub(super) fn names(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.known().filter(|loaded| !loaded.is_passed_over()).map(|loaded| (loaded.report.file, &*loaded.report.name))
    }

    /// What kind of file it is, once that is known: of tables put together the first.
    pub(super) fn file_format(&self, file: FileId) -> Option<&FileFormat> {
        self.get(file)?.file_formats().first()
    }

    /// With what a record at this byte is read.
    pub(super) fn file_format_at(&self, file: FileId, offset: u64) -> Option<&FileFormat> {
        FileFormat::at(self.get(file)?.file_formats(), offset)
    }

    pub(super) fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", |loaded| &loaded.report.name)
    }

    /// The words for a record whose bytes are not what they were.
    pub(super) fn changed(&self, file: FileId) -> String {
        let name = self.name(file);
        format!("{name} has changed since it was loaded, so its records cannot be read again. Load the file once more.")
    }

    /// What stands around the original records of a file at this byte, and the extension of such a file.
    pub(super) fn export_frame(&self, file: FileId, offset: u64) -> (Frame, &'static str) {
        match self.file_format_at(file, offset).and_then(FileFormat::csv) {
            Some(csv) => (Frame::lines(&csv.header, csv.told_delimiter()), "csv"),
            None => (Frame::json(), "json"),
        }
    }

    /// The log that the records of a file belong to by its name.
    pub(super) fn named_log(&self, file: FileId) -> Option<LogType> {
        self.file_format(file)?.log_type
    }

    /// The name of a file made of one file.
    pub(super) fn name_beside(&self, file: FileId, what: &str) -> String {
        made_name(self.name(file), what)
    }

    /// The name of an exported file: that of the first loaded file that has records, marked as an export. Where the
    /// names of the files tell different logs, none of them tells the log of all records.
    pub(super) fn export_name(&self, extension: &str) -> String {
        let with_records: Vec<&LoadedFile> = self.in_order().filter(|loaded| loaded.report.records > 0).collect();
        let logs: HashSet<_> = with_records.iter().map(|loaded| self.named_log(loaded.report.file)).collect();
        match with_records.first() {
            Some(first) if logs.len() == 1 => self.export_name_of(first.report.file, extension),
            _ => made_name("SignIns", &format!("export.{extension}")),
        }
    }

    /// The name of an exported file with records of this file and of others like it.
    pub(super) fn export_name_of(&self, file: FileId, extension: &str) -> String {
        made_name(self.name(file), &format!("export.{extension}"))
    }

    fn stop(&mut self, file: FileId, state: FileState) {
        let state = match state {
            // What ended reading then is that there is no room, whoever noticed it.
            FileState::Cancelled | FileState::Unpacked if self.room.is_full => FileState::NoRoom { read: None },
            state => state,
        };
        self.change(file, |loaded| {
            if loaded.is_open() {
                loaded.stop(state);
            }
        });
    }
}

impl LoadedFile {
    /// Whether it is being read, or waits to be.
    fn is_open(&self) -> bool {
        !self.is_removed && matches!(self.report.state, FileState::Waiting | FileState::Reading)
    }

    /// Nothing more of it is read.
    fn stop(&mut self, state: FileState) {
        self.report.state = state;
        self.translations = Vec::new();
        if let Some(decoder) = self.decoder.take() {
            self.file_formats = decoder.file_formats().to_vec();
        }
    }

    fn file_formats(&self) -> &[FileFormat] {
        self.decoder.as_ref().map_or(&self.file_formats, Decoder::file_formats)
    }

    /// A table with columns of its own is asked about only if it looks like one of sign-ins: many are in any folder.
    fn is_passed_over(&self) -> bool {
        let is_asked = self.mapping.as_ref().is_some_and(Mapping::looks_like_sign_ins);
        !self.is_removed && self.came_along && matches!(self.report.state, FileState::Refused(_)) && !is_asked
    }

    fn describe(&self, file_format: &FileFormat) -> String {
        match &self.wrapping {
            Some(wrapping) => format!("{}, from {wrapping}", file_format.describe()),
            None => file_format.describe(),
        }
    }
}
