//! One wasm for both sides: in a window it mounts the page, in a worker it runs the engine.

use signscope::worker;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::MessageEvent;
use yew::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    match worker::scope() {
        Some(scope) => {
            let _ = scope.post_message(&JsValue::from_str("ready"));
        }
        None => mount(),
    }
}

fn mount() {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<Page>::with_root(root).render();
    }
}

#[component]
fn Page() -> Html {
    let engine = use_state(|| "starting".to_owned());
    let heard = engine.setter();
    use_effect_with((), move |()| {
        if let Ok(worker) = worker::spawn() {
            let listen = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                heard.set(message.data().as_string().unwrap_or_default());
            });
            worker.set_onmessage(Some(listen.as_ref().unchecked_ref()));
            listen.forget();
        }
    });
    html! {
        <main data-phase="empty" data-engine={(*engine).clone()}>
            <h1>{ "Signscope" }</h1>
            <p role="status">{ format!("Engine {}", *engine) }</p>
            <label>{ "Log files" }<input type="file" multiple=true /></label>
        </main>
    }
}
