//! The filter as KQL on the page: predicates become chips, chips become text, and what the box suggests.

use proptest::prelude::*;
use signscope::kql::{normal_form, parse, to_kql};
use signscope::query::Filter;
use signscope::schema::{Field, List};
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::Target;
use signscope::ui::state::chip::{Chip, ChipSubject, Condition, Picked};
use signscope::ui::state::filters::Filters;
use signscope::ui::state::popup::{Content, PopupPlace};
use signscope::ui::state::search_box::{BoxAction, Edited};

use super::*;
use crate::kql::round_trip::{filters as any_filter, texts};

pub fn chips(state: &State) -> Vec<String> {
    state.list.filters.chips.iter().map(|chip| chip.text(|_| 0)).collect()
}

/// The page after a text was typed and Enter was pressed.
pub fn entered(text: &str) -> State {
    let mut state = ready(500);
    enter(&mut state, text);
    state
}

pub fn enter(state: &mut State, text: &str) -> Vec<Effect> {
    type_text(state, text);
    state.update(Action::List(ListAction::ApplyWords))
}

/// Types a text, the caret at its end.
pub fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    state.update(Action::List(ListAction::TypeWords(text.to_owned())));
    let caret = text.encode_utf16().count();
    state.update(Action::List(ListAction::Search(BoxAction::Suggest { caret, wanted: false })))
}

pub fn search(state: &mut State, action: BoxAction) -> Vec<Effect> {
    state.update(Action::List(ListAction::Search(action)))
}

pub fn written(effects: &[Effect]) -> Option<(&str, usize)> {
    effects.iter().find_map(|effect| match effect {
        Effect::WriteFilter { text, caret } => Some((text.as_str(), *caret)),
        _ => None,
    })
}

#[test]
fn a_predicate_becomes_chips_in_the_analysts_words() {
    let cases: &[(&str, &[&str])] = &[
        ("SignInStatus == 'Failure'", &["Status: Failure"]),
        ("ConditionalAccessStatus != 'notApplied'", &["Conditional Access is not Not applied"]),
        (
            "ResultType in ('50126', '50053') and CreatedDateTime >= ago(7d)",
            &["Sign-in error code: 50126, 50053", "Date: last 7 days"],
        ),
        ("UserPrincipalName contains 'ada' or UserDisplayName contains 'ada'", &["User contains ada"]),
        ("UserPrincipalName contains 'ada'", &["Username contains ada"]),
        ("UserPrincipalName == 'ada@contoso.example'", &["Username is exactly ada@contoso.example"]),
        ("UserPrincipalName =~ 'ada@contoso.example'", &["User: ada@contoso.example"]),
        (
            "isempty(RiskState) and isnotempty(UserAgent)",
            &["Risk state is empty or not in the file", "User agent is not empty"],
        ),
        ("ipv4_is_in_range(IPAddress, '203.0.113.0/24')", &["IP address in 203.0.113.0/24"]),
        ("ipv4_is_in_range(IPAddress, '203.0.113.0/24') != true", &["IP address not in 203.0.113.0/24"]),
        ("UserAgent !endswith 'x'", &["User agent does not end with x"]),
        ("UserAgent has 'python'", &["User agent has the word python"]),
        ("AppDisplayName == 'A' or ClientAppUsed == 'Browser'", &["Application is exactly A or Client app: Browser"]),
        ("* contains 'ada' and * contains 'bo'", &["Words: ada bo"]),
        (
            "(UserType == 'x' and RiskState == 'none') or AppId == 'y'",
            &["(UserType == \"x\" and RiskState == \"none\") or AppId == \"y\""],
        ),
    ];
    let read = cases.iter().map(|(text, _)| {
        let state = entered(text);
        assert_eq!(state.list.search.fault, None, "{text}");
        assert_eq!(normal_form(&state.list.filters.filter()), parse(text).unwrap(), "{text}");
        chips(&state)
    });
    let read: Vec<Vec<String>> = read.collect();
    let expected: Vec<Vec<&str>> = cases.iter().map(|(_, expected)| expected.to_vec()).collect();
    assert_eq!(read, expected);
}

#[test]
fn enter_empties_the_box_and_asks_for_rows() {
    let mut state = ready(500);
    failure_chip(&mut state);
    let made = state.list.words_set;
    let effects = enter(&mut state, "UserType == 'Guest'");
    assert!(asks_rows(&effects) && asks_summary(&effects) && effects.contains(&Effect::Focus(Target::Filter)));
    assert_eq!(state.list.typed_words, "");
    assert_ne!(state.list.words_set, made, "the box is made anew");
    assert_eq!(chips(&state).len(), 2, "the predicate is added to the chips");
    enter(&mut state, "UserType == 'Guest'");
    assert_eq!(chips(&state).len(), 2, "what is there is not added again");
}

