//! The thread boundary: the page and its workers run the same wasm, each in a global scope of its own.

mod spawn;

pub use spawn::spawn;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The global scope of this worker, or `None` when this is the page.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
