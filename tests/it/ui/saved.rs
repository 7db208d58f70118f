//! Saved views: what they hold, what of it is stored, and the files they travel in.

use signscope::query::{Filter, Order, Test};
use signscope::schema::{Column, Field, List, Part};
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, ColumnsAction, Effect};
use signscope::ui::state::chip::{Chip, Condition, Picked};
use signscope::ui::state::filters::Filters;
use signscope::ui::state::popup::{PopupKind, PopupPlace};
use signscope::ui::state::preferences::Preferences;
use signscope::ui::state::saved::SavedView;
use signscope::ui::state::saved::text::{file_of, read_file};
use signscope::ui::state::views::ViewsAction;

use super::*;

fn act(state: &mut State, action: ViewsAction) -> Vec<Effect> {
    if state.views_dialog().is_none() {
        state.update(Action::Open(PopupKind::Views, PopupPlace::Centre));
    }
    state.update(Action::Views(action))
}

fn save(state: &mut State, name: &str) -> Vec<Effect> {
    act(state, ViewsAction::Name(name.to_owned()));
    act(state, ViewsAction::Save)
}

fn import(state: &mut State, text: &str) -> Vec<Effect> {
    act(state, ViewsAction::Import { file: "views.json".to_owned(), text: Some(text.to_owned()) })
}

fn names(state: &State) -> Vec<&str> {
    state.views.iter().map(|view| &*view.name).collect()
}

fn add(state: &mut State, subject: ChipSubject, value: &str) -> Vec<Effect> {
    state.update(Action::List(ListAction::AddValue { subject, value: Some(value.to_owned()), exclude: false }))
}

/// The preferences among effects, as they come back from the storage.
fn stored(effects: &[Effect]) -> Preferences {
    let stored = effects.iter().find_map(|effect| match effect {
        Effect::Store(preferences) => Some(Preferences::from_text(&preferences.to_text())),
        _ => None,
    });
    stored.expect("nothing was stored")
}

#[test]
fn a_view_brings_back_filter_columns_widths_and_order() {
    let mut state = ready(500);
    add(&mut state, ChipSubject::Field(Field::Username), "ada@contoso.example");
    state.update(Action::List(ListAction::TypeWords("berlin".to_owned())));
    state.update(Action::List(ListAction::ApplyWords));
    state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Column::List(List::Steps)))));
    state.update(Action::List(ListAction::Columns(ColumnsAction::Widen(Field::User.into(), 333))));
    state.update(Action::List(ListAction::Sort { by: Field::User.into(), add: false }));
    let (columns, filters) = (state.list.columns.clone(), state.list.filters.clone());
    save(&mut state, "  Ada in Berlin ");
    assert_eq!(names(&state), ["Ada in Berlin"]);
    assert_eq!(state.views_dialog().map(|dialog| dialog.name.as_str()), Some(""));

    state.update(Action::ClosePopup);
    state.update(Action::List(ListAction::ClearFilters));
    state.update(Action::List(ListAction::Columns(ColumnsAction::Reset)));
    state.update(Action::List(ListAction::Sort { by: Field::City.into(), add: false }));
    let effects = act(&mut state, ViewsAction::Choose(0));
    assert!(asks_rows(&effects) && asks_summary(&effects) && state.popup.is_none());
    assert_eq!(
        (&state.list.columns, &state.list.filters, state.list.typed_words.as_str()),
        (&columns, &filters, "berlin")
    );
    assert_eq!(state.list.widths, [(Field::User.into(), 333)].into());
    assert_eq!(state.list.order, [Order { by: Field::User.into(), descending: false }]);
    serve(&mut state, effects, 20);
    assert_eq!(**state.list.rows.columns(), columns);
}

