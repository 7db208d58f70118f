//! A chart as an SVG file of its own, with its colours and words inside.

use std::fmt::Write;

use super::{Chart, Form, Series, Tone, scale, summary};
use crate::ui::format::number::count;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 400.0;
/// Where the axes begin and end.
const LEFT: f64 = 70.0;
const RIGHT: f64 = WIDTH - 20.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = HEIGHT - 70.0;

/// The chart as a file that any program which reads SVG shows the same.
pub fn svg(chart: &Chart) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n",
        escaped(&chart.title),
        escaped(&summary(chart)),
    );
    words(&mut text, LEFT, 26.0, "start", "#1a1f26", &chart.title);
    axis(&mut text, chart);
    match chart.form {
        Form::Bars => bars(&mut text, chart),
        Form::Lines => chart.series.iter().for_each(|series| line(&mut text, chart, series)),
    }
    groups(&mut text, chart);
    keys(&mut text, chart);
    text.push_str("</svg>\n");
    text
}

fn x(chart: &Chart, step: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * step / chart.steps.len().max(1) as f64
}

fn y(share: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * share
}

fn axis(text: &mut String, chart: &Chart) {
    let scale = scale(chart.highest());
    for &mark in &scale.marks {
        let at = y(scale.place(mark));
        let _ = writeln!(text, "<path d=\"M{LEFT} {at:.1}H{RIGHT}\" stroke=\"#e1e5ea\"/>");
        words(text, LEFT - 8.0, at + 4.0, "end", "#56606c", &count(mark.into()));
    }
}

fn bars(text: &mut String, chart: &Chart) {
    let scale = scale(chart.highest());
    for step in 0..chart.steps.len() {
        let (left, width) = (x(chart, step as f64 + 0.1), x(chart, 0.8) - x(chart, 0.0));
        let mut below = 0;
        for series in &chart.series {
            let number = series.counts.get(step).copied().unwrap_or_default();
            let (bottom, top) = (y(scale.place(below)), y(scale.place(below.saturating_add(number))));
            below = below.saturating_add(number);
            if number > 0 {
                let (height, colour) = (bottom - top, colour(series.tone));
                let _ = writeln!(
                    text,
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>"
                );
            }
        }
    }
}

fn line(text: &mut String, chart: &Chart, series: &Series) {
    let scale = scale(chart.highest());
    let point =
        |(step, &number): (usize, &u32)| format!("{:.1} {:.1}", x(chart, step as f64 + 0.5), y(scale.place(number)));
    let points: Vec<_> = series.counts.iter().enumerate().map(point).collect();
    let colour = colour(series.tone);
    let _ = writeln!(
        text,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
        points.join(" ")
    );
}

fn groups(text: &mut String, chart: &Chart) {
    let below = BOTTOM + 20.0;
    if chart.groups.is_empty()
        && let (Some(first), Some(last)) = (chart.steps.first(), chart.steps.last())
    {
        words(text, LEFT, below, "start", "#56606c", &first.name);
        words(text, RIGHT, below, "end", "#56606c", &last.name);
    }
    for group in &chart.groups {
        let left = x(chart, group.steps.start as f64);
        let _ = writeln!(text, "<path d=\"M{left:.1} {TOP}V{BOTTOM}\" stroke=\"#e1e5ea\"/>");
        let partial = if group.is_partial { " (partial)" } else { "" };
        words(text, left, below, "start", "#56606c", &format!("{}{partial}", group.name));
        words(text, left, below + 17.0, "start", "#56606c", &count(chart.sum(group.steps.clone())));
    }
}

fn keys(text: &mut String, chart: &Chart) {
    let room = (RIGHT - LEFT) / chart.series.len().max(1) as f64;
    for (at, series) in chart.series.iter().enumerate() {
        let left = LEFT + room * at as f64;
        let (top, colour) = (HEIGHT - 22.0, colour(series.tone));
        let _ = writeln!(text, "<rect x=\"{left:.1}\" y=\"{top}\" width=\"10\" height=\"10\" fill=\"{colour}\"/>");
        words(text, left + 16.0, top + 10.0, "start", "#1a1f26", &series.name);
    }
}

fn words(text: &mut String, x: f64, y: f64, anchor: &str, colour: &str, words: &str) {
    let words = escaped(words);
    let _ = writeln!(text, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{words}</text>");
}

/// The colours of the light theme.
fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Success => "#c3c9d1",
        Tone::Interrupted => "#c98a1b",
        Tone::Failure => "#b3261e",
        Tone::Unknown => "#8fb4dc",
        Tone::Number(number) => {
            ["#0a62bb", "#b4510a", "#6a3bc0", "#0f7339", "#a12a6a", "#56606c"][usize::from(number) % 6]
        }
    }
}

/// Text that is not taken for markup, without the control characters XML has no room for.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            letter if letter.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&letter) => {}
            letter => safe.push(letter),
        }
    }
    safe
}
