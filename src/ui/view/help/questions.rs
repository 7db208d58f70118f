//! What each screen answers: questions, and where to look.

use yew::prelude::*;

use super::table;
use crate::ui::state::Screen;

/// The questions a screen answers, each with where it does.
fn answers(screen: Screen) -> &'static [(&'static str, &'static str)] {
    match screen {
        Screen::SignIns => &[
            ("Who signed in to what, when and from where?", "The list; narrow it with words, chips or KQL"),
            ("When did it begin?", "The timeline over the list: drag over it, or choose bars with the arrow keys"),
            ("Why was this sign-in refused?", "A click on its row: the first sentence of the details says it"),
            ("Which policy decided?", "The details, tab Conditional Access; what is only tested is under Report-only"),
            (
                "Where else does this address, device or session occur?",
                "The menu beside any value: add it to the filter",
            ),
            ("Which other values are there, and how often?", "Add filter: each field offers its values with counts"),
        ],
        Screen::Users => &[
            ("How many users signed in per week?", "The second chart"),
            ("What happened on one day?", "A click on the day in the first chart lists its sign-ins"),
            ("What is this person's pattern?", "A click on the name: hours, places, devices, applications, failures"),
            ("Who fails most, or comes from many countries?", "The table of users, sorted by that column"),
        ],
        Screen::Applications => &[
            ("Which three applications are used most?", "The chart, as it is at first"),
            ("How is my newest application doing?", "The card Newest application; a click opens its page"),
            ("How do two applications compare?", "Tick both in the table"),
            ("Why do sign-ins to it fail?", "The last column of the table, or its page"),
        ],
        Screen::ConditionalAccess => &[
            ("What did each policy do?", "Policies and their results; each number lists its sign-ins"),
            ("What if this report-only policy were enforced tomorrow?", "Its page: who would be blocked or asked"),
            ("Which successful sign-ins did no policy apply to?", "The gaps"),
        ],
        Screen::Files => &[
            ("What was loaded, and is it complete?", "Format, records, first and last date of each file"),
            ("What could not be read?", "The problems of the file, with line or byte"),
        ],
    }
}

/// The questions of every screen.
pub fn questions() -> Html {
    let rows = Screen::ALL.into_iter().flat_map(|screen| {
        let row = move |&(question, place): &(&'static str, &'static str)| {
            [html! { {question} }, html! { {screen.label()} }, html! { {place} }]
        };
        answers(screen).iter().map(row)
    });
    html! {
        <>
            { table(["Question", "Screen", "Where"], rows) }
            <p>
                {"All screens look at the records the filters keep. Users, Applications and Conditional Access look at the last 30 days of them, counted back from the newest record, until another period is chosen."}
            </p>
        </>
    }
}
