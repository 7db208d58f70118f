//! The thread boundary: the page and its worker run the same wasm, each in a global scope of its own.

pub mod client;
mod export;
mod host;
mod job;
mod load;
mod message;
mod parser;
mod pool;
mod reader;
mod rehearsal;
mod spawn;

pub use client::{Client, Message};
pub use host::run;
pub use spawn::spawn;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The global scope of this worker, or `None` when this is the page.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
