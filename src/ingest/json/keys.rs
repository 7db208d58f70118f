//! What the keys of a sign-in object mean, and which one is expected next.

use std::collections::HashMap;

use super::cursor::{Cursor, Fault};
use super::text::Text;
use crate::ingest::simd;
use crate::schema::name::is_other_name;
use crate::schema::{Field, FieldKind, List, Part, SIGN_INS};
use crate::store::{Code, ExtraSlot};

/// An object of the record: an index into [`Keys::shapes`].
pub type ShapeId = usize;

/// What a value was found to mean: with the same bytes it means the same again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sense {
    /// Nobody wants it.
    #[default]
    Nothing,
    /// These codes of extra columns ([`Keys::extras`]).
    Extras,
    /// This code of a field, and whether it marks a sign-in.
    Code(Field, Code, bool),
    /// This code of a list.
    List(List, Code),
}

/// What to do with the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// No field or list stands for it: kept under the names of its keys.
    Unknown,
    /// A single value, and whether a record that has it may be a sign-in.
    Field(Field, bool),
    /// A single value that is a time.
    Time(Field),
    /// An object with single values inside.
    Object(ShapeId),
    /// A list, whose entries are objects of this shape.
    List(List, ShapeId),
    /// A part of an entry of a list.
    Part(Part),
    /// A key that only records of another kind have: what they are, in words.
    Foreign(&'static str),
    /// A single value of a field under another name than Graph has for it.
    OtherName,
}

impl Meaning {
    /// Whether a value that begins so can be what its key means: no field is an object, no object of fields a single
    /// value.
    pub fn fits(self, first: Option<u8>) -> bool {
        match self {
            Meaning::Unknown | Meaning::Part(_) => false,
            Meaning::Field(..) | Meaning::Time(_) => first != Some(b'{'),
            Meaning::Object(_) => matches!(first, Some(b'{' | b'n')),
            Meaning::List(..) => matches!(first, Some(b'[' | b'{' | b'"' | b'n')),
            Meaning::Foreign(_) | Meaning::OtherName => true,
        }
    }
}

/// Keys that no sign-in has, and what the records are that have them.
const FOREIGN: &[(&str, &str)] = &[
    ("activityDisplayName", "an entry of the audit log"),
    ("provisioningSteps", "an entry of the provisioning log"),
    ("riskEventType", "a risk detection"),
    ("riskLastUpdatedDateTime", "a risky user"),
    ("properties", "a record of Azure Monitor diagnostic settings"),
    ("TimeGenerated", "a record of Log Analytics or Sentinel"),
    ("CreationTime", "an entry of the Microsoft 365 audit log"),
    ("businessPhones", "a user of the directory"),
    ("accountEnabled", "a user or device of the directory"),
    ("firstSignInDateTime", "a summary of several sign-ins"),
    ("CreatedDateTime", "a sign-in object of PowerShell, which is not supported yet"),
    ("error", "an error answer of Microsoft Graph"),
];

/// A record with fewer of them is no sign-in.
pub const FEWEST_MARKS: usize = 2;

/// Whether enough of these keys are those of Graph that mark a sign-in.
pub fn has_marks<'a>(keys: impl Iterator<Item = &'a str>) -> bool {
    let is_mark = |key: &&str| SIGN_INS.fields().any(|info| info.is_mark && info.graph == *key);
    keys.filter(is_mark).count() >= FEWEST_MARKS
}

/// The keys of the record and of the objects inside it. Records of one file have their keys in the same order nearly
/// always, so each object remembers which key followed which, and looks there first.
#[derive(Clone, Debug)]
pub struct Keys {
    shapes: Vec<Shape>,
    /// The path of the last key that was not remembered.
    unremembered: String,
}

#[derive(Clone, Debug, Default)]
struct Shape {
    /// The keys that mean something.
    wanted: HashMap<&'static str, Meaning>,
    /// Every key met so far.
    met: Vec<MetKey>,
    /// Where in `met` each key is, by its bytes without quotes.
    places: HashMap<Vec<u8>, usize>,
    /// The key the last object of this shape began with.
    first: usize,
    /// The fields that an object of this shape can have, those of objects inside it too.
    fields: Vec<Field>,
    /// Tells other names of fields; only the record itself has any.
    is_other_name: Option<fn(&str) -> bool>,
    /// The keys of the objects around and of this one, with a dot after each.
    path: String,
}

