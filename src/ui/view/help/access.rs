//! Who may download the logs, how late they are, and how long they are kept: each fact with its source and date.

use yew::prelude::*;

use super::table;

/// What it takes to see what; of roles the least powerful first.
const ROLES: [(&str, &str); 5] = [
    (
        "See and download sign-ins",
        "One of the roles Reports Reader, Security Reader, Security Operator (Graph), Global Reader, Security Administrator, Global Administrator",
    ),
    (
        "See the Conditional Access policies in them",
        "One of the roles Security Reader, Global Reader, Security Administrator, Conditional Access Administrator, Global Administrator",
    ),
    ("See one's own sign-ins", "Everyone, at mysignins.microsoft.com"),
    ("Read them with Graph", "The permission AuditLog.Read.All; for policies Policy.Read.ConditionalAccess as well"),
    (
        "Have them at all",
        "Any edition: the portal shows sign-ins in all of them. Graph wants Microsoft Entra ID P1 or P2; details of risk want P2",
    ),
];

/// How long Microsoft keeps what, in days: Free, P1, P2.
const KEPT: [(&str, &str, &str, &str); 4] = [
    ("Sign-ins", "7 days", "30 days", "30 days"),
    ("Audit logs", "7 days", "30 days", "30 days"),
    ("Risky sign-ins", "7 days", "30 days", "90 days"),
    ("Risky users", "no limit", "no limit", "no limit"),
];

/// Who may download the logs.
pub fn roles() -> Html {
    let rows = ROLES.map(|(what, who)| [html! { {what} }, html! { {who} }]);
    html! {
        <>
            { table(["To", "It takes"], rows) }
            <p class="dim">
                {"Sources: Microsoft Entra documentation, “How to download logs” and “Sign-in logs FAQ”; Microsoft Graph reference, “List signIns” (as of January 2026)."}
            </p>
        </>
    }
}

/// Latency and retention.
pub fn retention() -> Html {
    let rows = KEPT.map(|(what, free, p1, p2)| [what, free, p1, p2].map(|text| html! { {text} }));
    html! {
        <>
            { table(["Log", "Free", "P1", "P2"], rows) }
            <p class="dim">{"Source: Microsoft Entra documentation, “Data retention”, January 2026. Without a paid edition collecting begins when someone first opens the logs."}</p>
            <ul>
                <li>{"Most sign-ins are in the log within minutes: 95 % in two and 99 % in five, Microsoft said in 2017. Some take up to two hours, and so do the details of multifactor authentication. The page “Log latency” of January 2026 gives no figures any more"}</li>
                <li>{"The first data of a new Log Analytics workspace can take three days, those of a new storage account or event hub one"}</li>
                <li>{"Authentication steps can be incomplete at first: a step may say “satisfied by claim in the token” until the rest has come"}</li>
                <li>{"A download has at most 100,000 sign-ins (250,000 until 2023), the newest ones, and only those that the portal's filter kept. Signscope cannot know that filter. A file with exactly as many has probably been cut: download shorter spans and drop all files together"}</li>
                <li>{"Downloads are in UTC; the portal shows the time of the viewer. Key t switches this page between the two"}</li>
            </ul>
        </>
    }
}
