//! The editors of filters: every operator, ranges, and the two parts of an entry.

use signscope::ui::state::action::ListAction;
use std::collections::HashSet;
use std::ops::Bound;

use signscope::engine::protocol::policies::PolicyResult;
use signscope::engine::protocol::{Reply, Request, ValueCount, Values, ValuesOf};
use signscope::kql::{normal_form, parse};
use signscope::query::{Anchor, Filter, Test, View, select};
use signscope::schema::{Field, FieldKind, List, Part};
use signscope::ui::state::action::Action;
use signscope::ui::state::chip::{Chip, Condition, Picked};
use signscope::ui::state::detail::menu_value;
use signscope::ui::state::editor::{Editor, EditorAction, Operand, Operator};
use signscope::ui::state::filters::{Filters, Side};
use signscope::ui::state::policy_chips::results_chip;
use signscope::ui::state::popup::{MenuForm, PopupPlace};
use signscope_sample::Form;

use super::*;
use crate::engine::{Desk, sample_file};

const POLICY: ChipSubject = ChipSubject::Part(List::Policies, Part::PolicyName);

/// What an editor makes of some actions.
fn edited(subject: ChipSubject, actions: &[EditorAction]) -> Result<Option<Chip>, String> {
    let mut editor = Editor::new(subject);
    for action in actions {
        editor.change(action.clone());
    }
    editor.chip()
}

fn text(text: &str) -> EditorAction {
    EditorAction::Text(text.to_owned())
}

fn toggle(value: &str) -> EditorAction {
    EditorAction::Toggle(value.to_owned())
}

#[test]
fn every_operator_of_every_subject_comes_back_as_it_was() {
    let fields = Field::all().filter(|field| field.kind() != FieldKind::Time).map(ChipSubject::Field);
    for subject in fields.chain([POLICY, ChipSubject::Part(List::RiskTypes, Part::RiskType)]) {
        for operator in Operator::of(subject) {
            let operand = match operator.operand() {
                Operand::Values => vec![toggle("x"), EditorAction::ToggleEmpty],
                Operand::Text => vec![text("x")],
                Operand::Network => vec![text("203.0.113.10-203.0.113.20")],
                Operand::Numbers => vec![text("1.5"), EditorAction::Until("20".to_owned())],
                Operand::Nothing => Vec::new(),
            };
            let actions = [vec![EditorAction::Operator(operator)], operand].concat();
            let chip = edited(subject, &actions).unwrap().unwrap();
            assert_eq!(chip.negated, operator.is_negated());
            let again = Editor::of(0, &chip);
            assert_eq!((again.operator, again.chip().unwrap()), (operator, Some(chip)), "{subject:?}");
        }
    }
}

#[test]
fn operators_suit_what_they_compare() {
    let labels =
        |field| Operator::of(ChipSubject::Field(field)).iter().map(|operator| operator.label()).collect::<Vec<_>>();
    assert_eq!(labels(Field::Managed), ["is", "is not", "is empty", "is not empty"]);
    assert_eq!(labels(Field::Latency), ["is", "is not", "is between", "is not between", "is empty", "is not empty"]);
    assert!(labels(Field::IpAddress).contains(&"is in network") && labels(Field::User).contains(&"ends with"));
}

#[test]
fn ranges_of_numbers_include_their_ends() {
    let between = EditorAction::Operator(Operator::Between);
    let filter = |from: &str, to: &str| {
        let actions = [between.clone(), text(from), EditorAction::Until(to.to_owned())];
        edited(ChipSubject::Field(Field::Latency), &actions)
            .map(|chip| chip.map(|chip| (chip.filter(), chip.text(|_| 0))))
    };
    let number = |from, to| Filter::Field(Field::Latency, Test::Number { from, to });
    let some = |filter, text: &str| Ok(Some((filter, text.to_owned())));
    assert_eq!(
        filter("100", " 250 "),
        some(number(Bound::Included(100.0), Bound::Included(250.0)), "Latency (ms): 100 – 250")
    );
    assert_eq!(filter("", "0.5"), some(number(Bound::Unbounded, Bound::Included(0.5)), "Latency (ms): at most 0.5"));
    assert_eq!(filter("-3", ""), some(number(Bound::Included(-3.0), Bound::Unbounded), "Latency (ms): at least -3"));
    assert_eq!(filter("", ""), Ok(None));
    assert!(filter("5", "4").unwrap_err().contains("at least 5 and at most 4"));
    assert!(
        filter("1,5", "").unwrap_err().contains("“1,5”") && filter("NaN", "").is_err() && filter("", "inf").is_err()
    );
}

