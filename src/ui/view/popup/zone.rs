//! The zones that times can be shown in.

use yew::prelude::*;

use super::value_menu::menu;
use crate::ui::browser::offset_at;
use crate::ui::state::clocks::offset_name;
use crate::ui::state::{Action, State};
use crate::ui::time::Zone;
use crate::ui::view::each::each;

/// The zones; the hours the clocks are ahead of UTC are those at the newest record.
pub fn zones(state: &State, dispatch: &Callback<Action>) -> Html {
    let newest = state.summary.shown.newest.unwrap_or_default();
    let offset = offset_name(offset_at(Zone::Local, newest));
    let local = match state.local_zone == offset {
        true => "Of this computer".to_owned(),
        false => format!("Of this computer: {offset} at the newest record"),
    };
    let item = |(zone, name, hint): (Zone, String, String)| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::SetZone(zone));
        let is_shown = state.zone == zone;
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
    let utc = (Zone::Utc, "UTC".to_owned(), "As in the files of the portal".to_owned());
    menu("Time zone", each([utc, (Zone::Local, state.local_zone.clone(), local)].into_iter().map(item)))
}
