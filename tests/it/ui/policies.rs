//! The screen of Conditional Access, over the real engine: what it asks, what it says, and that every number of it
//! lists as many sign-ins as it counts.

use signscope::engine::protocol::policies::{
    Audience, Gap, GapCount, Gaps, Impact, Matrix, MatrixCell, MatrixRow, Policy, PolicyResult, ReportOnlyRow,
};
use signscope::engine::protocol::usage::{EntityKey, EntityKind, Period, Scope};
use signscope::engine::protocol::{Answer, Filter, Question, View};
use signscope::ui::state::Screen;
use signscope::ui::state::charts::ChartId;
use signscope::ui::state::chip::Chip;
use signscope::ui::state::policies::{PoliciesAction, PolicyPart};
use signscope::ui::state::policy_chips::{affected_chip, gap_chip, gap_row_chip, result_chip, stopped_chip};
use signscope::ui::state::policy_words::{
    carried, gap_lines, report_only_headline, report_only_lines, result_columns, usernames,
};
use signscope::ui::state::query_cache::Panel;
use signscope::ui::state::range_selection::StepAction;
use signscope::ui::state::usage::{Named, TableAction, chip_of};
use signscope_sample::Form;

use super::*;
use crate::engine::{Desk, sample_file};

/// A page whose questions an engine with the sample tenant answers.
struct Sample {
    state: State,
    desk: Desk,
}

impl Sample {
    /// The screen of Conditional Access over a week of the sample.
    fn new() -> Sample {
        let desk = Desk::with("InteractiveSignIns.json", &sample_file(Form::PortalJson, 4000));
        let mut sample = Sample { state: ready(50), desk };
        sample.act(Action::SetPeriod(Period::Days(7)));
        sample.act(Action::Show(Screen::ConditionalAccess));
        sample
    }

    /// Applies what happened, and answers what is asked until nothing is; gives what else is to be done.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        let (mut waiting, mut others) = (self.state.update(action), Vec::new());
        while !waiting.is_empty() {
            let mut next = Vec::new();
            for effect in waiting {
                match effect {
                    Effect::Ask(Request::Ask(question)) => {
                        let answer = self.desk.ask(&question);
                        next.extend(self.state.update(Action::Reply(Reply::Answer(Box::new(answer)))));
                    }
                    other => others.push(other),
                }
            }
            waiting = next;
        }
        others
    }

    fn show(&mut self, part: PolicyPart) {
        self.act(Action::Policies(PoliciesAction::Show(part)));
    }

    fn answer(&self, slot: Panel) -> &Answer {
        self.state.analyses.query_cache.shown(slot).unwrap()
    }

    fn matrix(&self) -> Matrix {
        let Answer::Matrix(matrix) = self.answer(Panel::Matrix) else { panic!("no matrix") };
        matrix.clone()
    }

    fn gaps(&self) -> Gaps {
        let Answer::Gaps(gaps) = self.answer(Panel::Gaps) else { panic!("no gaps") };
        gaps.clone()
    }

    fn report_only_impacts(&self) -> Vec<ReportOnlyRow> {
        let Answer::ReportOnlyImpacts(found) = self.answer(Panel::ReportOnlyImpacts) else {
            panic!("no report-only impacts")
        };
        found.policies.clone().unwrap()
    }

    /// How many sign-ins the list would have if these chips were pressed here; the screen stays.
    fn listed(&mut self, chips: Vec<Chip>) -> u32 {
        let mut state = self.state.clone();
        state.update(Action::ShowList(chips));
        assert_eq!(state.screen, Screen::SignIns);
        let view = View { filter: state.list.filters.filter(), ..View::default() };
        self.desk.rows(&view, &[]).total
    }
}

fn named(policy: &Policy) -> Named {
    Named { key: policy.key.clone(), name: policy.name.clone() }
}

