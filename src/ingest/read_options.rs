//! How a file is to be read: what a first look, or a person, said of it; and what its dates turned out to be.

use serde::{Deserialize, Serialize};

use super::code_page::CodePage;
use super::time::Clocks;
use crate::schema::{ExtraColumn, Field};

/// What is known of a file beyond its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Whether `3/12/2025` is the third of December; `None` to find out.
    pub dates: Option<DateOrder>,
    /// The field each column of a table holds, by the column's name as the file has it; columns left out are read by
    /// nobody. `None` to go by the names.
    pub columns: Option<Vec<(String, Field)>>,
    /// The field that extra columns hold, by their names, as somebody has told of a file whose form is known: where a
    /// record has no value of the field, theirs stands in.
    pub extras: Vec<(ExtraColumn, Field)>,
    /// The keys that lead to the array of records, of JSON whose columns somebody has told; none if it is at top level.
    pub under: Vec<String>,
    /// The clocks its times were written by, where they do not say how far they are from UTC; `None` to go by the file.
    pub clocks: Option<Clocks>,
    /// The code page its text is in; `None` to find out.
    pub code_page: Option<CodePage>,
}

/// Which comes first in a date such as `3/12/2025`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// The month, as in the United States.
    #[default]
    MonthFirst,
    /// The day, as in most other places.
    DayFirst,
}

impl DateOrder {
    /// In words, as the end of “dates with the … first”.
    pub fn label(self) -> &'static str {
        match self {
            DateOrder::MonthFirst => "month",
            DateOrder::DayFirst => "day",
        }
    }
}

/// How sure the order of day and month is at the end of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dates {
    /// It was read in the right order, or the order makes no difference.
    Certain,
    /// It was read in the wrong order: read it again in this one.
    ReadAgain(DateOrder),
    /// Every date makes sense in both orders: someone must say which it is.
    Ask,
}

/// The zone of the times of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Zone {
    /// The column's name says that they are UTC.
    Utc,
    /// Each time states its offset from UTC.
    Stated,
    /// Nothing is said, so they were taken for UTC.
    Assumed,
    /// They are in the zone of whoever exported them, which the file does not name: what is kept is what a clock there
    /// has shown.
    Local,
    /// Somebody has said it, for the times that do not state it themselves.
    Told,
}

impl Zone {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Zone::Utc => "UTC",
            Zone::Stated => "stated with each time",
            Zone::Assumed => "not stated, taken as UTC",
            Zone::Local => "local time of whoever exported the file, which does not name the zone",
            Zone::Told => "as you have said",
        }
    }
}

/// What the dates of the records of a file, or a part of it, look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateCounts {
    /// Dates that only make sense with the month first.
    pub month_first: u64,
    /// Dates that only make sense with the day first.
    pub day_first: u64,
    /// Dates that make sense both ways, and differently.
    pub either: u64,
    /// Times that say how far they are from UTC.
    pub zoned: u64,
    /// Times that do not.
    pub unzoned: u64,
    /// Times that are written by the regional settings of somebody's program.
    pub regional: u64,
    /// Times that cannot be read.
    pub unreadable: u64,
    /// Times at which a record came to Azure Monitor, of records that have no other.
    pub ingested: u64,
}

impl DateCounts {
    /// Adds those of another part.
    pub fn add(&mut self, other: DateCounts) {
        self.month_first += other.month_first;
        self.day_first += other.day_first;
        self.either += other.either;
        self.zoned += other.zoned;
        self.unzoned += other.unzoned;
        self.regional += other.regional;
        self.unreadable += other.unreadable;
        self.ingested += other.ingested;
    }

    /// What follows for a file that was read in an order; `is_told` says that somebody gave the order.
    pub fn judge(&self, order: DateOrder, is_told: bool) -> Dates {
        let evidence = match (self.month_first > 0, self.day_first > 0) {
            (true, false) => Some(DateOrder::MonthFirst),
            (false, true) => Some(DateOrder::DayFirst),
            _ => None,
        };
        match evidence {
            _ if is_told || self.either == 0 => Dates::Certain,
            Some(right) if right != order => Dates::ReadAgain(right),
            Some(_) => Dates::Certain,
            // With evidence for both orders the file is a mixture, which nobody can answer for as a whole.
            None if self.month_first > 0 => Dates::Certain,
            None => Dates::Ask,
        }
    }

    /// Whether some dates only make sense one way and some only the other.
    pub fn is_mixture(&self) -> bool {
        self.month_first > 0 && self.day_first > 0
    }
}
