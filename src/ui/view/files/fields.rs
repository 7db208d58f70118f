//! How full the fields of a file are, as a table; those it does not have are named together.

use yew::prelude::*;

use crate::engine::protocol::FilePage;
use crate::engine::protocol::files::NullCounts;
use crate::ui::format::number::{counted, percent};
use crate::ui::view::html_list::html_list;

/// How full the fields and lists of a file are.
pub fn fields(page: &FilePage) -> Html {
    let coverage = &page.coverage;
    let fields = coverage.fields.iter().map(|(field, blanks)| (field.label(), *blanks));
    let lists = coverage.lists.iter().map(|(list, blanks)| (list.info().label, *blanks));
    let (there, missing): (Vec<_>, Vec<_>) =
        fields.chain(lists).partition(|(_, blanks)| blanks.filled + blanks.empty > 0);
    let filled = there.iter().filter(|(_, blanks)| blanks.filled > 0).count();
    let title =
        format!("{filled} fields filled, {} always empty, {} not in this file", there.len() - filled, missing.len());
    let title = match page.extras.len() {
        0 => title,
        extras => format!("{title}; {}", counted(extras as u64, "other column", "other columns")),
    };
    let extras = page.extras.iter().map(|(extra, blanks)| (extra.name(), *blanks));
    let missing: Vec<&str> = missing.into_iter().map(|(label, _)| label).collect();
    html! {
        <details class="filled">
            <summary>{title}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={format!("How full the fields of {} are, table", page.name)}>
                <table>
                    <thead><tr>
                        <th scope="col">{"Field"}</th>
                        <th scope="col" class="number">{"Filled"}</th>
                        <th scope="col" class="number">{"Empty"}</th>
                        <th scope="col" class="number">{"Not in the record"}</th>
                    </tr></thead>
                    <tbody>{ html_list(there.iter().copied().chain(extras).map(|(label, blanks)| row(label, blanks))) }</tbody>
                </table>
            </div>
            { html_list((!missing.is_empty()).then(|| html! {
                <p class="dim">{format!("Not in this file: {}", missing.join(", "))}</p>
            })) }
        </details>
    }
}

fn row(label: &'static str, blanks: NullCounts) -> Html {
    let all = u64::from(blanks.filled) + u64::from(blanks.empty) + u64::from(blanks.absent);
    let share = |part: u32| percent(part.into(), all);
    html! {
        <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{share(blanks.filled)}</td>
            <td class="number">{share(blanks.empty)}</td>
            <td class="number">{share(blanks.absent)}</td>
        </tr>
    }
}