#[test]
fn words_stay_words() {
    for text in
        ["ada lindqvist", "50126", "user contains", "not found", "203.0.113.7", "Conditional Access", "UserAgent"]
    {
        let mut state = ready(500);
        assert!(type_text(&mut state, text).is_empty(), "{text}");
        state.update(Action::List(ListAction::WordsSettled(text.to_owned())));
        assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Words(text.to_owned())]));
        assert!(state.list.search.suggestions.is_none_or(|open| open.items.is_empty()), "{text}");
    }
}

#[test]
fn words_that_turn_into_a_predicate_are_withdrawn() {
    let mut state = ready(500);
    state.update(Action::List(ListAction::TypeWords("UserPrin".to_owned())));
    state.update(Action::List(ListAction::WordsSettled("UserPrin".to_owned())));
    assert!(!state.list.filters.is_empty());
    for text in ["UserPrincipalName st", "UserPrincipalName startswith \"a\""] {
        state.update(Action::List(ListAction::TypeWords(text.to_owned())));
        state.update(Action::List(ListAction::WordsSettled(text.to_owned())));
        assert!(state.list.filters.is_empty(), "{text}");
    }
}

#[test]
fn an_error_shows_its_place_until_the_text_changes() {
    let text = "UserPrincipalNam == \"ada\"";
    let mut state = ready(500);
    assert!(enter(&mut state, text).is_empty(), "the filter is as before");
    let fault = state.list.search.fault.clone().unwrap();
    assert_eq!((fault.text.as_str(), fault.error.span.of(text)), (text, "UserPrincipalNam"));
    assert!(fault.error.hint.is_some_and(|hint| hint.contains("UserPrincipalName")));
    assert_eq!(state.list.typed_words, text, "the text stays to be mended");
    type_text(&mut state, "UserPrincipalName == \"ada\"");
    assert_eq!(state.list.search.fault, None);
}

#[test]
fn all_filters_are_edited_as_text_and_come_back() {
    let mut state = ready(500);
    failure_chip(&mut state);
    enter(&mut state, "ada");
    let before = state.list.filters.clone();
    let effects = search(&mut state, BoxAction::EditAll);
    let text = "* contains \"ada\" and SignInStatus == \"Failure\"";
    assert_eq!(written(&effects), Some((text, text.len())));
    assert!(state.list.search.hides(0) && state.list.is_kql());
    assert_eq!(state.list.filters, before, "the list stays as it is meanwhile");
    state.update(Action::List(ListAction::WordsSettled(state.list.typed_words.clone())));
    assert_eq!(state.list.filters, before);

    let effects = search(&mut state, BoxAction::Restore);
    assert_eq!(written(&effects), Some(("ada", 3)));
    assert_eq!((state.list.filters.clone(), state.list.search.edited), (before, None));

    search(&mut state, BoxAction::EditAll);
    enter(&mut state, "SignInStatus == \"Success\"");
    assert_eq!((chips(&state), state.list.filters.words.as_str()), (vec!["Status: Success".to_owned()], ""));

    search(&mut state, BoxAction::EditAll);
    let effects = enter(&mut state, " ");
    assert!(asks_rows(&effects) && state.list.filters.is_empty(), "an emptied text takes the filters away");
}

#[test]
fn what_is_typed_is_not_lost_when_all_is_edited() {
    let mut state = ready(500);
    failure_chip(&mut state);
    type_text(&mut state, "UserType == \"a\" or UserType == \"b\"");
    let effects = search(&mut state, BoxAction::EditAll);
    let expected = "(SignInStatus == \"Failure\") and (UserType == \"a\" or UserType == \"b\")";
    assert_eq!(written(&effects).unwrap().0, expected);
}

#[test]
fn a_chip_no_editor_can_show_is_edited_as_text() {
    let mut state = entered("UserAgent has 'python' and SignInStatus == 'Failure'");
    let effects = state.update(Action::List(ListAction::EditChip(0)));
    assert_eq!(written(&effects).unwrap().0, "UserAgent has \"python\"");
    assert_eq!(state.list.search.edited, Some(Edited::Chip(0)));
    assert!(state.list.search.hides(0) && !state.list.search.hides(1));
    enter(&mut state, "UserAgent has 'curl' and UserAgent !has 'bot'");
    let expected = ["User agent has the word curl", "User agent does not have the word bot", "Status: Failure"];
    assert_eq!(chips(&state), expected, "in the place of the chip");

    state.update(Action::List(ListAction::EditChip(2)));
    assert!(matches!(state.popup.as_ref().map(|popup| &popup.content), Some(Content::Editor(_))));
    assert_eq!(state.list.search.edited, None);
}