#[test]
fn texts_are_looked_for_at_either_end() {
    let actions = [EditorAction::Operator(Operator::EndsNotWith), text(" .example ")];
    let chip = edited(ChipSubject::Field(Field::Username), &actions).unwrap().unwrap();
    let like = Test::Like { anchor: Anchor::End, cased: false, text: ".example".to_owned() };
    let both = Filter::Any([Field::Username, Field::User].map(|field| Filter::Field(field, like.clone())).to_vec());
    assert_eq!(chip.filter(), Filter::Not(Box::new(both)));
    assert_eq!(chip.text(|_| 0), "User does not end with .example");
}

#[test]
fn a_policy_and_its_result_are_asked_of_one_entry() {
    let mut state = ready(500);
    failure_chip(&mut state);
    let others = state.list.filters.filter();
    let question = |part, with: &[&str]| {
        let with = with.iter().map(|&name| (Part::PolicyName, Test::OneOf(vec![name.to_owned()]))).collect();
        let of = ValuesOf::Part { list: List::Policies, part, with };
        Request::Values { filter: others.clone(), of, containing: String::new(), limit: 50 }
    };
    let effects = state.update(Action::List(ListAction::EditFilter(POLICY, PopupPlace::Centre)));
    assert_eq!(asked(&effects), [&question(Part::PolicyName, &[]), &question(Part::PolicyResult, &[])]);
    let effects = state.update(Action::List(ListAction::Editor(toggle("Block legacy"))));
    assert_eq!(asked(&effects), [&question(Part::PolicyResult, &["Block legacy"])], "its results");

    let values = |request: Request| {
        let Request::Values { filter, of, containing, .. } = request else { panic!("{request:?}") };
        let value = ValueCount {
            value: Some("failure".to_owned()),
            also: Some("Failure".to_owned()),
            spellings: Vec::new(),
            count: 2,
        };
        Reply::Values(Values { filter, of, containing, distinct: 1, absent: 0, values: vec![value] })
    };
    state.update(Action::Reply(values(question(Part::PolicyResult, &[]))));
    assert_eq!(state.editor().unwrap().also_values, None, "those of all policies come too late");
    state.update(Action::Reply(values(question(Part::PolicyResult, &["Block legacy"]))));
    assert!(state.editor().unwrap().also_values.is_some() && state.editor().unwrap().values.is_none());

    state.update(Action::List(ListAction::Editor(EditorAction::ToggleAlso("reportOnlyFailure".to_owned()))));
    state.update(Action::List(ListAction::Editor(EditorAction::ToggleAlso("failure".to_owned()))));
    let effects = state.update(Action::List(ListAction::Editor(EditorAction::Apply)));
    assert!(asks_rows(&effects));
    let one = |values: &[&str]| Test::OneOf(values.iter().map(|&value| value.to_owned()).collect());
    let tests =
        vec![(Part::PolicyName, one(&["Block legacy"])), (Part::PolicyResult, one(&["reportOnlyFailure", "failure"]))];
    assert_eq!(state.list.filters.chips[1].filter(), Filter::Entry(List::Policies, tests));
    let words = "Policy: Block legacy with policy result Report-only: Failure, Failure";
    assert_eq!(state.list.filters.chips[1].text(|_| 0), words);

    state.update(Action::List(ListAction::EditChip(1)));
    let editor = state.editor().unwrap();
    assert_eq!((editor.picked.ticked.clone(), editor.also.len()), (vec!["Block legacy".to_owned()], 2));
}

