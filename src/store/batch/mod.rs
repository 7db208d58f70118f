//! Records being decoded, as columns with their own dictionaries, until they are handed out in parcels.

mod so_far;

use super::codes::Codes;
use super::dictionary::{ABSENT, Code, Dictionary, EMPTY};
use super::extras::{BatchExtras, ExtraSlot};
use super::id::{Id, IdColumn};
use super::parcel::{Parcel, ParcelColumn, Texts};
use super::ragged::{ListColumn, ListCounts};
use super::source::Location;
use super::time::{self, TIME_ABSENT, TIME_EMPTY, is_time};
use crate::schema::field::FIELDS;
use crate::schema::list::LISTS;
use crate::schema::{Field, Kind, List, Part};

/// One column of a batch; made when the first value for it arrives.
#[derive(Clone, Debug)]
pub(super) enum BatchColumn {
    /// Times in milliseconds, and the texts that cannot be read as one.
    Times(Vec<i64>, Vocabulary),
    /// Identifiers, and how many codes of their dictionary have been handed out.
    Ids(IdColumn, usize),
    Texts(Codes, Vocabulary),
}

/// A dictionary of which some texts have been handed out already.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    pub(super) dictionary: Dictionary,
    told: usize,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary { dictionary: Dictionary::default(), told: NOTHING_TOLD }
    }
}

impl Vocabulary {
    /// The texts that have not been handed out yet.
    pub(super) fn news(&mut self) -> Texts {
        let news = self.dictionary.since(self.told);
        self.told = self.dictionary.code_count();
        news
    }
}

/// [`Dictionary::code_count`] of a dictionary without texts.
const NOTHING_TOLD: usize = 2;

impl BatchColumn {
    fn new(kind: Kind) -> BatchColumn {
        match kind {
            Kind::Time => BatchColumn::Times(Vec::new(), Vocabulary::default()),
            Kind::Id => BatchColumn::Ids(IdColumn::default(), NOTHING_TOLD),
            _ => BatchColumn::Texts(Codes::default(), Vocabulary::default()),
        }
    }

    fn len(&self) -> usize {
        match self {
            BatchColumn::Times(times, _) => times.len(),
            BatchColumn::Ids(ids, _) => ids.len(),
            BatchColumn::Texts(codes, _) => codes.len(),
        }
    }

    fn truncate(&mut self, len: usize) {
        match self {
            BatchColumn::Times(times, _) => times.truncate(len),
            BatchColumn::Ids(ids, _) => ids.truncate(len),
            BatchColumn::Texts(codes, _) => codes.truncate(len),
        }
    }

    pub(super) fn pad(&mut self, len: usize) {
        let missing = len.saturating_sub(self.len());
        match self {
            BatchColumn::Times(times, _) => times.resize(times.len() + missing, TIME_ABSENT),
            BatchColumn::Ids(ids, _) => ids.push_absent(missing),
            BatchColumn::Texts(codes, _) => codes.push_repeated(ABSENT, missing),
        }
    }
}

/// Records as columns, being built a record at a time: values in any order, then [`Batch::end_record`].
///
/// A value set twice in one record keeps the first one that is not empty (the portal's CSV has a column twice).
///
/// Dictionaries outlive the rows: [`Batch::parcel`] hands the rows out with only the texts the receiver does not know yet.
#[derive(Clone, Debug)]
pub struct Batch {
    columns: Vec<Option<BatchColumn>>,
    /// Columns that rules make of others; they are handed out instead of what the file had in them.
    derived: Vec<Option<(Codes, Vocabulary)>>,
    lists: Vec<Option<(ListColumn, ListCounts)>>,
    extras: BatchExtras,
    /// Whether any list may have entries that belong to no row yet.
    has_entries: bool,
    places: Vec<Location>,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch {
            columns: (0..Field::COUNT).map(|_| None).collect(),
            derived: vec![None; Field::COUNT],
            lists: (0..List::COUNT).map(|_| None).collect(),
            extras: BatchExtras::default(),
            has_entries: false,
            places: Vec::new(),
        }
    }
}

impl Batch {
    /// How many whole records it has.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it has no whole record.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Sets a text, category, identifier, address, number or truth value of the record being built.
    /// An empty text stands for `null`, `""` and an empty cell alike.
    #[inline]
    pub fn set_text(&mut self, field: Field, value: &[u8]) {
        self.set_text_coded(field, value);
    }

