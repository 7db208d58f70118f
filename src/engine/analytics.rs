//! Questions about usage and policies, and their answers. Paging, sorting and searching a table ask for the same rows
//! again, so the last tallies are kept until the store changes.

use serde::{Deserialize, Serialize};

use super::file_page::{FilePage, FileQuestion, page};
use super::files::Files;
use super::list_cache::ListCache;
use crate::query::Turn;
use crate::query::policies::{
    Evaluations, GapTable, GapTableQuestion, Gaps, Matrix, PolicyPage, PolicyQuestion, ReportOnlyImpact,
    ReportOnlyImpacts, gap_table, gaps, matrix, policy_page, report_only_impact, report_only_impacts,
};
use crate::query::usage::{
    EntityIndexes, EntityKind, GroupStats, Newest, OverTime, OverTimeQuestion, Places, Profile, ProfileQuestion, Scope,
    TableQuestion, UsageTable, newest, over_time, places, profile, table,
};
use crate::store::{RowSet, Store};

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

/// ListCache questions about usage and policies, and keeps what the next one needs again.
#[derive(Debug, Default)]
pub struct Analytics {
    /// [`Store::version`] of what is known.
    version: u64,
    directories: EntityIndexes,
    evaluations: Option<Evaluations>,
    /// The tallies of the last tables; the latest is the last.
    tallies: Vec<(Scope, GroupStats)>,
}

/// The tallies of so many tables are kept.
const KEPT_TALLIES: usize = 2;

impl Analytics {
    /// ListCache a question; `None` if another turn is needed.
    pub fn answer(
        &mut self,
        store: &Store,
        files: &Files,
        answers: &mut ListCache,
        question: &Question,
        turn: &mut Turn,
    ) -> Option<Answer> {
        if self.version != store.version() {
            *self = Analytics { version: store.version(), ..Analytics::default() };
        }
        let rows = match question.scope() {
            Some(scope) => answers.rows_of(store, &scope.as_filter(), turn)?,
            None => RowSet::default(),
        };
        if turn.should_end() {
            return None;
        }
        let (known, evaluations) = (&mut self.directories, &mut self.evaluations);
        Some(match question {
            Question::Table(ask) => Answer::Table(table(store, self.tally(store, &rows, ask), ask)),
            Question::OverTime(ask) => Answer::OverTime(over_time(store, known, &rows, ask)),
            Question::Newest(subject) => Answer::Newest { subject: *subject, newest: newest(store, known, *subject) },
            Question::Profile(ask) => Answer::Profile(profile(store, known, &rows, ask)),
            Question::Places(scope) => Answer::Places(places(store, known, &rows, scope)),
            Question::Matrix(scope) => Answer::Matrix(matrix(store, known, found(evaluations, store), &rows, scope)),
            Question::Policy(ask) => Answer::Policy(policy_page(store, known, found(evaluations, store), &rows, ask)),
            Question::ReportOnlyImpacts(scope) => {
                Answer::ReportOnlyImpacts(report_only_impacts(store, known, found(evaluations, store), &rows, scope))
            }
            Question::ReportOnlyImpact(ask) => {
                Answer::ReportOnlyImpact(report_only_impact(store, known, found(evaluations, store), &rows, ask))
            }
            Question::Gaps(scope) => Answer::Gaps(gaps(store, known, found(evaluations, store), &rows, scope)),
            Question::GapTable(ask) => Answer::GapTable(gap_table(store, known, found(evaluations, store), &rows, ask)),
            Question::File(ask) => Answer::File(page(store, files, ask)),
        })
    }

    /// The tally of a table, kept or made; `None` for a subject that has no table.
    fn tally(&mut self, store: &Store, rows: &RowSet, ask: &TableQuestion) -> Option<&GroupStats> {
        let is_it = |(scope, tally): &(Scope, GroupStats)| *scope == ask.scope && tally.subject() == ask.subject;
        let kept = match self.tallies.iter().position(is_it) {
            Some(at) => self.tallies.remove(at),
            None => (ask.scope.clone(), GroupStats::new(store, &mut self.directories, rows, ask.subject)?),
        };
        if self.tallies.len() == KEPT_TALLIES {
            self.tallies.remove(0);
        }
        self.tallies.push(kept);
        self.tallies.last().map(|(_, tally)| tally)
    }
}

/// The evaluations, kept or made.
fn found<'a>(kept: &'a mut Option<Evaluations>, store: &Store) -> &'a Evaluations {
    kept.get_or_insert_with(|| Evaluations::new(store))
}
