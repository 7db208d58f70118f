//! The reads, as the engine sees them: by the reader if there is one, else in this worker, or through the page where
//! the browser lets no worker read.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use super::archive::Member;
use super::channel::Channel;
use super::message::ToPage;
use super::reader::read_buffer;

/// Where the bytes of a loaded file come from.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// A file the user chose.
    File(Blob),
    /// The sample, which exists in memory only.
    Memory(Rc<[u8]>),
    /// What comes out of a file that is packed.
    Packed(Member),
}

impl Bytes {
    /// Whether they are all that the file has.
    pub fn is_whole(&self) -> bool {
        if let Bytes::Packed(member) = self { member.is_whole } else { true }
    }

    /// How many there are.
    pub fn size(&self) -> u64 {
        match self {
            Bytes::File(file) => file.size() as u64,
            Bytes::Memory(bytes) => bytes.len() as u64,
            Bytes::Packed(member) => member.len,
        }
    }
}

/// Has chunks of files read.
///
/// WebKit does not let a worker of a `file://` page read any file (it answers with a NotReadableError), but lets the
/// page. So the first read that fails is tried once more through the page; if that works, all later ones go that way.
/// A read whose reader is lost fails, and so takes this way too.
pub struct FileReads {
    scope: DedicatedWorkerGlobalScope,
    reader: RefCell<Option<Channel>>,
    reader_listens: Cell<bool>,
    through_page: Cell<bool>,
    tickets: Cell<u32>,
    waiting: RefCell<HashMap<u32, Waiting>>,
}

/// Milliseconds a reader may take for one read: even a slow network brings a chunk sooner.
const PATIENCE: i32 = 30_000;

/// Who else than this worker reads a chunk.
#[derive(Clone, Copy, PartialEq)]
enum Elsewhere {
    Reader,
    Page,
}

/// A read under way elsewhere.
struct Waiting {
    at: Elsewhere,
    resolve: Function,
    reject: Function,
}

impl FileReads {
    /// FileReads of the engine in this worker.
    pub fn new(scope: DedicatedWorkerGlobalScope) -> FileReads {
        FileReads {
            scope,
            reader: RefCell::default(),
            reader_listens: Cell::new(false),
            through_page: Cell::new(false),
            tickets: Cell::new(0),
            waiting: RefCell::default(),
        }
    }

    /// Takes note of a reader, which is not asked before it is known to listen.
    pub fn add_reader(&self, channel: Channel) {
        self.reader.replace(Some(channel));
    }

    /// Takes note that the reader listens, or that it does so no more: then what it was to read fails.
    pub fn reader_listens(&self, listens: bool) {
        self.reader_listens.set(listens);
        if !listens {
            let mut waiting = self.waiting.borrow_mut();
            let lost = waiting.extract_if(|_, waiting| waiting.at == Elsewhere::Reader);
            lost.for_each(|(_, waiting)| waiting.end(Err("The reader stopped.".to_owned())));
        }
    }

    /// FileReads a chunk, as much of it as the file has. Fails in words, without the name of the file.
    pub async fn read(&self, file: &Blob, offset: u64, len: u64) -> Result<ArrayBuffer, String> {
        let (offset, len) = (offset as f64, len as f64);
        if self.through_page.get() {
            return self.read_at(Elsewhere::Page, file, offset, len).await;
        }
        let read = match self.reader_listens.get() {
            true => self.read_at(Elsewhere::Reader, file, offset, len).await,
            false => read_buffer(file, offset, len).await.map_err(|error| words(&error)),
        };
        match read {
            Ok(bytes) => Ok(bytes),
            Err(_) => {
                let bytes = self.read_at(Elsewhere::Page, file, offset, len).await?;
                self.through_page.set(true);
                Ok(bytes)
            }
        }
    }

    /// Takes what was read elsewhere.
    pub fn arrived(&self, ticket: u32, bytes: Result<ArrayBuffer, String>) {
        let waiting = self.waiting.borrow_mut().remove(&ticket);
        waiting.into_iter().for_each(|waiting| waiting.end(bytes.clone()));
    }

    async fn read_at(&self, at: Elsewhere, file: &Blob, offset: f64, len: f64) -> Result<ArrayBuffer, String> {
        let ticket = self.tickets.replace(self.tickets.get().wrapping_add(1));
        let answer = Promise::new(&mut |resolve, reject| {
            self.waiting.borrow_mut().insert(ticket, Waiting { at, resolve, reject });
        });
        let message = ToPage::Read { ticket, file: file.clone(), offset, len };
        if let Err(error) = message.to_js().and_then(|message| self.post(at, &message)) {
            self.waiting.borrow_mut().remove(&ticket);
            return Err(words(&error));
        }
        let buffer = match at {
            Elsewhere::Page => JsFuture::from(answer).await,
            Elsewhere::Reader => self.in_time(&answer).await,
        };
        let buffer = buffer.map_err(|error| words(&error))?;
        if buffer.is_undefined() {
            // A reader that is silent for so long is as good as lost.
            self.reader_listens(false);
            return Err("The reader does not answer.".to_owned());
        }
        buffer.dyn_into().map_err(|other| words(&other))
    }

    /// What a promise gives, or nothing if that takes too long.
    async fn in_time(&self, answer: &Promise) -> Result<JsValue, JsValue> {
        let mut timer = None;
        let late = Promise::new(&mut |resolve, _| {
            timer = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE).ok();
        });
        let given = JsFuture::from(Promise::race(&Array::of2(answer, &late))).await;
        timer.into_iter().for_each(|timer| self.scope.clear_timeout_with_handle(timer));
        given
    }

    fn post(&self, at: Elsewhere, message: &JsValue) -> Result<(), JsValue> {
        match (at, &*self.reader.borrow()) {
            (Elsewhere::Reader, Some(channel)) => channel.post(message, &Array::new()),
            _ => self.scope.post_message(message),
        }
    }
}

impl Waiting {
    fn end(&self, bytes: Result<ArrayBuffer, String>) {
        // Settling a promise does not fail.
        let _ = match bytes {
            Ok(bytes) => self.resolve.call1(&JsValue::UNDEFINED, &bytes),
            Err(reason) => self.reject.call1(&JsValue::UNDEFINED, &reason.into()),
        };
    }
}

/// Copies a chunk of bytes in memory, as much of it as there is.
pub fn copy(bytes: &[u8], offset: u64, len: u64) -> ArrayBuffer {
    let start = bytes.len().min(offset as usize);
    let end = bytes.len().min(start + len as usize);
    Uint8Array::from(&bytes[start..end]).buffer()
}

/// A JavaScript error in words.
pub fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
