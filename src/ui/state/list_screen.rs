//! The list of one log: its filters, order, columns and rows, the record at its cursor, and the numbers over it.

use std::ops::Range;

use super::columns::{ColumnDrag, Widths};
use super::detail::{Cursor, DetailPane};
use super::filters::Filters;
use super::range_selection::StepSelection;
use super::rows::RowCache;
use super::search_box::SearchBox;
use super::summary::SummaryCache;
use super::timeline::Zooms;
use super::viewport::Viewport;
use crate::engine::protocol::View;
use crate::engine::protocol::usage::Unit;
use crate::query::Order;
use crate::schema::Column;

/// The list of one log.
#[derive(Clone, Debug, PartialEq)]
pub struct ListScreen {
    /// Words and chips.
    pub filters: Filters,
    /// The text in the search box, which becomes the words when it rests.
    pub typed_words: String,
    /// How often the page itself, not the user, has set that text.
    pub words_set: u32,
    /// What the search box is about, and what is wrong with its text.
    pub search: SearchBox,
    /// The order of the list.
    pub order: Vec<Order>,
    /// The columns of the list.
    pub columns: Vec<Column>,
    /// The widths people gave to columns.
    pub widths: Widths,
    /// The column a pointer carries to another place.
    pub column_drag: Option<ColumnDrag>,
    /// Whether the columns are those of the list of a day, which no person chose.
    pub has_day_columns: bool,
    /// The rows that are here.
    pub rows: RowCache,
    /// Which rows are visible.
    pub viewport: Viewport,
    /// The rows drawn: those in the viewport, or while none of these is here, still the last that were.
    pub drawn: Range<u32>,
    /// Where the cursor of the list is.
    pub cursor: Cursor,
    /// The details of the record at the cursor.
    pub detail: DetailPane,
    /// The numbers over the list.
    pub summary: SummaryCache,
    /// The selection on the timeline.
    pub timeline: StepSelection,
    /// The steps of the timeline; `None` for what suits the span.
    pub step: Option<Unit>,
    /// The dates before each selection on the timeline.
    pub zooms: Zooms,
    /// Whether the list starts at its top again when the new view comes.
    pub(super) starts_at_top: bool,
    /// How many rows down the viewport went when it last moved; up if negative.
    pub(super) moved: i64,
}

impl ListScreen {
    /// The list before anything happened, with these columns.
    pub fn new(columns: Vec<Column>, widths: Widths) -> ListScreen {
        ListScreen {
            filters: Filters::default(),
            typed_words: String::new(),
            words_set: 0,
            search: SearchBox::default(),
            rows: RowCache::new(View::default(), columns.clone()),
            order: View::default().order,
            columns,
            widths,
            column_drag: None,
            has_day_columns: false,
            viewport: Viewport::default(),
            drawn: 0..0,
            cursor: Cursor::default(),
            detail: DetailPane::default(),
            summary: SummaryCache::default(),
            timeline: StepSelection::default(),
            step: None,
            zooms: Zooms::default(),
            starts_at_top: false,
            moved: 0,
        }
    }
}
