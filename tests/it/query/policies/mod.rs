//! Policies: the matrix, one policy, report_only_impacts and gaps, counted by hand and by slow twins.

mod gaps;
mod matrix;
mod page;
mod random;
mod report_only;

use signscope::query::policies::Evaluations;
use signscope::query::select;
use signscope::query::usage::{EntityIndexes, Scope};
use signscope::schema::{Field, List, Part};
use signscope::store::{BatchBuilder, RowSet, Store};

use crate::records::push;

/// A policy of a record: identifier, name, result, conditions that did not match, grant and session controls.
pub type Entry<'a> = [&'a str; 6];

/// A record and its policies; `None` if its file does not have any.
pub type SignIn<'a> = (&'a [(Field, &'a str)], Option<&'a [Entry<'a>]>);

/// A policy with nothing but identifier, name and result.
pub const fn entry<'a>(id: &'a str, name: &'a str, result: &'a str) -> Entry<'a> {
    [id, name, result, "", "", ""]
}

/// A store of sign-ins with policies.
pub fn store_of(sign_ins: &[SignIn<'_>]) -> Store {
    let mut batch = BatchBuilder::default();
    for (fields, policies) in sign_ins {
        if let Some(policies) = policies {
            for [id, name, result, not_satisfied, grants, sessions] in *policies {
                let parts = [
                    (Part::PolicyId, id.as_bytes()),
                    (Part::PolicyName, name.as_bytes()),
                    (Part::PolicyResult, result.as_bytes()),
                    (Part::PolicyGrants, grants.as_bytes()),
                    (Part::PolicySessions, sessions.as_bytes()),
                    (Part::PolicyNotSatisfied, not_satisfied.as_bytes()),
                ];
                batch.add_entry(List::Policies, &parts);
            }
            batch.end_list(List::Policies);
        }
        push(&mut batch, fields);
    }
    let mut store = Store::default();
    store.append_built(batch);
    store
}

/// Asks a question about the rows of a scope with all it needs made afresh.
pub fn ask<T>(
    store: &Store,
    scope: &Scope,
    question: impl FnOnce(&mut EntityIndexes, &Evaluations, &RowSet) -> T,
) -> T {
    let rows = select(store, &scope.as_filter());
    question(&mut EntityIndexes::default(), &Evaluations::new(store), &rows)
}