#[derive(Clone, Debug)]
struct MetKey {
    /// The key with its quotes, the colon and the blanks around it, as they stand in the file.
    quoted: Vec<u8>,
    meaning: Meaning,
    /// The keys of the objects around and this one, with dots between.
    path: String,
    /// The last value, if it was not long, with the comma or bracket right after it.
    last: Vec<u8>,
    /// What that value means for its record.
    sense: Sense,
    /// The codes of extra columns it means.
    extras: Vec<ExtraCode>,
    /// The key that followed it the last time.
    follower: usize,
}

/// A code of an extra column.
pub type ExtraCode = (ExtraSlot, Code);

/// The key before the first one.
pub const START: usize = usize::MAX;

/// So many different keys an object may have before the others are looked up anew each time.
const MOST_KEYS: usize = 512;

/// Keys and values that are longer are not remembered.
const LONGEST_VALUE: usize = 512;

impl Keys {
    /// The shape of the record itself.
    pub const RECORD: ShapeId = 0;

    /// The keys that the tables of fields and lists name.
    pub fn of_graph() -> Keys {
        let mut keys = Keys { shapes: vec![Shape::default()], unremembered: String::new() };
        for info in SIGN_INS.fields().filter(|info| !info.graph.is_empty()) {
            let meaning = if info.field.kind() == FieldKind::Time {
                Meaning::Time(info.field)
            } else {
                Meaning::Field(info.field, info.is_mark)
            };
            let mut shape = Keys::RECORD;
            let mut steps = info.graph.split('.').peekable();
            while let Some(step) = steps.next() {
                shape = match steps.peek() {
                    Some(_) => {
                        let inner = keys.object(shape, step);
                        keys.shapes[inner].fields.push(info.field);
                        inner
                    }
                    None => {
                        keys.shapes[shape].wanted.insert(step, meaning);
                        shape
                    }
                };
            }
        }
        for info in SIGN_INS.lists.iter().map(|list| list.info()) {
            let entries = keys.add_shape();
            for info in info.parts.iter().filter(|info| !info.graph.is_empty()) {
                keys.shapes[entries].wanted.insert(info.graph, Meaning::Part(info.part));
            }
            keys.shapes[Keys::RECORD].wanted.insert(info.graph, Meaning::List(info.list, entries));
        }
        for &(key, what) in FOREIGN {
            keys.shapes[Keys::RECORD].wanted.insert(key, Meaning::Foreign(what));
        }
        keys.shapes[Keys::RECORD].is_other_name = Some(is_other_name);
        keys
    }

    fn add_shape(&mut self) -> ShapeId {
        self.shapes.push(Shape::default());
        self.shapes.len() - 1
    }

    /// The shape of an object inside another one.
    fn object(&mut self, shape: ShapeId, key: &'static str) -> ShapeId {
        if let Some(&Meaning::Object(inner)) = self.shapes[shape].wanted.get(key) {
            return inner;
        }
        let inner = self.add_shape();
        self.shapes[inner].path = format!("{}{key}.", self.shapes[shape].path);
        self.shapes[shape].wanted.insert(key, Meaning::Object(inner));
        inner
    }

    /// The fields that an object of this shape can have, those of objects inside it too.
    pub fn fields(&self, shape: ShapeId) -> &[Field] {
        &self.shapes[shape].fields
    }

    /// Reads a key and the colon after it, and says what it means. `before` is the key before it in the same object
    /// ([`START`] at its beginning), and becomes this one; [`START`] again if the object has too many keys to remember
    /// this one.
    #[inline]
    pub fn read(&mut self, cursor: &mut Cursor, shape: ShapeId, before: &mut usize) -> Result<Meaning, Fault> {
        let Keys { shapes, unremembered } = self;
        let shape = &mut shapes[shape];
        let guess = shape.met.get(*before).map_or(shape.first, |key| key.follower);
        if let Some(key) = shape.met.get(guess)
            && simd::starts_with(cursor.rest(), &key.quoted)
        {
            cursor.advance(key.quoted.len());
            // There may be more blanks than the last time.
            cursor.blanks();
            *before = guess;
            return Ok(key.meaning);
        }
        shape.look_up(cursor, before, unremembered)
    }

