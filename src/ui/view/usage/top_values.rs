//! The most frequent values of one kind, each with its sign-ins: pressing one lists them.

use std::rc::Rc;

use yew::prelude::*;

use super::cards::reason_text;
use crate::engine::protocol::usage::{EntityKind, TopValue, TopValues};
use crate::ui::browser::offset_at;
use crate::ui::format::number::{count, counted, ended};
use crate::ui::format::time::{self, Zone};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::usage::{Named, chip_of, subject_words};
use crate::ui::view::html_list::html_list;

/// Props of [`TopValuesView`].
#[derive(PartialEq, Properties)]
pub struct TopValuesViewProps {
    /// The values.
    pub marks: Rc<TopValues>,
    /// The heading; that of the subject if there is none.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The most frequent values of one kind.
#[component]
pub fn TopValuesView(props: &TopValuesViewProps) -> Html {
    let marks = &props.marks;
    let (_, many) = subject_words(marks.subject);
    let title = props.title.clone().unwrap_or(AttrValue::Static(many));
    let highest = marks.marks.iter().map(|mark| mark.seen.counts.total()).max().unwrap_or_default();
    let more = marks.distinct as usize - marks.marks.len().min(marks.distinct as usize);
    let is_empty = marks.marks.is_empty() && marks.without == 0 && marks.not_in_file == 0;
    html! {
        <section class="card marks" aria-label={title.clone()}>
            <h3>{title}<span class="dim">{format!(" {}", count(marks.distinct.into()))}</span></h3>
            { html_list((!marks.marks.is_empty()).then(|| html! {
                <ol>{ html_list(marks.marks.iter().map(|mark| line(props, mark, highest))) }</ol>
            })) }
            { html_list(is_empty.then(|| html! { <p class="dim">{"None"}</p> })) }
            { html_list((more > 0).then(|| html! { <p class="dim">{format!("and {} more", count(more as u64))}</p> })) }
            { html_list(missing(marks)) }
        </section>
    }
}

/// What the files do not tell.
fn missing(marks: &TopValues) -> Option<Html> {
    let empty =
        (marks.without > 0).then(|| format!("{} without one", counted(marks.without.into(), "sign-in", "sign-ins")));
    let absent = (marks.not_in_file > 0)
        .then(|| format!("not in the file of {}", counted(marks.not_in_file.into(), "sign-in", "sign-ins")));
    let parts: Vec<_> = [empty, absent].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| html! { <p class="dim">{parts.join("; ")}</p> })
}

fn line(props: &TopValuesViewProps, mark: &TopValue, highest: u32) -> Html {
    let subject = props.marks.subject;
    let name = match subject {
        EntityKind::ErrorCode => reason_text(&mark.name),
        EntityKind::Country => country_text(&mark.name),
        _ => mark.name.clone(),
    };
    let chip = chip_of(subject, &Named { key: mark.key.clone(), name: name.clone() });
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]));
    let counts = &mark.seen.counts;
    let day = |instant: i64| time::day(instant, offset_at(props.zone, instant));
    let seen = mark.seen.first.zip(mark.seen.last).map(|(first, last)| format!(", {} – {}", day(first), day(last)));
    let title = format!(
        "{name}: {}, {}{}",
        counted(counts.total().into(), "sign-in", "sign-ins"),
        ended(counts),
        seen.unwrap_or_default()
    );
    html! {
        <li {title}>
            <button type="button" class="link" {onclick}>{drawn(&name)}</button>
            { html_list(mark.also.clone().map(|also| html! { <span class="dim also">{also}</span> })) }
            <meter min="0" max={highest.to_string()} value={counts.total().to_string()} aria-hidden="true"></meter>
            <span class="number">{count(counts.total().into())}</span>
        </li>
    }
}

/// A country's name with its code; what is no code as it is.
pub fn country_text(code: &str) -> String {
    crate::schema::country::lookup(code)
        .map_or_else(|| code.to_owned(), |country| format!("{} ({})", country.name, country.code))
}
