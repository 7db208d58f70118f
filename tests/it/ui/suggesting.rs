//! What the search box suggests, and the filter as a query to take elsewhere.

use signscope::engine::protocol::{Reply, Request, ValueCount, Values, ValuesOf};
use signscope::kql::parse;
use signscope::query::{Filter, Test};
use signscope::schema::Field;
use signscope::schema::kusto::Table;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::copy_as::{CopyAction, QueryForm};
use signscope::ui::state::popup::Content;
use signscope::ui::state::search_box::BoxAction;

use super::kql::{entered, search, type_text, written};
use super::*;

fn labels(state: &State) -> Vec<&str> {
    state.list.search.suggestions.iter().flat_map(|open| &open.items).map(|item| item.label.as_str()).collect()
}

#[test]
fn columns_operators_and_values_are_suggested() {
    let mut state = ready(500);
    assert!(type_text(&mut state, "UserPr").is_empty());
    assert_eq!(labels(&state)[0], "UserPrincipalName");
    assert_eq!(state.list.search.suggestions.as_ref().unwrap().items[0].detail, "Username");
    state.update(Action::List(ListAction::WordsSettled("UserPr".to_owned())));
    search(&mut state, BoxAction::Highlight(1));
    let effects = search(&mut state, BoxAction::Choose(0));
    assert!(state.list.filters.is_empty() && asks_rows(&effects), "what was typed of the column is no word");
    assert_eq!(written(&effects), Some(("UserPrincipalName ", 18)));
    assert!(labels(&state).contains(&"startswith"), "operators come next");

    let effects = type_text(&mut state, "UserPrincipalName == \"ad");
    let asked = asked(&effects);
    let [Request::Values { filter, of, containing, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((of, containing.as_str()), (&ValuesOf::Field(Field::Username), "ad"));
    let value = |value: &str, count| ValueCount {
        value: Some(value.to_owned()),
        also: Some("Ada".to_owned()),
        spellings: Vec::new(),
        count,
    };
    let values = vec![value("ada@contoso.example", 7), value("\"adb\"", 2)];
    let answer = |containing: &str| Values {
        filter: filter.clone(),
        of: of.clone(),
        containing: containing.to_owned(),
        distinct: 2,
        absent: 0,
        values: values.clone(),
    };
    let (stale, current) = (answer("a"), answer("ad"));
    state.update(Action::Reply(Reply::Values(stale)));
    assert_eq!(labels(&state), [""; 0], "an answer to another question");
    state.update(Action::Reply(Reply::Values(current)));
    assert_eq!(labels(&state), ["ada@contoso.example", "\"adb\""]);
    let effects = search(&mut state, BoxAction::Choose(1));
    let text = written(&effects).unwrap().0.to_owned();
    let exactly = Filter::Field(Field::Username, Test::Is(vec!["\"adb\"".to_owned()]));
    assert_eq!(parse(&text), Ok(exactly), "{text}");
}

#[test]
fn values_of_enums_have_counts_in_the_spelling_of_log_analytics() {
    let mut state = ready(500);
    let effects = type_text(&mut state, "ConditionalAccessStatus == ");
    let asked = asked(&effects);
    let [Request::Values { filter, of, containing, .. }] = asked.as_slice() else { panic!("{asked:?}") };
    let count = |value: Option<&str>, count| ValueCount {
        value: value.map(str::to_owned),
        also: None,
        spellings: Vec::new(),
        count,
    };
    let values = vec![count(Some("Not applied"), 9), count(None, 3)];
    let (filter, of, containing) = (filter.clone(), of.clone(), containing.clone());
    state.update(Action::Reply(Reply::Values(Values { filter, of, containing, distinct: 2, absent: 0, values })));
    let first = &state.list.search.suggestions.as_ref().unwrap().items[0];
    assert_eq!((first.insert.as_str(), first.detail.as_str(), first.count), ("\"notApplied\"", "Not applied", Some(9)));
    let rest = &state.list.search.suggestions.as_ref().unwrap().items[1..];
    assert!(!rest.is_empty() && rest.iter().all(|item| item.count.is_none() && item.detail != "Not applied"));
}

#[test]
fn suggestions_take_no_key_they_were_not_given() {
    let mut state = ready(500);
    type_text(&mut state, "ada");
    assert_eq!(state.list.search.action_of("Tab"), None);
    assert_eq!(state.list.search.action_of("ArrowDown"), None);
    assert_eq!(state.list.search.action_of("Escape"), None);
    type_text(&mut state, "UserType == \"Guest\" ");
    assert_eq!(labels(&state), ["and", "or"]);
    assert_eq!(
        state.list.search.action_of("Enter"),
        Some(Action::List(ListAction::ApplyWords)),
        "Enter applies what is typed"
    );
    assert_eq!(state.list.search.action_of("Tab"), None, "Tab goes on when nothing was begun");
    type_text(&mut state, "UserType == \"Guest\" a");
    assert_eq!(state.list.search.action_of("Tab"), Some(Action::List(ListAction::Search(BoxAction::Choose(0)))));
    search(&mut state, BoxAction::Highlight(-1));
    let last = labels(&state).len() - 1;
    assert_eq!(state.list.search.action_of("Enter"), Some(Action::List(ListAction::Search(BoxAction::Choose(last)))));
    assert_eq!(
        state.list.search.action_of("Escape"),
        Some(Action::List(ListAction::Search(BoxAction::CloseSuggestions)))
    );
    search(&mut state, BoxAction::CloseSuggestions);
    assert_eq!(state.list.search.action_of("Escape"), None);
    search(&mut state, BoxAction::EditAll);
    assert_eq!(state.list.search.action_of("Escape"), Some(Action::List(ListAction::Search(BoxAction::Restore))));
}

#[test]
fn the_highlighted_suggestion_is_always_shown() {
    let mut state = ready(500);
    search(&mut state, BoxAction::Suggest { caret: 0, wanted: true });
    let count = labels(&state).len();
    assert!(count > 50);
    for by in [1, 1, -1, -1, -1, -1, 1] {
        search(&mut state, BoxAction::Highlight(by));
        let open = state.list.search.suggestions.as_ref().unwrap();
        assert!(open.shown().contains(&open.highlighted.unwrap()));
        assert_eq!(open.shown().len(), 10);
    }
}

#[test]
fn a_caret_among_wide_letters_is_found() {
    let mut state = ready(500);
    let text = "UserDisplayName == \"😀ä\" and UserTy";
    type_text(&mut state, text);
    let effects = search(&mut state, BoxAction::Choose(0));
    let expected = "UserDisplayName == \"😀ä\" and UserType ";
    assert_eq!(written(&effects), Some((expected, expected.encode_utf16().count())));
}

fn copy_dialog(state: &State) -> (Vec<Table>, String, Vec<String>) {
    let Some(Content::CopyAs(copy)) = state.popup.as_ref().map(|popup| &popup.content) else { panic!("no dialog") };
    let copied = state.list.copied(copy);
    (copy.tables.clone(), copied.text, copied.left_out)
}

#[test]
fn the_filter_is_copied_with_columns_and_order() {
    let mut state = entered("SignInStatus == 'Failure' and UserAgent has 'python'");
    state.list.columns = [Field::Date, Field::Username].map(signscope::schema::Column::Field).to_vec();
    let effects = state.update(Action::CopyAs(CopyAction::Open));
    let (tables, text, left_out) = copy_dialog(&state);
    assert_eq!((tables.as_slice(), left_out.len()), ([Table::Interactive].as_slice(), 0));
    assert!(text.starts_with("SigninLogs\n") && text.contains("| where UserAgent has \"python\""), "{text}");
    assert!(text.ends_with("| order by CreatedDateTime desc\n| project CreatedDateTime, UserPrincipalName"), "{text}");

    let kinds: Vec<Request> = asked(&effects).into_iter().cloned().collect();
    assert_eq!(kinds.len(), 4);
    for (request, number) in kinds.iter().zip([5, 3, 0, 0]) {
        let Request::Values { filter, of, containing, .. } = request else { panic!("{request:?}") };
        let values = vec![ValueCount { value: None, also: None, spellings: Vec::new(), count: number }];
        let (filter, containing) = (filter.clone(), containing.clone());
        let values = if number == 0 { Vec::new() } else { values };
        state.update(Action::Reply(Reply::Values(Values {
            filter,
            of: of.clone(),
            containing,
            distinct: 1,
            absent: 0,
            values,
        })));
    }
    let (tables, text, _) = copy_dialog(&state);
    assert_eq!(tables, [Table::Interactive, Table::NonInteractive]);
    assert!(text.starts_with("union isfuzzy=true"), "{text}");
    for table in [Table::Interactive, Table::NonInteractive] {
        state.update(Action::CopyAs(CopyAction::Toggle(table)));
    }
    assert_eq!(copy_dialog(&state).0, [Table::NonInteractive], "a query needs a table");

    state.update(Action::CopyAs(CopyAction::Form(QueryForm::Graph)));
    let (_, text, left_out) = copy_dialog(&state);
    assert_eq!((text.as_str(), left_out.len()), ("", 2), "{left_out:?}");
    state.update(Action::CopyAs(CopyAction::Form(QueryForm::PowerShell)));
    assert!(copy_dialog(&state).1.contains("Get-MgAuditLogSignIn"));
    let effects = state.update(Action::Copy("x".to_owned()));
    assert_eq!((effects.as_slice(), state.popup), ([Effect::Copy("x".to_owned())].as_slice(), None));
}