    /// Does the same; the answer is the code the value has, for [`Batch::set_code`], if it has one and is the first of
    /// its record.
    pub fn set_text_coded(&mut self, field: Field, value: &[u8]) -> Option<Code> {
        let rows = self.places.len();
        // By far the most values are the first of their record in a column that has all rows before it.
        if let Some(BatchColumn::Texts(codes, words)) = &mut self.columns[field as usize]
            && codes.len() == rows
        {
            let code = words.dictionary.code_of(value);
            codes.push(code);
            return Some(code);
        }
        match self.column(field) {
            BatchColumn::Ids(ids, _) if ids.len() == rows => ids.push(value),
            BatchColumn::Ids(ids, _) if ids.get(rows) == Id::Empty => {
                ids.truncate(rows);
                ids.push(value);
            }
            BatchColumn::Texts(codes, words) if codes.len() == rows => {
                let code = words.dictionary.code_of(value);
                codes.push(code);
                return Some(code);
            }
            BatchColumn::Texts(codes, words) if codes.get(rows) == EMPTY && !value.is_empty() => {
                codes.replace_last(words.dictionary.code_of(value));
            }
            _ => {}
        }
        None
    }

    /// Sets the value that [`Batch::set_text_coded`] gave this code for. The answer is whether it was set: it is not if the
    /// record has a value already, or if records before it have none.
    #[inline]
    pub fn set_code(&mut self, field: Field, code: Code) -> bool {
        match &mut self.columns[field as usize] {
            Some(BatchColumn::Texts(codes, _)) if codes.len() == self.places.len() => {
                codes.push(code);
                true
            }
            _ => false,
        }
    }

    /// Sets a value that the file leaves empty.
    #[inline]
    pub fn set_empty(&mut self, field: Field) {
        match &mut self.columns[field as usize] {
            Some(BatchColumn::Texts(codes, _)) if codes.len() == self.places.len() => codes.push(EMPTY),
            _ => self.set_text(field, b""),
        }
    }

    /// Sets a time of the record being built, in UTC milliseconds since 1970; `None` where it is empty. What lies beyond
    /// [`time::EARLIEST`] and [`time::LATEST`] is no time, and counts as empty.
    pub fn set_time(&mut self, field: Field, millis: Option<i64>) {
        let rows = self.places.len();
        let BatchColumn::Times(times, _) = self.column(field) else { return };
        let millis = millis.filter(|&millis| is_time(millis)).unwrap_or(TIME_EMPTY);
        match times.get_mut(rows) {
            None => times.push(millis),
            Some(time) if !is_time(*time) && millis > *time => *time = millis,
            Some(_) => {}
        }
    }

    /// Sets a time that cannot be read to its text, unless the record being built has another value there.
    #[cold]
    pub fn set_unreadable_time(&mut self, field: Field, text: &[u8]) {
        let rows = self.places.len();
        let BatchColumn::Times(times, words) = self.column(field) else { return };
        if times.get(rows).is_none_or(|&time| time <= TIME_EMPTY) {
            times.truncate(rows);
            times.push(time::of_code(words.dictionary.code_of(text)));
        }
    }

    /// The column of a list, to add entries to the record being built; end it with [`Batch::end_list`].
    pub fn list(&mut self, list: List) -> &mut ListColumn {
        let rows = self.places.len();
        self.has_entries = true;
        let (column, _) = self.lists[list as usize].get_or_insert_with(|| (ListColumn::new(list), Default::default()));
        let missing = rows.saturating_sub(column.len());
        column.push_absent(missing);
        column
    }

    /// Adds one entry with the given parts to a list of the record being built; a part left out is absent.
    pub fn add_entry(&mut self, list: List, parts: &[(Part, &[u8])]) {
        let column = self.list(list);
        let mut codes = [ABSENT; 16];
        for &(part, value) in parts {
            codes[usize::from(part.0)] = column.part_code(part, value);
        }
        column.add_entry(&codes[..list.info().parts.len()]);
    }

    /// Says that the record being built has the list, with the entries added so far (none is an empty list).
    ///
    /// The answer is the code the list has, for [`Batch::set_list`], if it is the first of its record.
    pub fn end_list(&mut self, list: List) -> Option<Code> {
        let rows = self.places.len();
        let column = self.list(list);
        if column.len() == rows {
            return Some(column.push_row());
        }
        column.fill_row();
        None
    }

    /// Gives the record being built the list that [`Batch::end_list`] gave this code for. The answer is whether that was
    /// done: it is not if the record has the list already, or if records before it have none.
    #[inline]
    pub fn set_list(&mut self, list: List, code: Code) -> bool {
        match &mut self.lists[list as usize] {
            Some((column, _)) if column.len() == self.places.len() => column.push_known_row(code),
            _ => false,
        }
    }

    /// The number of the column that files call so and that no field stands for. `None` where there can be no more: then
    /// each of its values is to be told by [`Batch::leave_out`]. If the record being built is the first to have it and is
    /// abandoned, the number is forgotten ([`Batch::is_kept`]).
    pub fn extra_slot(&mut self, name: &str) -> Option<ExtraSlot> {
        self.extras.slot(name)
    }

