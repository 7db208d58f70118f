//! What became of the records of all files: a table whose rows add up.

use yew::prelude::*;

use crate::engine::protocol::FileReport;
use crate::ui::numbers::count;
use crate::ui::state::source_words::{equation, versions};
use crate::ui::state::sources::Account;
use crate::ui::view::each::each;

/// What became of the records of all files.
pub fn account(files: &[FileReport]) -> Html {
    let all = Account::of_all(files);
    let of_files = files.iter().map(|file| row(file.file.to_string(), &file.name, &Account::of(file)));
    html! {
        <section class="card account" aria-labelledby="account-title">
            <h3 id="account-title">{"What became of the records"}</h3>
            <p role="status" aria-label="Totals">{equation(&all)}</p>
            { each(versions(&all).map(|text| html! { <p class="dim">{text}</p> })) }
            <div class="scroll" tabindex="0" role="region" aria-label="Records by file, table">
                <table>
                    <thead><tr>
                        <th scope="col">{"File"}</th>
                        <th scope="col" class="number">{"Read"}</th>
                        <th scope="col" class="number">{"Shown"}</th>
                        <th scope="col" class="number">{"Merged"}</th>
                        <th scope="col" class="number">{"Sign-in not loaded"}</th>
                        <th scope="col" class="number">{"Left out"}</th>
                        <th scope="col" class="number">{"Versions among the shown"}</th>
                    </tr></thead>
                    <tbody>{ each(of_files) }</tbody>
                    { each((files.len() > 1).then(|| html! { <tfoot>{ row("all".to_owned(), "All files", &all) }</tfoot> })) }
                </table>
            </div>
        </section>
    }
}

fn row(key: String, name: &str, account: &Account) -> Html {
    let numbers = [account.read, account.shown, account.merged, account.unmatched, account.left_out, account.versions];
    html! {
        <tr {key}>
            <th scope="row">{name.to_owned()}</th>
            { each(numbers.map(|number| html! { <td class="number">{count(number)}</td> })) }
        </tr>
    }
}
