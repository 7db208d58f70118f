//! Tests of charts as numbers and words: scale, summary, table and file.

use proptest::prelude::*;
use signscope::ui::chart::{Chart, Form, Group, Series, TimeBin, Tone, rows, scale, summary, svg};

fn chart(form: Form) -> Chart {
    let step = |name: &str, is_partial| TimeBin { name: name.to_owned(), is_partial };
    let series = |name: &str, tone, counts: [u32; 4]| Series { name: name.to_owned(), tone, counts: counts.to_vec() };
    Chart {
        title: "Sign-ins".to_owned(),
        form,
        unit: ["sign-in", "sign-ins"],
        step: "day",
        steps: vec![
            step("2026-11-07", true),
            step("2026-11-08", false),
            step("2026-11-09", false),
            step("2026-11-10", false),
        ],
        groups: vec![
            Group { name: "Week 45".to_owned(), steps: 0..2, is_partial: true },
            Group { name: "Week 46".to_owned(), steps: 2..4, is_partial: true },
        ],
        series: vec![
            series("Success", Tone::Success, [1, 20, 1_000, 19]),
            series("Failure", Tone::Failure, [0, 2, 3, 1_000]),
        ],
        distinct: None,
        zone: "UTC".to_owned(),
    }
}

#[test]
fn the_summary_says_what_there_is_to_see() {
    assert_eq!(
        summary(&chart(Form::Bars)),
        "2,045 sign-ins from 2026-11-07 to 2026-11-10 (UTC). Success: 1,040, Failure: 1,005. The day with the most is \
         2026-11-10 with 1,019. Week 45 and Week 46 are only partly covered."
    );
    let empty = Chart { steps: vec![], series: vec![], groups: vec![], ..chart(Form::Bars) };
    assert_eq!(summary(&empty), "No sign-ins.");
    assert!(empty.is_empty());
}

#[test]
fn users_of_several_days_are_not_added_up() {
    let mut chart = chart(Form::Bars);
    chart.series.truncate(1);
    (chart.unit, chart.distinct) = (["user", "users"], Some(1_001));
    assert!(summary(&chart).starts_with("1,001 users from 2026-11-07 to 2026-11-10 (UTC). The day"));
    assert_eq!(chart.all_of(&chart.series[0]), 1_001);
}

#[test]
fn of_equal_days_the_first_is_named() {
    let mut chart = chart(Form::Bars);
    chart.series.truncate(1);
    chart.series[0].counts = vec![1, 5, 5, 2];
    chart.groups.clear();
    assert_eq!(
        summary(&chart),
        "13 sign-ins from 2026-11-07 to 2026-11-10 (UTC). The day with the most is 2026-11-08 with 5. \
         2026-11-07 is only partly covered."
    );
}

#[test]
fn what_occurs_in_several_steps_is_not_counted_twice() {
    let users = Chart { unit: ["user", "users"], distinct: Some(9), ..chart(Form::Bars) };
    assert_eq!(users.all(), 9);
    assert!(summary(&users).starts_with("9 users from"));
}

#[test]
fn the_table_has_every_number() {
    let rows_of = |form| rows(&chart(form)).iter().map(|cells| cells.join("|")).collect::<Vec<_>>();
    assert_eq!(
        rows_of(Form::Bars),
        [
            "Day (UTC)|Week|Success|Failure|Total",
            "2026-11-07 (partial)|Week 45|1|0|1",
            "2026-11-08|Week 45|20|2|22",
            "2026-11-09|Week 46|1000|3|1003",
            "2026-11-10|Week 46|19|1000|1019",
        ]
    );
    assert_eq!(rows_of(Form::Lines)[4], "2026-11-10|Week 46|19|1000");
}

#[test]
fn bars_stand_on_each_other_and_lines_do_not() {
    assert_eq!(chart(Form::Bars).highest(), 1_019);
    assert_eq!(chart(Form::Lines).highest(), 1_000);
    assert_eq!(chart(Form::Lines).sum(1..3), 1_025);
}

#[test]
fn names_in_a_file_are_text() {
    let mut chart = chart(Form::Lines);
    chart.title = "<script>alert(1)</script>".to_owned();
    chart.series[0].name = "R&D \"app\"\u{7}\n<b>".to_owned();
    let file = svg(&chart);
    assert!(file.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(file.contains("R&amp;D &quot;app&quot; &lt;b&gt;"));
    assert!(!file.contains("<script") && !file.contains("<b>"));
    assert!(file.starts_with("<svg ") && file.ends_with("</svg>\n"));
}

#[test]
fn a_file_has_a_mark_for_every_number_that_is_not_zero() {
    let count = |form, mark: &str| svg(&chart(form)).matches(mark).count();
    // The background, two keys, and seven numbers above zero.
    assert_eq!(count(Form::Bars, "<rect "), 1 + 2 + 7);
    assert_eq!(count(Form::Lines, "<polyline "), 2);
}

proptest! {
    #[test]
    fn a_scale_is_round_and_reaches_the_highest(highest: u32) {
        let scale = scale(highest);
        prop_assert!(scale.end() >= highest);
        prop_assert!((2..=6).contains(&scale.marks.len()), "{:?}", scale.marks);
        prop_assert!(scale.marks.is_sorted());
        let step = scale.marks[1];
        let mut digits = step;
        while digits.is_multiple_of(10) {
            digits /= 10;
        }
        prop_assert!([1, 2, 5].contains(&digits) || scale.end() == u32::MAX, "{step}");
        prop_assert!((0.0..=1.0).contains(&scale.place(highest)));
    }
}
