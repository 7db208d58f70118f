//! A channel between two workers, whatever it is made of.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, Event, EventTarget, MessageEvent, MessagePort, Worker};

/// One end of a channel.
#[derive(Clone, Debug)]
pub enum Channel {
    /// To a worker that was started here.
    Worker(Worker),
    /// To whoever started this worker.
    Scope(DedicatedWorkerGlobalScope),
    /// To the other end of a channel, in whatever worker that is.
    Port(MessagePort),
}

impl Channel {
    /// The channel of a helper to its engine: the channel it was given, or else the channel to whoever started it.
    pub fn to_engine(port: Option<MessagePort>, scope: &DedicatedWorkerGlobalScope) -> Channel {
        port.map_or_else(|| Channel::Scope(scope.clone()), Channel::Port)
    }

    /// Posts a message, with the buffers to move.
    pub fn post(&self, message: &JsValue, moved: &Array) -> Result<(), JsValue> {
        match self {
            Channel::Worker(worker) => worker.post_message_with_transfer(message, moved),
            Channel::Scope(scope) => scope.post_message_with_transfer(message, moved),
            Channel::Port(port) => port.post_message_with_transferable(message, moved),
        }
    }

    /// Listens from now on, as long as this worker lives.
    pub fn listen(&self, hear: impl Fn(MessageEvent) + 'static) {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(hear);
        let listener = Some(hear.as_ref().unchecked_ref());
        match self {
            Channel::Worker(worker) => worker.set_onmessage(listener),
            Channel::Scope(scope) => scope.set_onmessage(listener),
            Channel::Port(port) => port.set_onmessage(listener),
        }
        hear.forget();
    }

    /// Calls back when something of this kind happens to the channel, as long as this worker lives: `error` if the
    /// worker at its other end fails, `messageerror` if the browser could not bring a message. It is dealt with then:
    /// an error that nobody deals with would be one of this worker too.
    pub fn on(&self, kind: &str, happened: impl Fn() + 'static) {
        let happened = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            happened();
        });
        let target: &EventTarget = match self {
            Channel::Worker(worker) => worker,
            Channel::Scope(scope) => scope,
            Channel::Port(port) => port,
        };
        let _ = target.add_event_listener_with_callback(kind, happened.as_ref().unchecked_ref());
        happened.forget();
    }
}
