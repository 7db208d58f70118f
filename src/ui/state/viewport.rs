//! Which rows of a list of any length are on the screen: scrolling, in numbers only.

use std::ops::Range;

/// Height of a row in CSS pixels; the style sheet has the same number.
pub const ROW_HEIGHT: f64 = 32.0;

/// The longest element the list makes. Firefox collapses elements of some tens of millions of pixels, so a longer list
/// has a scroll bar of this length that stands for all of it.
pub const LONGEST: f64 = 8_000_000.0;

/// Rows drawn above and below what is visible, so that a quick scroll shows rows and not the background.
const MARGIN: u32 = 8;

/// The visible part of the list.
///
/// `offset` is exact: how many pixels of rows are above the top of the screen. `scroll_top` is what the scroll bar
/// says. They are the same while the list is no longer than [`LONGEST`]. In a longer list a small movement (wheel,
/// touch, keys) moves the offset by as much, a large one (the scroll bar dragged) moves it in proportion.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// Height of the part that shows rows.
    pub height: f64,
    /// Where the scroll bar is.
    pub scroll_top: f64,
    /// Pixels of rows above the top.
    pub offset: f64,
}

impl Viewport {
    /// The length of the element that makes the scroll bar.
    pub fn spacer(total: u32) -> f64 {
        (f64::from(total) * ROW_HEIGHT).min(LONGEST)
    }

    /// Whether the scroll bar is shorter than the list.
    pub fn is_scaled(total: u32) -> bool {
        f64::from(total) * ROW_HEIGHT > LONGEST
    }

    /// The scroll bar moved.
    pub fn scrolled(&mut self, scroll_top: f64, total: u32) {
        let moved = scroll_top - self.scroll_top;
        self.scroll_top = scroll_top;
        let offset = match Viewport::is_scaled(total) {
            false => scroll_top,
            true if moved.abs() <= self.height => self.offset + moved,
            true => self.proportional(scroll_top, total),
        };
        self.offset = offset.clamp(0.0, self.last_offset(total));
    }

    /// Where the scroll bar belongs after small movements in a scaled list, if it is elsewhere.
    pub fn settle(&mut self, total: u32) -> Option<f64> {
        let place = self.place(total);
        if (place - self.scroll_top).abs() < 1.0 {
            return None;
        }
        self.scroll_top = place;
        Some(place)
    }

    /// Moves just as far as makes a row visible; gives the new place of the scroll bar if it moved.
    pub fn reveal(&mut self, index: u32, total: u32) -> Option<f64> {
        let top = f64::from(index) * ROW_HEIGHT;
        let lowest = top + ROW_HEIGHT - self.height;
        // In a viewport lower than a row the row's top counts.
        let offset = self.offset.max(lowest).min(top).clamp(0.0, self.last_offset(total));
        if offset == self.offset {
            return None;
        }
        self.offset = offset;
        self.scroll_top = self.place(total);
        Some(self.scroll_top)
    }

    /// The rows to draw: always as many, unless the list is shorter, so that rows that leave make room for others.
    pub fn window(&self, total: u32) -> Range<u32> {
        let count = self.slots().min(total);
        let first = ((self.offset / ROW_HEIGHT) as u32).saturating_sub(MARGIN).min(total - count);
        first..first + count
    }

    /// How many rows are drawn of a long list.
    pub fn slots(&self) -> u32 {
        (self.height / ROW_HEIGHT).ceil() as u32 + 1 + 2 * MARGIN
    }

    /// The rows of which a part is visible.
    pub fn visible(&self, total: u32) -> Range<u32> {
        let first = (self.offset / ROW_HEIGHT) as u32;
        let end = ((self.offset + self.height) / ROW_HEIGHT).ceil() as u32;
        first.min(total)..end.min(total)
    }

    /// How many whole rows fit: the length of a page.
    pub fn page(&self) -> u32 {
        ((self.height / ROW_HEIGHT) as u32).max(1)
    }

    /// The first row that is fully visible.
    pub fn first_visible(&self) -> u32 {
        (self.offset / ROW_HEIGHT).ceil() as u32
    }

    /// Where inside the spacer the row `first` is drawn.
    pub fn top_of(&self, first: u32) -> f64 {
        f64::from(first) * ROW_HEIGHT + self.scroll_top - self.offset
    }

    fn last_offset(&self, total: u32) -> f64 {
        (f64::from(total) * ROW_HEIGHT - self.height).max(0.0)
    }

    fn last_scroll_top(&self, total: u32) -> f64 {
        (Viewport::spacer(total) - self.height).max(0.0)
    }

    fn proportional(&self, scroll_top: f64, total: u32) -> f64 {
        let last = self.last_scroll_top(total);
        if last > 0.0 { scroll_top / last * self.last_offset(total) } else { 0.0 }
    }

    fn place(&self, total: u32) -> f64 {
        let last = self.last_offset(total);
        // Whole pixels: browsers round what they are given.
        if last > 0.0 { (self.offset / last * self.last_scroll_top(total)).round() } else { 0.0 }
    }
}
