//! The zones that times can be shown in.

use yew::prelude::*;

use super::value_menu::menu;
use crate::ui::browser::offset_at;
use crate::ui::format::time::Zone;
use crate::ui::state::time_zone::offset_name;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The zones; how far the clocks are ahead of UTC is that at the newest record.
pub fn zones(state: &State, dispatch: &Callback<Action>) -> Html {
    let newest = state.list.summary.shown.newest.unwrap_or_default();
    let offset = offset_name(offset_at(Zone::Local, newest));
    // A computer whose clock is UTC has nothing to choose from.
    let is_utc = state.display.local_zone == "UTC";
    let utc = if is_utc { "As in the portal’s files, and on this computer" } else { "As in the portal’s files" };
    let local = format!("On this computer: {offset} at the newest record");
    let item = |(zone, name, hint): (Zone, String, String)| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::SetZone(zone));
        let is_shown = state.display.zone == zone || is_utc;
        let id = format!("zone-{zone:?}").to_lowercase();
        html! {
            <div class="menu-entry" role="none">
                <button type="button" role="menuitemradio" aria-checked={is_shown.to_string()} autofocus={is_shown}
                    aria-describedby={id.clone()} {onclick}>
                    {name}
                </button>
                <small {id}>{hint}</small>
            </div>
        }
    };
    let utc = (Zone::Utc, "UTC".to_owned(), utc.to_owned());
    let local = (!is_utc).then(|| (Zone::Local, state.display.local_zone.clone(), local));
    menu("Time zone", html_list([utc].into_iter().chain(local).map(item)))
}
