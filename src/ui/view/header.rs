//! The bar at the top: name, screens, the proof of being offline, zone, theme and help.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::format::time::Zone;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::state::preferences::Theme;
use crate::ui::state::{Action, Screen};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// Props of [`Header`].
#[derive(PartialEq, Properties)]
pub struct HeaderProps {
    /// The screen shown; `None` while there is only the first one.
    pub screen: Option<Screen>,
    /// Problems in the files.
    pub problems: u64,
    /// Requests the browser counted.
    pub requests: u32,
    /// The zone of display.
    pub zone: Zone,
    /// The theme.
    pub theme: Theme,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The bar at the top.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let zone = browser::zone_name(props.zone);
    let theme = format!("Theme: {}", props.theme.name());
    html! {
        <header class="header">
            <h1 class="logo">{logo()}{"Signscope"}</h1>
            { html_list(props.screen.map(|screen| tabs(screen, props.problems, &props.dispatch))) }
            <span class="space"></span>
            { offline(props.requests, act(Action::Open(PopupKind::Proof, PopupPlace::Centre))) }
            <button type="button" id="zone" class="quiet zone" title="Time zone (t for the other)"
                aria-label={format!("Time zone: {zone}")} aria-haspopup="menu"
                onclick={act(Action::Open(PopupKind::Zone, PopupPlace::Under("zone".to_owned())))}>
                <span>{zone}</span><span aria-hidden="true">{" ▾"}</span>
            </button>
            <button type="button" class="quiet icon" title={theme.clone()} aria-label={theme}
                onclick={act(Action::NextTheme)}>{theme_icon(props.theme)}</button>
            <button type="button" class="quiet icon" title="Help (?)" aria-label="Help"
                onclick={act(Action::Open(PopupKind::Help, PopupPlace::Centre))}><span aria-hidden="true">{"?"}</span></button>
        </header>
    }
}

/// A lens with a tick.
fn logo() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <circle cx="14" cy="14" r="10" /><path d="M21.5 21.5 29 29M9 14.5l3.5 3 6-7" />
        </svg>
    }
}

fn theme_icon(theme: Theme) -> Html {
    let half = match theme {
        Theme::System => "M8 2a6 6 0 0 1 0 12z",
        Theme::Light => "",
        Theme::Dark => "M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12z",
    };
    html! {
        <svg class="theme" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6" /><path d={half} /></svg>
    }
}

fn offline(requests: u32, onclick: Callback<MouseEvent>) -> Html {
    let count = if requests == 1 { "1 request".to_owned() } else { format!("{requests} requests") };
    let (class, words) = match requests {
        0 => ("offline", html! { <>{"Offline"}<span class="offline-count">{format!(" · {count}")}</span></> }),
        _ => ("offline some", html! { {count} }),
    };
    let title = "Requests to any network since the page was loaded, as the browser counts them";
    html! {
        <button type="button" {class} {title} {onclick}><span aria-hidden="true">{"● "}</span>{words}</button>
    }
}

fn tabs(shown: Screen, problems: u64, dispatch: &Callback<Action>) -> Html {
    let at = Screen::ALL.iter().position(|screen| *screen == shown).unwrap_or_default();
    let onkeydown = filter_map(dispatch, move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => Screen::ALL.len() - 1,
            _ => return None,
        };
        event.prevent_default();
        let screen = Screen::ALL[(at + by) % Screen::ALL.len()];
        browser::focus(&format!("#{}", tab_id(screen)));
        Some(Action::Show(screen))
    });
    html! {
        <div class="screens" role="tablist" aria-label="Screens" {onkeydown}>
            { html_list(Screen::ALL.into_iter().map(|screen| tab(screen, screen == shown, problems, dispatch))) }
        </div>
    }
}

fn tab_id(screen: Screen) -> &'static str {
    match screen {
        Screen::SignIns => "screen-sign-ins",
        Screen::Users => "screen-users",
        Screen::Applications => "screen-applications",
        Screen::ConditionalAccess => "screen-conditional-access",
        Screen::Files => "screen-data",
    }
}

fn tab(screen: Screen, is_shown: bool, problems: u64, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_| Action::Show(screen));
    let selected = if is_shown { "true" } else { "false" };
    let tabindex = if is_shown { "0" } else { "-1" };
    let badge = (screen == Screen::Files && problems > 0).then(|| {
        let text = crate::ui::format::number::counted(problems, "problem", "problems");
        // The name of the tab is the screen's; the badge is for the eye, the screen says it in words.
        html! { <span class="badge" title={text} aria-hidden="true">{"!"}</span> }
    });
    html! {
        <button type="button" id={tab_id(screen)} role="tab" aria-selected={selected} aria-controls="screen"
            {tabindex} {onclick}>
            {screen.label()}{ html_list(badge) }
        </button>
    }
}
