//! Records being decoded, as columns with their own dictionaries, until they are drained as record batches.

mod so_far;

use super::code::{ABSENT, Code, EMPTY};
use super::codes::Codes;
use super::dictionary::Dictionary;
use super::dictionary_builder::{DictionaryBuilder, NOTHING_SENT};
use super::extras::{ExtraBuilders, ExtraSlot};
use super::id::{Id, IdColumn};
use super::list_column::{ListColumn, ListCounts};
use super::record_batch::{RecordBatch, RecordColumn};
use super::record_location::RecordLocation;
use super::time::{self, TIME_ABSENT, TIME_EMPTY, is_time};
use crate::schema::{Field, FieldKind, List, Part};

/// One column of a batch; made when the first value for it arrives.
#[derive(Clone, Debug)]
pub(super) enum ColumnBuilder {
    /// Times in milliseconds, and the texts that cannot be read as one.
    Times(Vec<i64>, DictionaryBuilder),
    /// Identifiers, and how many codes of their dictionary have been sent.
    Ids(IdColumn, usize),
    Texts(Codes, DictionaryBuilder),
}

impl ColumnBuilder {
    fn new(kind: FieldKind) -> ColumnBuilder {
        match kind {
            FieldKind::Time => ColumnBuilder::Times(Vec::new(), DictionaryBuilder::default()),
            FieldKind::Id => ColumnBuilder::Ids(IdColumn::default(), NOTHING_SENT),
            _ => ColumnBuilder::Texts(Codes::default(), DictionaryBuilder::default()),
        }
    }

    fn len(&self) -> usize {
        match self {
            ColumnBuilder::Times(times, _) => times.len(),
            ColumnBuilder::Ids(ids, _) => ids.len(),
            ColumnBuilder::Texts(codes, _) => codes.len(),
        }
    }

    fn truncate(&mut self, len: usize) {
        match self {
            ColumnBuilder::Times(times, _) => times.truncate(len),
            ColumnBuilder::Ids(ids, _) => ids.truncate(len),
            ColumnBuilder::Texts(codes, _) => codes.truncate(len),
        }
    }

    pub(super) fn pad(&mut self, len: usize) {
        let missing = len.saturating_sub(self.len());
        match self {
            ColumnBuilder::Times(times, _) => times.resize(times.len() + missing, TIME_ABSENT),
            ColumnBuilder::Ids(ids, _) => ids.push_absent(missing),
            ColumnBuilder::Texts(codes, _) => codes.push_repeated(ABSENT, missing),
        }
    }
}

/// Records as columns, being built a record at a time: values in any order, then [`BatchBuilder::end_record`].
///
/// A value set twice in one record keeps the first one that is not empty (the portal's CSV has a column twice).
///
/// Dictionaries outlive the rows: [`BatchBuilder::drain`] gives the rows away with only the texts the receiver does not
/// know yet.
#[derive(Clone, Debug)]
pub struct BatchBuilder {
    columns: Vec<Option<ColumnBuilder>>,
    /// Columns that rules make of others; they are sent instead of what the file had in them.
    derived: Vec<Option<(Codes, DictionaryBuilder)>>,
    lists: Vec<Option<(ListColumn, ListCounts)>>,
    extras: ExtraBuilders,
    /// Whether any list may have entries that belong to no row yet.
    has_entries: bool,
    locations: Vec<RecordLocation>,
}

impl Default for BatchBuilder {
    fn default() -> BatchBuilder {
        BatchBuilder {
            columns: (0..Field::COUNT).map(|_| None).collect(),
            derived: vec![None; Field::COUNT],
            lists: (0..List::COUNT).map(|_| None).collect(),
            extras: ExtraBuilders::default(),
            has_entries: false,
            locations: Vec::new(),
        }
    }
}

impl BatchBuilder {
    /// How many whole records it has.
    pub fn len(&self) -> usize {
        self.locations.len()
    }

    /// Whether it has no whole record.
    pub fn is_empty(&self) -> bool {
        self.locations.is_empty()
    }

    /// Sets a text, category, identifier, address, number or truth value of the record being built.
    /// An empty text stands for `null`, `""` and an empty cell alike.
    #[inline]
    pub fn set_text(&mut self, field: Field, value: &[u8]) {
        self.set_text_coded(field, value);
    }