#[test]
fn no_value_of_a_log_reaches_the_storage() {
    let of = |subject, condition| Chip { subject, negated: false, condition };
    let value = |value: &str| Condition::Values(Picked::one(Some(value.to_owned())));
    let field = ChipSubject::Field;
    let policy = ChipSubject::Part(List::Policies, Part::PolicyName);
    let entry = |values: &[&str]| Condition::Entry {
        values: values.iter().map(|&value| value.to_owned()).collect(),
        part: Part::PolicyResult,
        also: vec!["failure".to_owned()],
    };
    let named = Condition::Named {
        name: "Ada".to_owned(),
        filter: Filter::Field(Field::User, Test::Is(vec!["Ada".to_owned()])),
    };
    let cases = [
        (of(field(Field::Status), value("Failure")), true),
        (of(field(Field::RiskState), value("At risk")), true),
        (of(field(Field::ClientApp), value("IMAP4")), true),
        (of(field(Field::Managed), value("Yes")), true),
        (of(field(Field::Username), Condition::Empty), true),
        (of(field(Field::City), Condition::Values(Picked::one(None))), true),
        (of(field(Field::Date), Condition::Newest { millis: HOUR }), true),
        (of(policy, entry(&[])), true),
        (of(policy, entry(&["Block legacy"])), false),
        (of(ChipSubject::Part(List::Networks, Part::NetworkNames), value("Head office")), false),
        (of(field(Field::Username), value("ada@contoso.example")), false),
        (of(field(Field::ClientApp), value("Carrier pigeon")), false),
        (of(field(Field::Country), value("NO")), false),
        (of(field(Field::Application), Condition::Contains("pay".to_owned())), false),
        (of(field(Field::IpAddress), Condition::Within("203.0.113.0/24".to_owned())), false),
        (of(field(Field::ErrorCode), Condition::Number { from: Some(50126.0), to: None }), false),
        (of(field(Field::Date), Condition::Between { from: Some(1), to: None }), false),
        (of(field(Field::User), named), false),
    ];
    for (chip, is_kept) in cases {
        let mut state = ready(5);
        state.update(Action::List(ListAction::AddChip(chip.clone())));
        let effects = save(&mut state, "mine");
        let kept = stored(&effects).views.remove(0);
        assert_eq!(kept.filter.is_some(), is_kept, "{chip:?}");
        assert_eq!(
            state.views[0].filter,
            Some(Filters { words: String::new(), chips: vec![chip.clone()] }),
            "here it is"
        );
        assert_eq!(kept, state.views[0].without_log_values());
        // The file a person saves has all of it.
        assert_eq!(read_file(&file_of(&state.views)).unwrap(), (state.views.clone(), Vec::new()));
    }
    let mut state = ready(5);
    state.update(Action::List(ListAction::TypeWords("ada".to_owned())));
    state.update(Action::List(ListAction::ApplyWords));
    let effects = save(&mut state, "words");
    assert_eq!(stored(&effects).views[0].filter, None);
}

#[test]
fn a_view_whose_filter_was_not_kept_leaves_the_filter_alone() {
    let mut state = ready(500);
    add(&mut state, ChipSubject::Field(Field::User), "Ada");
    let effects = save(&mut state, "ada");
    let mut state = ready(500);
    state.views = stored(&effects).views;
    add(&mut state, ChipSubject::Field(Field::User), "Bo");
    let before = state.list.filters.clone();
    act(&mut state, ViewsAction::Choose(0));
    assert_eq!(state.list.filters, before);
    assert!(state.alerts.iter().any(|alert| alert.text.contains("not kept")));
}

#[test]
fn views_have_names_of_their_own() {
    let mut state = ready(5);
    for name in ["b", "a", "B"] {
        save(&mut state, name);
    }
    assert_eq!(names(&state), ["a", "B"], "the second replaced the first");
    save(&mut state, "   ");
    assert!(state.views_dialog().unwrap().error.is_some());

    act(&mut state, ViewsAction::Rename(0));
    act(&mut state, ViewsAction::NewName("b".to_owned()));
    act(&mut state, ViewsAction::KeepName);
    assert!(state.views_dialog().unwrap().error.is_some() && names(&state) == ["a", "B"]);
    act(&mut state, ViewsAction::NewName("c".to_owned()));
    let effects = act(&mut state, ViewsAction::KeepName);
    assert_eq!((names(&state), stored(&effects).views.len()), (vec!["B", "c"], 2));
    let deleted = state.views[0].clone();
    act(&mut state, ViewsAction::Delete(0));
    assert_eq!(names(&state), ["c"]);
    let effects = act(&mut state, ViewsAction::Undelete);
    assert_eq!((&state.views[0], stored(&effects).views.len()), (&deleted, 2));
    assert!(act(&mut state, ViewsAction::Undelete).is_empty(), "it is back already");
}

