//! The list at any length: which rows are visible, which are asked for.

use signscope::engine::protocol::{Cell, Request, Row, Rows};
use signscope::query::View;
use signscope::schema::{Column, Field};
use signscope::ui::state::rows::{CHUNK, RowCache, Taken};
use signscope::ui::state::viewport::{LONGEST, ROW_HEIGHT, Viewport};

const MILLION: u32 = 1_000_000;

fn viewport() -> Viewport {
    Viewport { height: 640.0, ..Viewport::default() }
}

#[test]
fn a_short_list_scrolls_as_the_browser_does() {
    let mut viewport = viewport();
    assert!(!Viewport::is_scaled(250_000));
    viewport.scrolled(3_200.0, 250_000);
    assert_eq!(viewport.window(250_000), 92..129);
    assert_eq!(viewport.visible(250_000), 100..120);
    assert_eq!(viewport.top_of(92), 92.0 * ROW_HEIGHT);
    assert_eq!(viewport.settle(250_000), None);
    assert_eq!(viewport.window(3), 0..3, "a list that shrank has its last rows");
}

#[test]
fn a_million_rows_fit_under_the_longest_scroll_bar() {
    assert_eq!(Viewport::spacer(MILLION), LONGEST);
    let mut viewport = viewport();
    viewport.scrolled(LONGEST - viewport.height, MILLION);
    assert_eq!(viewport.window(MILLION).end, MILLION, "the end of the bar is the end of the list");
    assert_eq!(viewport.first_visible(), MILLION - 20);
    viewport.scrolled(0.0, MILLION);
    assert_eq!(viewport.window(MILLION), 0..37);
}

#[test]
fn small_movements_are_exact_in_a_scaled_list() {
    let mut viewport = viewport();
    viewport.scrolled(4_000_000.0, MILLION);
    let first = viewport.first_visible();
    let top = viewport.scroll_top;
    for step in 1..=10 {
        viewport.scrolled(top + f64::from(step) * ROW_HEIGHT, MILLION);
        assert_eq!(viewport.first_visible(), first + step);
    }
    // The rows drawn do not move inside the spacer while the browser scrolls it.
    let before = viewport.top_of(first);
    viewport.scrolled(viewport.scroll_top + 17.0, MILLION);
    assert!((viewport.top_of(first) - before).abs() < 1e-6);
    // At rest the bar goes where it belongs, and the rows stay.
    let offset = viewport.offset;
    let place = viewport.settle(MILLION).expect("the bar is elsewhere");
    assert_eq!(viewport.offset, offset);
    viewport.scrolled(place, MILLION);
    assert_eq!(viewport.offset, offset);
    assert_eq!(viewport.settle(MILLION), None);
}

#[test]
fn every_row_of_a_million_can_be_revealed() {
    let mut viewport = viewport();
    for index in [0, 1, 19, 20, 21, 249_999, 250_001, 999_998, MILLION - 1, 500_000, 3] {
        viewport.reveal(index, MILLION);
        let top = f64::from(index) * ROW_HEIGHT;
        assert!(viewport.offset <= top && top + ROW_HEIGHT <= viewport.offset + viewport.height, "{index}");
        let drawn = viewport.top_of(index) - viewport.scroll_top;
        assert!((-1e-6..=viewport.height - ROW_HEIGHT + 1e-6).contains(&drawn), "{index} is drawn at {drawn}");
        assert!(viewport.scroll_top <= LONGEST - viewport.height);
        assert_eq!(viewport.reveal(index, MILLION), None, "what is visible does not move");
    }
}

fn columns() -> Vec<Column> {
    vec![Field::User.into()]
}

fn cache() -> RowCache {
    RowCache::new(View::default(), columns())
}

/// The engine's answer to a question for rows of a list of so many; each row says its place.
fn answer(request: &Request, total: u32) -> Option<Rows> {
    let Request::Rows { view, columns, first, count } = request else { return None };
    let rows = (*first..total.min(first + count))
        .map(|row| Row { row: super::id(row), cells: vec![Cell::Text(row.to_string())] });
    Some(Rows { view: view.clone(), columns: columns.clone(), total, first: *first, rows: rows.collect() })
}

fn firsts(requests: &[Request]) -> Vec<u32> {
    let first = |request: &Request| match request {
        Request::Rows { first, .. } => Some(*first),
        _ => None,
    };
    requests.iter().filter_map(first).collect()
}

