//! A strip of many narrow bars as two paths: the bars, and the stretches without any.

use std::fmt::Write;

use crate::ui::format::number::Rounded;

/// Height of the drawing, in its own units. A step is one unit wide.
pub const HEIGHT: f64 = 32.0;
/// One record among thousands must still be seen.
const LEAST: f64 = 1.5;

/// The bars of a strip.
pub fn bars(counts: &[u32]) -> String {
    let highest = f64::from(counts.iter().copied().max().unwrap_or_default().max(1));
    let mut path = String::new();
    for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = Rounded::<1>((f64::from(count) / highest * HEIGHT).max(LEAST));
        // Writing into memory does not fail.
        let _ = write!(path, "M{at} {HEIGHT}v-{height}h1v{height}z");
    }
    path
}

/// The steps without a bar, each stretch of them as one area.
pub fn blanks(counts: &[u32]) -> String {
    let (mut path, mut at) = (String::new(), 0);
    for run in counts.chunk_by(|one, other| (*one == 0) == (*other == 0)) {
        if run[0] == 0 {
            let len = run.len();
            let _ = write!(path, "M{at} 0h{len}v{HEIGHT}h-{len}z");
        }
        at += run.len();
    }
    path
}