    /// The numbers of extra columns with these names; they are not forgotten.
    pub fn extra_slots<'a>(&mut self, names: impl Iterator<Item = Option<&'a str>>) -> Vec<Option<ExtraSlot>> {
        let slots = names.map(|name| self.extras.slot(name?)).collect();
        self.extras.keep();
        slots
    }

    /// Whether the number of an extra column is not forgotten any more.
    #[inline]
    pub fn is_kept(&self, slot: ExtraSlot) -> bool {
        self.extras.is_kept(slot)
    }

    /// Sets a value of an extra column of the record being built, as [`Batch::set_text`] does for fields. The answer is the
    /// code the value has, for [`Batch::set_extra_code`], if it is the first of its record.
    #[inline]
    pub fn set_extra(&mut self, slot: ExtraSlot, value: &[u8]) -> Option<Code> {
        self.extras.set(slot, self.places.len(), value)
    }

    /// Sets the value that [`Batch::set_extra`] gave this code for.
    #[inline]
    pub fn set_extra_code(&mut self, slot: ExtraSlot, code: Code) {
        self.extras.set_code(slot, self.places.len(), code);
    }

    /// Counts a value of the record being built that no column can hold.
    pub fn leave_out(&mut self) {
        self.extras.leave_out();
    }

    /// Ends the record being built; fields not set are absent.
    pub fn end_record(&mut self, place: Location) {
        self.places.push(place);
        self.extras.end_record();
        if std::mem::take(&mut self.has_entries) {
            self.lists.iter_mut().flatten().for_each(|(column, _)| column.abandon_row());
        }
    }

    /// Fills up the columns that the last records have no value for: until then they are shorter than the batch.
    pub fn complete(&mut self) {
        let rows = self.places.len();
        self.columns.iter_mut().flatten().for_each(|column| column.pad(rows));
        for (column, _) in self.lists.iter_mut().flatten() {
            column.push_absent(rows - column.len());
        }
    }

    /// Drops the record being built, as if none of its values had been set. Texts it was the first to have stay in the
    /// dictionaries, where no row uses them.
    pub fn abandon_record(&mut self) {
        let rows = self.places.len();
        self.columns.iter_mut().flatten().for_each(|column| column.truncate(rows));
        self.lists.iter_mut().flatten().for_each(|(column, _)| column.truncate(rows));
        self.extras.abandon_record(rows);
    }

    /// The codes and dictionary the file has for a field, for rules that derive one field from another. The batch must
    /// be complete.
    pub fn texts(&self, field: Field) -> Option<(&Codes, &Dictionary)> {
        match self.columns[field as usize].as_ref()? {
            BatchColumn::Texts(codes, words) => Some((codes, &words.dictionary)),
            _ => None,
        }
    }

    /// The column of a list, if a record had it; as long as the batch if that is complete.
    pub fn list_if_any(&self, list: List) -> Option<&ListColumn> {
        self.lists[list as usize].as_ref().map(|(column, _)| column)
    }

    /// The dictionary of a field that is derived from others.
    pub fn derived_words(&mut self, field: Field) -> &mut Dictionary {
        &mut self.derived[field as usize].get_or_insert_default().1.dictionary
    }

    /// Sets a whole column that is derived from others: a code of [`Batch::derived_words`] for each record.
    pub fn set_derived(&mut self, field: Field, codes: Vec<Code>) {
        let (column, words) = self.derived[field as usize].get_or_insert_default();
        *column = Codes::default();
        column.extend(codes.into_iter(), words.dictionary.code_count() as Code);
    }

    /// Hands out all records; the next ones begin anew, but with the same dictionaries.
    pub fn parcel(&mut self) -> Parcel {
        self.complete();
        let mut parcel = Parcel { places: std::mem::take(&mut self.places), ..Parcel::default() };
        for (info, (column, derived)) in FIELDS.iter().zip(self.columns.iter_mut().zip(&mut self.derived)) {
            let own = column.as_mut().map(hand_out);
            let handed = match derived {
                Some((codes, words)) if codes.len() == parcel.places.len() => {
                    Some(ParcelColumn::Codes(std::mem::take(codes), words.news()))
                }
                _ => own,
            };
            parcel.columns.extend(handed.map(|handed| (info.field, handed)));
        }
        for (info, column) in LISTS.iter().zip(&mut self.lists) {
            let handed = column.as_mut().map(|(column, told)| column.hand_out(told));
            parcel.lists.extend(handed.map(|handed| (info.list, handed)));
        }
        (parcel.extras, parcel.left_out) = self.extras.hand_out(parcel.places.len());
        parcel
    }

    fn column(&mut self, field: Field) -> &mut BatchColumn {
        let rows = self.places.len();
        let column = self.columns[field as usize].get_or_insert_with(|| BatchColumn::new(field.kind()));
        column.pad(rows);
        column
    }
}

fn hand_out(column: &mut BatchColumn) -> ParcelColumn {
    match column {
        BatchColumn::Times(times, words) => ParcelColumn::Times(std::mem::take(times), words.news()),
        BatchColumn::Ids(ids, told) => {
            let (kinds, values, texts) = ids.hand_out(*told);
            *told = ids.texts().code_count();
            ParcelColumn::Ids(kinds, values, texts)
        }
        BatchColumn::Texts(codes, words) => ParcelColumn::Codes(std::mem::take(codes), words.news()),
    }
}
