//! The screen of Conditional Access: policies and their results, what those that only report would do, and gaps.

use super::State;
use super::action::{Effect, Target};
use super::analyses::Analyses;
use super::charts::{Timed, Words, over_time};
use super::policy_words::usernames;
use super::query_cache::Panel;
use super::usage::{MARKS, Named, TableAction, TableView};
use crate::engine::protocol::policies::{
    Audience, Gap, GapTableQuestion, PolicyPage, PolicyQuestion, PolicyResult, ReportOnlyImpact,
};
use crate::engine::protocol::usage::{EntityKind, UsageTable};
use crate::engine::protocol::{Answer, Question};
use crate::ui::chart::{Form, Series, Tone};

/// The part of the screen that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PolicyPart {
    /// Policies × results, and what stands out.
    #[default]
    Overview,
    /// One policy.
    Policy(Named),
    /// What enforcing a policy that only reports would change.
    ReportOnlyImpact(Named),
    /// The sign-ins in one kind of gap.
    Gap(Gap, Option<Audience>),
}

/// The screen of Conditional Access.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoliciesScreen {
    /// What is shown.
    pub part: PolicyPart,
    /// The table of people to warn, or of the sign-ins in a gap.
    pub table: TableView,
    /// Whether the usernames of all people to warn are to be copied as soon as they are here.
    pub is_copying: bool,
}

/// What happens on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum PoliciesAction {
    /// Another part is to be shown.
    Show(PolicyPart),
    /// The sign-ins of these are to be shown in the table of a gap; `None` for all.
    Narrow(Option<Audience>),
    /// Something happened to the table.
    Table(TableAction),
    /// The matrix is to be saved as CSV.
    SaveMatrix,
    /// The usernames of all people to warn are to be copied.
    CopyPeople,
}

impl Analyses {
    /// The people to warn are known once it is known which sign-ins a policy would change.
    fn people_question(&self) -> Option<Question> {
        let PolicyPart::ReportOnlyImpact(named) = &self.policies.part else { return None };
        match &**self.query_cache.shown(Panel::ReportOnlyImpact)? {
            Answer::ReportOnlyImpact(found) if found.question.key == named.key => {
                Some(self.policies.table.question(found.people.clone(), EntityKind::User))
            }
            _ => None,
        }
    }

    /// The people to warn, if all of them are here.
    fn all_people(&self) -> Option<&UsageTable> {
        match self.query_cache.shown(Panel::People).map(|answer| &**answer) {
            Some(Answer::Table(table)) if !self.query_cache.is_waiting(Panel::People) => {
                Some(table).filter(|table| table.rows.len() == table.total as usize)
            }
            _ => None,
        }
    }

    /// Copies the usernames of the people to warn, if that was asked for and they are here.
    pub(super) fn copy_people(&mut self) -> Vec<Effect> {
        if !self.policies.is_copying || self.query_cache.is_waiting(Panel::PeopleToCopy) {
            return Vec::new();
        }
        match self.query_cache.shown(Panel::PeopleToCopy).map(|answer| &**answer) {
            Some(Answer::Table(table)) => {
                let names = usernames(table);
                self.policies.is_copying = false;
                vec![Effect::Copy(names)]
            }
            _ => Vec::new(),
        }
    }
}

impl State {
    /// What the screen wants to know.
    pub(super) fn wanted_of_policies(&self) -> Vec<(Panel, Question)> {
        let scope = self.scope();
        let (calendar, limit) = (self.display.calendar.clone(), MARKS);
        match &self.analyses.policies.part {
            PolicyPart::Overview => vec![
                (Panel::Matrix, Question::Matrix(scope.clone())),
                (Panel::ReportOnlyImpacts, Question::ReportOnlyImpacts(scope.clone())),
                (Panel::Gaps, Question::Gaps(scope)),
            ],
            PolicyPart::Policy(named) => {
                let (key, all) = (named.key.clone(), scope.clone());
                let question = PolicyQuestion { scope, key, calendar, unit: None, limit };
                vec![(Panel::Policy, Question::Policy(question)), (Panel::Matrix, Question::Matrix(all))]
            }
            PolicyPart::ReportOnlyImpact(named) => {
                let key = named.key.clone();
                let question = PolicyQuestion { scope, key, calendar, unit: None, limit };
                let people = self.analyses.people_question();
                let names = people.clone().filter(|_| self.analyses.policies.is_copying).map(Question::of_all_rows);
                let wanted = vec![(Panel::ReportOnlyImpact, Question::ReportOnlyImpact(question))];
                let tables = [(Panel::People, people), (Panel::PeopleToCopy, names)];
                wanted.into_iter().chain(tables.into_iter().filter_map(|(slot, table)| Some((slot, table?)))).collect()
            }
            PolicyPart::Gap(gap, audience) => {
                vec![(Panel::Gaps, Question::Gaps(scope)), (Panel::GapTable, self.gap_question(*gap, *audience))]
            }
        }
    }

