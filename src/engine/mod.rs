//! The analyser without a browser: owns the store, takes bytes, answers requests with replies.

mod analytics;
mod apart;
mod detail;
mod export;
mod export_file_name;
mod file_page;
mod files;
mod hash;
mod list_cache;
pub mod protocol;
mod queue;

use protocol::{Answer, Detail, Loading, Question, Reply, Request};

use crate::ingest::unpack::Modified;
use crate::ingest::{Decoded, FileFormat, Job, ReadOptions, SpeculativeChunk};
pub use crate::query::Turn;
use crate::store::{FileId, RecordLocation, RowId, Store};
use analytics::Analytics;
pub use export::{Export, ExportStep, ExportedFile};
use files::Files;
pub use hash::Hashing;
use list_cache::ListCache;
pub use queue::Queue;

/// The analyser. Whoever holds it reads files and passes requests; it does neither waiting nor reading itself.
#[derive(Debug, Default)]
pub struct Engine {
    store: Store,
    files: Files,
    answers: ListCache,
    analyst: Analytics,
}

impl Engine {
    /// Takes note of a file that will be read, and gives it its number.
    pub fn add_file(&mut self, name: &str, size: u64) -> FileId {
        self.files.add(name, size)
    }

    /// Takes note of when a file was last saved.
    pub fn set_modified(&mut self, file: FileId, modified: Option<Modified>) {
        self.files.set_modified(file, modified);
    }

    /// The same for a file that came along with others, in a folder or an archive: if it is nothing Signscope reads, it
    /// is only counted.
    pub fn add_file_along(&mut self, name: &str, size: u64) -> FileId {
        self.files.add_along(name, size)
    }

    /// Takes note of what a file is packed in or written in, for the words about it.
    pub fn set_wrapping(&mut self, file: FileId, wrapping: &str) {
        self.files.set_wrapping(file, wrapping);
    }

    /// Takes note that a file is an archive of so many files, which were added as files of their own.
    pub fn set_unpacked(&mut self, file: FileId, files: u64) {
        self.files.set_unpacked(file, files);
        self.merge();
    }

    /// Takes note of the size of a file, which is only known at its end when it comes out of an archive.
    pub fn set_size(&mut self, file: FileId, size: u64) {
        self.files.set_size(file, size);
    }

    /// Takes note of a problem with a file as a whole.
    pub fn complain(&mut self, file: FileId, problem: &str) {
        self.files.complain(file, problem);
    }

    /// Takes the next bytes of a file, in any cache blocks. Returns whether more of it is wanted: a file that turns out
    /// to be nothing Signscope reads is refused at once.
    pub fn push(&mut self, file: FileId, bytes: &[u8]) -> bool {
        self.files.set_beside(self.answers.memory());
        self.files.push(file, bytes, &mut self.store)
    }

    /// The next bytes of a file as jobs for parsers elsewhere, each to be given back by [`Engine::take`] in this order.
    /// Whether more of the file is wanted is [`Engine::is_wanted`].
    pub fn frame(&mut self, file: FileId, bytes: &[u8]) -> Vec<Job> {
        self.files.set_beside(self.answers.memory());
        self.files.frame(file, bytes, &mut self.store)
    }

    /// The last jobs of a file that was read to its end; after them comes [`Engine::settle`].
    pub fn finish_framing(&mut self, file: FileId) -> Vec<Job> {
        self.files.finish_framing(file, &mut self.store)
    }

    /// Takes what a parser made of a job. Parsers are numbered from 1: each has dictionaries of its own.
    pub fn take(&mut self, file: FileId, parser: usize, decoded: Decoded) {
        self.files.set_beside(self.answers.memory());
        self.files.take(file, parser, decoded, &mut self.store);
    }

    /// Speculation over most of the next chunk of a file instead of framing it, if that can be: `tail`, its last bytes,
    /// begins at `at` in the file. What a parser made of the speculative chunk goes to [`Engine::append_speculative`].
    pub fn speculate(&mut self, file: FileId, tail: &[u8], at: u64) -> Option<SpeculativeChunk> {
        self.files.speculate(file, tail, at)
    }

    /// Whether the last bytes of a file were read speculatively: before others are framed comes [`Engine::commit`].
    pub fn is_speculating(&self, file: FileId) -> bool {
        self.files.is_speculating(file)
    }

    /// The jobs of what comes after the last speculative chunk, when what became of all speculative chunks was taken.
    pub fn commit(&mut self, file: FileId) -> Vec<Job> {
        self.files.commit(file, &mut self.store)
    }

