//! Questions: filters by kind of field and operator, words, values with counts, totals and the timeline.

use divan::Bencher;
use divan::counter::ItemsCount;
use signscope::query::{Filter, SummaryQuestion, Test, select, summary, values};
use signscope::schema::{Field, FieldKind, List, Part};
use signscope::store::{RowSet, TextAt};

use super::STORE;

/// The value of a field in the middle of the file.
fn some(field: Field) -> String {
    match STORE.text_at(field, STORE.len() / 2) {
        TextAt::Text(text) => text.into_owned(),
        _ => String::new(),
    }
}

fn one_of(field: Field) -> Filter {
    Filter::Field(field, Test::OneOf(vec![some(field)]))
}

fn contains(field: Field, text: &str) -> Filter {
    Filter::Field(field, Test::Contains(text.into()))
}

fn is_empty(field: Field) -> Filter {
    Filter::Field(field, Test::IsEmpty)
}

fn measure(bencher: Bencher, filter: &Filter) {
    let records = STORE.len();
    bencher.counter(ItemsCount::new(records)).bench_local(|| select(&STORE, filter));
}

/// Filters on one field, by the words they are chosen with.
fn filter_named(name: &str) -> Filter {
    match name {
        "category is one of" => one_of(Field::Status),
        "category is empty" => is_empty(Field::RiskState),
        "number is one of" => one_of(Field::ErrorCode),
        "text is one of" => one_of(Field::Username),
        "text contains" => contains(Field::User, "an"),
        "text starts with" => Filter::Field(Field::User, Test::StartsWith("a".into())),
        "address is within" => Filter::Field(Field::IpAddress, Test::Within("203.0.113.0/25".into())),
        "address contains" => contains(Field::IpAddress, "113.7"),
        "id is one of" => one_of(Field::RequestId),
        "id contains" => contains(Field::RequestId, "a1b2"),
        "id starts with" => Filter::Field(Field::RequestId, Test::StartsWith("a1".into())),
        "id is empty" => is_empty(Field::RequestId),
        "id as text is one of" => one_of(Field::UniqueTokenId),
        "id as text contains" => contains(Field::UniqueTokenId, "a1b2"),
        "time is between" => {
            let from = STORE.times()[STORE.len() / 2];
            Filter::Field(Field::Date, Test::Between { from: Some(from), to: Some(from + 86_400_000) })
        }
        "time is among the newest" => Filter::Field(Field::Date, Test::Newest { millis: 86_400_000 }),
        "list contains" => Filter::List(List::Policies, Part::PolicyName, Test::Contains("block".into())),
        "not" => Filter::Not(Box::new(one_of(Field::Status))),
        _ => panic!("no filter is called {name}"),
    }
}

#[divan::bench(args = [
    "category is one of", "category is empty", "number is one of", "text is one of", "text contains", "text starts with",
    "address is within", "address contains", "id is one of", "id contains", "id starts with", "id is empty",
    "id as text is one of", "id as text contains", "time is between", "time is among the newest", "list contains", "not",
])]
fn filter(bencher: Bencher, name: &str) {
    measure(bencher, &filter_named(name));
}

#[divan::bench(args = ["windows", "zuzana", "q", "f7", "a1b2c", "1-4a", "failure edge", "not-there-at-all"])]
fn words(bencher: Bencher, words: &str) {
    measure(bencher, &Filter::Words(words.into()));
}

#[divan::bench]
fn words_whole_guid(bencher: Bencher) {
    measure(bencher, &Filter::Words(some(Field::RequestId)));
}

/// Every field that can be counted, and the rows of an every-day filter.
fn fields(kinds: &[FieldKind]) -> Vec<Field> {
    Field::all().filter(|field| kinds.contains(&field.kind())).collect()
}

fn measure_values(bencher: Bencher, fields: &[Field], rows: &RowSet) {
    let ask = |&field: &Field| values(&STORE, &Filter::default(), rows, &field.into(), "", 100);
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| fields.iter().map(ask).collect::<Vec<_>>());
}

#[divan::bench(args = [Field::Status, Field::Application, Field::Username, Field::IpAddress, Field::RequestId, Field::SessionId])]
fn values_of(bencher: Bencher, field: &Field) {
    measure_values(bencher, &[*field], &RowSet::all(STORE.len()));
}

#[divan::bench]
fn values_of_every_filter(bencher: Bencher) {
    let fields = fields(&[FieldKind::Category, FieldKind::Text, FieldKind::Ip, FieldKind::Number, FieldKind::Bool]);
    measure_values(bencher, &fields, &RowSet::all(STORE.len()));
}

#[divan::bench]
fn values_of_every_filter_among_half(bencher: Bencher) {
    let fields = fields(&[FieldKind::Category, FieldKind::Text, FieldKind::Ip, FieldKind::Number, FieldKind::Bool]);
    measure_values(bencher, &fields, &select(&STORE, &Filter::Words("windows".into())));
}

#[divan::bench]
fn totals_and_timeline(bencher: Bencher) {
    let rows = RowSet::all(STORE.len());
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| summary(&STORE, &SummaryQuestion::default(), &rows));
}

#[divan::bench]
fn totals_and_timeline_of_half(bencher: Bencher) {
    let rows = select(&STORE, &Filter::Words("windows".into()));
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| summary(&STORE, &SummaryQuestion::default(), &rows));
}
