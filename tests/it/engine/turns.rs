//! Questions are answered a turn at a time: none waits for a long one, and what nobody asks any more is dropped. Turns
//! are counted here, not timed.

use std::cell::Cell;

use signscope::engine::protocol::usage::{EntityKind, Scope, TableQuestion, UsageColumn};
use signscope::engine::protocol::{Filter, Question, Reply, Request, SummaryQuestion, ValuesOf, View};
use signscope::engine::{Queue, Turn};
use signscope::query::{Anchor, Order, Test};
use signscope::schema::{Field, List, Part};
use signscope_sample::{Form, Vintage};

use super::{Desk, other_file, sample_file};

const CSV: Form = Form::PortalCsv(Vintage::Of2025);

fn rows(filter: Filter) -> Request {
    let order = vec![Order { by: Field::RequestId.into(), descending: true }];
    Request::Rows { view: View { filter, order }, columns: vec![Field::User.into()], first: 0, count: 50 }
}

fn summary(filter: Filter) -> Request {
    Request::Summary(SummaryQuestion { filter, ..SummaryQuestion::default() })
}

fn table(filter: Filter) -> Request {
    Request::Ask(Question::Table(TableQuestion {
        scope: Scope { filter, ..Scope::everything() },
        subject: EntityKind::User,
        containing: String::new(),
        order: UsageColumn::SignIns,
        descending: true,
        first: 0,
        count: 5,
    }))
}

/// A pattern that takes long: many alternatives, some of which are somewhere.
fn pattern() -> Test {
    let alternatives: Vec<String> = (0..12).map(|number| format!("{number}[a-f]")).collect();
    Test::Matches(alternatives.join("|"))
}

fn filters() -> Vec<Filter> {
    let words = Filter::Words("contoso a".to_owned());
    let ends = Test::Like { anchor: Anchor::End, cased: false, text: "0".to_owned() };
    vec![
        Filter::default(),
        Filter::Field(Field::RequestId, pattern()),
        Filter::Anywhere(pattern()),
        Filter::InList(List::Policies, pattern()),
        Filter::Entry(
            List::Policies,
            vec![(Part::PolicyName, ends.clone()), (Part::PolicyResult, Test::Contains("s".to_owned()))],
        ),
        Filter::All(vec![words.clone(), Filter::Not(Box::new(Filter::Field(Field::IpAddress, ends)))]),
        Filter::Any(vec![Filter::Field(Field::UserAgent, pattern()), words]),
    ]
}

/// The answer, and the turns it took if each ends after so many bits of work.
fn in_turns(desk: &mut Desk, request: &Request, bits: u32) -> (Reply, u32) {
    for turn in 1..100_000 {
        let left = Cell::new(bits);
        let mut is_over = || left.replace(left.get().saturating_sub(1)) <= 1;
        if let Some(reply) = desk.engine.answer_in_turn(request, &mut Turn::new(&mut is_over)) {
            return (reply, turn);
        }
    }
    panic!("{request:?} is never answered");
}

#[test]
fn an_answer_in_many_turns_is_the_answer() {
    let json = sample_file(Form::PortalJson, 60);
    let mut desk = Desk::with("a.json", &json);
    desk.load("b.csv", &other_file(CSV, 40), 4096);
    let mut at_once = Desk::with("a.json", &json);
    at_once.load("b.csv", &other_file(CSV, 40), 4096);
    for filter in filters() {
        let values = Request::Values {
            filter: filter.clone(),
            of: ValuesOf::Field(Field::User),
            containing: "a".to_owned(),
            limit: 20,
        };
        for request in [rows(filter.clone()), summary(filter.clone()), values, table(filter.clone())] {
            for bits in [1, 7] {
                let (reply, _) = in_turns(&mut desk, &request, bits);
                assert_eq!(Some(&reply), at_once.engine.answer(&request).as_ref(), "{request:?}");
                // Nothing of it is known next time.
                desk.load("empty.csv", b"", 4096);
                desk.engine.remove(&[desk.files.len() as u32 - 1]);
            }
        }
    }
}

#[test]
fn the_longer_a_turn_the_fewer_are_needed() {
    let file = sample_file(CSV, 500);
    let turns = |bits: u32| in_turns(&mut Desk::with("a.csv", &file), &rows(Filter::Anywhere(pattern())), bits).1;
    let (short, long) = (turns(1), turns(50));
    // Five hundred request IDs alone are more than sixty bits.
    assert!(short > 60 && long < short / 10, "{short}, {long}");
    assert_eq!(in_turns(&mut Desk::with("a.csv", &file), &rows(Filter::default()), 1).1, 1, "nothing to look for");
}

