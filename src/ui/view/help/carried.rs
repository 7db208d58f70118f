//! What each kind of export carries: the topics people ask about, and every field.

use yew::prelude::*;

use super::table;
use crate::schema::{Carrier, Field, List};

/// Something an export may carry.
enum Carried {
    Field(Field),
    List(List),
}

use Carried::{Field as One, List as Many};

/// What people look for, and what stands for it in the tables.
const TOPICS: [(&str, Carried); 15] = [
    ("Date, user, application, resource", One(Field::User)),
    ("Status, error code and failure reason", One(Field::Status)),
    ("IP address and place", One(Field::Location)),
    ("Client app, browser, operating system", One(Field::Browser)),
    ("Device name", One(Field::DeviceName)),
    ("User agent", One(Field::UserAgent)),
    ("Single-factor or multifactor requirement", One(Field::AuthenticationRequirement)),
    ("Authentication steps and their methods", Many(List::Steps)),
    ("Conditional Access, overall", One(Field::ConditionalAccess)),
    ("Conditional Access policies, report-only too", Many(List::Policies)),
    ("Risk state and risk levels", One(Field::RiskState)),
    ("Named locations", Many(List::Networks)),
    ("Session and token identifiers", One(Field::SessionId)),
    ("Network operator (autonomous system)", One(Field::Asn)),
    ("Processing details", Many(List::Processing)),
];

/// Which export carries what people look for.
pub fn topics() -> Html {
    let cell = |carrier: Carrier, carried: &Carried| match carried {
        Many(List::Steps) if carrier == Carrier::PortalCsv => "In a second file",
        One(field) if carrier.place_of(*field).is_some() => "Yes",
        Many(list) if carrier.has_list(*list) => "Yes",
        _ => "No",
    };
    let [a, b, c, d, e] = Carrier::ALL;
    let rows = TOPICS.iter().map(|(topic, carried)| {
        let of = |carrier| html! { {cell(carrier, carried)} };
        [html! { {*topic} }, of(a), of(b), of(c), of(d), of(e)]
    });
    let heads = ["What", a.label(), b.label(), c.label(), d.label(), e.label()];
    html! {
        <>
            { table(heads, rows) }
            <p>
                {"Signscope reads the portal's CSV and JSON files of all sign-in logs; sign-ins of Microsoft Graph in pages, one a line, or as PowerShell writes them; records of diagnostic settings; tables of Log Analytics, Sentinel, Azure Data Explorer and Defender advanced hunting; and sign-ins of the Microsoft 365 audit log. Of any other table you say which column holds what. What a file does not have is shown as “not in this file”, never as none. “–” means that the file has the value and leaves it empty."}
            </p>
            <ul>
                <li>{"The second CSV file, of authentication details, has several lines for a sign-in. Signscope joins them by request ID; the JSON has the same steps in each record"}</li>
                <li>{"Graph and Log Analytics have policies only if whoever asked may read Conditional Access. Without the header Prefer: include-unknown-enum-members Graph hides the report-only results"}</li>
                <li>{"Risk levels are “hidden” without a licence of Microsoft Entra ID P2"}</li>
                <li>{"Files of service principals and managed identities have neither user nor device"}</li>
            </ul>
        </>
    }
}

/// Every field with its name in each kind of export.
pub fn fields() -> Html {
    let place = |carrier: Carrier, field: Field| match carrier.place_of(field) {
        Some(place) => html! { <code>{place}</code> },
        None => html! { <span class="dim">{"no"}</span> },
    };
    let rows = Field::all().map(|field| {
        [
            html! { {field.label()} },
            place(Carrier::PortalCsv, field),
            place(Carrier::PortalJson, field),
            place(Carrier::LogAnalytics, field),
        ]
    });
    table(["Field", "Portal, CSV", "Portal, JSON, and Graph beta", "Log Analytics, Sentinel"], rows)
}