    /// Takes what a parser made of a speculative chunk, in the order the speculative chunks were made. Where one was
    /// mispredicted, those after it are not to be taken: the file is to be read on from [`Decoded::mispredicted`], and
    /// the parsers begin with new dictionaries.
    pub fn append_speculative(&mut self, file: FileId, parser: usize, decoded: Decoded) {
        self.files.set_beside(self.answers.memory());
        self.files.append_speculative(file, parser, decoded, &mut self.store);
    }

    /// Takes note that the last job of a file is done.
    pub fn settle(&mut self, file: FileId) {
        self.files.settle(file, &mut self.store);
        self.merge();
    }

    /// Takes note of how much memory the engine may take, in bytes; by default 3.2 of the 4 GiB there can be. Reading
    /// stops before it would take more.
    pub fn set_budget(&mut self, bytes: usize) {
        self.files.set_budget(bytes);
    }

    /// The bytes of memory the engine takes.
    pub fn memory(&self) -> usize {
        self.store.memory() + self.files.memory() + self.answers.memory()
    }

    /// Whether the memory is full: nothing more is read until a file is removed.
    pub fn is_full(&self) -> bool {
        self.files.is_full()
    }

    /// Takes note that a file is not read because the memory is full.
    pub fn leave_out(&mut self, file: FileId) {
        self.files.leave_out(file);
        self.merge();
    }

    /// Whether more bytes of a file are wanted: not if it was refused, cancelled, or forgotten, or if there is no room.
    pub fn is_wanted(&self, file: FileId) -> bool {
        self.files.is_wanted(file)
    }

    /// What kind of file it is, once that is known.
    pub fn file_format(&self, file: FileId) -> Option<&FileFormat> {
        self.files.file_format(file)
    }

    /// With what a record at this byte of a file is read, once that is known.
    pub fn file_format_at(&self, file: FileId, offset: u64) -> Option<&FileFormat> {
        self.files.file_format_at(file, offset)
    }

    /// Takes note that a file was read to its end.
    pub fn finish(&mut self, file: FileId) {
        self.files.finish(file, &mut self.store);
        self.merge();
    }

    /// Takes note that reading a file was stopped by the user; what is there stays.
    pub fn cancel(&mut self, file: FileId) {
        self.files.cancel(file);
        self.merge();
    }

    /// Takes note that a file could not be read (any more), and why; what is there stays.
    pub fn fail(&mut self, file: FileId, reason: &str) {
        self.files.fail(file, reason);
        self.merge();
    }

    /// Forgets files and their records, all at once. The rows of other files get other numbers.
    pub fn remove(&mut self, files: &[FileId]) {
        let removed: Vec<FileId> = files.iter().copied().filter(|&file| self.files.remove(file)).collect();
        if !removed.is_empty() {
            self.forget_records(&removed);
            if self.store.is_empty() && !self.files.is_reading() {
                // Nothing speaks of the texts any more.
                self.store.clear();
                self.answers = ListCache::default();
            }
            self.merge();
        }
    }

    /// Forgets files and takes note of them again, each to be read in another way. The answer is the files that were
    /// there, each with its new number.
    pub fn read_again(&mut self, files: Vec<(FileId, ReadOptions)>) -> Vec<(FileId, FileId)> {
        let again = |(file, reading)| Some((file, self.files.add_again(file, reading)?));
        let again: Vec<(FileId, FileId)> = files.into_iter().filter_map(again).collect();
        let forgotten: Vec<FileId> = again.iter().map(|&(file, _)| file).collect();
        self.forget_records(&forgotten);
        again
    }

    /// The files that were read to their end and are to be read in another way, since their dates turned out to be in
    /// the other order. Each is told once.
    pub fn better_readings(&mut self) -> Vec<(FileId, ReadOptions)> {
        self.files.better_readings()
    }

    /// Drops the records of files; what was merged comes apart, unless they had none.
    fn forget_records(&mut self, files: &[FileId]) {
        if self.store.remove(files) {
            self.files.note_fates(&self.store);
        }
    }

    /// Makes one of the records that are the same sign-in, once no file is being read any more.
    fn merge(&mut self) {
        if !self.files.is_reading() {
            let files = &self.files;
            self.store.merge(|file| files.rank(file));
            self.files.note_fates(&self.store);
        }
    }