    /// The keys of the objects around and of the key read last, with dots between.
    pub fn path(&self, shape: ShapeId, key: usize) -> &str {
        self.shapes[shape].met.get(key).map_or(&self.unremembered, |key| &key.path)
    }

    /// The codes of extra columns that the last value of a key means.
    #[inline]
    pub fn extras(&self, shape: ShapeId, key: usize) -> &[ExtraCode] {
        self.shapes[shape].met.get(key).map_or(&[], |key| &key.extras)
    }

    /// Takes note of the codes of extra columns that the last value of a key means.
    pub fn set_extras(&mut self, shape: ShapeId, key: usize, extras: &[ExtraCode]) {
        let Some(key) = self.shapes[shape].met.get_mut(key) else { return };
        key.extras.clear();
        key.extras.extend_from_slice(extras);
    }

    /// What the value of a key means if it is the same as the last time, and its length with the byte after it.
    #[inline(always)]
    pub fn again(&self, cursor: &Cursor, shape: ShapeId, key: usize) -> Option<(Sense, usize)> {
        let key = self.shapes[shape].met.get(key)?;
        let is_same = !key.last.is_empty() && simd::starts_with(cursor.rest(), &key.last);
        is_same.then_some((key.sense, key.last.len()))
    }

    /// Remembers a value that was read and is valid: `from` begins with it, and `cursor` is behind it.
    #[inline]
    pub fn remember(&mut self, from: &[u8], cursor: &Cursor, shape: ShapeId, key: usize, sense: Sense) {
        let Some(key) = self.shapes[shape].met.get_mut(key) else { return };
        key.last.clear();
        // With the byte after it, a number cannot be taken for a longer one.
        let len = from.len() - cursor.rest().len() + 1;
        if len <= LONGEST_VALUE && matches!(cursor.peek(), Some(b',' | b'}')) {
            key.last.extend_from_slice(&from[..len]);
            key.sense = sense;
        }
    }
}

impl Shape {
    fn look_up(
        &mut self,
        cursor: &mut Cursor,
        before: &mut usize,
        unremembered: &mut String,
    ) -> Result<Meaning, Fault> {
        let start = cursor.rest();
        let text = cursor.string()?;
        cursor.colon()?;
        let quoted = &start[..start.len() - cursor.rest().len()];
        let Some(place) = self.place_of(text, quoted) else {
            *before = START;
            *unremembered = self.path_of(text);
            return Ok(self.meaning_of(text));
        };
        match self.met.get_mut(*before) {
            Some(key) => key.follower = place,
            None => self.first = place,
        }
        *before = place;
        Ok(self.met[place].meaning)
    }

    /// The place of a key in `met`, to which new ones are added as long as there is room.
    fn place_of(&mut self, text: Text, quoted: &[u8]) -> Option<usize> {
        if let Some(&place) = self.places.get(text.raw) {
            if self.met[place].quoted != quoted && quoted.len() <= LONGEST_VALUE {
                self.met[place].quoted = quoted.to_vec();
            }
            return Some(place);
        }
        if self.met.len() >= MOST_KEYS || quoted.len() > LONGEST_VALUE {
            return None;
        }
        let place = self.met.len();
        let meaning = self.meaning_of(text);
        self.met.push(MetKey {
            quoted: quoted.to_vec(),
            meaning,
            path: self.path_of(text),
            last: Vec::new(),
            sense: Sense::Nothing,
            extras: Vec::new(),
            follower: usize::MAX,
        });
        self.places.insert(text.raw.to_vec(), place);
        Some(place)
    }

    fn path_of(&self, text: Text) -> String {
        let mut scratch = Vec::new();
        format!("{}{}", self.path, String::from_utf8_lossy(text.decode(&mut scratch)))
    }

    fn meaning_of(&self, text: Text) -> Meaning {
        let mut scratch = Vec::new();
        let name = String::from_utf8_lossy(text.decode(&mut scratch));
        let other = || self.is_other_name.is_some_and(|is_one| is_one(&name)).then_some(Meaning::OtherName);
        self.wanted.get(name.as_ref()).copied().or_else(other).unwrap_or(Meaning::Unknown)
    }
}
