//! A chart in words: a sentence or two that say what there is to see, and its numbers as a table.

use super::Chart;
use crate::ui::format::number::{count, counted};

/// What there is to see, for whoever does not look at it.
pub fn summary(chart: &Chart) -> String {
    let all = 0..chart.steps.len();
    let (Some(first), Some(last)) = (chart.steps.first(), chart.steps.last()) else {
        return format!("No {}.", chart.unit[1]);
    };
    let total = counted(chart.all(), chart.unit[0], chart.unit[1]);
    let mut text = format!("{total} from {} to {} ({}).", first.name, last.name, chart.zone);
    if chart.series.len() > 1 {
        let parts = chart.series.iter().map(|series| format!("{}: {}", series.name, count(chart.all_of(series))));
        text.push_str(&format!(" {}.", parts.collect::<Vec<_>>().join(", ")));
    }
    // The first of several equal ones.
    if let Some(busiest) = all.rev().max_by_key(|&step| chart.total(step)).filter(|_| !chart.is_empty()) {
        let (name, total) = (&chart.steps[busiest].name, count(chart.total(busiest).into()));
        text.push_str(&format!(" The {} with the most is {name} with {total}.", chart.step));
    }
    let partial: Vec<&str> = match chart.groups.is_empty() {
        true => chart.steps.iter().filter(|step| step.is_partial).map(|step| &*step.name).collect(),
        false => chart.groups.iter().filter(|group| group.is_partial).map(|group| &*group.name).collect(),
    };
    match partial.as_slice() {
        [] => {}
        [only] => text.push_str(&format!(" {only} is only partly covered.")),
        [some @ .., last] => text.push_str(&format!(" {} and {last} are only partly covered.", some.join(", "))),
    }
    text
}

/// Its numbers as rows of cells, the first one the header: a step a row, a series a column, and the sum where several
/// series stand on each other.
pub fn rows(chart: &Chart) -> Vec<Vec<String>> {
    let has_sum = chart.series.len() > 1 && chart.form == super::Form::Bars;
    let has_groups = !chart.groups.is_empty();
    let mut header = vec![format!("{} ({})", capitalised(chart.step), chart.zone)];
    header.extend(has_groups.then(|| "Week".to_owned()));
    header.extend(chart.series.iter().map(|series| series.name.clone()));
    header.extend(has_sum.then(|| "Total".to_owned()));
    let row = |step: usize| {
        let partial = if chart.steps[step].is_partial { " (partial)" } else { "" };
        let mut cells = vec![format!("{}{partial}", chart.steps[step].name)];
        if has_groups {
            let group = chart.groups.iter().find(|group| group.steps.contains(&step));
            cells.push(group.map_or_else(String::new, |group| group.name.clone()));
        }
        let number = |counts: &Vec<u32>| counts.get(step).copied().unwrap_or_default().to_string();
        cells.extend(chart.series.iter().map(|series| number(&series.counts)));
        cells.extend(has_sum.then(|| chart.total(step).to_string()));
        cells
    };
    std::iter::once(header).chain((0..chart.steps.len()).map(row)).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