    /// Does the same; the answer is the code the value has, for [`BatchBuilder::set_code`], if it has one and is the
    /// first of its record.
    pub fn set_text_coded(&mut self, field: Field, value: &[u8]) -> Option<Code> {
        let rows = self.locations.len();
        // By far the most values are the first of their record in a column that has all rows before it.
        if let Some(ColumnBuilder::Texts(codes, words)) = &mut self.columns[field as usize]
            && codes.len() == rows
        {
            let code = words.dictionary.code_of(value);
            codes.push(code);
            return Some(code);
        }
        match self.column(field) {
            ColumnBuilder::Ids(ids, _) if ids.len() == rows => ids.push(value),
            ColumnBuilder::Ids(ids, _) if ids.get(rows) == Id::Empty => {
                ids.truncate(rows);
                ids.push(value);
            }
            ColumnBuilder::Texts(codes, words) if codes.len() == rows => {
                let code = words.dictionary.code_of(value);
                codes.push(code);
                return Some(code);
            }
            ColumnBuilder::Texts(codes, words) if codes.get(rows) == EMPTY && !value.is_empty() => {
                codes.replace_last(words.dictionary.code_of(value));
            }
            _ => {}
        }
        None
    }

    /// Sets the value that [`BatchBuilder::set_text_coded`] gave this code for. The answer is whether it was set: it is
    /// not if the record has a value already, or if records before it have none.
    #[inline]
    pub fn set_code(&mut self, field: Field, code: Code) -> bool {
        match &mut self.columns[field as usize] {
            Some(ColumnBuilder::Texts(codes, _)) if codes.len() == self.locations.len() => {
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
            Some(ColumnBuilder::Texts(codes, _)) if codes.len() == self.locations.len() => codes.push(EMPTY),
            _ => self.set_text(field, b""),
        }
    }

    /// Sets a time of the record being built, in UTC milliseconds since 1970; `None` where it is empty. What lies
    /// beyond [`time::EARLIEST`] and [`time::LATEST`] is no time, and counts as empty.
    pub fn set_time(&mut self, field: Field, millis: Option<i64>) {
        let rows = self.locations.len();
        let ColumnBuilder::Times(times, _) = self.column(field) else { return };
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
        let rows = self.locations.len();
        let ColumnBuilder::Times(times, words) = self.column(field) else { return };
        if times.get(rows).is_none_or(|&time| time <= TIME_EMPTY) {
            times.truncate(rows);
            times.push(time::of_code(words.dictionary.code_of(text)));
        }
    }

    /// The column of a list, to add entries to the record being built; end it with [`BatchBuilder::end_list`].
    pub fn list(&mut self, list: List) -> &mut ListColumn {
        let rows = self.locations.len();
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
            codes[part.place()] = column.part_code(part, value);
        }
        column.add_entry(&codes[..list.info().parts.len()]);
    }

    /// Says that the record being built has the list, with the entries added so far (none is an empty list).
    ///
    /// The answer is the code the list has, for [`BatchBuilder::set_list`], if it is the first of its record.
    pub fn end_list(&mut self, list: List) -> Option<Code> {
        let rows = self.locations.len();
        let column = self.list(list);
        if column.len() == rows {
            return Some(column.push_row());
        }
        column.fill_row();
        None
    }

    /// Gives the record being built the list that [`BatchBuilder::end_list`] gave this code for. The answer is whether
    /// that was done: it is not if the record has the list already, or if records before it have none.
    #[inline]
    pub fn set_list(&mut self, list: List, code: Code) -> bool {
        match &mut self.lists[list as usize] {
            Some((column, _)) if column.len() == self.locations.len() => column.push_known_row(code),
            _ => false,
        }
    }

    /// The number of the column that files call so and that no field stands for. `None` where there can be no more:
    /// then each of its values is to be counted by [`BatchBuilder::leave_out`]. If the record being built is the first
    /// to have it and is abandoned, the number is forgotten ([`BatchBuilder::is_kept`]).
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

    /// Sets a value of an extra column of the record being built, as [`BatchBuilder::set_text`] does for fields. The
    /// answer is the code the value has, for [`BatchBuilder::set_extra_code`], if it is the first of its record.
    #[inline]
    pub fn set_extra(&mut self, slot: ExtraSlot, value: &[u8]) -> Option<Code> {
        self.extras.set(slot, self.locations.len(), value)
    }

