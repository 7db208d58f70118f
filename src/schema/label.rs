//! The portal's words for enum values: what a file writes as `multiFactorAuthentication` is shown as people know it.

use std::borrow::Cow;

use super::condition::condition_labels;
use super::field::Field;
use super::list::Part;
use super::values::{GRANT, Labels, NETWORK, POLICY_RESULT, PartWords, SESSION};

fn find(labels: Labels, value: &str) -> Option<&'static str> {
    labels.iter().find(|(known, _)| known.eq_ignore_ascii_case(value)).map(|(_, label)| *label)
}

/// The portal's words for a value of a field; `None` where the value is shown as the file has it.
///
/// A value that is already the portal's words (in whatever case) gets them too, so that exports of both
/// kinds meet in one filter: `Not Applied`, `notApplied` and `2` are all `Not applied`.
pub fn value_label(field: Field, value: &str) -> Option<&'static str> {
    let labels = field.info().values;
    find(labels, value)
        .or_else(|| labels.iter().find(|(_, label)| label.eq_ignore_ascii_case(value)).map(|(_, label)| *label))
}

/// The value the Graph schema and Log Analytics have for the portal's words; the first, where a label has several.
pub fn raw_value(field: Field, label: &str) -> Option<&'static str> {
    field.info().values.iter().find(|(_, known)| known.eq_ignore_ascii_case(label)).map(|(raw, _)| *raw)
}

/// Every value of a field that has words of its own in the portal, as (value, words).
pub fn labelled_values(field: Field) -> impl Iterator<Item = (&'static str, &'static str)> {
    field.info().values.iter().copied()
}

/// The portal's words for the result of one policy; an unknown one is kept.
pub fn policy_result_label(result: &str) -> &str {
    find(POLICY_RESULT, result).unwrap_or(result)
}

/// The portal's words for a grant control; an unknown one is kept.
pub fn grant_label(control: &str) -> &str {
    find(GRANT, control).unwrap_or(control)
}

/// The portal's words for a session control; an unknown one is kept.
pub fn session_label(control: &str) -> &str {
    find(SESSION, control).unwrap_or(control)
}

/// The portal's words for a kind of network; an unknown one is kept.
pub fn network_label(network: &str) -> &str {
    find(NETWORK, network).unwrap_or(network)
}

/// Whether values of a part have words of the portal, so that several spellings can have the same.
pub fn has_part_labels(part: Part) -> bool {
    !matches!(part.info().words, PartWords::AsTheyAre)
}

/// How files are known to write a value of a part that has one word: its name in the Graph schema, then its number.
/// None for what the schema does not know.
pub fn part_spellings(part: Part, value: &str) -> Vec<&'static str> {
    let PartWords::Whole(labels) = part.info().words else { return Vec::new() };
    let label = find(labels, value);
    labels.iter().filter(|(_, known)| Some(*known) == label).map(|(raw, _)| *raw).collect()
}

/// The portal's words for a part of a list's entry; what has none is kept as the file has it.
pub fn part_label(part: Part, value: &str) -> Cow<'_, str> {
    match part.info().words {
        PartWords::AsTheyAre => value.into(),
        PartWords::Whole(labels) => find(labels, value).unwrap_or(value).into(),
        PartWords::Each(labels) => {
            let each = value.split(',').map(str::trim).map(|value| find(labels, value).unwrap_or(value));
            each.collect::<Vec<_>>().join(", ").into()
        }
        PartWords::Conditions => match condition_labels(value) {
            labels if labels.is_empty() => "None".into(),
            labels => labels.join(", ").into(),
        },
    }
}
