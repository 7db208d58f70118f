//! Reads stretches of files, in the worker where the browser lets it, else through the page.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File};

use super::message::ToPage;

/// Where the bytes of a loaded file come from.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// A file the user chose.
    File(File),
    /// The sample, which exists in memory only.
    Memory(Rc<[u8]>),
}

/// Reads stretches of files.
///
/// WebKit does not let a worker of a `file://` page read any file (it answers with a NotReadableError), but lets the
/// page. So the first read that fails is tried once more through the page; if that works, all later ones go that way.
pub struct Reader {
    scope: DedicatedWorkerGlobalScope,
    through_page: Cell<bool>,
    tickets: Cell<u32>,
    waiting: RefCell<HashMap<u32, (Function, Function)>>,
}

impl Reader {
    /// A reader in a worker.
    pub fn new(scope: DedicatedWorkerGlobalScope) -> Reader {
        Reader { scope, through_page: Cell::new(false), tickets: Cell::new(0), waiting: RefCell::default() }
    }

    /// Reads a stretch, as much of it as the file has. Fails in words, without the name of the file.
    pub async fn read(&self, bytes: &Bytes, offset: u64, len: u64) -> Result<ArrayBuffer, String> {
        let file = match bytes {
            Bytes::File(file) => file,
            Bytes::Memory(bytes) => return Ok(Uint8Array::from(slice(bytes, offset, len)).buffer()),
        };
        let (offset, len) = (offset as f64, len as f64);
        if self.through_page.get() {
            return self.read_through_page(file, offset, len).await;
        }
        match read_buffer(file, offset, len).await {
            Ok(bytes) => Ok(bytes),
            Err(_) => {
                let bytes = self.read_through_page(file, offset, len).await?;
                self.through_page.set(true);
                Ok(bytes)
            }
        }
    }

    /// Takes what the page has read.
    pub fn arrived(&self, ticket: u32, bytes: Result<ArrayBuffer, String>) {
        let Some((resolve, reject)) = self.waiting.borrow_mut().remove(&ticket) else { return };
        // Resolving a promise does not fail.
        let _ = match bytes {
            Ok(bytes) => resolve.call1(&JsValue::UNDEFINED, &bytes),
            Err(reason) => reject.call1(&JsValue::UNDEFINED, &reason.into()),
        };
    }

    async fn read_through_page(&self, file: &File, offset: f64, len: f64) -> Result<ArrayBuffer, String> {
        let ticket = self.tickets.replace(self.tickets.get().wrapping_add(1));
        let (message, _) =
            ToPage::Read { ticket, file: file.clone(), offset, len }.to_js().map_err(|error| words(&error))?;
        let answer = Promise::new(&mut |resolve, reject| {
            self.waiting.borrow_mut().insert(ticket, (resolve, reject));
        });
        self.scope.post_message(&message).map_err(|error| words(&error))?;
        let buffer = JsFuture::from(answer).await.map_err(|error| words(&error))?;
        buffer.dyn_into().map_err(|other| words(&other))
    }
}

/// Reads a stretch of a file as a buffer, in whatever scope this is.
pub async fn read_buffer(file: &Blob, offset: f64, len: f64) -> Result<ArrayBuffer, JsValue> {
    let stretch = file.slice_with_f64_and_f64(offset, offset + len)?;
    JsFuture::from(stretch.array_buffer()).await?.dyn_into()
}

fn slice(bytes: &[u8], offset: u64, len: u64) -> &[u8] {
    let start = bytes.len().min(offset as usize);
    let end = bytes.len().min(start + len as usize);
    &bytes[start..end]
}

/// A JavaScript error in words.
pub fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
