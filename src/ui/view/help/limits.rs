//! What Signscope does not do, what it cannot know, and how to check.

use yew::prelude::*;

/// What Signscope does not do, and what it cannot know.
pub fn limits() -> Html {
    html! {
        <>
            <ul>
                <li>{"It makes no requests. The browser enforces that: the page has a policy with connect-src 'none', and no code runs but its own. To check, press Offline at the top of the page and follow the four steps, or switch the network off and go on working"}</li>
                <li>{"It stores nothing of a log. The browser keeps your preferences: theme, columns, time zone, views you saved, and what you said of a table's columns. Records are gone when the page is closed"}</li>
                <li>{"It looks up no addresses, names or reputations. The place of an IP address is Microsoft's estimate, as the file has it: a VPN, a proxy or a phone network can put it in another city or country. For sign-ins without a person it can be the address that got the first token"}</li>
                <li>{"It cannot tell what was not downloaded. “No failures” means: none in these files"}</li>
                <li>{"The requirement is that of the stage reached: who fails at the password of an application that wants a second factor is shown with single-factor authentication"}</li>
                <li>{"The same request ID can rightly occur more than once, as when a risk is updated later. Such records stay"}</li>
                <li>{"CSV that is saved here is safe to open in a spreadsheet: cells that would be formulas get an apostrophe"}</li>
            </ul>
        </>
    }
}