#[test]
fn all_spellings_of_a_value_are_ticked_and_unticked() {
    let result = ChipSubject::Part(List::Policies, Part::PolicyResult);
    let mut state = ready(500);
    state.update(Action::List(ListAction::EditFilter(result, PopupPlace::Centre)));
    let of = ValuesOf::Part { list: List::Policies, part: Part::PolicyResult, with: Vec::new() };
    let (value, spellings) = (Some("reportOnlyFailure".to_owned()), vec!["7".to_owned()]);
    let value = ValueCount { value, also: None, spellings, count: 3 };
    let filter = Filter::default();
    let values = Values { filter, of, containing: String::new(), distinct: 1, absent: 0, values: vec![value] };
    state.update(Action::Reply(Reply::Values(values)));
    state.update(Action::List(ListAction::Editor(toggle("reportOnlyFailure"))));
    let chip = state.editor().unwrap().chip().unwrap().unwrap();
    let both = Test::OneOf(vec!["reportOnlyFailure".to_owned(), "7".to_owned()]);
    assert_eq!(chip.filter(), Filter::List(List::Policies, Part::PolicyResult, both));
    assert_eq!(chip.text(|_| 0), "Policy result: Report-only: Failure");
    state.update(Action::List(ListAction::Editor(toggle("reportOnlyFailure"))));
    assert!(state.editor().unwrap().picked.is_empty());
}

#[test]
fn any_policy_can_have_the_result() {
    let also = EditorAction::ToggleAlso("failure".to_owned());
    let chip = edited(POLICY, std::slice::from_ref(&also)).unwrap().unwrap();
    let failed = Test::OneOf(vec!["failure".to_owned()]);
    assert_eq!(chip.filter(), Filter::Entry(List::Policies, vec![(Part::PolicyResult, failed)]));
    assert_eq!(chip.text(|_| 0), "Policy: any with policy result Failure");
    assert!(edited(POLICY, &[EditorAction::ToggleEmpty, also]).is_err(), "no policies have no result");
    let plain = edited(POLICY, &[toggle("MFA")]).unwrap().unwrap();
    assert_eq!(plain.condition, Condition::Values(Picked::one(Some("MFA".to_owned()))));
}

#[test]
fn a_predicate_that_an_editor_can_show_is_edited_in_it() {
    let policy = r#"tostring(ConditionalAccessPolicies) matches regex @'"displayName":"MFA"[^{}]*"result":"failure"'"#;
    for (text, words) in [
        ("UserAgent endswith 'x'", "User agent ends with x"),
        ("UserAgent !endswith 'x'", "User agent does not end with x"),
        ("UserPrincipalName endswith 'x' or UserDisplayName endswith 'x'", "User ends with x"),
        ("tolong(ProcessingTimeInMilliseconds) between (80 .. 120)", "Latency (ms): 80 – 120"),
        ("tolong(ProcessingTimeInMilliseconds) >= 80", "Latency (ms): at least 80"),
        (
            "tolong(ProcessingTimeInMilliseconds) < 80 or tolong(ProcessingTimeInMilliseconds) > 120 or \
             isnull(tolong(ProcessingTimeInMilliseconds))",
            "Latency (ms) is not 80 – 120",
        ),
        (policy, "Policy: MFA with policy result Failure"),
        (&format!("not({policy})"), "Policy is not MFA with policy result Failure"),
    ] {
        let filter = parse(text).unwrap();
        let chip = Chip::of(&filter);
        assert_eq!(chip.text(|_| 0), words);
        assert!(chip.has_editor(), "{text}");
        assert_eq!(Editor::of(0, &chip).chip(), Ok(Some(chip.clone())), "{text}");
        assert_eq!(normal_form(&chip.filter()), filter, "{text}");
    }
    for text in ["UserAgent endswith_cs 'x'", "tolong(ProcessingTimeInMilliseconds) > 80"] {
        assert!(!Chip::of(&parse(text).unwrap()).has_editor(), "{text}: an editor cannot say it");
    }
}

