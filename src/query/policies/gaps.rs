//! Gaps: sign-ins that succeeded although no policy applied, with a single factor, or from a legacy client.

use serde::{Deserialize, Serialize};

use super::audience::{Audiences, is};
use super::evaluations::Evaluations;
use super::result::PolicyResult;
use crate::query::status_counts::StatusOf;
use crate::query::usage::{EntityIndexes, EntityKind, Scope};
use crate::query::{Filter, Test, select};
use crate::schema::label::value_label;
use crate::schema::{ClientAppFamily, Field, List, Part, Status};
use crate::store::{Dictionary, RowSet, Store};

/// A kind of gap. Only sign-ins that succeeded count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// No policy applied. Where the record lists its policies, each of them was not applied, is disabled, or only
    /// reports; where it lists none, its Conditional Access status says "not applied". Records with neither are not
    /// judged.
    NoPolicy,
    /// The authentication requirement was a single factor. Records without a requirement are not judged.
    SingleFactor,
    /// The client app uses legacy authentication. Records without a client app, or with an unknown one, are not judged.
    Legacy,
}

impl Gap {
    /// All kinds.
    pub const ALL: [Gap; 3] = [Gap::NoPolicy, Gap::SingleFactor, Gap::Legacy];
}

/// The gaps of a scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// The records asked for.
    pub scope: Scope,
    /// Sign-ins that succeeded.
    pub succeeded: u32,
    /// Sign-ins whose file does not say whether they succeeded.
    pub without_status: u32,
    /// Each kind, in the order of [`Gap::ALL`].
    pub gaps: Vec<GapCount>,
}

/// The sign-ins in one kind of gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapCount {
    /// The kind.
    pub gap: Gap,
    /// How many.
    pub sign_ins: u32,
    /// Distinct users.
    pub users: u32,
    /// By whose they are, in the order of [`Audience::ALL`].
    pub by_audience: [u32; 3],
    /// For [`Gap::NoPolicy`] how many of them only the Conditional Access status tells of; 0 for the others.
    pub by_status: u32,
    /// Successes that could be judged, the others' file does not say; `None` where that is all of them.
    pub judged: Option<u32>,
    /// What a click stands for: the filter and the period of the scope are not in it.
    pub filter: Filter,
}

/// The gaps among the rows of a scope.
pub fn gaps(store: &Store, known: &mut EntityIndexes, evaluations: &Evaluations, rows: &RowSet, scope: &Scope) -> Gaps {
    let mut succeeded = select(store, &is(Field::Status, Status::Success.label()));
    succeeded.and(rows);
    let audiences = Audiences::new(store);
    let users = known.of(store, EntityKind::User);
    let count = |gap: Gap| {
        let found = GapRows::new(store, evaluations, &succeeded, gap);
        let mut by_audience = [0; 3];
        found.rows.for_each(|row| by_audience[audiences.of(row) as usize] += 1);
        GapCount {
            gap,
            sign_ins: found.rows.count() as u32,
            users: users.as_ref().map_or(0, |users| users.seen(store, &found.rows)),
            by_audience,
            by_status: found.by_status,
            judged: Some(found.judged).filter(|&judged| judged > 0),
            filter: filter(store, evaluations, gap),
        }
    };
    let mut without_status = 0;
    let status_of = StatusOf::new(store);
    rows.for_each(|row| without_status += u32::from(status_of.row(row).is_none()));
    Gaps {
        scope: scope.clone(),
        succeeded: succeeded.count() as u32,
        without_status,
        gaps: Gap::ALL.into_iter().map(count).collect(),
    }
}

/// The rows in a gap.
pub(super) struct GapRows {
    pub rows: RowSet,
    /// How many successes could be judged.
    judged: u32,
    /// How many of the rows only the Conditional Access status tells of.
    by_status: u32,
}

impl GapRows {
    /// Looks for a gap among successes.
    pub fn new(store: &Store, evaluations: &Evaluations, succeeded: &RowSet, gap: Gap) -> GapRows {
        match gap {
            Gap::NoPolicy => GapRows::without_policy(store, evaluations, succeeded),
            Gap::SingleFactor => GapRows::by_field(store, succeeded, Field::AuthenticationRequirement, |text| {
                Some(is_single_factor(text)).filter(|_| !text.is_empty())
            }),
            Gap::Legacy => GapRows::by_field(store, succeeded, Field::ClientApp, |text| {
                ClientAppFamily::of(text).map(|family| family == ClientAppFamily::Legacy)
            }),
        }
    }

