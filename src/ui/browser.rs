//! The browser's side of the page's effects: clock zone, storage, clipboard, saving, focus, timers, listeners.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, File, HtmlAnchorElement, HtmlElement, HtmlInputElement, Node, Storage,
    Url, Window,
};

use super::format::time::{self, Zone};
use super::state::preferences::{Preferences, Theme};
use crate::engine::protocol::Clocks;

/// The name of the stored preferences.
const PREFERENCES: &str = "signscope.preferences";

/// How long a saved file stays in reach of the browser, in milliseconds. Some browsers begin to read it only after the
/// click on its link was handled.
const SAVED: i32 = 60_000;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Minutes east of UTC at an instant in a zone.
pub fn offset_at(zone: Zone, millis: i64) -> i32 {
    match zone {
        Zone::Utc => 0,
        Zone::Local => -js_sys::Date::new(&JsValue::from_f64(millis as f64)).get_timezone_offset() as i32,
    }
}

/// The name of a zone: `UTC`, or the browser's own such as `Europe/Oslo`.
pub fn zone_name(zone: Zone) -> String {
    let local = || {
        let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
        js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
    };
    match zone {
        Zone::Utc => "UTC".to_owned(),
        Zone::Local => local().unwrap_or_else(|| "local time".to_owned()),
    }
}

/// The zones the browser knows, as the IANA Time Zone Database calls them.
pub fn zone_names() -> Vec<String> {
    let names = || -> Result<js_sys::Array, JsValue> {
        let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())?;
        let all: js_sys::Function = js_sys::Reflect::get(&intl, &"supportedValuesOf".into())?.dyn_into()?;
        all.call1(&intl, &"timeZone".into())?.dyn_into()
    };
    // Older browsers do not tell; a name can be typed all the same.
    let names = names().unwrap_or_default();
    std::iter::once("UTC".to_owned()).chain(names.iter().filter_map(|name| name.as_string())).collect()
}

/// The clocks of a zone from 2000 on, which is before any sign-in log; `None` if the browser knows no zone of this name.
pub fn file_clocks(name: &str) -> Option<Clocks> {
    const FROM: i64 = 946_684_800_000;
    const TO: i64 = FROM + 60 * 365 * time::DAY;
    let offset_at = zone_clock(name).ok()?;
    offset_at(FROM)?;
    let offsets = time::offsets(FROM, TO, |instant| offset_at(instant).unwrap_or(0));
    Some(Clocks { name: name.to_owned(), offsets })
}

/// How many minutes clocks of a zone are ahead of UTC at an instant.
fn zone_clock(name: &str) -> Result<impl Fn(i64) -> Option<i32>, JsValue> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"timeZone".into(), &name.into())?;
    js_sys::Reflect::set(&options, &"timeZoneName".into(), &"longOffset".into())?;
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())?;
    let class: js_sys::Function = js_sys::Reflect::get(&intl, &"DateTimeFormat".into())?.dyn_into()?;
    let format = js_sys::Reflect::construct(&class, &js_sys::Array::of2(&"en-US".into(), &options))?;
    let write: js_sys::Function = js_sys::Reflect::get(&format, &"format".into())?.dyn_into()?;
    Ok(move |instant: i64| {
        let text = write.call1(&format, &JsValue::from_f64(instant as f64)).ok()?.as_string()?;
        time::offset_of(text.rsplit_once("GMT")?.1)
    })
}

/// The storage, unless the browser or its user does not allow it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What the page remembers.
pub fn preferences() -> Preferences {
    let text = storage().and_then(|storage| storage.get_item(PREFERENCES).ok()?);
    Preferences::from_text(&text.unwrap_or_default())
}

/// Remembers preferences, where the browser allows it: without, the page works as well.
pub fn store(preferences: &Preferences) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(PREFERENCES, &preferences.to_text());
    }
}

/// Shows a theme: the style sheet reads the attribute.
pub fn show_theme(theme: Theme) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// Puts a text on the clipboard and tells whether that worked.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        // From an insecure origin there is no clipboard at all.
        let navigator = window.navigator();
        let has_clipboard = js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false);
        let is_copied = has_clipboard && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok();
        done(is_copied);
    });
}

/// A file with this text.
pub fn text_file(text: &str) -> Option<Blob> {
    Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into())).ok()
}

