//! What is kept from one question to the next never shows: an engine asked many things answers as a new one does.

use signscope::engine::protocol::View;
use signscope::query::{Filter, Order, Test};
use signscope::schema::Field;
use signscope_sample::{Form, Generator, Profile};

use crate::engine::Desk;

const COLUMNS: [Field; 2] = [Field::Date, Field::User];

fn views() -> Vec<View> {
    let chip = |field, values: &[&str]| {
        Filter::Field(field, Test::OneOf(values.iter().map(|&value| value.to_owned()).collect()))
    };
    let failed = chip(Field::Status, &["Failure"]);
    let stopped = chip(Field::Status, &["Failure", "Interrupted"]);
    let word = |words: &str| Filter::Words(words.into());
    let words = word("windows");
    let order = |field: Field, descending| vec![Order { by: field.into(), descending }];
    let filters = [
        Filter::All(vec![]),
        Filter::All(vec![stopped.clone()]),
        Filter::All(vec![stopped, words.clone()]),
        Filter::All(vec![failed.clone(), words.clone()]),
        Filter::All(vec![words.clone()]),
        Filter::Any(vec![failed, words]),
        Filter::All(vec![word("A")]),
        Filter::All(vec![word("a1")]),
        Filter::All(vec![word("e dow")]),
        Filter::All(vec![word("DOWS edge")]),
        Filter::All(vec![word("edges dow")]),
        Filter::All(vec![word("1-4")]),
        Filter::All(vec![word("1-4a ED")]),
    ];
    let orders = [order(Field::Date, true), order(Field::User, false), order(Field::User, true)];
    let pairs = filters.iter().flat_map(|filter| orders.iter().map(move |order| (filter, order)));
    pairs.map(|(filter, order)| View { filter: filter.clone(), order: order.clone() }).collect()
}

#[test]
fn an_engine_asked_many_things_answers_as_a_new_one() {
    let file =
        |seed| -> Vec<u8> { Form::PortalJson.chunks(Generator::new(seed, 700, Profile::LARGE)).flatten().collect() };
    let (first, second) = (file(1), file(2));
    let mut asked = Desk::with("first.json", &first);
    let new = |files: &[&[u8]], view: &View| {
        let mut desk = Desk::new();
        files.iter().for_each(|bytes| desk.load("sample.json", bytes, 1 << 20));
        desk.rows(view, &COLUMNS)
    };
    for view in views() {
        assert_eq!(asked.rows(&view, &COLUMNS), new(&[&first], &view), "{view:?}");
    }
    asked.load("second.json", &second, 1 << 20);
    for view in views().into_iter().rev() {
        assert_eq!(asked.rows(&view, &COLUMNS), new(&[&first, &second], &view), "{view:?}");
    }
}
