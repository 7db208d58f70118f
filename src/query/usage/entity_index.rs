//! Which of its subject each record belongs to (one user, one application, …), and what they are called.

use std::borrow::Cow;
use std::cell::OnceCell;

use hashbrown::HashMap;

use super::entity::{EntityKey, EntityKind, NO_ID};
use crate::query::matcher::{has_names, names_of};
use crate::query::ranks::beginning;
use crate::query::sorting::sort_by_number;
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

/// All members of a subject among all records; good until records are added. What they are called is found out when it
/// is first asked for.
#[derive(Clone, Debug)]
pub(in crate::query) struct EntityIndex {
    pub subject: EntityKind,
    /// For each code of the identifier the member, if it is one.
    by_id: Vec<Member>,
    /// For each code of the name.
    by_name: Vec<Member>,
    /// Whether a member has an identifier, and the code of that or of the name as it was first met.
    keys: Vec<(bool, Code)>,
    labels: OnceCell<Vec<Label>>,
    /// The place of each member in the order of names.
    ranks: OnceCell<Vec<u32>>,
}

/// What is known of a member from all records.
#[derive(Clone, Copy, Debug, Default)]
struct Label {
    /// The newest record that names it with its time, and the field that does.
    named: Option<(i64, u32, Field)>,
    /// The newest record that has the other field, with its time.
    also: Option<(i64, u32)>,
    /// Its first sign-in.
    first: Option<i64>,
}

impl EntityIndex {
    /// Looks at all records; `None` for methods, which are in lists.
    pub fn new(store: &Store, subject: EntityKind) -> Option<EntityIndex> {
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
        Some(EntityIndex { subject, by_id, by_name, keys, labels: OnceCell::new(), ranks: OnceCell::new() })
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
    pub fn key(&self, store: &Store, member: Member) -> EntityKey {
        let (has_id, code) = self.keys[member as usize];
        let text = self.text(store, has_id, code).unwrap_or_default();
        if has_id { EntityKey::Id(text.to_owned()) } else { EntityKey::Name(shown(self.subject, text).into_owned()) }
    }

    /// The member of a key, if there is one.
    pub fn find(&self, store: &Store, key: &EntityKey) -> Option<Member> {
        (0..self.len() as Member).find(|&member| self.key(store, member) == *key)
    }

    /// The newest name of a member; its identifier if it never had one.
    pub fn name(&self, store: &Store, member: Member) -> String {
        self.name_as_kept(store, member).into_owned()
    }

    fn name_as_kept<'a>(&self, store: &'a Store, member: Member) -> Cow<'a, str> {
        let label = self.label(store, member).named.and_then(|(_, row, field)| text_at(store, field, row));
        let (has_id, code) = self.keys[member as usize];
        match label.or_else(|| self.text(store, has_id, code)) {
            Some(text) if has_id || label.is_some() => Cow::Borrowed(text),
            text => shown(self.subject, text.unwrap_or_default()),
        }
    }

    /// What else is said of a member: the newest username of a user, the operating system of a device.
    pub fn also(&self, store: &Store, member: Member) -> Option<String> {
        let also = self.subject.fields()?.also?;
        let (_, row) = self.label(store, member).also?;
        text_at(store, also, row).map(str::to_owned)
    }

    /// The first sign-in of a member of all records, UTC milliseconds.
    pub fn first_in_log(&self, store: &Store, member: Member) -> Option<i64> {
        self.label(store, member).first
    }

    /// The place of a member in the order of names.
    pub fn rank(&self, store: &Store, member: Member) -> u32 {
        self.ranks.get_or_init(|| self.in_order_of_names(store))[member as usize]
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

    fn label(&self, store: &Store, member: Member) -> Label {
        self.labels.get_or_init(|| self.find_labels(store))[member as usize]
    }

    /// Finds the newest names. Of records of one instant the first in the files counts, as files are newest first. What
    /// has no identifier has no other name than the one it goes by.
    fn find_labels(&self, store: &Store) -> Vec<Label> {
        let mut found = vec![Label::default(); self.len()];
        let Some(fields) = self.subject.fields().filter(|fields| fields.id.is_some()) else { return found };
        let labels: Vec<(Field, &CodeColumn)> =
            fields.labels.iter().filter_map(|&field| Some((field, store.texts(field)?))).collect();
        let also = fields.also.and_then(|field| store.texts(field));
        let reader = self.reader(store);
        for (row, &time) in store.times().iter().enumerate() {
            let member = reader.member(row);
            if !is_somebody(member) {
                continue;
            }
            let label = &mut found[member as usize];
            if label.named.is_none_or(|(known, ..)| known < time)
                && let Some((field, _)) = labels.iter().find(|(_, column)| column.code(row) > EMPTY)
            {
                label.named = Some((time, row as u32, *field));
            }
            if label.also.is_none_or(|(known, _)| known < time) && also.is_some_and(|column| column.code(row) > EMPTY) {
                label.also = Some((time, row as u32));
            }
            if is_time(time) && label.first.is_none_or(|first| time < first) {
                label.first = Some(time);
            }
        }
        found
    }

    fn in_order_of_names(&self, store: &Store) -> Vec<u32> {
        let (mut folded, mut ends) = (String::new(), Vec::with_capacity(self.len()));
        for member in 0..self.len() as Member {
            fold_onto(&mut folded, &self.name_as_kept(store, member));
            ends.push(folded.len());
        }
        let name = |member: u32| {
            let at = member as usize;
            &folded[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]]
        };
        let mut order: Vec<Member> = (0..self.len() as Member).collect();
        let key = |member: u32| (name(member), self.keys[member as usize]);
        let ties = |left, right| key(left).cmp(&key(right));
        sort_by_number(&mut order, |member| beginning(name(member).as_bytes()), Some(&ties));
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &member)| ranks[member as usize] = rank);
        ranks
    }
}

