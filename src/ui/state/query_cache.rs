//! What the parts of the screens want to know about usage and policies, and what they show of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::action::Effect;
use super::{Screen, State};
use crate::engine::protocol::{Answer, FileId, Question, Request};

/// A part of a screen that shows the answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Panel {
    /// Sign-ins day by day.
    UsersOverTime,
    /// How many users signed in, week by week.
    UsersPerWeek,
    /// The table of users.
    UsersTable,
    /// The pattern of one user.
    UserProfile,
    /// The applications over time.
    ApplicationsOverTime,
    /// The table of applications.
    ApplicationsTable,
    /// The applications that the chart can look at.
    FocusChoices,
    /// The application with the most sign-ins.
    TopApplication,
    /// The application with the most failures.
    FailingApplication,
    /// The newest application.
    NewestApplication,
    /// The pattern of one application.
    ApplicationProfile,
    /// The map.
    Places,
    /// Policies × results.
    Matrix,
    /// One policy.
    Policy,
    /// The policies that only report.
    ReportOnlyImpacts,
    /// One of them.
    ReportOnlyImpact,
    /// The people to warn of it.
    People,
    /// All of them, whose usernames are to be copied.
    PeopleToCopy,
    /// How many sign-ins fall into gaps.
    Gaps,
    /// The sign-ins in one kind of gap.
    GapTable,
    /// What is known of a file.
    File(FileId),
}

/// The questions of the screen shown, and the last answer to each.
///
/// A part keeps showing its last answer until the next one comes. While an answer is on the way the same question is
/// not asked again, however many records come in: it is asked once more when the answer is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryCache {
    entries: BTreeMap<Panel, Entry>,
    /// Counts how often records came in.
    epoch: u64,
    /// Questions that were asked, and whose answers are not wanted any more.
    withdrawn: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    question: Question,
    /// The epoch in which it was asked, while its answer is on the way.
    asked: Option<u64>,
    /// The epoch in which the question was asked that is answered.
    answered: Option<u64>,
    shown: Option<Rc<Answer>>,
}

impl QueryCache {
    /// Records came in: what is known is outdated.
    pub fn outdate(&mut self) {
        self.epoch += 1;
    }

    /// Takes what the screen wants to know now; gives the questions that must be asked. Answers to what it does not
    /// want any more are forgotten.
    pub fn want(&mut self, wanted: Vec<(Panel, Question)>) -> Vec<Request> {
        let mut asked_before = self.asked();
        self.entries.retain(|slot, _| wanted.iter().any(|(other, _)| other == slot));
        let mut requests = Vec::new();
        for (slot, question) in wanted {
            let entry = self.entries.entry(slot).or_insert_with(|| Entry::new(question.clone()));
            if entry.question != question {
                let shown = entry.shown.take();
                *entry = Entry { shown, ..Entry::new(question) };
            }
            if entry.asked.is_none() && entry.answered != Some(self.epoch) {
                entry.asked = Some(self.epoch);
                requests.push(Request::Ask(entry.question.clone()));
            }
        }
        if !asked_before.is_empty() {
            let asked = self.asked();
            asked_before.retain(|question| !asked.contains(question));
            self.withdrawn.append(&mut asked_before);
        }
        requests
    }

    /// The questions whose answers are on the way.
    fn asked(&self) -> Vec<Question> {
        let asked = self.entries.values().filter(|entry| entry.asked.is_some());
        asked.map(|entry| entry.question.clone()).collect()
    }

    /// The questions whose answers are not wanted any more, once.
    pub fn take_withdrawn(&mut self) -> Vec<Question> {
        std::mem::take(&mut self.withdrawn)
    }

    /// Takes an answer, if it is to a question the screen still has.
    pub fn take(&mut self, answer: Answer) {
        let question = answer.question();
        let answer = Rc::new(answer);
        for entry in self.entries.values_mut().filter(|entry| entry.question == question) {
            entry.answered = entry.asked.take();
            entry.shown = Some(Rc::clone(&answer));
        }
    }

    /// What a part shows: the last answer, maybe to the question before.
    pub fn shown(&self, slot: Panel) -> Option<&Rc<Answer>> {
        self.entries.get(&slot)?.shown.as_ref()
    }

    /// Whether a part shows the answer to another question than it asks now.
    pub fn is_waiting(&self, slot: Panel) -> bool {
        self.entries.get(&slot).is_some_and(|entry| entry.answered.is_none())
    }
}

impl Entry {
    fn new(question: Question) -> Entry {
        Entry { question, asked: None, answered: None, shown: None }
    }
}

impl State {
    /// Asks what the screen shown wants to know and does not know yet.
    pub(super) fn ask_panels(&mut self) -> Vec<Effect> {
        let wanted = match self.screen {
            _ if !self.has_list() => Vec::new(),
            Screen::Users => self.wanted_of_usage(&self.analyses.users),
            Screen::Applications => self.wanted_of_usage(&self.analyses.applications),
            Screen::ConditionalAccess => self.wanted_of_policies(),
            Screen::Files => self.wanted_of_files(),
            Screen::SignIns => Vec::new(),
        };
        self.analyses.query_cache.want(wanted).into_iter().map(Effect::Ask).collect()
    }
}
