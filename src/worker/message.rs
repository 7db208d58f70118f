//! The messages between page and worker: plain objects whose members are named here, once.

use js_sys::{Array, ArrayBuffer, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, MessageEvent, MessagePort};

use crate::engine::protocol::{Reply, Request};

/// What the page sends; a reader answers the engine by the same messages as the page.
pub enum ToWorker {
    /// A request, with the files it speaks of.
    Ask { request: Request, files: Vec<File> },
    /// Sent first of all: what the worker is to be.
    Role(Role),
    /// The answer to [`ToPage::Read`]: the bytes, or why there are none.
    Bytes { ticket: u32, bytes: Result<ArrayBuffer, String> },
    /// The reader listens from now on, or does so no more.
    Reader { listens: bool },
    /// The parser with this number, counted from 0 in the order the engine heard of them, stopped for good.
    ParserStopped { number: usize },
}

/// What a worker is.
pub enum Role {
    /// It owns the records and answers the page.
    Engine,
    /// It decodes records for the engine at the other end of the channel, or else for the one that started it.
    Parser(Option<MessagePort>),
    /// Said to the engine: there is a parser at the other end of this channel.
    WithParser(MessagePort),
    /// It reads files for the engine at the other end of the channel, or else for the one that started it.
    Reader(Option<MessagePort>),
    /// Said to the engine: there is a reader at the other end of this channel.
    WithReader(MessagePort),
}

/// What the worker sends; the engine asks a reader to read by the same message as the page.
pub enum ToPage {
    /// An answer, with the file it speaks of.
    /// `took` is how many milliseconds the engine needed for it, for whoever measures.
    Reply { reply: Reply, written: Option<Blob>, took: f64 },
    /// The engine needs a chunk of a file: the reader should read it, or the page where no worker can.
    Read { ticket: u32, file: Blob, offset: f64, len: f64 },
    /// The worker listens: what is asked from now on is answered at once.
    Started,
    /// The engine cannot start its reader and parsers: the page should.
    NeedsHelpers,
    /// The worker stopped for good: why.
    Panic(String),
}

impl Role {
    fn parts(&self) -> (&'static str, Option<&MessagePort>) {
        match self {
            Role::Engine => ("engine", None),
            Role::Parser(port) => ("parser", port.as_ref()),
            Role::WithParser(port) => ("with parser", Some(port)),
            Role::Reader(port) => ("reader", port.as_ref()),
            Role::WithReader(port) => ("with reader", Some(port)),
        }
    }

    fn from_parts(name: &str, port: Option<MessagePort>) -> Option<Role> {
        match (name, port) {
            ("engine", _) => Some(Role::Engine),
            ("parser", port) => Some(Role::Parser(port)),
            ("with parser", Some(port)) => Some(Role::WithParser(port)),
            ("reader", port) => Some(Role::Reader(port)),
            ("with reader", Some(port)) => Some(Role::WithReader(port)),
            _ => None,
        }
    }
}

impl ToWorker {
    /// The message as JavaScript has it, and the buffers to move with it.
    pub fn to_js(&self) -> Result<(JsValue, Array), JsValue> {
        match self {
            ToWorker::Ask { request, files } => {
                let message =
                    object(&[("request", to_js(request)?), ("files", files.iter().collect::<Array>().into())])?;
                Ok((message, Array::new()))
            }
            ToWorker::Role(role) => {
                let (name, port) = role.parts();
                let ports: Array = port.into_iter().collect();
                Ok((object(&[("role", name.into()), ("ports", ports.clone().into())])?, ports))
            }
            ToWorker::Bytes { ticket, bytes: Ok(bytes) } => {
                let message = object(&[("ticket", (*ticket).into()), ("bytes", bytes.into())])?;
                Ok((message, Array::of1(bytes)))
            }
            ToWorker::Bytes { ticket, bytes: Err(reason) } => {
                let message = object(&[("ticket", (*ticket).into()), ("reason", reason.as_str().into())])?;
                Ok((message, Array::new()))
            }
            ToWorker::ParserStopped { number } => Ok((object(&[("stopped", (*number as u32).into())])?, Array::new())),
            ToWorker::Reader { listens } => Ok((object(&[("listens", (*listens).into())])?, Array::new())),
        }
    }

