//! The scale of an axis of counts: round numbers from zero to above the highest.

/// The values an axis is labelled with, from 0 to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The labelled values, evenly spaced, the first 0.
    pub marks: Vec<u32>,
}

impl Scale {
    /// The value at the end of the axis.
    pub fn end(&self) -> u32 {
        self.marks.last().copied().unwrap_or(1).max(1)
    }

    /// How far a value is along the axis, 0 to 1.
    pub fn place(&self, value: u32) -> f64 {
        f64::from(value) / f64::from(self.end())
    }
}

/// The most steps between labelled values.
const MOST_STEPS: u64 = 5;

/// A scale for counts up to `highest`: its marks are whole multiples of 1, 2 or 5 times a power of ten.
///
/// ```
/// use signscope::ui::chart::scale;
/// assert_eq!(scale(7).marks, [0, 2, 4, 6, 8]);
/// assert_eq!(scale(1_234).marks, [0, 500, 1_000, 1_500]);
/// ```
pub fn scale(highest: u32) -> Scale {
    let highest = u64::from(highest.max(1));
    let powers = std::iter::successors(Some(1u64), |power| power.checked_mul(10));
    let steps = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    let step = steps.into_iter().find(|step| highest.div_ceil(*step) <= MOST_STEPS).unwrap_or(highest);
    let count = highest.div_ceil(step);
    let mark = |number: u64| u32::try_from(number * step).unwrap_or(u32::MAX);
    Scale { marks: (0..=count).map(mark).collect() }
}