    fn by_field(store: &Store, succeeded: &RowSet, field: Field, is_gap: fn(&str) -> Option<bool>) -> GapRows {
        let verdicts = store.texts(field).map(|column| (column, verdicts(&column.dictionary, is_gap)));
        let (mut rows, mut judged) = (RowSet::none(store.len()), 0);
        if let Some((column, verdicts)) = verdicts {
            succeeded.for_each(|row| {
                let verdict = verdicts[column.code(row) as usize];
                judged += u32::from(verdict.is_some());
                if verdict == Some(true) {
                    rows.insert(row);
                }
            });
        }
        GapRows { rows, judged, by_status: 0 }
    }

    fn without_policy(store: &Store, evaluations: &Evaluations, succeeded: &RowSet) -> GapRows {
        let column = store.list(List::Policies);
        // For each list whether no policy of it applied; `None` where it has none, and the status must tell.
        let by_list: Vec<Option<bool>> = (0..column.list_count() as u32)
            .map(|list| {
                let cells = evaluations.cells(list);
                (!cells.is_empty()).then(|| cells.iter().all(|(_, result)| !result.may_have_applied()))
            })
            .collect();
        let statuses = store.texts(Field::ConditionalAccess);
        let by_status = statuses.map(|column| verdicts(&column.dictionary, status_verdict)).unwrap_or_default();
        let status_at = |row: usize| statuses.and_then(|column| by_status[column.code(row) as usize]);
        let mut found = GapRows { rows: RowSet::none(store.len()), judged: 0, by_status: 0 };
        succeeded.for_each(|row| {
            let by_list = by_list[column.list_code(row) as usize];
            let verdict = by_list.or_else(|| status_at(row));
            found.judged += u32::from(verdict.is_some());
            if verdict == Some(true) {
                found.rows.insert(row);
                found.by_status += u32::from(by_list.is_none());
            }
        });
        found
    }
}

/// The filter of the sign-ins in a gap.
pub(super) fn filter(store: &Store, evaluations: &Evaluations, gap: Gap) -> Filter {
    let success = is(Field::Status, Status::Success.label());
    let rule = match gap {
        Gap::NoPolicy => {
            let applied: Vec<PolicyResult> = PolicyResult::all().filter(|result| result.may_have_applied()).collect();
            let applied = Filter::Entry(List::Policies, vec![(Part::PolicyResult, evaluations.results_test(&applied))]);
            let no_list = || Filter::List(List::Policies, Part::PolicyResult, Test::IsEmpty);
            let not = |filter| Filter::Not(Box::new(filter));
            Filter::Any(vec![
                Filter::All(vec![not(no_list()), not(applied)]),
                Filter::All(vec![no_list(), is(Field::ConditionalAccess, NOT_APPLIED)]),
            ])
        }
        Gap::SingleFactor => is(Field::AuthenticationRequirement, SINGLE_FACTOR),
        Gap::Legacy => {
            let texts = store.texts(Field::ClientApp).into_iter().flat_map(|column| column.dictionary.texts());
            let legacy = texts.filter(|(_, text)| ClientAppFamily::of(text) == Some(ClientAppFamily::Legacy));
            Filter::Field(Field::ClientApp, Test::OneOf(legacy.map(|(_, text)| text.to_owned()).collect()))
        }
    };
    Filter::All(vec![success, rule])
}

/// The portal's words for a status that says no policy applied.
const NOT_APPLIED: &str = "Not applied";
/// The portal's words for the requirement that a password alone satisfies.
const SINGLE_FACTOR: &str = "Single-factor authentication";

fn is_single_factor(text: &str) -> bool {
    value_label(Field::AuthenticationRequirement, text) == Some(SINGLE_FACTOR)
}

/// Whether a Conditional Access status says that no policy applied; `None` where it says nothing.
fn status_verdict(text: &str) -> Option<bool> {
    match value_label(Field::ConditionalAccess, text)? {
        NOT_APPLIED => Some(true),
        "Success" | "Failure" => Some(false),
        _ => None,
    }
}

/// What each code of a dictionary says; absent and empty values say nothing.
fn verdicts(dictionary: &Dictionary, says: fn(&str) -> Option<bool>) -> Vec<Option<bool>> {
    let mut verdicts = vec![None; dictionary.code_count()];
    dictionary.texts().for_each(|(code, text)| verdicts[code as usize] = says(text));
    verdicts
}