/// Adds a text in lower case.
fn fold_onto(folded: &mut String, text: &str) {
    let start = folded.len();
    if text.is_ascii() {
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
    } else {
        folded.push_str(&text.to_lowercase());
    }
}

/// Tells the members of records.
pub(in crate::query) struct MemberOf<'a> {
    directory: &'a EntityIndex,
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
    subject: EntityKind,
    mut add: impl FnMut(Code),
    is_wanted: impl Fn(&str) -> bool,
) -> Vec<Member> {
    let mut members = vec![NOBODY; dictionary.code_count()];
    members[ABSENT as usize] = NOT_IN_FILE;
    // Texts without names of their own are the same if they differ in case alone. Most are in lower case, as the twins
    // of those that are not would be, and need not be looked up.
    let has_names = subject == EntityKind::ErrorCode || subject.fields().is_some_and(|fields| has_names(fields.name));
    let mut known: HashMap<String, Member> = HashMap::new();
    let mut count = 0;
    let mut add = |code: Code| {
        add(code);
        count += 1;
        count - 1
    };
    for (code, text) in dictionary.texts().filter(|(_, text)| is_wanted(text)) {
        if is_somebody(members[code as usize]) {
            continue;
        }
        if !has_names && is_folded(text) {
            members[code as usize] = add(code);
            continue;
        }
        let folded = shown(subject, text).to_lowercase();
        let twin = dictionary.find(&folded).filter(|_| !has_names).unwrap_or(code) as usize;
        let of_twin = Some(members[twin]).filter(|&member| is_somebody(member));
        let member = *known.entry(folded).or_insert_with(|| of_twin.unwrap_or_else(|| add(code)));
        members[code as usize] = member;
        members[twin] = member;
    }
    members
}

/// Whether a text is the same in lower case; of texts that are not ASCII that is left open.
fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// A name as it is shown: error codes as numbers, client apps under the portal's name.
fn shown(subject: EntityKind, text: &str) -> Cow<'_, str> {
    let number = (subject == EntityKind::ErrorCode).then(|| error_code::parse(text)).flatten();
    let field = subject.fields().map(|fields| fields.name);
    let portal = field.and_then(|field| names_of(field, text));
    number.map_or_else(|| Cow::Borrowed(portal.unwrap_or(text)), |number| Cow::Owned(number.to_string()))
}

fn text_at(store: &Store, field: Field, row: u32) -> Option<&str> {
    let column = store.texts(field)?;
    column.dictionary.text(column.code(row as usize))
}
