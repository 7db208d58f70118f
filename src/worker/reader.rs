//! A reader: a worker that does nothing but read files, for the engine at the other end of a channel. The bytes of a
//! file come in on the thread that asks for them, which would keep the engine from its work.

use js_sys::ArrayBuffer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Blob;

use super::channel::Channel;
use super::file_reads::words;
use super::message::{ToPage, ToWorker};

/// Listens for reads from now on, and says at once that it does.
pub fn run(channel: &Channel) {
    let answering = channel.clone();
    channel.listen(move |event| {
        if let Some(ToPage::Read { ticket, file, offset, len }) = ToPage::from_event(&event) {
            let channel = answering.clone();
            spawn_local(async move { post(&channel, &answer(ticket, &file, offset, len).await) });
        }
    });
    let unreadable = channel.clone();
    // A browser that cannot bring a file to this worker says so here: the engine must not wait for an answer.
    channel.on("messageerror", move || post(&unreadable, &ToWorker::Reader { listens: false }));
    post(channel, &ToWorker::Reader { listens: true });
}

/// FileReads a chunk of a file, in whatever scope this is, and answers with it or with why it could not be read.
pub async fn answer(ticket: u32, file: &Blob, offset: f64, len: f64) -> ToWorker {
    let bytes = read_buffer(file, offset, len).await.map_err(|error| words(&error));
    ToWorker::Bytes { ticket, bytes }
}

/// FileReads a chunk of a file as a buffer, in whatever scope this is.
pub async fn read_buffer(file: &Blob, offset: f64, len: f64) -> Result<ArrayBuffer, JsValue> {
    // Chromium takes as long to make a slice of a small file as to read it.
    let is_whole = offset == 0.0 && len >= file.size();
    let chunk = if is_whole { file.clone() } else { file.slice_with_f64_and_f64(offset, offset + len)? };
    JsFuture::from(chunk.array_buffer()).await?.dyn_into()
}

fn post(channel: &Channel, message: &ToWorker) {
    // Posting fails only for values that cannot be cloned, of which there are none in these messages.
    let _ = message.to_js().and_then(|(message, moved)| channel.post(&message, &moved));
}