#[test]
fn an_editor_never_turns_a_chip_round() {
    let mut state = entered("UserAgent !contains 'curl'");
    assert_eq!(chips(&state), ["User agent does not contain curl"]);
    let effects = state.update(Action::List(ListAction::EditChip(0)));
    let is_text = written(&effects).is_some();
    let shows_it = state.editor().is_some_and(|editor| editor.chip() == Ok(Some(state.list.filters.chips[0].clone())));
    assert!(is_text || shows_it);
    state.update(Action::List(ListAction::EditFilter(ChipSubject::Field(Field::UserAgent), PopupPlace::Centre)));
    assert!(state.editor().is_some_and(|editor| editor.chip.is_none() || shows_it));
}

#[test]
fn another_change_of_the_filter_ends_the_editing() {
    let mut state = entered("UserAgent has 'python'");
    state.update(Action::List(ListAction::EditChip(0)));
    failure_chip(&mut state);
    assert_eq!((state.list.search.edited, state.list.typed_words.as_str()), (None, ""));
    assert_eq!(chips(&state).len(), 2);
}

#[test]
fn there_is_one_date_filter_and_other_spans_are_chips_too() {
    let mut state = entered("CreatedDateTime >= ago(7d)");
    enter(&mut state, "CreatedDateTime >= ago(1d)");
    assert_eq!(chips(&state), ["Date: last 7 days", "Date: last 24 hours"]);
    state.update(Action::List(ListAction::SetDates(None)));
    assert_eq!(chips(&state), ["Date: last 24 hours"], "the first is the date filter");
}

fn picked() -> impl Strategy<Value = Picked> {
    let values = || prop::collection::vec(texts(), 0..3);
    (values(), values(), any::<bool>()).prop_map(|(ticked, typed, empty)| Picked { ticked, typed, empty })
}

fn any_chip() -> impl Strategy<Value = Chip> {
    let fields = prop::sample::select(Field::all().collect::<Vec<_>>()).prop_map(ChipSubject::Field);
    let parts = prop::sample::select(List::all().collect::<Vec<_>>()).prop_flat_map(|list| {
        prop::sample::select(list.parts().collect::<Vec<_>>()).prop_map(move |part| ChipSubject::Part(list, part))
    });
    let instant = || prop::option::of(1_790_000_000_000i64..1_790_000_100_000);
    let of_texts = prop_oneof![
        3 => picked().prop_map(Condition::Values),
        1 => texts().prop_map(Condition::Contains),
        1 => texts().prop_map(Condition::StartsWith),
        1 => Just(Condition::Empty),
        1 => prop::sample::select(vec!["203.0.113.0/24", "2001:db8::/32", "203.0.113.7"])
            .prop_map(|range| Condition::Within(range.to_owned())),
        1 => any_filter().prop_map(Condition::Kql),
    ];
    let of_dates = prop_oneof![
        (instant(), instant()).prop_map(|(from, to)| Condition::Between { from, to }),
        (1i64..90).prop_map(|days| Condition::Newest { millis: days * 24 * HOUR }),
    ];
    let others = (prop_oneof![6 => fields, 2 => parts, 1 => Just(ChipSubject::Record)], any::<bool>(), of_texts);
    prop_oneof![
        9 => others.prop_map(|(subject, negated, condition)| Chip { subject, negated, condition }),
        1 => of_dates.prop_map(|condition| {
            Chip { subject: ChipSubject::Field(Field::Date), negated: false, condition }
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chips_and_text_are_two_faces_of_one_filter(chips in prop::collection::vec(any_chip(), 0..4), words in texts()) {
        let filters = Filters { words, chips };
        let before = normal_form(&filters.filter());
        let text = to_kql(&filters.filter());
        let read = if text.is_empty() { Filter::default() } else { parse(&text).unwrap() };
        let again = Filters::of(&read);
        prop_assert_eq!(normal_form(&again.filter()), before, "{}", text);
        // Chips that were read are read again as the same chips.
        prop_assert_eq!(Filters::of(&again.filter()), again);
    }

    #[test]
    fn a_chip_keeps_exactly_what_its_filter_keeps(filter in any_filter()) {
        prop_assert_eq!(normal_form(&Chip::of(&filter).filter()), normal_form(&filter));
    }

    #[test]
    fn what_an_editor_can_say_is_read_as_a_chip_with_an_editor(values in prop::collection::vec("[a-z]{1,6}", 1..4)) {
        // Not one of the fields whose values have other spellings.
        let subject = ChipSubject::Field(Field::UserAgent);
        let values = Picked { ticked: values.iter().fold(Vec::new(), |mut all: Vec<String>, value| {
            if !all.contains(value) {
                all.push(value.clone());
            }
            all
        }), ..Picked::default() };
        for condition in [Condition::Values(values.clone()), Condition::Contains(values.ticked[0].clone()), Condition::Empty] {
            for negated in [false, true] {
                let chip = Chip { subject, negated, condition: condition.clone() };
                prop_assert_eq!(Chip::of(&chip.filter()), chip);
            }
        }
    }
}
