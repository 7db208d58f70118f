//! Questions about usage, policies and files, and their answers.

use serde::{Deserialize, Serialize};

use super::file_page::{FilePage, FileQuestion};
use crate::query::policies::{
    GapTable, GapTableQuestion, Gaps, Matrix, PolicyPage, PolicyQuestion, ReportOnlyImpact, ReportOnlyImpacts,
};
use crate::query::usage::{
    EntityKind, Newest, OverTime, OverTimeQuestion, Places, Profile, ProfileQuestion, Scope, TableQuestion, UsageTable,
};

/// A question about usage, policies or a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Sign-ins and users over time, and those of some members of a subject.
    OverTime(OverTimeQuestion),
    /// A page of a table of users, applications or the like.
    Table(TableQuestion),
    /// The newest user or application of all records.
    Newest(EntityKind),
    /// The pattern of some sign-ins.
    Profile(ProfileQuestion),
    /// Sign-ins on the map.
    Places(Scope),
    /// Policies × results.
    Matrix(Scope),
    /// One policy.
    Policy(PolicyQuestion),
    /// All policies that only report.
    ReportOnlyImpacts(Scope),
    /// One policy that only reports.
    ReportOnlyImpact(PolicyQuestion),
    /// How many sign-ins fall into gaps.
    Gaps(Scope),
    /// A page of the sign-ins in one kind of gap.
    GapTable(GapTableQuestion),
    /// What one file covers, and what is wrong with it.
    File(FileQuestion),
}

/// The answer to a question; each repeats it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Sign-ins and users over time.
    OverTime(OverTime),
    /// A page of a table.
    Table(UsageTable),
    /// The newest member of a subject.
    Newest {
        /// Of which subject.
        subject: EntityKind,
        /// Which; `None` if no record has an identifier and a time.
        newest: Option<Newest>,
    },
    /// The pattern of some sign-ins.
    Profile(Profile),
    /// Sign-ins on the map.
    Places(Places),
    /// Policies × results.
    Matrix(Matrix),
    /// One policy.
    Policy(PolicyPage),
    /// All policies that only report.
    ReportOnlyImpacts(ReportOnlyImpacts),
    /// One policy that only reports.
    ReportOnlyImpact(ReportOnlyImpact),
    /// How many sign-ins fall into gaps.
    Gaps(Gaps),
    /// A page of the sign-ins in one kind of gap.
    GapTable(GapTable),
    /// What one file covers, and what is wrong with it.
    File(FilePage),
}

impl Answer {
    /// The question it answers.
    pub fn question(&self) -> Question {
        match self {
            Answer::OverTime(found) => Question::OverTime(found.question.clone()),
            Answer::Table(found) => Question::Table(found.question.clone()),
            Answer::Newest { subject, .. } => Question::Newest(*subject),
            Answer::Profile(found) => Question::Profile(found.question.clone()),
            Answer::Places(found) => Question::Places(found.scope.clone()),
            Answer::Matrix(found) => Question::Matrix(found.scope.clone()),
            Answer::Policy(found) => Question::Policy(found.question.clone()),
            Answer::ReportOnlyImpacts(found) => Question::ReportOnlyImpacts(found.scope.clone()),
            Answer::ReportOnlyImpact(found) => Question::ReportOnlyImpact(found.question.clone()),
            Answer::Gaps(found) => Question::Gaps(found.scope.clone()),
            Answer::GapTable(found) => Question::GapTable(found.question.clone()),
            Answer::File(found) => Question::File(found.question.clone()),
        }
    }
}

impl Question {
    /// The records it is about; `None` if it is about all there are.
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Question::OverTime(OverTimeQuestion { scope, .. })
            | Question::Table(TableQuestion { scope, .. })
            | Question::Profile(ProfileQuestion { scope, .. })
            | Question::Places(scope)
            | Question::Matrix(scope)
            | Question::Policy(PolicyQuestion { scope, .. })
            | Question::ReportOnlyImpacts(scope)
            | Question::ReportOnlyImpact(PolicyQuestion { scope, .. })
            | Question::Gaps(scope)
            | Question::GapTable(GapTableQuestion { scope, .. }) => Some(scope),
            Question::Newest(_) | Question::File(_) => None,
        }
    }

    /// The same question for all rows of the table.
    pub fn of_all_rows(mut self) -> Question {
        match &mut self {
            Question::Table(TableQuestion { first, count, .. })
            | Question::GapTable(GapTableQuestion { first, count, .. }) => (*first, *count) = (0, u32::MAX),
            Question::File(FileQuestion { problems, .. }) => *problems = u32::MAX,
            _ => {}
        }
        self
    }
}
