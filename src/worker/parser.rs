//! A parser: a worker that does nothing but decode records, for the engine at the other end of a channel.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, MessagePort};

use super::job::{JobMessage, ResultMessage};
use crate::ingest::{Decoded, Piece, RecordDecoder};
use crate::store::FileId;

/// Listens for jobs at a port from now on, and says at once that it does.
pub fn run(port: MessagePort) {
    let decoders = Rc::new(RefCell::new(HashMap::new()));
    let answering = port.clone();
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(job) = JobMessage::from_js(&event.data()) {
            answer(&answering, &ResultMessage::new(job.number, decode(&mut decoders.borrow_mut(), &job)));
        }
    });
    port.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // A parser listens as long as it lives.
    listen.forget();
    answer(&port, &ResultMessage::ready());
}

/// Decodes the records of a job. A decoder learns a file's shape and vocabulary, so each file has one; those of earlier
/// files are not needed any more.
fn decode(decoders: &mut HashMap<FileId, RecordDecoder>, job: &JobMessage) -> Decoded {
    decoders.retain(|&file, _| file == job.file);
    let decoder = decoders.entry(job.file).or_insert_with(|| RecordDecoder::new(job.file, &job.layout));
    let bytes = Uint8Array::new(&job.bytes).subarray(job.start, job.end).to_vec();
    let mut decoded = Decoded::default();
    decoder.decode_slice(&Piece { bytes: &bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
    decoder.flush(0, &mut decoded);
    decoded
}

fn answer(port: &MessagePort, result: &ResultMessage) {
    // Posting fails only for values that cannot be cloned, of which there are none in these messages.
    let _ = result.to_js().and_then(|(message, moved)| port.post_message_with_transferable(&message, &moved));
}
