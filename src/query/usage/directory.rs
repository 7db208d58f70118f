//! Which of its subject each record belongs to (one user, one application, …), and what they are called.

use hashbrown::HashMap;

use super::subject::{Key, NO_ID, Subject, SubjectFields};
use crate::query::matcher::names_of;
use crate::schema::{Field, error_code};
use crate::store::table::is_time;
use crate::store::{ABSENT, Code, CodeColumn, Dictionary, EMPTY, RowSet, Store};

/// The number of one user, one application, …
pub(in crate::query) type Member = u32;
/// The member of a record whose file does not say.
pub(in crate::query) const NOT_IN_FILE: Member = Member::MAX;
/// The member of a record whose file leaves it empty.
pub(in crate::query) const NOBODY: Member = Member::MAX - 1;

/// Whether a number is that of a member.
pub(in crate::query) fn is_somebody(member: Member) -> bool {
    member < NOBODY
}

/// All members of a subject among all records; good until records are added.
#[derive(Clone, Debug)]
pub(in crate::query) struct Directory {
    pub subject: Subject,
    /// For each code of the identifier the member, if it is one.
    by_id: Vec<Member>,
    /// For each code of the name.
    by_name: Vec<Member>,
    /// Whether a member has an identifier, and the code of that or of the name as it was first met.
    keys: Vec<(bool, Code)>,
    labels: Vec<Label>,
    /// The place of each member in the order of names.
    ranks: Vec<u32>,
}

/// What is known of a member from all records.
#[derive(Clone, Copy, Debug, Default)]
struct Label {
    /// The newest record that names it, and the field that does.
    named: Option<(u32, Field)>,
    /// The newest record that has the other field.
    also: Option<u32>,
    /// Its first sign-in.
    first: Option<i64>,
}

impl Directory {
    /// Looks at all records; `None` for methods, which are in lists.
    pub fn new(store: &Store, subject: Subject) -> Option<Directory> {
        let fields = subject.fields()?;
        let mut keys = Vec::new();
        let by_id = fields.id.and_then(|id| store.texts(id)).map(|column| {
            let is_id = |text: &str| text != NO_ID;
            members(&column.dictionary, subject, |code| keys.push((true, code)), is_id)
        });
        let by_id = by_id.unwrap_or_default();
        let before = keys.len() as Member;
        let names = store.texts(fields.name).map(|column| &column.dictionary);
        let mut by_name =
            names.map(|names| members(names, subject, |code| keys.push((false, code)), |_| true)).unwrap_or_default();
        by_name.iter_mut().filter(|member| is_somebody(**member)).for_each(|member| *member += before);
        let labels = vec![Label::default(); keys.len()];
        let mut directory = Directory { subject, by_id, by_name, keys, labels, ranks: Vec::new() };
        if fields.id.is_some() {
            directory.label(store, &fields);
        }
        directory.ranks = directory.in_order_of_names(store);
        Some(directory)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Tells the members of records.
    pub fn reader<'a>(&'a self, store: &'a Store) -> MemberOf<'a> {
        let fields = self.subject.fields();
        let id = fields.as_ref().and_then(|fields| store.texts(fields.id?));
        MemberOf { directory: self, id, name: fields.and_then(|fields| store.texts(fields.name)) }
    }

    /// What the page calls a member by.
    pub fn key(&self, store: &Store, member: Member) -> Key {
        let (has_id, code) = self.keys[member as usize];
        let text = self.text(store, has_id, code).unwrap_or_default();
        if has_id { Key::Id(text.to_owned()) } else { Key::Name(shown(self.subject, text)) }
    }

    /// The member of a key, if there is one.
    pub fn find(&self, store: &Store, key: &Key) -> Option<Member> {
        (0..self.len() as Member).find(|&member| self.key(store, member) == *key)
    }

    /// The newest name of a member; its identifier if it never had one.
    pub fn name(&self, store: &Store, member: Member) -> String {
        let named = self.labels[member as usize].named;
        let label = named.and_then(|(row, field)| text_at(store, field, row));
        let (has_id, code) = self.keys[member as usize];
        label.unwrap_or_else(|| match self.text(store, has_id, code) {
            Some(text) if has_id => text.to_owned(),
            text => shown(self.subject, text.unwrap_or_default()),
        })
    }

    /// What else is said of a member: the newest username of a user, the operating system of a device.
    pub fn also(&self, store: &Store, member: Member) -> Option<String> {
        let also = self.subject.fields()?.also?;
        text_at(store, also, self.labels[member as usize].also?)
    }

    /// The first sign-in of a member of all records, UTC milliseconds.
    pub fn first_in_log(&self, member: Member) -> Option<i64> {
        self.labels[member as usize].first
    }

    /// The place of a member in the order of names.
    pub fn rank(&self, member: Member) -> u32 {
        self.ranks[member as usize]
    }

    /// How many members some rows have.
    pub fn seen(&self, store: &Store, rows: &RowSet) -> u32 {
        let reader = self.reader(store);
        let mut seen = vec![false; self.len()];
        rows.for_each(|row| {
            let member = reader.member(row);
            if is_somebody(member) {
                seen[member as usize] = true;
            }
        });
        seen.iter().filter(|&&seen| seen).count() as u32
    }

    fn text<'a>(&self, store: &'a Store, is_id: bool, code: Code) -> Option<&'a str> {
        let fields = self.subject.fields()?;
        let field = if is_id { fields.id? } else { fields.name };
        store.texts(field)?.dictionary.text(code)
    }

    /// Finds the newest names. Of records of one instant the first in the files counts, as files are newest first.
    fn label(&mut self, store: &Store, fields: &SubjectFields) {
        let labels: Vec<(Field, &CodeColumn)> =
            fields.labels.iter().filter_map(|&field| Some((field, store.texts(field)?))).collect();
        let also = fields.also.and_then(|field| store.texts(field));
        let times = store.times();
        let mut found = std::mem::take(&mut self.labels);
        let reader = self.reader(store);
        for (row, &time) in times.iter().enumerate() {
            let member = reader.member(row);
            if !is_somebody(member) {
                continue;
            }
            let label = &mut found[member as usize];
            let is_newer = |known: Option<u32>| known.is_none_or(|known| times[known as usize] < time);
            if is_newer(label.named.map(|(known, _)| known))
                && let Some((field, _)) = labels.iter().find(|(_, column)| column.code(row) > EMPTY)
            {
                label.named = Some((row as u32, *field));
            }
            if is_newer(label.also) && also.is_some_and(|column| column.code(row) > EMPTY) {
                label.also = Some(row as u32);
            }
            if is_time(time) && label.first.is_none_or(|first| time < first) {
                label.first = Some(time);
            }
        }
        self.labels = found;
    }

    fn in_order_of_names(&self, store: &Store) -> Vec<u32> {
        let name = |member: Member| (self.name(store, member).to_lowercase(), self.keys[member as usize]);
        let mut order: Vec<Member> = (0..self.len() as Member).collect();
        order.sort_by_cached_key(|&member| name(member));
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &member)| ranks[member as usize] = rank);
        ranks
    }
}