    /// Forgets all records and files. The numbers of forgotten files are not given again.
    pub fn clear(&mut self) {
        self.store.clear();
        self.answers = ListCache::default();
        self.analyst = Analytics::default();
        self.files.clear();
    }

    /// What became of all files so far; the numbers about this drop are the caller's to fill in.
    pub fn loading(&self) -> Loading {
        self.with_records(self.files.all_news())
    }

    /// What is new of at most so many files since this was asked last; whether there is more is [`Engine::has_news`].
    pub fn news(&mut self, most: usize) -> Loading {
        let news = self.files.news(most);
        self.with_records(news)
    }

    /// Whether there is something new of files.
    pub fn has_news(&self) -> bool {
        self.files.has_news()
    }

    fn with_records(&self, news: Loading) -> Loading {
        let extras = self.store.extras().iter().filter(|(_, column)| column.has_texts());
        let extras = extras.map(|(extra, _)| extra).collect();
        Loading { records: self.store.shown_count() as u64, version: self.store.version(), extras, ..news }
    }

    /// The name of a file.
    pub fn file_name(&self, file: FileId) -> &str {
        self.files.name(file)
    }

    /// The records.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Answers a question that needs nothing but the store; `None` for requests that need files or time.
    pub fn answer(&mut self, request: &Request) -> Option<Reply> {
        self.answer_in_turn(request, &mut Turn::endless())
    }

    /// The same in turns, so that others are answered between them: `None` if another turn is needed. What was found
    /// stays until the records change.
    pub fn answer_in_turn(&mut self, request: &Request, turn: &mut Turn) -> Option<Reply> {
        match request {
            Request::Rows { view, columns, first, count } => {
                self.answers.rows(&self.store, view, columns, *first, *count, turn).map(Reply::Rows)
            }
            Request::Summary(question) => self.answers.summary(&self.store, question, turn).map(Reply::Summary),
            Request::Values { filter, of, containing, limit } => {
                self.answers.values(&self.store, filter, of, containing, *limit, turn).map(Reply::Values)
            }
            Request::Ask(question) => self.ask(question, turn).map(|answer| Reply::Answer(Box::new(answer))),
            _ => None,
        }
    }

    /// Finds a bit of what later questions need, some milliseconds' work for a time when nobody asks. The answer is
    /// false when there is nothing left to find.
    pub fn prepare(&mut self) -> bool {
        self.answers.prepare(&self.store)
    }

    fn ask(&mut self, question: &Question, turn: &mut Turn) -> Option<Answer> {
        self.analyst.answer(&self.store, &self.files, &mut self.answers, question, turn)
    }

    /// Where the record of a row lies: its bytes are wanted by [`Engine::detail`]. `None` if it is not loaded any more.
    pub fn location(&self, row: RowId) -> Option<RecordLocation> {
        self.store.location(self.store.row_of(row)? as usize)
    }

    /// One record in full from its bytes; `None` if it is not loaded any more. Fails in words if they are not its bytes
    /// any more.
    pub fn detail(&self, asked: RowId, bytes: &[u8]) -> Option<Result<Detail, String>> {
        let row = self.store.row_of(asked)?;
        let detail = detail::detail(&self.store, &self.files, row, bytes);
        Some(detail.map(|detail| Detail { asked, ..detail }))
    }

    /// Begins an export of what a view shows.
    pub fn export(&mut self, view: &protocol::View, format: &protocol::ExportFormat) -> Export {
        let rows = self.answers.ordered(&self.store, view, &mut Turn::endless()).unwrap_or_default().to_vec();
        Export::new(&self.store, &self.files, rows, format)
    }

    /// Begins an export of all rows of the table a question is about.
    pub fn export_table(&mut self, question: &Question) -> Export {
        let answer = self.ask(&question.clone().of_all_rows(), &mut Turn::endless());
        answer.map_or_else(Export::default, |answer| Export::of_table(&self.files, &answer))
    }

    /// The next step of an export. It fails in words if files were removed or read again since it began.
    pub fn export_step(&self, export: &mut Export) -> ExportStep {
        export.step(&self.store)
    }

    /// Gives an export the bytes it asked for, or says why there are none, and gets the chunk made of them. Fails in
    /// words if the file has changed, or if files were removed or read again since the export began.
    pub fn export_bytes(&self, export: &mut Export, bytes: Result<&[u8], String>) -> Result<Vec<u8>, String> {
        export.take(&self.store, &self.files, bytes)
    }
}
