//! Times, numbers and chips as the page writes them.

use signscope::engine::protocol::{Cell, StatusCounts, Values};
use signscope::query::{Filter, Test};
use signscope::schema::{Field, List, Part};
use signscope::ui::format::number::ended;
use signscope::ui::format::{number, time};
use signscope::ui::state::chip::{Chip, ChipSubject, Condition, Picked};
use signscope::ui::state::detail::menu_value;
use signscope::ui::state::editor::without_value;
use signscope::ui::state::filters::Filters;

/// 2026-11-19 22:41:07 UTC
const INSTANT: i64 = 1_795_128_067_000;

fn values(values: &[&str]) -> Condition {
    let ticked = values.iter().map(|value| (*value).to_owned()).collect();
    Condition::Values(Picked { ticked, ..Picked::default() })
}

fn chip(subject: Field, negated: bool, condition: Condition) -> Chip {
    Chip { subject: ChipSubject::Field(subject), negated, condition }
}

#[test]
fn times_are_written_in_the_zone_of_display() {
    assert_eq!(time::date_time(INSTANT, 0), "2026-11-19 22:41:07");
    assert_eq!(time::date_time(INSTANT, 90), "2026-11-20 00:11:07");
    assert_eq!(time::minute(INSTANT, -300), "2026-11-19 17:41");
    assert_eq!(time::day(INSTANT, 120), "2026-11-20");
    assert_eq!(time::date_time(-1, 0), "1969-12-31 23:59:59");
    assert_eq!(time::date_time(i64::MAX, 60), i64::MAX.to_string(), "no calendar has it");
}

#[test]
fn a_date_input_gives_back_the_instant_it_shows() {
    for offset in [0, 330, -600] {
        let text = time::input_value(INSTANT, offset);
        assert_eq!(time::instant(&text, |_| offset), Some(INSTANT), "{text}");
    }
    assert_eq!(time::instant("2026-11-19T22:41", |_| 0), Some(INSTANT - 7_000));
    assert_eq!(time::instant("", |_| 0), None);
}

#[test]
fn a_date_input_knows_summer_time() {
    // Central European time: the clocks go from 3 to 2 on 25 October 2026 at 01:00 UTC.
    let change = 1_792_890_000_000;
    let offset_at = |instant: i64| if instant < change { 120 } else { 60 };
    for instant in [change - 30 * time::HOUR, change - 3 * time::HOUR, change + 3 * time::HOUR, change + time::DAY] {
        let text = time::input_value(instant, offset_at(instant));
        assert_eq!(time::instant(&text, offset_at), Some(instant), "{text}");
    }
}

#[test]
fn lengths_of_time_have_their_largest_whole_unit() {
    let cases = [
        (time::MINUTE, "1 minute"),
        (30 * time::MINUTE, "30 minutes"),
        (time::HOUR, "1 hour"),
        (time::DAY, "1 day"),
        (7 * time::DAY, "7 days"),
        (14 * time::DAY, "2 weeks"),
        (9_522 * 7 * time::DAY, "9,522 weeks"),
        (400 * time::DAY, "400 days"),
        (36 * time::HOUR, "36 hours"),
        (90 * time::MINUTE, "90 minutes"),
        (90_000, "90 seconds"),
        // What nobody can picture is told in larger units, and whole.
        (10_079 * time::MINUTE, "6 days 23 hours 59 minutes"),
        (101 * time::HOUR, "4 days 5 hours"),
        (time::DAY + 1_000, "1 day 1 second"),
        (999, "less than a second"),
    ];
    for (millis, text) in cases {
        assert_eq!(time::duration(millis), text);
    }
}