#[test]
fn a_file_that_is_none_changes_nothing() {
    let mut state = ready(5);
    save(&mut state, "mine");
    let before = state.views.clone();
    let many = format!(r#"{{"views":[{}]}}"#, vec!["{}"; 501].join(","));
    let nested = format!(r#"{{"views":{}{}}}"#, "[".repeat(9999), "]".repeat(9999));
    for text in [
        "",
        "no JSON",
        "[]",
        "{}",
        r#"{"views":3}"#,
        r#"{"views":[]}"#,
        r#"{"views":[{"name":" "},7]}"#,
        &many,
        &nested,
    ] {
        import(&mut state, text);
        let error = state.views_dialog().unwrap().error.clone().expect(text);
        assert!(error.starts_with("views.json is no file of saved views") && error.contains("Nothing was changed"));
        assert_eq!(state.views, before);
    }
    act(&mut state, ViewsAction::Import { file: "views.json".to_owned(), text: None });
    assert!(state.views_dialog().unwrap().error.is_some());
}

#[test]
fn what_a_file_has_that_is_not_known_here_is_left_out_and_said() {
    let mut state = ready(5);
    let text = r#"{"version":9,"views":[{"name":"new","columns":["user","hologram"],"widths":{"hologram":9},
        "order":[{"field":"hologram"},{"field":"city","descending":true}],
        "filter":{"chips":[
            {"subject":{"Field":"user"},"negated":true,"condition":"Empty"},
            {"subject":{"Field":"hologram"},"negated":false,"condition":"Empty"},
            {"subject":{"Part":["Policies",200]},"negated":false,"condition":"Empty"},
            {"subject":{"Part":["Policies",1]},"negated":false,"condition":{"Entry":{"values":[],"part":99,"also":["x"]}}},
            {"subject":{"Field":"user"},"negated":false,"condition":{"Named":{"name":"x","filter":{"Not":{"List":["Steps",99,"IsEmpty"]}}}}}
        ]}}]}"#;
    import(&mut state, text);
    let done = state.views_dialog().unwrap().done.clone().unwrap();
    for said in ["Added 1 view", "“hologram”", "4 of the filters of “new”"] {
        assert!(done.contains(said), "{done}");
    }
    let view = &state.views[0];
    assert_eq!(view.columns, [Field::User]);
    assert_eq!(view.order, [Order { by: Field::City.into(), descending: true }]);
    let chip = Chip { subject: ChipSubject::Field(Field::User), negated: true, condition: Condition::Empty };
    assert_eq!(view.filter.as_ref().map(|filter| &filter.chips), Some(&vec![chip]));
}

#[test]
fn views_whose_parts_of_lists_have_numbers_are_read() {
    let mut state = ready(5);
    let text = r#"{"version":1,"views":[{"name":"old","columns":["user"],"filter":{"chips":[
        {"subject":{"Part":["Policies",2]},"negated":true,"condition":"Empty"},
        {"subject":{"Part":["Policies",1]},"negated":false,"condition":{"Entry":{"values":["a"],"part":2,"also":["failure"]}}},
        {"subject":"Record","negated":false,"condition":{"Kql":{"Entry":["Steps",[[0,"IsEmpty"],[2,"IsEmpty"]]]}}},
        {"subject":"Record","negated":false,"condition":{"Kql":{"Not":{"List":["Networks",1,"IsEmpty"]}}}}
    ]}}]}"#;
    import(&mut state, text);
    let chips = state.views[0].filter.clone().unwrap().chips;
    let policy = |part| ChipSubject::Part(List::Policies, part);
    assert_eq!(chips[0].subject, policy(Part::PolicyResult));
    let (values, also) = (vec!["a".to_owned()], vec!["failure".to_owned()]);
    let condition = Condition::Entry { values, part: Part::PolicyResult, also };
    assert_eq!((chips[1].subject, &chips[1].condition), (policy(Part::PolicyName), &condition));
    let empty = |part| (part, Test::IsEmpty);
    let steps = Filter::Entry(List::Steps, vec![empty(Part::StepMethod), empty(Part::StepSucceeded)]);
    assert_eq!(chips[2].condition, Condition::Kql(steps));
    let names = Filter::List(List::Networks, Part::NetworkNames, Test::IsEmpty);
    assert_eq!(chips[3].condition, Condition::Kql(Filter::Not(Box::new(names))));
}

#[test]
fn an_import_loses_nothing() {
    let mut state = ready(5);
    save(&mut state, "mine");
    let Some(Effect::SaveText { name, text, .. }) = act(&mut state, ViewsAction::Export).pop() else {
        panic!("no file")
    };
    assert_eq!(name, "signscope-views.json");
    import(&mut state, &text);
    assert_eq!(names(&state), ["mine"], "the very same view is here already");

    state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Field::City.into()))));
    save(&mut state, "mine");
    import(&mut state, &text);
    assert_eq!(names(&state), ["mine", "mine (2)"], "another view of this name");
    let long = SavedView { name: "x".repeat(80), ..state.views[0].clone() };
    let other = SavedView { widths: [(Field::User.into(), 99)].into(), ..long.clone() };
    import(&mut state, &file_of(&[long]));
    import(&mut state, &file_of(&[other]));
    assert_eq!(state.views.len(), 4, "even where the number does not fit behind the name");
}