    /// Sets the value that [`BatchBuilder::set_extra`] gave this code for.
    #[inline]
    pub fn set_extra_code(&mut self, slot: ExtraSlot, code: Code) {
        self.extras.set_code(slot, self.locations.len(), code);
    }

    /// Counts a value of the record being built that no column can hold.
    pub fn leave_out(&mut self) {
        self.extras.leave_out();
    }

    /// Ends the record being built; fields not set are absent.
    pub fn end_record(&mut self, location: RecordLocation) {
        self.locations.push(location);
        self.extras.end_record();
        if std::mem::take(&mut self.has_entries) {
            self.lists.iter_mut().flatten().for_each(|(column, _)| column.abandon_row());
        }
    }

    /// Fills up the columns that the last records have no value for: until then they are shorter than the batch.
    pub fn complete(&mut self) {
        let rows = self.locations.len();
        self.columns.iter_mut().flatten().for_each(|column| column.pad(rows));
        for (column, _) in self.lists.iter_mut().flatten() {
            column.push_absent(rows - column.len());
        }
    }

    /// Drops the record being built, as if none of its values had been set. Texts it was the first to have stay in the
    /// dictionaries, where no row uses them.
    pub fn abandon_record(&mut self) {
        let rows = self.locations.len();
        self.columns.iter_mut().flatten().for_each(|column| column.truncate(rows));
        self.lists.iter_mut().flatten().for_each(|(column, _)| column.truncate(rows));
        self.extras.abandon_record(rows);
    }

    /// The codes and dictionary the file has for a field, for rules that derive one field from another. The batch must
    /// be complete.
    pub fn texts(&self, field: Field) -> Option<(&Codes, &Dictionary)> {
        match self.columns[field as usize].as_ref()? {
            ColumnBuilder::Texts(codes, words) => Some((codes, &words.dictionary)),
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

    /// Sets a whole column that is derived from others: a code of [`BatchBuilder::derived_words`] for each record.
    pub fn set_derived(&mut self, field: Field, codes: Vec<Code>) {
        let (column, words) = self.derived[field as usize].get_or_insert_default();
        *column = Codes::default();
        column.extend(codes.into_iter(), words.dictionary.code_count() as Code);
    }

    /// Gives all records away; the next ones begin anew, but with the same dictionaries.
    pub fn drain(&mut self) -> RecordBatch {
        self.complete();
        let mut batch = RecordBatch { locations: std::mem::take(&mut self.locations), ..RecordBatch::default() };
        for (field, (column, derived)) in Field::all().zip(self.columns.iter_mut().zip(&mut self.derived)) {
            let own = column.as_mut().map(drain_column);
            let sent = match derived {
                Some((codes, words)) if codes.len() == batch.locations.len() => {
                    Some(RecordColumn::Codes(std::mem::take(codes), words.news()))
                }
                _ => own,
            };
            batch.columns.extend(sent.map(|sent| (field, sent)));
        }
        for (list, column) in List::all().zip(&mut self.lists) {
            let sent = column.as_mut().map(|(column, sent)| column.drain(sent));
            batch.lists.extend(sent.map(|sent| (list, sent)));
        }
        (batch.extras, batch.left_out) = self.extras.drain(batch.locations.len());
        batch
    }

    fn column(&mut self, field: Field) -> &mut ColumnBuilder {
        let rows = self.locations.len();
        let column = self.columns[field as usize].get_or_insert_with(|| ColumnBuilder::new(field.kind()));
        column.pad(rows);
        column
    }
}

fn drain_column(column: &mut ColumnBuilder) -> RecordColumn {
    match column {
        ColumnBuilder::Times(times, words) => RecordColumn::Times(std::mem::take(times), words.news()),
        ColumnBuilder::Ids(ids, sent) => {
            let (kinds, values, texts) = ids.drain(*sent);
            *sent = ids.texts().code_count();
            RecordColumn::Ids(kinds, values, texts)
        }
        ColumnBuilder::Texts(codes, words) => RecordColumn::Codes(std::mem::take(codes), words.news()),
    }
}