#[test]
fn numbers_are_grouped_and_sizes_have_three_digits() {
    assert_eq!(number::count(0), "0");
    assert_eq!(number::count(999), "999");
    assert_eq!(number::count(1_000), "1,000");
    assert_eq!(number::count(12_345_678), "12,345,678");
    assert_eq!(number::counted(1, "record", "records"), "1 record");
    assert_eq!(number::bytes(999), "999 B");
    assert_eq!(number::bytes(1_000), "1.00 kB");
    assert_eq!(number::bytes(999_600), "1.00 MB");
    assert_eq!(number::bytes(1_670_000_000), "1.67 GB");
    assert_eq!(number::bytes(25_400_000), "25.4 MB");
}

#[test]
fn shares_do_not_round_something_to_nothing_or_all() {
    assert_eq!(number::percent(0, 0), "–");
    assert_eq!(number::percent(0, 10), "0.0 %");
    assert_eq!(number::percent(124, 1000), "12.4 %");
    assert_eq!(number::percent(1, 1_000_000), "< 0.1 %");
    assert_eq!(number::percent(999_999, 1_000_000), "> 99.9 %");
    assert_eq!(number::percent(10, 10), "100.0 %");
    assert_eq!(number::per_second(500, 250.0), 2000);
    assert_eq!(number::per_second(500, 0.0), 0);
}

#[test]
fn a_chip_says_what_it_does() {
    let span = Condition::Between { from: Some(INSTANT), to: None };
    let cases = [
        (chip(Field::Status, false, values(&["Failure", "Interrupted"])), "Status: Failure, Interrupted"),
        (chip(Field::Username, true, values(&["ada@contoso.example"])), "User is not ada@contoso.example"),
        (chip(Field::Application, false, values(&["A", "B", "C", "D", "E"])), "Application: A, B, C and 2 more"),
        (chip(Field::City, false, Condition::Values(Picked::one(None))), "City: (empty or not in the file)"),
        (chip(Field::Username, false, Condition::Contains("ada".to_owned())), "User contains ada"),
        (chip(Field::Resource, true, Condition::Contains("x".to_owned())), "Resource does not contain x"),
        (chip(Field::UserAgent, false, Condition::StartsWith("python".to_owned())), "User agent starts with python"),
        (chip(Field::RiskState, false, Condition::Empty), "Risk state is empty or not in the file"),
        (chip(Field::RiskState, true, Condition::Empty), "Risk state is not empty"),
        (chip(Field::IpAddress, false, Condition::Within("203.0.113.0/24".to_owned())), "IP address in 203.0.113.0/24"),
        (chip(Field::Date, false, Condition::Newest { millis: 24 * time::HOUR }), "Date: last 24 hours"),
        (chip(Field::Date, false, Condition::Newest { millis: 7 * time::DAY }), "Date: last 7 days"),
        (chip(Field::Date, false, Condition::Newest { millis: 30 * time::DAY }), "Date: last 1 month"),
        (chip(Field::Date, false, span), "Date: from 2026-11-19 23:41"),
        (
            Chip {
                subject: ChipSubject::Part(List::Policies, Part::PolicyName),
                negated: false,
                condition: values(&["CA004"]),
            },
            "Policy: CA004",
        ),
    ];
    for (chip, text) in cases {
        assert_eq!(chip.text(|_| 60), text);
    }
}

#[test]
fn a_typed_user_is_a_name_or_a_user_name_and_a_ticked_one_is_a_user_name() {
    let one = |text: &str| Test::OneOf(vec![text.to_owned()]);
    let ticked = chip(Field::Username, false, values(&["ada@contoso.example"]));
    assert_eq!(ticked.filter(), Filter::Field(Field::Username, one("ada@contoso.example")));

    let contains = chip(Field::Username, false, Condition::Contains("ada".to_owned()));
    let test = Test::Contains("ada".to_owned());
    let both = Filter::Any(vec![Filter::Field(Field::Username, test.clone()), Filter::Field(Field::User, test)]);
    assert_eq!(contains.filter(), both);

    let typed = Picked { typed: vec!["Ada Lindqvist".to_owned()], ..Picked::default() };
    let typed = chip(Field::Username, true, Condition::Values(typed)).filter();
    let test = one("Ada Lindqvist");
    let both = Filter::Any(vec![Filter::Field(Field::Username, test.clone()), Filter::Field(Field::User, test)]);
    assert_eq!(typed, Filter::Not(Box::new(both)));
}