/// Gives turns of one bit until an answer comes; how many it took.
fn next_answer(queue: &mut Queue, desk: &mut Desk) -> (Reply, u32) {
    for turn in 1..100_000 {
        let reply = queue.go_on(&mut desk.engine, &mut Turn::new(&mut || true));
        if let Some(reply) = reply {
            return (reply, turn);
        }
    }
    panic!("nothing is answered");
}

#[test]
fn a_long_question_keeps_no_other_waiting() {
    let mut desk = Desk::with("a.csv", &sample_file(CSV, 500));
    let mut queue = Queue::default();
    queue.ask(rows(Filter::Anywhere(pattern())));
    for _ in 0..10 {
        assert_eq!(queue.go_on(&mut desk.engine, &mut Turn::new(&mut || true)), None);
    }
    queue.ask(summary(Filter::default()));
    let (reply, turns) = next_answer(&mut queue, &mut desk);
    assert!(matches!(reply, Reply::Summary(_)) && turns <= 2, "{turns}");
    let (reply, turns) = next_answer(&mut queue, &mut desk);
    assert!(matches!(reply, Reply::Rows(_)) && turns > 10, "{turns}");
    assert!(queue.is_empty());
}

#[test]
fn a_question_that_is_superseded_stops() {
    let mut desk = Desk::with("a.csv", &sample_file(CSV, 500));
    let mut queue = Queue::default();
    // As somebody types on, each letter asks for rows and numbers.
    for length in 1..=20 {
        let pattern = Filter::Anywhere(Test::Matches(format!("({})", "a|".repeat(length))));
        queue.ask(rows(pattern.clone()));
        queue.ask(summary(pattern));
        assert_eq!(queue.go_on(&mut desk.engine, &mut Turn::new(&mut || true)), None);
    }
    queue.ask(rows(Filter::default()));
    queue.ask(summary(Filter::default()));
    let answers = [next_answer(&mut queue, &mut desk), next_answer(&mut queue, &mut desk)];
    assert!(queue.is_empty());
    assert!(answers.iter().all(|(_, turns)| *turns == 1), "{answers:?}");
    // Rows of another place of the same list are another question.
    let Request::Rows { view, columns, count, .. } = rows(Filter::default()) else { panic!("no rows") };
    queue.ask(Request::Rows { view: view.clone(), columns: columns.clone(), first: 0, count });
    queue.ask(Request::Rows { view: view.clone(), columns: columns.clone(), first: 50, count });
    queue.ask(Request::Rows { view, columns, first: 50, count });
    next_answer(&mut queue, &mut desk);
    assert!(!queue.is_empty());
    next_answer(&mut queue, &mut desk);
    assert!(queue.is_empty());
}

#[test]
fn a_question_that_is_withdrawn_stops() {
    let (kept, dropped) = (table(Filter::Anywhere(pattern())), table(Filter::default()));
    let Request::Ask(question) = dropped.clone() else { panic!("no question") };
    let mut queue = Queue::default();
    queue.ask(dropped);
    queue.ask(kept);
    queue.withdraw(&[question]);
    let mut desk = Desk::with("a.csv", &sample_file(CSV, 50));
    let (reply, turns) = next_answer(&mut queue, &mut desk);
    assert!(matches!(reply, Reply::Answer(_)) && turns > 5);
    assert!(queue.is_empty());
}

#[test]
fn a_question_is_answered_though_the_records_change_all_the_time() {
    let file = sample_file(CSV, 3000);
    let mut desk = Desk::new();
    let number = desk.engine.add_file("a.csv", file.len() as u64);
    let mut queue = Queue::default();
    queue.ask(rows(Filter::Field(Field::RequestId, Test::Matches("a.b".to_owned()))));
    let mut answers = 0;
    for block in file.chunks(64 << 10) {
        desk.engine.push(number, block);
        let left = Cell::new(16 * queue.patience(&desk.engine));
        let mut is_over = || left.replace(left.get().saturating_sub(1)) <= 1;
        answers += u32::from(queue.go_on(&mut desk.engine, &mut Turn::new(&mut is_over)).is_some());
    }
    assert_eq!(answers, 1);
}
