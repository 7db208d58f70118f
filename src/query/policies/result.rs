//! The results a Conditional Access policy can have for a sign-in.

use serde::{Deserialize, Serialize};

use crate::schema::label::policy_result_label;

/// What a policy decided about a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PolicyResult {
    /// It applied and was satisfied.
    Success,
    /// It applied and was not satisfied, or blocks.
    Failure,
    /// Its conditions did not match.
    NotApplied,
    /// It is switched off.
    NotEnabled,
    /// It only reports: it would have been satisfied.
    ReportOnlySuccess,
    /// It only reports: it would have refused the sign-in.
    ReportOnlyFailure,
    /// It only reports: it would have asked the user for something.
    ReportOnlyInterrupted,
    /// It only reports: its conditions did not match.
    ReportOnlyNotApplied,
    /// Graph was asked without `Prefer: include-unknown-enum-members` and writes `unknownFutureValue` for all results that
    /// came later, which are those of policies that only report.
    Withheld,
    /// `unknown`, nothing, or a result nobody has heard of.
    Unknown,
}

/// The Graph names of the results, with the numbers of diagnostic exports (Graph `appliedConditionalAccessPolicyResult`).
static NAMES: [(PolicyResult, &str, &str); 10] = [
    (PolicyResult::Success, "success", "0"),
    (PolicyResult::Failure, "failure", "1"),
    (PolicyResult::NotApplied, "notApplied", "2"),
    (PolicyResult::NotEnabled, "notEnabled", "3"),
    (PolicyResult::ReportOnlySuccess, "reportOnlySuccess", "6"),
    (PolicyResult::ReportOnlyFailure, "reportOnlyFailure", "7"),
    (PolicyResult::ReportOnlyInterrupted, "reportOnlyInterrupted", "9"),
    (PolicyResult::ReportOnlyNotApplied, "reportOnlyNotApplied", "8"),
    (PolicyResult::Withheld, "unknownFutureValue", "5"),
    (PolicyResult::Unknown, "unknown", "4"),
];

impl PolicyResult {
    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// All of them, in the order of the columns.
    pub fn all() -> impl Iterator<Item = PolicyResult> {
        NAMES.iter().map(|(result, ..)| *result)
    }

    /// Reads what a file has, in any case.
    pub fn of(text: &str) -> PolicyResult {
        let text = text.trim();
        let is_it = |(_, name, number): &&(_, &str, &str)| text.eq_ignore_ascii_case(name) || text == *number;
        NAMES.iter().find(is_it).map_or(PolicyResult::Unknown, |(result, ..)| *result)
    }

    /// The name in the Graph schema.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// How files write it: its name in the Graph schema, and its number in diagnostic exports.
    pub fn spellings(self) -> [&'static str; 2] {
        let (_, name, number) = NAMES[self as usize];
        [name, number]
    }

    /// The portal's words for it.
    pub fn label(self) -> &'static str {
        policy_result_label(self.name())
    }

    /// Whether the policy only reports.
    pub fn is_report_only(self) -> bool {
        matches!(
            self,
            PolicyResult::ReportOnlySuccess
                | PolicyResult::ReportOnlyFailure
                | PolicyResult::ReportOnlyInterrupted
                | PolicyResult::ReportOnlyNotApplied
                | PolicyResult::Withheld
        )
    }

    /// Whether the policy may have decided about the sign-in. What is unknown may have, so that no sign-in is called
    /// unprotected that was protected.
    pub fn may_have_applied(self) -> bool {
        matches!(self, PolicyResult::Success | PolicyResult::Failure | PolicyResult::Unknown)
    }
}