    /// The message in an event.
    pub fn from_event(event: &MessageEvent) -> Option<ToWorker> {
        let message = event.data();
        if let Some(request) = member(&message, "request") {
            return Some(ToWorker::Ask { request: from_js(request)?, files: items(&message, "files") });
        }
        if let Some(role) = member(&message, "role") {
            return Role::from_parts(&role.as_string()?, items(&message, "ports").pop()).map(ToWorker::Role);
        }
        if let Some(listens) = member(&message, "listens") {
            return Some(ToWorker::Reader { listens: listens.as_bool()? });
        }
        if let Some(number) = member(&message, "stopped") {
            return Some(ToWorker::ParserStopped { number: number.as_f64()? as usize });
        }
        let ticket = member(&message, "ticket")?.as_f64()? as u32;
        let reason = || member(&message, "reason").and_then(|reason| reason.as_string()).unwrap_or_default();
        let bytes = member(&message, "bytes").and_then(|bytes| bytes.dyn_into().ok()).ok_or_else(reason);
        Some(ToWorker::Bytes { ticket, bytes })
    }
}

impl ToPage {
    /// The message as JavaScript has it.
    pub fn to_js(&self) -> Result<JsValue, JsValue> {
        match self {
            ToPage::Reply { reply, written, took } => {
                let members =
                    [("reply", to_text(reply)?), ("written", written.clone().into()), ("took", (*took).into())];
                object(&members)
            }
            ToPage::Read { ticket, file, offset, len } => {
                let members = [
                    ("read", (*ticket).into()),
                    ("file", file.into()),
                    ("offset", (*offset).into()),
                    ("len", (*len).into()),
                ];
                object(&members)
            }
            ToPage::Started => object(&[("started", true.into())]),
            ToPage::NeedsHelpers => object(&[("needs helpers", true.into())]),
            ToPage::Panic(reason) => object(&[("panic", reason.as_str().into())]),
        }
    }

    /// The message in an event.
    pub fn from_event(event: &MessageEvent) -> Option<ToPage> {
        let message = event.data();
        if let Some(reply) = member(&message, "reply") {
            let took = member(&message, "took").and_then(|took| took.as_f64()).unwrap_or_default();
            let written = member(&message, "written").and_then(|written| written.dyn_into().ok());
            return Some(ToPage::Reply { reply: from_text(&reply)?, written, took });
        }
        if member(&message, "started").is_some() {
            return Some(ToPage::Started);
        }
        if member(&message, "needs helpers").is_some() {
            return Some(ToPage::NeedsHelpers);
        }
        if let Some(reason) = member(&message, "panic") {
            return Some(ToPage::Panic(reason.as_string().unwrap_or_default()));
        }
        let number = |key: &str| member(&message, key).and_then(|number| number.as_f64());
        let file = member(&message, "file")?.dyn_into().ok()?;
        Some(ToPage::Read { ticket: number("read")? as u32, file, offset: number("offset")?, len: number("len")? })
    }
}

/// A value as a JSON text. An answer has thousands of values, and one text is carried over faster than so many objects.
fn to_text(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from(error.to_string()))?;
    Ok(text.into())
}

/// A value from a JSON text; `None` if it is none of this type.
fn from_text<T: DeserializeOwned>(text: &JsValue) -> Option<T> {
    serde_json::from_str(&text.as_string()?).ok()
}

/// A value as JavaScript has it.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(serde_wasm_bindgen::to_value(value)?)
}

/// A value from JavaScript; `None` if it is none of this type.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

/// A JavaScript object with these members.
pub(super) fn object(members: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (key, value) in members {
        Reflect::set(&object, &(*key).into(), value)?;
    }
    Ok(object.into())
}

/// A member of a JavaScript object.
pub(super) fn member(object: &JsValue, key: &str) -> Option<JsValue> {
    Reflect::get(object, &key.into()).ok().filter(|value| !value.is_undefined())
}

/// The items of a list that is a member of a JavaScript object.
pub(super) fn items<T: JsCast>(object: &JsValue, key: &str) -> Vec<T> {
    let list = member(object, key).and_then(|list| list.dyn_into::<Array>().ok()).unwrap_or_default();
    list.iter().filter_map(|item| item.dyn_into().ok()).collect()
}
