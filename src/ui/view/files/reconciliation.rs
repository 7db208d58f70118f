//! What became of the records of all files: a table whose rows add up.

use yew::prelude::*;

use crate::ui::format::number::count;
use crate::ui::log_text::drawn;
use crate::ui::state::State;
use crate::ui::state::file_words::{equation, title, versions};
use crate::ui::state::files::Reconciliation;
use crate::ui::view::html_list::html_list;

/// What became of the records of all files.
pub fn reconciliation(state: &State) -> Html {
    let all = state.files.reports.sums().account;
    let lines: Vec<Html> = match state.files.has_groups() {
        true => state.files.file_groups.groups.iter().map(|group| row(&title(group), &group.sums.account)).collect(),
        false => state.files.reports.iter().map(|file| row(&file.name, &Reconciliation::of(file))).collect(),
    };
    let (what, label) = match state.files.has_groups() {
        true => ("Files", "Records by group of files, table"),
        false => ("File", "Records by file, table"),
    };
    html! {
        <section class="card account" aria-labelledby="account-title">
            <h3 id="account-title">{"What became of the records"}</h3>
            <p role="status" aria-label="Totals">{equation(&all)}</p>
            { html_list(versions(&all).map(|text| html! { <p class="dim">{text}</p> })) }
            <div class="scroll" tabindex="0" role="region" aria-label={label}>
                <table>
                    <thead><tr>
                        <th scope="col">{what}</th>
                        <th scope="col" class="number">{"Read"}</th>
                        <th scope="col" class="number">{"Shown"}</th>
                        <th scope="col" class="number">{"Merged"}</th>
                        <th scope="col" class="number">{"Sign-in not loaded"}</th>
                        <th scope="col" class="number">{"Left out"}</th>
                        <th scope="col" class="number">{"Versions among the shown"}</th>
                    </tr></thead>
                    <tbody>{ html_list(lines) }</tbody>
                    { html_list((state.files.reports.len() > 1).then(|| html! { <tfoot>{ row("All files", &all) }</tfoot> })) }
                </table>
            </div>
        </section>
    }
}

fn row(name: &str, account: &Reconciliation) -> Html {
    let numbers = [account.read, account.shown, account.merged, account.unmatched, account.left_out, account.versions];
    html! {
        <tr>
            <th scope="row">{drawn(name)}</th>
            { html_list(numbers.map(|number| html! { <td class="number">{count(number)}</td> })) }
        </tr>
    }
}
