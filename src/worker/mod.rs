//! The thread boundary: the page and its workers run the same wasm, each in a global scope of its own.
//!
//! The page starts the worker that owns the engine (`engine_worker`) and answers it. One more does nothing but read
//! files for it (`reader`), the others nothing but decode records (`parser`); who starts them is in `topology`, what
//! the engine has to do with them in `reads` and `pool`. Where they cannot start, the engine's worker does all of it;
//! where no worker may read files, the page does.

mod archive;
mod channel;
pub mod client;
mod code_page;
mod dispatch;
mod engine_worker;
mod export;
mod file_reads;
mod hash;
mod job;
mod js_copy;
mod load_queue;
mod memory;
mod message;
mod parser;
mod pool;
mod questions;
mod reader;
mod report;
mod small;
mod spawn;
mod topology;
mod unpack;

pub use client::{Client, Message};
pub use engine_worker::run;
pub use spawn::spawn;

use std::pin::Pin;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The global scope of this worker, or `None` when this is the page.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// A future that stays a function of its own. One that is awaited as it is becomes part of the function that awaits it;
/// a large function that is called often is compiled for speed, which takes time from reading, and gains nothing where
/// most of the time is spent in others.
fn apart<'a, T>(future: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(future)
}
