//! Callbacks for events of which only some mean something.

use yew::Callback;

/// Calls back with what an event means, if it means anything.
pub fn filter_map<Event, Meaning>(
    callback: &Callback<Meaning>,
    meaning: impl Fn(Event) -> Option<Meaning> + 'static,
) -> Callback<Event>
where
    Event: 'static,
    Meaning: 'static,
{
    let callback = callback.clone();
    Callback::from(move |event| {
        if let Some(meaning) = meaning(event) {
            callback.emit(meaning);
        }
    })
}