/// Saves a file among the user's downloads.
pub fn save(name: &str, media_type: &str, file: &Blob) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let parts = js_sys::Array::of1(file);
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    later(SAVED, move || drop(Url::revoke_object_url(&url)));
    Ok(())
}

/// Reads a file as text and tells what it holds; `None` if the browser cannot read it.
pub fn read_text(file: &File, done: impl FnOnce(Option<String>) + 'static) {
    let text = JsFuture::from(file.text());
    wasm_bindgen_futures::spawn_local(async move {
        done(text.await.ok().and_then(|text| text.as_string()));
    });
}

/// Does something in a while.
pub fn later(millis: i32, action: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let callback = Closure::once_into_js(action);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            callback.unchecked_ref::<js_sys::Function>(),
            millis,
        );
    }
}

/// Requests to a network that the page has made since it was loaded. The browser counts them, not the page.
pub fn requests_made() -> u32 {
    let entries =
        web_sys::window().and_then(|window| window.performance()).map(|clock| clock.get_entries_by_type("resource"));
    let is_remote = |entry: JsValue| {
        let name = js_sys::Reflect::get(&entry, &"name".into()).ok().and_then(|name| name.as_string());
        name.is_some_and(|name| ["http:", "https:", "ws:", "wss:"].iter().any(|scheme| name.starts_with(scheme)))
    };
    entries.map_or(0, |entries| entries.iter().filter(|entry| is_remote(entry.clone())).count() as u32)
}

/// The element with an identifier.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Clicks the element with an identifier.
pub fn click(id: &str) {
    element(id).iter().for_each(HtmlElement::click);
}

/// Puts the scroll bar of the element with an identifier at a place.
pub fn scroll(id: &str, place: f64) {
    element(id).iter().for_each(|element| element.set_scroll_top(place.round() as i32));
}

/// Gives the first element a selector finds the focus.
pub fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok()?);
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts the scroll bar of the screen at its top, and brings the tab that is shown into sight.
pub fn start_screen() {
    if let Some(screen) = element("screen") {
        screen.set_scroll_top(0);
    }
    let find = |selector: &str| document()?.query_selector(selector).ok()?;
    let (Some(tabs), Some(tab)) = (find(".screens"), find(".screens [aria-selected=true]")) else { return };
    let (all, one) = (tabs.get_bounding_client_rect(), tab.get_bounding_client_rect());
    let beyond = (one.right() - all.right()).max(0.0) - (all.left() - one.left()).max(0.0);
    tabs.set_scroll_left(tabs.scroll_left() + beyond.round() as i32);
}

/// Puts a text into the input with an identifier and gives it the focus; the caret is counted in UTF-16 units.
pub fn write(id: &str, text: &str, caret: usize) {
    let Some(input) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else { return };
    input.set_value(text);
    let _ = input.focus();
    let _ = input.set_selection_range(caret as u32, caret as u32);
}

/// The size of the window in CSS pixels.
pub fn window_size() -> (f64, f64) {
    let size = |of: fn(&Window) -> Result<JsValue, JsValue>| {
        web_sys::window().and_then(|window| of(&window).ok()?.as_f64()).unwrap_or_default()
    };
    (size(Window::inner_width), size(Window::inner_height))
}

/// How wide the content of a node is, as if nothing cut it off, in CSS pixels.
pub fn content_width(node: &Node) -> Option<f64> {
    let range = document()?.create_range().ok()?;
    range.select_node_contents(node).ok()?;
    Some(range.get_bounding_client_rect().width())
}

/// Sets style properties of an element through its style object, which the content security policy allows.
pub fn set_styles(element: &HtmlElement, properties: &[(&str, String)]) {
    for (name, value) in properties {
        let _ = element.style().set_property(name, value);
    }
}

/// The element of an event.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// A listener on the window, which goes when this is dropped.
pub struct Listener {
    window: Window,
    name: &'static str,
    callback: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    /// Listens for an event on the window.
    pub fn new(name: &'static str, callback: impl FnMut(web_sys::Event) + 'static) -> Option<Listener> {
        let window = web_sys::window()?;
        let callback = Closure::new(callback);
        window.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref()).ok()?;
        Some(Listener { window, name, callback })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.window.remove_event_listener_with_callback(self.name, callback);
    }
}
