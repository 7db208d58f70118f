//! A stand-in: what the page speaks to when it rehearses, on its own thread and without a file.

use crate::engine::Engine;
use crate::engine::protocol::{Loading, Reply, Request};
use crate::sample::{Form, Generator, Profile, Vintage};
use crate::store::{FileId, RowId};

/// Sign-ins of a file: as many as fill a list, with some to spare.
const RECORDS: usize = 80;

/// Files; after each there is a report.
const FILES: u64 = 6;

/// An engine with a few made-up sign-ins. It answers as that of [`super::Client`] does, but at once.
#[derive(Debug, Default)]
pub struct StandIn {
    engine: Engine,
    files: Vec<(FileId, Vec<u8>)>,
}

impl StandIn {
    /// FileReads the next file, and reports how far it is; `None` when all are read.
    pub fn read_on(&mut self) -> Option<Reply> {
        let read = self.files.len() as u64;
        if read == FILES {
            return None;
        }
        let sign_ins = Generator::new(read, RECORDS, Profile::LARGE);
        let bytes: Vec<u8> = Form::PortalCsv(Vintage::Of2025).chunks(sign_ins).flatten().collect();
        let file = self.engine.add_file("rehearsal.csv", bytes.len() as u64);
        self.engine.push(file, &bytes);
        self.engine.finish(file);
        self.files.push((file, bytes));
        let (bytes_read, bytes_total) = (read + 1, FILES);
        let loading =
            Loading { busy: bytes_read < bytes_total, bytes_read, bytes_total, ..self.engine.news(usize::MAX) };
        Some(travelled(Reply::Loading(loading)))
    }

    /// The answer to a question; `None` to what takes files or time.
    pub fn answer(&mut self, request: &Request) -> Option<Reply> {
        let reply = match request {
            Request::Detail { row } => self.detail(*row),
            request => self.engine.answer(request),
        };
        reply.map(travelled)
    }

    fn detail(&self, row: RowId) -> Option<Reply> {
        let place = self.engine.location(row)?;
        let (_, bytes) = self.files.iter().find(|(file, _)| *file == place.file)?;
        let start = place.offset as usize;
        let detail = self.engine.detail(row, bytes.get(start..start + place.len as usize)?);
        detail?.ok().map(|detail| Reply::Detail(Box::new(detail)))
    }
}

/// A reply after its way from one thread to another, which it goes as a text.
fn travelled(reply: Reply) -> Reply {
    let text = serde_json::to_string(&reply).ok();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(reply)
}
