//! Exporting: gives the engine the bytes it asks for and the page the pieces of the file.

use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};

use super::host::Host;
use crate::engine::protocol::{ExportFormat, Question, Reply, View};
use crate::engine::{Export, Step};

/// Milliseconds between two reports to the page.
const REPORT_EVERY: f64 = 100.0;

impl Host {
    /// Writes a file of what a view shows, until it is done, fails, or another export is begun or cancelled.
    pub(super) async fn export(self: &Rc<Host>, view: &View, format: &ExportFormat) {
        let export = self.engine.borrow_mut().export(view, format);
        self.write(export).await;
    }

    /// Writes a file of all rows of the table a question is about.
    pub(super) async fn export_table(self: &Rc<Host>, question: &Question) {
        let export = self.engine.borrow_mut().export_table(question);
        self.write(export).await;
    }

    async fn write(self: &Rc<Host>, mut export: Export) {
        let number = self.exports.get() + 1;
        self.exports.set(number);
        let mut pieces: Vec<ArrayBuffer> = Vec::new();
        let mut reported = self.now();
        while self.exports.get() == number {
            let step = self.engine.borrow().export_step(&mut export);
            match step {
                Step::Piece(piece) => pieces.push(buffer_of(&piece)),
                Step::Read { file, offset, len } => {
                    let read = self.read(file, offset, len).await;
                    match read.and_then(|bytes| self.engine.borrow().export_bytes(&mut export, &bytes)) {
                        Ok(piece) => pieces.push(buffer_of(&piece)),
                        Err(message) => return self.reply(Reply::ExportFailed { message }, Vec::new()),
                    }
                }
                Step::File { name, media_type, records } => {
                    let media_type = media_type.to_owned();
                    self.reply(Reply::Exported { name, media_type, records }, std::mem::take(&mut pieces));
                }
                Step::Failed(message) => return self.reply(Reply::ExportFailed { message }, Vec::new()),
                Step::Done => return,
            }
            if self.now() - reported >= REPORT_EVERY {
                reported = self.now();
                let (done, total) = export.progress();
                self.reply(Reply::Exporting { done, total }, Vec::new());
                self.pause().await;
            }
        }
    }
}

fn buffer_of(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}
