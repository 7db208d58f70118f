//! The chips that stand for what is pressed on the screen of Conditional Access.

use super::State;
use super::analyses::Analyses;
use super::chip::{Chip, ChipSubject, Condition, Picked};
use super::policies::PolicyPart;
use super::policy_words::{audience_name, gap_title};
use super::query_cache::Panel;
use crate::engine::protocol::policies::{
    Audience, Gap, GapCount, GapRow, MatrixCell, Policy, PolicyPage, PolicyResult, ReportOnlyRow,
};
use crate::engine::protocol::usage::EntityKey;
use crate::engine::protocol::{Answer, Filter};
use crate::query::Test;
use crate::schema::{Field, List, Part};

/// The sign-ins for which a policy had one result: `Policy: CA001 Require MFA: Failure`.
pub fn result_chip(policy: &Policy, cell: &MatrixCell) -> Chip {
    on_policies(format!("{}: {}", policy.name, cell.result.label()), cell.filter.clone())
}

/// The sign-ins a policy stopped; `None` if no file has the policy.
pub fn stopped_chip(found: &PolicyPage) -> Option<Chip> {
    let policy = found.policy.as_ref()?;
    Some(on_policies(format!("{}: {}", policy.name, PolicyResult::Failure.label()), found.stopped.clone()))
}

/// The sign-ins that would go another way if the policy were enforced.
pub fn affected_chip(row: &ReportOnlyRow) -> Chip {
    on_policies(format!("{}, if it were enforced", row.policy.name), row.affected.clone())
}

/// The sign-ins in a gap, all or those of some.
pub fn gap_chip(count: &GapCount, audience: Option<Audience>) -> Chip {
    let title = gap_title(count.gap);
    let Some(audience) = audience else { return on_gap(count.gap, title.to_owned(), count.filter.clone()) };
    let filter = Filter::All(vec![count.filter.clone(), audience.filter()]);
    on_gap(count.gap, format!("{title}, {}", audience_name(audience)), filter)
}

/// The sign-ins of one row of a gap's table.
pub fn gap_row_chip(gap: Gap, row: &GapRow) -> Chip {
    let named = [&row.user, &row.application, &row.client_app].into_iter().flatten();
    let names: Vec<&str> = named.map(|named| &*named.name).collect();
    on_gap(gap, format!("{}: {}", gap_title(gap), names.join(", ")), row.filter.clone())
}

/// The sign-ins for which any policy had a result, however files write it.
pub fn results_chip(result: PolicyResult) -> Chip {
    let subject = ChipSubject::Part(List::Policies, Part::PolicyResult);
    let ticked = result.spellings().map(str::to_owned).to_vec();
    Chip { subject, negated: false, condition: Condition::Values(Picked { ticked, ..Picked::default() }) }
}

fn on_policies(name: String, filter: Filter) -> Chip {
    let subject = ChipSubject::Part(List::Policies, Part::PolicyName);
    Chip { subject, negated: false, condition: Condition::Named { name, filter } }
}

fn on_gap(gap: Gap, name: String, filter: Filter) -> Chip {
    let field = match gap {
        Gap::NoPolicy => Field::ConditionalAccess,
        Gap::SingleFactor => Field::AuthenticationRequirement,
        Gap::Legacy => Field::ClientApp,
    };
    Chip { subject: ChipSubject::Field(field), negated: false, condition: Condition::Named { name, filter } }
}

/// The filter of the sign-ins for which a policy was evaluated, whatever came of it.
fn evaluated(key: &EntityKey) -> Filter {
    let is = |text: &str| Test::OneOf(vec![text.to_owned()]);
    let tests = match key {
        EntityKey::Id(id) => vec![(Part::PolicyId, is(id))],
        EntityKey::Name(name) => vec![(Part::PolicyId, Test::IsEmpty), (Part::PolicyName, is(name))],
    };
    Filter::Entry(List::Policies, tests)
}

impl Analyses {
    /// The chips for what the screen shows apart: one policy, or what enforcing it would change. What a gap's table
    /// lists has chips of its own.
    pub(super) fn chips_of_policies(&self) -> Vec<Chip> {
        match &self.policies.part {
            PolicyPart::Overview | PolicyPart::Gap(..) => Vec::new(),
            PolicyPart::Policy(named) => vec![on_policies(named.name.clone(), evaluated(&named.key))],
            PolicyPart::ReportOnlyImpact(named) => {
                match self.query_cache.shown(Panel::ReportOnlyImpact).map(|answer| &**answer) {
                    Some(Answer::ReportOnlyImpact(found)) if found.question.key == named.key => {
                        found.row.iter().map(affected_chip).collect()
                    }
                    _ => Vec::new(),
                }
            }
        }
    }
}

impl State {
    /// All chips of a list: those of what was pressed, what the screen shows apart, and its period, so that as many
    /// sign-ins are listed as were counted. What was pressed says more than the screen does of the same subject.
    pub(super) fn chips_to_list(&self, pressed: Vec<Chip>) -> Vec<Chip> {
        let of_screen = self.chips_of_screen().into_iter();
        let of_screen: Vec<_> =
            of_screen.filter(|chip| pressed.iter().all(|other| other.subject != chip.subject)).collect();
        self.chip_of_period().into_iter().chain(pressed).chain(of_screen).collect()
    }

    /// The date filter that the period of the screens stands for in the list, unless the list has it already.
    fn chip_of_period(&self) -> Option<Chip> {
        let condition = match self.analyses.period.test()? {
            Test::Newest { millis } => Condition::Newest { millis },
            Test::Between { from, to } => Condition::Between { from, to },
            _ => return None,
        };
        let chip = Chip { subject: ChipSubject::Field(Field::Date), negated: false, condition };
        let is_narrower = |other: &Chip| match (&other.condition, &chip.condition) {
            (Condition::Newest { millis: theirs }, Condition::Newest { millis: ours }) => theirs <= ours,
            (theirs, ours) => theirs == ours,
        };
        let dates = self.list.filters.chips.iter().filter(|other| other.subject == chip.subject && !other.negated);
        let is_there = dates.into_iter().any(is_narrower);
        (!is_there).then_some(chip)
    }
}