#[test]
fn a_result_is_the_same_by_name_and_by_number() {
    let failed = results_chip(PolicyResult::ReportOnlyFailure);
    assert_eq!(failed.text(|_| 0), "Policy result: Report-only: Failure");
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 400));
    let by_name = select(desk.engine.store(), &failed.filter()).to_rows();
    assert!(!by_name.is_empty());
    let numbered = String::from_utf8(sample_file(Form::PortalJson, 400)).unwrap();
    let numbered = numbered.replace("\"reportOnlyFailure\"", "7").replace("\"notApplied\"", "2");
    desk = Desk::with("b.json", numbered.as_bytes());
    assert_eq!(select(desk.engine.store(), &failed.filter()).to_rows(), by_name);

    let mut editor = Editor::of(0, &failed);
    editor.change(EditorAction::Toggle("7".to_owned()));
    assert_eq!(editor.picked.ticked, [""; 0], "one tick stands for both");
}

/// The record a chip was made from is kept by it, and left out by its opposite.
#[track_caller]
fn keeps(desk: &Desk, row: u32, subject: ChipSubject, value: Option<String>) {
    for exclude in [false, true] {
        let mut filters = Filters::default();
        filters.add_value(subject, value.clone(), exclude);
        let kept = select(desk.engine.store(), &filters.filter()).contains(row as usize);
        assert_eq!(kept, !exclude, "{subject:?} {value:?}");
    }
}

#[test]
fn every_value_of_a_record_can_be_included_and_excluded() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 60));
    let fields: Vec<Field> = Field::all().collect();
    let mut lists = HashSet::new();
    for row in desk.rows(&View::default(), &fields).rows.iter().step_by(7) {
        for (&field, cell) in fields.iter().zip(&row.cells) {
            let value = menu_value(ChipSubject::Field(field), cell);
            match value.form {
                MenuForm::Time(instant) => {
                    let mut filters = Filters::default();
                    filters.set_date_beside(instant, Side::WithinAnHour);
                    assert!(select(desk.engine.store(), &filters.filter()).contains(row.row.row as usize));
                }
                _ => keeps(&desk, row.row.row, ChipSubject::Field(field), value.value),
            }
        }
        for list in desk.detail(row.row.row).unwrap().lists {
            for (part, text) in list.entries.iter().flat_map(|entry| list.list.parts().zip(entry)) {
                if !text.is_empty() {
                    lists.insert(list.list);
                    keeps(&desk, row.row.row, ChipSubject::Part(list.list, part), Some(text.clone()));
                }
            }
        }
    }
    assert!(lists.len() >= 4, "{lists:?}");
}

#[test]
fn times_beside_an_instant_narrow_the_span_there_is() {
    let mut state = ready(5);
    let span = |state: &State| match &state.list.filters.chips[..] {
        [Chip { condition: Condition::Between { from, to }, .. }] => (*from, *to),
        chips => panic!("{chips:?}"),
    };
    state.update(Action::List(ListAction::SetTime(1000, Side::After)));
    assert_eq!(span(&state), (Some(1001), None));
    assert!(asks_rows(&state.update(Action::List(ListAction::SetTime(5000, Side::Before)))));
    assert_eq!(span(&state), (Some(1001), Some(5000)), "after the one and before the other");
    state.update(Action::List(ListAction::SetTime(500, Side::Before)));
    assert_eq!(span(&state), (None, Some(500)), "nothing is after 1000 and before 500");
    state.update(Action::List(ListAction::SetTime(10 * HOUR, Side::WithinAnHour)));
    assert_eq!(span(&state), (Some(9 * HOUR), Some(11 * HOUR + 1)));
}
