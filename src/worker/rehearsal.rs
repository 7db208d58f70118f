//! The rehearsal: a worker that reads made-up files, asks about them, and ends, while the user is still choosing one.
//!
//! A browser runs code that is new to it slowly, and compiles for speed what has run for a while. What it compiles in
//! one worker serves all that share the module, so that the first file is read, and the first question answered, as
//! fast as a second one.

use web_sys::DedicatedWorkerGlobalScope;

use super::job::ResultMessage;
use crate::engine::{rehearse, rehearse_questions};
use crate::ingest::Decoded;
use crate::sample::{Form, Generator, Profile, Vintage};

/// The files: their names, forms, and numbers of records, which give about three megabytes each.
const FILES: [(&str, Form, usize); 2] =
    [("a.csv", Form::PortalCsv(Vintage::Of2025), 3000), ("a.json", Form::PortalJson, 600)];

/// How often each is read: browsers compile for speed what has run for some tens of megabytes.
const TIMES: usize = 24;

/// How often everything is asked of each, when both have been read: files come before questions.
const TIMES_ASKED: usize = 40;

/// FileReads the files, asks about them, and ends the worker.
pub fn run(scope: &DedicatedWorkerGlobalScope) {
    let files = FILES.map(|(name, form, records)| {
        let chunks = form.chunks(Generator::new(1, records, Profile::LARGE));
        (name, chunks.flatten().collect::<Vec<u8>>())
    });
    for (name, bytes) in &files {
        for _ in 0..TIMES {
            rehearse(name, bytes, &as_message);
        }
    }
    for (name, bytes) in &files {
        rehearse_questions(name, bytes, TIMES_ASKED);
    }
    scope.close();
}

/// What a parser has decoded, as it comes to the engine.
fn as_message(decoded: Decoded) -> Decoded {
    let message = ResultMessage::new(0, decoded).to_js().ok();
    let result = message.and_then(|(message, _)| ResultMessage::from_js(&message));
    result.map(|result| result.decoded).unwrap_or_default()
}
