//! Exporting: gives the engine the bytes it asks for and the page the chunks of the file.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::engine_worker::EngineWorker;
use super::file_reads::words;
use crate::engine::protocol::{ExportFormat, Question, Reply, Request, View};
use crate::engine::{Export, ExportStep, ExportedFile};

/// Milliseconds between two reports to the page.
const REPORT_EVERY: f64 = 100.0;

impl EngineWorker {
    /// Writes a file of what a view shows, until it is done, fails, or another export is begun or cancelled.
    pub(super) async fn export(self: &Rc<EngineWorker>, number: u32, view: &View, format: &ExportFormat) {
        self.export.set(number);
        let rows = Request::Rows { view: view.clone(), columns: Vec::new(), first: 0, count: 0 };
        self.find(rows, || self.export.get() == number).await;
        if self.export.get() != number {
            return;
        }
        let export = self.engine.borrow_mut().export(view, format);
        self.write(number, export).await;
    }

    /// Writes a file of all rows of the table a question is about.
    pub(super) async fn export_table(self: &Rc<EngineWorker>, number: u32, question: &Question) {
        self.export.set(number);
        self.find(Request::Ask(question.clone().of_all_rows()), || self.export.get() == number).await;
        if self.export.get() != number {
            return;
        }
        let export = self.engine.borrow_mut().export_table(question);
        self.write(number, export).await;
    }

    async fn write(self: &Rc<EngineWorker>, number: u32, mut export: Export) {
        let mut written = Written::default();
        let mut files: Vec<(ExportedFile, Blob)> = Vec::new();
        let mut reported = self.now();
        while self.export.get() == number {
            let step = self.engine.borrow().export_step(&mut export);
            let kept = match step {
                ExportStep::Chunk(chunk) => written.push(&chunk),
                ExportStep::Read { file, offset, len } => {
                    let read = self.read(file, offset, len).await;
                    let read = read.as_deref().map_err(Clone::clone);
                    match self.engine.borrow().export_bytes(&mut export, read) {
                        Ok(chunk) => written.push(&chunk),
                        Err(message) => return self.reply(Reply::ExportFailed { number, message }),
                    }
                }
                ExportStep::File(file) => std::mem::take(&mut written).into_file().map(|blob| files.push((file, blob))),
                ExportStep::Failed(message) => return self.reply(Reply::ExportFailed { number, message }),
                ExportStep::Done => return self.hand_over(number, files),
            };
            if let Err(error) = kept {
                let message = format!(
                    "The browser could not keep what was written. Free some disk space, or export fewer records. (The browser says: {})",
                    words(&error)
                );
                return self.reply(Reply::ExportFailed { number, message });
            }
            if self.now() - reported >= REPORT_EVERY {
                reported = self.now();
                let (done, total) = export.progress();
                self.reply(Reply::Exporting { number, done, total });
                self.pause().await;
            }
        }
    }

    /// Gives the page the files of an export, all of which are complete.
    fn hand_over(&self, number: u32, files: Vec<(ExportedFile, Blob)>) {
        let count = files.len();
        for (at, (file, blob)) in (1..).zip(files) {
            let ExportedFile { name, media_type, records } = file;
            let (media_type, is_last) = (media_type.to_owned(), at == count);
            self.reply_with_file(Reply::Exported { number, is_last, name, media_type, records }, blob);
        }
    }
}

/// The file that is being written. The browser gets it a part at a time, and keeps on disk what is long.
#[derive(Default)]
struct Written {
    parts: Array,
    /// Pieces that are no part yet,
    chunks: Array,
    /// and their bytes.
    bytes: usize,
}

/// A part has about so many bytes.
const PART: usize = 8 << 20;

impl Written {
    fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        self.chunks.push(&Uint8Array::from(chunk).buffer());
        self.bytes += chunk.len();
        if self.bytes < PART { Ok(()) } else { self.put_away() }
    }

    fn put_away(&mut self) -> Result<(), JsValue> {
        let part = Blob::new_with_buffer_source_sequence(&self.chunks)?;
        self.parts.push(&part);
        (self.chunks, self.bytes) = (Array::new(), 0);
        Ok(())
    }

    fn into_file(mut self) -> Result<Blob, JsValue> {
        self.put_away()?;
        Blob::new_with_blob_sequence(&self.parts)
    }
}
