//! The browser's decoder of code pages, for the engine and the parsers.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::ingest::CodePage;
use crate::ingest::code_page::set_decoder;

/// Lets this worker read text in code pages.
pub fn install() {
    set_decoder(|page, bytes| decode(page, bytes).ok()?.as_string());
}

fn decode(page: CodePage, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let decoder = decoder(page)?;
    let decode: Function = Reflect::get(&decoder, &"decode".into())?.dyn_into()?;
    decode.call1(&decoder, &Uint8Array::from(bytes))
}

thread_local! {
    /// Decoders that were made, by the place of their code page.
    static DECODERS: Array = Array::new();
}

/// The decoder of a code page, made once: a record takes less time than a decoder.
fn decoder(page: CodePage) -> Result<JsValue, JsValue> {
    let place = page as u32;
    let known = DECODERS.with(|decoders| decoders.get(place));
    if !known.is_undefined() {
        return Ok(known);
    }
    let class: Function = Reflect::get(&js_sys::global(), &"TextDecoder".into())?.dyn_into()?;
    let decoder = Reflect::construct(&class, &Array::of1(&page.label().into()))?;
    DECODERS.with(|decoders| decoders.set(place, decoder.clone()));
    Ok(decoder)
}
