//! One record in full.

use serde::{Deserialize, Serialize};

use super::rows::Cell;
use crate::schema::{ExtraColumn, Field, List, Status};
use crate::store::{RecordLocation, RowId};

/// One record in full, read again from its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// The record asked for.
    pub asked: RowId,
    /// The same as rows of the list have it now.
    pub row: RowId,
    /// Whose sign-in it is: display name, else user name, else service principal.
    pub title: String,
    /// The second line: the user name, if the title is not it already.
    pub subtitle: String,
    /// When it was, UTC milliseconds.
    pub time: Option<i64>,
    /// What happened and why.
    pub verdict: Verdict,
    /// The single values, by tab in the order of the portal.
    pub items: Vec<DetailItem>,
    /// Policies that count, then those that only report; `None` where the file does not have them.
    pub policies: Option<Vec<PolicyDetail>>,
    /// The authentication steps; `None` where the file does not have them.
    pub steps: Option<Vec<StepDetail>>,
    /// The other lists the record has, each with a title and lines of "name: value".
    pub lists: Vec<DetailList>,
    /// The values of its extra columns that are not empty.
    pub other: Vec<(ExtraColumn, String)>,
    /// The record as the file has it; JSON is indented.
    pub raw: String,
    /// The file's name.
    pub file: String,
    /// Where the record lies in the file.
    pub location: RecordLocation,
    /// The other records of this sign-in.
    pub others: Vec<OtherRecord>,
}

/// Another record of the same sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherRecord {
    /// Its file's name.
    pub file: String,
    /// Where it lies in the file.
    pub location: RecordLocation,
    /// The row, if it is shown as one of its own because it contradicts this record.
    pub version: Option<RowId>,
}

/// What happened and why, in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The status; `None` where the file has none.
    pub status: Option<Status>,
    /// "Blocked by policy", "Signed in", …
    pub headline: String,
    /// The error code with its symbolic name: "53003 BlockedByConditionalAccess".
    pub code: Option<String>,
    /// What it means, and the policy or step that decided.
    pub explanation: String,
    /// What to do, for the commonest codes.
    pub action: Option<String>,
}

/// A single value in the detail pane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailItem {
    /// The field: its label and tab are in the table of fields.
    pub field: Field,
    /// The value in the portal's words.
    pub value: Cell,
    /// The file it was filled in from, where the record itself lacks it.
    pub from: Option<String>,
}

/// A policy that was evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyDetail {
    /// Its identifier.
    pub id: String,
    /// Its name at the time of the sign-in.
    pub name: String,
    /// The result as the file has it: `success`, `reportOnlyFailure`, …
    pub result: String,
    /// The result in the portal's words.
    pub result_label: String,
    /// Whether it only reports.
    pub report_only: bool,
    /// The grant controls in the portal's words.
    pub grant_controls: Vec<String>,
    /// The session controls.
    pub session_controls: Vec<String>,
    /// The session controls that were not satisfied.
    pub session_controls_not_satisfied: Vec<String>,
    /// The authentication strength asked for.
    pub authentication_strength: Option<String>,
    /// Conditions that matched, in the portal's words, each with the rule that included or excluded it.
    pub satisfied: Vec<ConditionDetail>,
    /// Conditions that did not match.
    pub not_satisfied: Vec<ConditionDetail>,
}

/// A condition of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionDetail {
    /// The condition in the portal's words.
    pub condition: String,
    /// What of the sign-in was looked at: the application's name, the user, the country, …; empty if the record has it
    /// not.
    pub value: String,
    /// The rules that matched: "All users", "excluded: trusted location".
    pub rules: Vec<String>,
}

/// One step of the authentication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDetail {
    /// When, as the file has it.
    pub time: String,
    /// The same in UTC milliseconds.
    pub millis: Option<i64>,
    /// The method.
    pub method: String,
    /// The method's detail.
    pub method_detail: String,
    /// Whether it succeeded.
    pub succeeded: Option<bool>,
    /// The result in words.
    pub result: String,
    /// Which requirement it was for.
    pub requirement: String,
}

/// A list of the record that has no table of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailList {
    /// The list: its label, its tab and the labels of its parts are in the table of lists.
    pub list: List,
    /// Its entries: a value for each part, as the file has it.
    pub entries: Vec<Vec<String>>,
}