#[test]
fn chips_and_words_are_one_filter() {
    let status = chip(Field::Status, false, values(&["Failure"]));
    let mut city = Picked::one(None);
    city.merge(Picked::one(Some("Oslo".to_owned())));
    let city = chip(Field::City, true, Condition::Values(city));
    let filters = Filters { words: "  ada  ".to_owned(), chips: vec![status.clone(), city.clone()] };

    let failure = Filter::Field(Field::Status, Test::OneOf(vec!["Failure".to_owned()]));
    let oslo = Filter::Field(Field::City, Test::OneOf(vec!["Oslo".to_owned()]));
    let not_oslo = Filter::Not(Box::new(Filter::Any(vec![oslo, Filter::Field(Field::City, Test::IsEmpty)])));
    let words = Filter::Words("ada".to_owned());
    assert_eq!(filters.filter(), Filter::All(vec![words.clone(), failure, not_oslo.clone()]));
    assert_eq!(filters.filter_without(Some(0)), Filter::All(vec![words, not_oslo]));
    assert_eq!(Filters::default().filter(), Filter::default());
}

#[test]
fn values_added_one_by_one_share_a_chip() {
    let mut filters = Filters::default();
    let status = ChipSubject::Field(Field::Status);
    filters.add_value(status, Some("Failure".to_owned()), false);
    filters.add_value(status, Some("Interrupted".to_owned()), false);
    filters.add_value(status, Some("Failure".to_owned()), false);
    filters.add_value(status, Some("Success".to_owned()), true);
    let texts: Vec<String> = filters.chips.iter().map(|chip| chip.text(|_| 0)).collect();
    assert_eq!(texts, ["Status: Failure, Interrupted", "Status is not Success"]);
}

#[test]
fn how_sign_ins_ended_is_only_said_where_it_is_known() {
    let counts = |success, failure, unknown| StatusCounts { success, failure, unknown, ..StatusCounts::default() };
    assert_eq!(ended(&counts(3, 2, 0)), "2 failed, 0 interrupted");
    assert_eq!(ended(&counts(3, 2, 1)), "2 failed, 0 interrupted, 1 without a status in their file");
    assert_eq!(ended(&counts(0, 0, 9)), "status not in this file");
    assert_eq!(ended(&counts(0, 0, 0)), "0 failed, 0 interrupted");
}

#[test]
fn records_without_a_value_are_called_what_they_are() {
    let values = |absent| Values {
        filter: Filter::default(),
        of: Field::RiskState.into(),
        containing: String::new(),
        distinct: 1,
        absent,
        values: Vec::new(),
    };
    assert_eq!(without_value(&values(0), 1200), "(empty)");
    assert_eq!(without_value(&values(1200), 1200), "(not in this file)");
    assert_eq!(without_value(&values(1000), 1200), "(empty, or not in the file: 1,000)");
}

#[test]
fn the_menu_of_a_stand_in_is_about_the_field_it_is_of() {
    let cell = Cell::Fallback { field: Field::Username, text: "ada@contoso.example".to_owned() };
    let value = menu_value(ChipSubject::Field(Field::User), &cell);
    assert_eq!(value.subject, Some(ChipSubject::Field(Field::Username)));
    assert_eq!(value.value.as_deref(), Some("ada@contoso.example"));
}

#[test]
fn coordinates_are_rounded_to_their_digits() {
    let texts = [0.0, 64.0, 0.75, -0.04, -1.26, 1_234_567.449].map(|number| number::Rounded::<1>(number).to_string());
    assert_eq!(texts, ["0.0", "64.0", "0.8", "0.0", "-1.3", "1234567.4"]);
    let texts = [3.05, 28.0, 7.999, -0.5].map(|number| number::Rounded::<2>(number).to_string());
    assert_eq!(texts, ["3.05", "28.00", "8.00", "-0.50"]);
}