#[test]
fn rows_are_asked_in_chunks_once_and_one_ahead() {
    let mut cache = cache();
    let first = cache.ask(0..28, 0);
    assert_eq!(firsts(&first), [0], "how long the list is, is not known yet");
    assert!(cache.ask(0..28, 0).is_empty(), "asked already");
    assert_eq!(cache.take(answer(&first[0], 1000).unwrap(), 0), Taken::NewView);
    let ahead = cache.ask(0..28, 0);
    assert_eq!(firsts(&ahead), [CHUNK], "the next chunk ahead");
    assert_eq!(cache.get(5).map(|row| row.row), Some(super::id(5)));
    assert_eq!(cache.get(CHUNK), None, "not here yet");
    assert_eq!(cache.here(50..80), 50..64);
    assert_eq!(firsts(&cache.ask(120..150, 70)), [2 * CHUNK]);
}

#[test]
fn rows_are_asked_ahead_the_way_the_list_goes_and_after_those_that_are_seen() {
    let mut cache = cache();
    let serve = |requests: Vec<Request>, cache: &mut RowCache| {
        for request in &requests {
            assert_ne!(cache.take(answer(request, MILLION).unwrap(), 0), Taken::Stale);
        }
        firsts(&requests)
    };
    let first = cache.ask(0..28, 0);
    serve(first, &mut cache);
    let seen = cache.ask(10 * CHUNK..10 * CHUNK + 28, 640);
    assert_eq!(serve(seen, &mut cache), [10 * CHUNK], "what is seen and nothing else");
    let slowly = cache.ask(10 * CHUNK + 1..10 * CHUNK + 29, 1);
    assert_eq!(serve(slowly, &mut cache), [11 * CHUNK]);
    let upwards = cache.ask(10 * CHUNK..10 * CHUNK + 28, -1);
    assert_eq!(serve(upwards, &mut cache), [9 * CHUNK]);
    let fast = cache.ask(11 * CHUNK..11 * CHUNK + 28, 40);
    assert_eq!(serve(fast, &mut cache), [12 * CHUNK, 13 * CHUNK]);
    assert!(cache.ask(11 * CHUNK..11 * CHUNK + 28, 40).is_empty(), "all of it is here");
}

#[test]
fn the_end_of_the_list_asks_for_nothing_beyond() {
    let mut cache = cache();
    let first = cache.ask(0..10, 0);
    cache.take(answer(&first[0], 5).unwrap(), 0);
    assert!(cache.ask(0..5, 0).is_empty());
    assert_eq!(cache.total(), 5);
}

#[test]
fn a_dragged_scroll_bar_does_not_queue_questions_without_end() {
    let mut cache = cache();
    let first = cache.ask(0..28, 0);
    cache.take(answer(&first[0], MILLION).unwrap(), 0);
    let asked: usize = (0..100).map(|at| cache.ask(at * 10_000..at * 10_000 + 30, 10_000).len()).sum();
    assert_eq!(asked, 3);
}

#[test]
fn old_rows_stay_until_the_new_view_is_answered() {
    let mut cache = cache();
    let old = cache.ask(0..28, 0);
    cache.take(answer(&old[0], 10).unwrap(), 0);
    let view = View { order: Vec::new(), ..View::default() };
    cache.restart(view, vec![Field::City.into(), Field::User.into()]);
    assert_eq!(cache.get(3).map(|row| row.row), Some(super::id(3)));
    assert_eq!(**cache.columns(), columns(), "the old rows with their columns");
    let new = cache.ask(0..28, 0);
    assert_eq!(cache.take(answer(&old[0], 10).unwrap(), 0), Taken::Stale);
    assert!(!cache.is_answered());
    assert_eq!(cache.take(answer(&new[0], 2).unwrap(), 0), Taken::NewView);
    assert_eq!((cache.total(), cache.get(3)), (2, None));
    assert_eq!(**cache.columns(), [Field::City, Field::User]);
}

#[test]
fn rows_are_asked_again_when_records_come_in() {
    let mut cache = cache();
    let first = cache.ask(0..28, 0);
    cache.outdate();
    assert!(cache.ask(0..28, 0).is_empty(), "one question at a time");
    cache.take(answer(&first[0], 100).unwrap(), 0);
    let again = cache.ask(0..28, 0);
    assert_eq!(firsts(&again), [0], "the answer was of before");
    cache.take(answer(&again[0], 200).unwrap(), 0);
    assert!(firsts(&cache.ask(0..28, 0)).iter().all(|&first| first != 0), "nothing came in since");
}

#[test]
fn far_chunks_are_forgotten_and_near_ones_kept() {
    let mut cache = cache();
    let mut at = 0;
    for _ in 0..200 {
        for request in cache.ask(at..at + 1, 1) {
            cache.take(answer(&request, MILLION).unwrap(), at);
        }
        at += CHUNK;
    }
    assert_eq!(cache.get(0), None);
    assert!(cache.get(at - CHUNK).is_some());
    assert_eq!(cache.index_of(super::id(at - CHUNK)), Some(at - CHUNK));
}
