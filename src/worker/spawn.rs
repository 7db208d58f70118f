//! Starts a worker from what the page already holds, since a page from `file://` may not load a second file.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

/// Where `boot.js` leaves the address of the workers' script, and the worker it has started already.
const WORKERS: &str = "signscopeWorkers";

/// Starts a worker that runs this same wasm. It gets the compiled module as its first message, so nothing is
/// compiled twice; whatever is posted to it afterwards waits until the Rust side of the worker listens.
pub fn spawn() -> Result<Worker, JsValue> {
    let workers = Reflect::get(&js_sys::global(), &WORKERS.into())?;
    let worker = match waiting(&workers)? {
        Some(worker) => worker,
        None => Worker::new(&address(&workers)?)?,
    };
    worker.post_message(&wasm_bindgen::module())?;
    Ok(worker)
}

/// The worker that was started while the wasm was being compiled, once.
fn waiting(workers: &JsValue) -> Result<Option<Worker>, JsValue> {
    if workers.is_undefined() {
        return Ok(None);
    }
    let first = Reflect::get(workers, &"first".into())?;
    Reflect::set(workers, &"first".into(), &JsValue::NULL)?;
    Ok(first.dyn_into().ok())
}

/// The address of the workers' script; a worker runs it itself.
fn address(workers: &JsValue) -> Result<String, JsValue> {
    if let Some(scope) = super::scope() {
        return Ok(scope.location().href());
    }
    let address = Reflect::get(workers, &"address".into())?.as_string();
    address.ok_or_else(|| JsValue::from("the page has no script for workers"))
}
