//! Questions about usage and policies, and their answers. Paging, sorting and searching a table ask for the same rows
//! again, so the last tallies are kept until the store changes.

use super::file_page::page;
use super::files::Files;
use super::list_cache::ListCache;
use super::protocol::{Answer, Question};
use crate::query::Turn;
use crate::query::policies::{
    Evaluations, gap_table, gaps, matrix, policy_page, report_only_impact, report_only_impacts,
};
use crate::query::usage::{EntityIndexes, GroupStats, Scope, TableQuestion, newest, over_time, places, profile, table};
use crate::store::{RowSet, Store};

/// Answers questions about usage and policies, and keeps what the next one needs again.
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
    /// Answers a question; `None` if another turn is needed.
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
