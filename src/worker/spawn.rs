//! Starts a worker from what the page already holds, since a page from `file://` may not load a second file.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

/// Where `boot.js` leaves the address of the workers' script, and the worker it has started already.
const WORKERS: &str = "signscopeWorkers";

/// Starts a worker that runs this same wasm. It gets the compiled module as its first message, so nothing is
/// compiled twice; whatever is posted to it afterwards waits until the Rust side of the worker listens.
pub fn spawn() -> Result<Worker, JsValue> {
    let worker = match super::scope() {
        // A worker runs the workers' script itself.
        Some(scope) => Worker::new(&scope.location().href())?,
        None => start_from_page()?,
    };
    worker.post_message(&wasm_bindgen::module())?;
    Ok(worker)
}

fn start_from_page() -> Result<Worker, JsValue> {
    let workers = Reflect::get(&js_sys::global(), &WORKERS.into())?;
    match waiting(&workers)? {
        Some(worker) => Ok(worker),
        None => Worker::new(&address(&workers)?),
    }
}

/// The worker that was started while the wasm was being compiled, once.
fn waiting(workers: &JsValue) -> Result<Option<Worker>, JsValue> {
    let first = Reflect::get(workers, &"first".into())?;
    Reflect::set(workers, &"first".into(), &JsValue::NULL)?;
    Ok(first.dyn_into().ok())
}

fn address(workers: &JsValue) -> Result<String, JsValue> {
    let address = Reflect::get(workers, &"address".into())?.as_string();
    address.ok_or_else(|| JsValue::from("the page has no script for workers"))
}