#[test]
fn every_number_of_the_matrix_lists_as_many_sign_ins() {
    let mut sample = Sample::new();
    let matrix = sample.matrix();
    let all: Vec<(Policy, MatrixCell)> = matrix
        .policies
        .iter()
        .flatten()
        .flat_map(|row| row.cells.iter().map(|cell| (row.policy.clone(), cell.clone())))
        .collect();
    assert!(all.len() > 10, "{}", all.len());
    for (policy, cell) in &all {
        assert_eq!(sample.listed(vec![result_chip(policy, cell)]), cell.sign_ins, "{} {:?}", policy.name, cell.result);
    }
    let week: u32 = all.iter().map(|(_, cell)| cell.sign_ins).sum();
    sample.act(Action::SetPeriod(Period::All));
    let of = |matrix: &Matrix| {
        matrix.policies.iter().flatten().flat_map(|row| &row.cells).map(|cell| cell.sign_ins).sum::<u32>()
    };
    assert!(of(&sample.matrix()) > week, "the period counts");
}

#[test]
fn a_number_within_a_filter_on_another_policy_still_lists_as_many() {
    let mut sample = Sample::new();
    let failures = |matrix: &Matrix| -> Vec<(Policy, MatrixCell)> {
        let rows = matrix.policies.iter().flatten();
        let cells = rows.flat_map(|row| row.cells.iter().map(|cell| (row.policy.clone(), cell.clone())));
        cells.filter(|(_, cell)| cell.result == PolicyResult::Failure).collect()
    };
    let (policy, cell) = failures(&sample.matrix()).swap_remove(0);
    sample.act(Action::ShowList(vec![result_chip(&policy, &cell)]));
    sample.act(Action::Show(Screen::ConditionalAccess));
    let narrowed = sample.matrix();
    assert_eq!(narrowed.with_policies, cell.sign_ins);
    let other = narrowed.policies.iter().flatten().find(|row| row.policy.key != policy.key).unwrap();
    for cell in &other.cells {
        assert_eq!(sample.listed(vec![result_chip(&other.policy, cell)]), cell.sign_ins, "{:?}", cell.result);
    }
    let chips = sample.state.list.filters.chips.len();
    sample.act(Action::ShowList(vec![result_chip(&policy, &cell)]));
    assert_eq!(sample.state.list.filters.chips.len(), chips, "the same chip is not added twice");
}

#[test]
fn what_enforcing_would_change_is_listed_over_time_by_place_and_by_person() {
    let mut sample = Sample::new();
    let changing: Vec<_> = sample
        .report_only_impacts()
        .into_iter()
        .filter(|row| row.blocked.sign_ins + row.prompted.sign_ins > 0)
        .collect();
    assert!(!changing.is_empty());
    for row in changing {
        let affected = row.blocked.sign_ins + row.prompted.sign_ins;
        sample.show(PolicyPart::Overview);
        assert_eq!(sample.listed(vec![affected_chip(&row)]), affected);
        sample.show(PolicyPart::ReportOnlyImpact(named(&row.policy)));
        assert_eq!(sample.listed(Vec::new()), affected, "the page lists what it is about");
        let Answer::ReportOnlyImpact(found) = sample.answer(Panel::ReportOnlyImpact).clone() else {
            panic!("no report-only impact")
        };
        for marks in [&found.applications, &found.platforms, &found.countries] {
            for mark in &marks.marks {
                let chip = chip_of(marks.subject, &Named { key: mark.key.clone(), name: mark.name.clone() });
                assert_eq!(sample.listed(vec![chip]), mark.seen.counts.total(), "{}", mark.name);
            }
        }
        let chart = sample.state.chart(ChartId::ReportOnlyImpact).unwrap().chart;
        assert_eq!((0..chart.steps.len()).map(|at| chart.total(at)).sum::<u32>(), affected);
        let Answer::Table(people) = sample.answer(Panel::People).clone() else { panic!("no people") };
        for person in &people.rows {
            let chip = chip_of(EntityKind::User, &Named { key: person.key.clone(), name: person.name.clone() });
            assert_eq!(sample.listed(vec![chip]), person.seen.counts.total(), "{}", person.name);
        }
    }
}