/// Tells the members of records.
pub(in crate::query) struct MemberOf<'a> {
    directory: &'a Directory,
    id: Option<&'a CodeColumn>,
    name: Option<&'a CodeColumn>,
}

impl MemberOf<'_> {
    /// The member of a row, or [`NOBODY`], or [`NOT_IN_FILE`].
    #[inline]
    pub fn member(&self, row: usize) -> Member {
        let by_id = self.id.map_or(NOT_IN_FILE, |column| self.directory.by_id[column.code(row) as usize]);
        if is_somebody(by_id) {
            return by_id;
        }
        let by_name = self.name.map_or(NOT_IN_FILE, |column| self.directory.by_name[column.code(row) as usize]);
        by_name.min(by_id)
    }
}

/// For each code its member: texts that filters take for the same are the same.
fn members(
    dictionary: &Dictionary,
    subject: Subject,
    mut add: impl FnMut(Code),
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<Member> {
    let mut members = vec![NOBODY; dictionary.code_count()];
    members[ABSENT as usize] = NOT_IN_FILE;
    let mut known: HashMap<String, Member> = HashMap::new();
    for (code, text) in dictionary.texts().filter(|(_, text)| is_wanted(text)) {
        let next = known.len() as Member;
        members[code as usize] = *known.entry(shown(subject, text).to_lowercase()).or_insert_with(|| {
            add(code);
            next
        });
    }
    members
}

/// A name as it is shown: error codes as numbers, client apps under the portal's name.
fn shown(subject: Subject, text: &str) -> String {
    let number = (subject == Subject::ErrorCode).then(|| error_code::parse(text)).flatten();
    let field = subject.fields().map(|fields| fields.name);
    let portal = field.and_then(|field| names_of(field, text));
    number.map_or_else(|| portal.unwrap_or(text).to_owned(), |number| number.to_string())
}

fn text_at(store: &Store, field: Field, row: u32) -> Option<String> {
    let column = store.texts(field)?;
    column.dictionary.text(column.code(row as usize)).map(str::to_owned)
}
