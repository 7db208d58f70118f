//! Starts a worker from what the page already holds, since a page from `file://` may not load a second file.

use std::cell::OnceCell;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

/// Starts a worker that runs this same wasm. It gets the compiled module as its first message, so nothing is
/// compiled twice; whatever is posted to it afterwards waits until the Rust side of the worker listens.
///
/// For the page alone: from `file://` a worker in WebKitGTK cannot start another, so the page starts every worker and
/// connects them by message ports.
pub fn spawn() -> Result<Worker, JsValue> {
    let worker = Worker::new(&script_address()?)?;
    worker.post_message(&wasm_bindgen::module())?;
    Ok(worker)
}

/// The address of the workers' script.
fn script_address() -> Result<String, JsValue> {
    thread_local! {
        // Made once and never revoked: a worker may be wanted again at any time.
        static ADDRESS: OnceCell<String> = const { OnceCell::new() };
    }
    ADDRESS.with(|address| match address.get() {
        Some(known) => Ok(known.clone()),
        None => {
            let made = make_script()?;
            Ok(address.get_or_init(|| made).clone())
        }
    })
}

/// The glue of the page and the few lines after it, as a `blob:` address.
fn make_script() -> Result<String, JsValue> {
    let parts = Array::of2(&text_of("glue")?, &text_of("worker")?);
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)
}

/// The text of the script element `id` in the page.
fn text_of(id: &str) -> Result<JsValue, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let text = element.and_then(|element| element.text_content());
    text.map(JsValue::from).ok_or_else(|| JsValue::from(format!("the page has no script `{id}`")))
}