#[test]
fn all_people_to_warn_are_copied_even_those_not_shown() {
    let mut sample = Sample::new();
    let most =
        sample.report_only_impacts().into_iter().max_by_key(|row| row.blocked.users + row.prompted.users).unwrap();
    sample.show(PolicyPart::ReportOnlyImpact(named(&most.policy)));
    let Answer::Table(shown) = sample.answer(Panel::People).clone() else { panic!("no people") };
    assert!(shown.rows.len() < shown.total as usize, "{} people are too few for this test", shown.total);
    let copied = |effects: Vec<Effect>| match effects.as_slice() {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    let text = copied(sample.act(Action::Policies(PoliciesAction::CopyPeople)));
    assert_eq!(text.lines().count(), shown.total as usize);
    assert!(text.starts_with(&usernames(&shown)), "in the order of the table");
    assert!(text.lines().all(|line| line.contains('@')), "{text}");
    assert_eq!(sample.act(Action::NextTheme).iter().filter(|effect| matches!(effect, Effect::Copy(_))).count(), 0);

    let one = shown.rows[0].also.clone().unwrap();
    sample.act(Action::Policies(PoliciesAction::Table(TableAction::Search(one.clone()))));
    let effects = sample.state.update(Action::Policies(PoliciesAction::CopyPeople));
    assert_eq!(copied(effects), one, "at once when all are here");
}

#[test]
fn a_copy_is_given_up_when_another_screen_is_shown() {
    let mut sample = Sample::new();
    let most =
        sample.report_only_impacts().into_iter().max_by_key(|row| row.blocked.users + row.prompted.users).unwrap();
    sample.show(PolicyPart::ReportOnlyImpact(named(&most.policy)));
    sample.state.update(Action::Policies(PoliciesAction::CopyPeople));
    sample.act(Action::Show(Screen::Files));
    let effects = sample.act(Action::Show(Screen::ConditionalAccess));
    assert!(effects.iter().all(|effect| !matches!(effect, Effect::Copy(_))), "{effects:?}");
}

#[test]
fn gaps_and_their_rows_list_as_many_sign_ins() {
    let mut sample = Sample::new();
    let gaps = sample.gaps();
    for count in &gaps.gaps {
        sample.show(PolicyPart::Gap(count.gap, None));
        assert_eq!(sample.listed(vec![gap_chip(count, None)]), count.sign_ins, "{:?}", count.gap);
        for audience in Audience::ALL {
            sample.act(Action::Policies(PoliciesAction::Narrow(Some(audience))));
            let number = count.by_audience[audience as usize];
            assert_eq!(sample.listed(vec![gap_chip(count, Some(audience))]), number, "{:?} {audience:?}", count.gap);
            let Answer::GapTable(table) = sample.answer(Panel::GapTable).clone() else { panic!("no table") };
            assert_eq!(table.question.audience, Some(audience));
            for row in &table.rows {
                let listed = sample.listed(vec![gap_row_chip(count.gap, row)]);
                assert_eq!(listed, row.seen.counts.total(), "{:?} {row:?}", count.gap);
            }
        }
    }
    assert!(gaps.gaps[0].sign_ins > 0 && gaps.gaps[1].sign_ins > 0, "{gaps:?}");
}

#[test]
fn a_gap_is_searched_grown_and_saved() {
    let mut sample = Sample::new();
    sample.show(PolicyPart::Gap(Gap::SingleFactor, None));
    let table = |sample: &Sample| {
        let Answer::GapTable(table) = sample.answer(Panel::GapTable).clone() else { panic!("no table") };
        table
    };
    let before = table(&sample);
    assert!(before.rows.len() == 50 && before.total > 50, "{}", before.total);
    sample.act(Action::Policies(PoliciesAction::Table(TableAction::More)));
    assert_eq!(table(&sample).rows.len() as u32, before.total.min(250));
    let user = before.rows[0].user.clone().unwrap();
    sample.act(Action::Policies(PoliciesAction::Table(TableAction::Search(user.name.clone()))));
    let found = table(&sample);
    assert!(found.total > 0 && found.total < before.total);
    let effects = sample.act(Action::Policies(PoliciesAction::Table(TableAction::Save)));
    let saved = asked(&effects).into_iter().any(|request| {
        matches!(request, Request::ExportTable { question: Question::GapTable(ask), .. } if ask.containing == user.name)
    });
    assert!(saved, "{effects:?}");
}

#[test]
fn a_policys_page_lists_what_it_stopped_and_its_days() {
    let mut sample = Sample::new();
    let row = sample.matrix().policies.unwrap().into_iter().find(|row| row.policy.name.starts_with("CA001")).unwrap();
    sample.show(PolicyPart::Policy(named(&row.policy)));
    let Answer::Policy(found) = sample.answer(Panel::Policy).clone() else { panic!("no policy") };
    for cell in &row.cells {
        assert_eq!(found.results[cell.result as usize], cell.sign_ins, "{:?}", cell.result);
    }
    for marks in [&found.stopped_users, &found.stopped_applications] {
        assert!(!marks.marks.is_empty());
        for mark in &marks.marks {
            let chip = chip_of(marks.subject, &Named { key: mark.key.clone(), name: mark.name.clone() });
            let chips = [Some(chip), stopped_chip(&found)].into_iter().flatten().collect();
            assert_eq!(sample.listed(chips), mark.seen.counts.total(), "{}", mark.name);
        }
    }
    let timed = sample.state.chart(ChartId::Policy).unwrap();
    for at in 0..timed.chart.steps.len() {
        let mut state = sample.state.clone();
        state.update(Action::Chart(ChartId::Policy, StepAction::Press(at)));
        state.update(Action::Chart(ChartId::Policy, StepAction::Release));
        let view = View { filter: state.list.filters.filter(), ..View::default() };
        // The chart counts within the period of the screen, and so do its bars at the ends.
        if !timed.chart.steps[at].is_partial {
            assert_eq!(sample.desk.rows(&view, &[]).total, timed.chart.total(at), "{}", timed.chart.steps[at].name);
        }
    }
}

#[test]
fn another_part_begins_at_its_heading_with_a_table_of_its_own() {
    let mut sample = Sample::new();
    sample.show(PolicyPart::Gap(Gap::Legacy, None));
    sample.act(Action::Policies(PoliciesAction::Table(TableAction::Search("ada".to_owned()))));
    let effects = sample.act(Action::Policies(PoliciesAction::Show(PolicyPart::Gap(Gap::SingleFactor, None))));
    assert!(effects.contains(&Effect::Focus(signscope::ui::state::action::Target::Heading)));
    assert_eq!(sample.state.analyses.policies.table.containing, "");
}

fn cell(result: PolicyResult) -> MatrixCell {
    MatrixCell { result, sign_ins: 2, users: 1, applications: 1, filter: Filter::default() }
}

fn policy(name: &str) -> Policy {
    Policy { key: EntityKey::Id(name.to_lowercase()), name: name.to_owned(), versions: Vec::new() }
}

#[test]
fn the_usual_results_have_columns_and_those_that_occur() {
    let row = |cells| MatrixRow { policy: policy("CA001"), cells };
    let matrix =
        |rows| Matrix { scope: Scope::everything(), with_policies: 3, empty: 0, not_in_file: 0, policies: Some(rows) };
    let usual = [PolicyResult::Success, PolicyResult::Failure, PolicyResult::NotApplied];
    assert_eq!(result_columns(&matrix(Vec::new())), usual);
    let some = [
        row(vec![cell(PolicyResult::Withheld)]),
        row(vec![cell(PolicyResult::Failure), cell(PolicyResult::NotEnabled)]),
    ];
    let more = [&usual[..], &[PolicyResult::NotEnabled, PolicyResult::Withheld]].concat();
    assert_eq!(result_columns(&matrix(some.to_vec())), more);
}

#[test]
fn what_carries_policies_is_said_and_what_does_not() {
    let matrix = |with_policies, empty, not_in_file| Matrix {
        scope: Scope::everything(),
        with_policies,
        empty,
        not_in_file,
        policies: None,
    };
    let text = |with_policies, not_in_file, files| carried(&matrix(with_policies, 0, not_in_file), files);
    assert_eq!(text(0, 0, 0), "No sign-in in this period");
    assert_eq!(text(1, 0, 0), "1 sign-in carries policy results");
    assert_eq!(
        text(51_454, 198_546, 2),
        "51,454 sign-ins carry policy results; they are not in the file of 198,546 sign-ins (2 CSV files)"
    );
    assert_eq!(text(0, 5, 1), "Policy results are not in the file of 5 sign-ins (1 CSV file)");
    assert_eq!(
        carried(&matrix(0, 2, 0), 0),
        "The list of 2 sign-ins is empty: not exported, or the exporter lacked permission"
    );
}

#[test]
fn what_a_policy_would_do_is_said_of_people() {
    let impact = |sign_ins, succeeded, users, succeeded_users| Impact { sign_ins, succeeded, users, succeeded_users };
    let row =
        |blocked, prompted| ReportOnlyRow { policy: policy("CA006"), blocked, prompted, affected: Filter::default() };
    let both = row(impact(22_708, 20_000, 1906, 1843), impact(700, 0, 1, 0));
    assert_eq!(report_only_headline(&both), "1,906 people would be stopped, 1 asked for more");
    assert_eq!(
        report_only_lines(&both),
        [
            "22,708 sign-ins would have been refused; 20,000 of them really succeeded, by 1,843 people",
            "700 sign-ins would have been interrupted to ask the person for something; none of them really succeeded"
        ]
    );
    let nobody = row(Impact::default(), impact(3, 2, 0, 0));
    assert_eq!(
        report_only_headline(&nobody),
        "3 sign-ins would be asked for more",
        "without users sign-ins are counted"
    );
    assert_eq!(
        report_only_lines(&nobody),
        ["3 sign-ins would have been interrupted to ask the person for something; 2 of them really succeeded"]
    );
    let all = row(impact(5, 5, 1, 1), Impact::default());
    assert_eq!(report_only_headline(&all), "1 person would be stopped");
    assert_eq!(
        report_only_lines(&all),
        ["5 sign-ins would have been refused; all of them really succeeded, by 1 person"]
    );
    assert_eq!(report_only_headline(&row(Impact::default(), Impact::default())), "Nothing would change");
}

#[test]
fn a_gap_says_whose_it_is_and_what_could_not_be_judged() {
    let count = |gap, sign_ins, judged| GapCount {
        gap,
        sign_ins,
        users: 204,
        by_audience: [300, 9, 2811],
        by_status: 0,
        judged,
        filter: Filter::default(),
    };
    let gaps = Gaps { scope: Scope::everything(), succeeded: 10_000, without_status: 0, gaps: Vec::new() };
    let lines = |count: GapCount| gap_lines(&gaps, &count);
    let split = "By 204 users: Members or not stated 300 · Guests 9 · Windows sign-in 2,811";
    assert_eq!(lines(count(Gap::NoPolicy, 3120, Some(10_000))), [split]);
    let some = lines(count(Gap::SingleFactor, 3120, Some(9999)));
    assert_eq!(some[1], "1 success could not be judged: the authentication requirement is not in the file");
    let by_status = GapCount { by_status: 20, ..count(Gap::NoPolicy, 3120, Some(10_000)) };
    assert_eq!(lines(by_status)[1], "Of 20 only the Conditional Access status tells: their files list no policies");
    assert!(lines(count(Gap::Legacy, 0, Some(10_000))).is_empty());
}