    fn gap_question(&self, gap: Gap, audience: Option<Audience>) -> Question {
        let (scope, containing) = (self.scope(), self.analyses.policies.table.containing.clone());
        Question::GapTable(GapTableQuestion {
            scope,
            gap,
            audience,
            containing,
            first: 0,
            count: self.analyses.policies.table.count,
        })
    }

    pub(super) fn change_policies(&mut self, action: PoliciesAction) -> Vec<Effect> {
        match action {
            PoliciesAction::Show(part) => {
                self.analyses.policies = PoliciesScreen { part, ..PoliciesScreen::default() };
                self.analyses.chart_selection = None;
                return vec![Effect::Focus(Target::Heading)];
            }
            PoliciesAction::Narrow(to) => {
                if let PolicyPart::Gap(_, audience) = &mut self.analyses.policies.part {
                    *audience = to;
                }
            }
            PoliciesAction::Table(TableAction::Save) => {
                let question = match &self.analyses.policies.part {
                    PolicyPart::Gap(gap, audience) => Some(self.gap_question(*gap, *audience)),
                    _ => self.analyses.people_question(),
                };
                return question.map(|question| self.export_table(question)).unwrap_or_default();
            }
            PoliciesAction::Table(action) => self.analyses.policies.table.change(action),
            PoliciesAction::SaveMatrix => return self.export_table(Question::Matrix(self.scope())),
            PoliciesAction::CopyPeople => {
                let all = self.analyses.all_people().map(usernames);
                self.analyses.policies.is_copying = all.is_none();
                return all.map(Effect::Copy).into_iter().collect();
            }
        }
        Vec::new()
    }

    pub(super) fn policy_results(&self, found: &PolicyPage) -> Timed {
        let name = found.policy.as_ref().map_or("this policy", |policy| &*policy.name);
        let words = Words { title: format!("Results of {name}"), unit: ["sign-in", "sign-ins"], form: Form::Bars };
        let bars: Vec<_> = found.bars.iter().map(|bar| (bar.from, bar.to, bar.is_partial)).collect();
        let occurs = PolicyResult::all().enumerate().filter(|(at, _)| found.results[*at] > 0);
        let series = occurs.map(|(at, result)| Series {
            name: result.label().to_owned(),
            tone: tone(result),
            counts: found.bars.iter().map(|bar| bar.counts[at]).collect(),
        });
        over_time(words, &self.axis(found.unit), &bars, series.collect())
    }

    pub(super) fn report_only_impact(&self, found: &ReportOnlyImpact) -> Timed {
        let title = "Sign-ins that would have gone another way".to_owned();
        let words = Words { title, unit: ["sign-in", "sign-ins"], form: Form::Bars };
        let bars: Vec<_> = found.bars.iter().map(|bar| (bar.from, bar.to, bar.is_partial)).collect();
        let series = |name: &str, tone, counts| Series { name: name.to_owned(), tone, counts };
        let series = vec![
            series("Blocked", Tone::Failure, found.bars.iter().map(|bar| bar.blocked).collect()),
            series("Prompted", Tone::Interrupted, found.bars.iter().map(|bar| bar.prompted).collect()),
        ];
        over_time(words, &self.axis(found.unit), &bars, series)
    }
}

/// The colour of a result.
pub fn tone(result: PolicyResult) -> Tone {
    match result {
        PolicyResult::Success | PolicyResult::ReportOnlySuccess => Tone::Number(3),
        PolicyResult::Failure | PolicyResult::ReportOnlyFailure => Tone::Failure,
        PolicyResult::ReportOnlyInterrupted => Tone::Interrupted,
        PolicyResult::NotApplied | PolicyResult::ReportOnlyNotApplied => Tone::Success,
        PolicyResult::NotEnabled => Tone::Number(5),
        _ => Tone::Number(2),
    }
}
