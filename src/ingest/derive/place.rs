//! Where a sign-in came from: city, state and country in one text, and the text in its parts. A record that lacks one
//! of them gets it from what it has; what it has stays.

use std::collections::HashMap;

use super::CodeMap;
use crate::schema::Field;
use crate::store::{ABSENT, BatchBuilder, Code, Dictionary, EMPTY};

/// City, state and country, as [`Field::Location`] has them.
const PARTS: [Field; 3] = [Field::City, Field::State, Field::Country];

/// The parts and the whole.
const FIELDS: [Field; 4] = [Field::City, Field::State, Field::Country, Field::Location];

/// Where a sign-in came from, in degrees.
const DEGREES: [Field; 2] = [Field::Latitude, Field::Longitude];

/// What was derived so far from the values of one batch, which keeps its dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Each part as the file has it.
    kept: [CodeMap; 3],
    /// The location that city, state and country make.
    joined: HashMap<[Code; 3], Code>,
    /// City, state, country and tidied location of each location of the file.
    split: [CodeMap; 4],
    /// All four of records in a batch that has parts and locations.
    both: HashMap<[Code; 4], [Code; 4]>,
    /// Whether each latitude and each longitude is zero.
    zeros: [Vec<bool>; 2],
}

impl Places {
    /// Sets the place and the coordinates of every record of a batch, which must be complete. What becomes of a record
    /// does not depend on the others of its batch; only the shortest way to it does.
    pub fn derive(&mut self, batch: &mut BatchBuilder) {
        self.set_degrees(batch);
        let has_parts = PARTS.iter().any(|&part| batch.texts(part).is_some());
        match (has_parts, batch.texts(Field::Location).is_some()) {
            (false, false) => {}
            (true, false) => self.join_parts(batch),
            (false, true) => self.split_location(batch),
            (true, true) => self.complete(batch),
        }
    }

    /// Coordinates as the file has them, but for 0 and 0: files write that where they do not know the place.
    fn set_degrees(&mut self, batch: &mut BatchBuilder) {
        for (field, zeros) in DEGREES.into_iter().zip(&mut self.zeros) {
            let mut words = std::mem::take(batch.derived_words(field));
            if let Some((_, texts)) = batch.texts(field) {
                // All texts come in the order they have in the file's own dictionary, so they have the same codes.
                for code in zeros.len()..texts.code_count() {
                    let text = texts.text(code as Code).unwrap_or_default();
                    words.code_of(text.as_bytes());
                    zeros.push(text.trim().parse() == Ok(0.0));
                }
            }
            *batch.derived_words(field) = words;
        }
        let columns = DEGREES.map(|field| batch.texts(field).map(|(codes, _)| codes));
        let is_zero =
            |place: usize, row: usize| columns[place].is_some_and(|codes| self.zeros[place][codes.get(row) as usize]);
        let is_nowhere = |row: usize| is_zero(0, row) && is_zero(1, row);
        let known = columns.map(|codes| {
            let codes = codes?;
            let code = |row| if is_nowhere(row) { EMPTY } else { codes.get(row) };
            Some((0..batch.len()).map(code).collect::<Vec<Code>>())
        });
        for (field, codes) in DEGREES.into_iter().zip(known) {
            if let Some(codes) = codes {
                batch.set_derived(field, codes);
            }
        }
    }

    /// `Madrid, Madrid, ES` from its parts; parts that are missing are left out.
    fn join_parts(&mut self, batch: &mut BatchBuilder) {
        let mut locations = std::mem::take(batch.derived_words(Field::Location));
        let parts = PARTS.map(|part| batch.texts(part));
        let text = |place: usize, code: Code| parts[place].and_then(|(_, texts)| texts.text(code)).unwrap_or("");
        let code = |row: usize| {
            let key = parts.map(|part| part.map_or(ABSENT, |(codes, _)| codes.get(row)));
            *self.joined.entry(key).or_insert_with(|| match key {
                [ABSENT, ABSENT, ABSENT] => ABSENT,
                [city, state, country] => {
                    locations.code_of(join([text(0, city), text(1, state), text(2, country)]).as_bytes())
                }
            })
        };
        let codes = (0..batch.len()).map(code).collect();
        *batch.derived_words(Field::Location) = locations;
        batch.set_derived(Field::Location, codes);
        // A part is always drained as a derived one: it has one dictionary, whichever way it was found.
        for (part, map) in PARTS.into_iter().zip(&mut self.kept) {
            set_mapped(batch, part, part, map, str::to_owned);
        }
    }

    /// The parts of `Madrid, Madrid, ES`, and the location without blanks and missing parts.
    fn split_location(&mut self, batch: &mut BatchBuilder) {
        for (place, (field, map)) in FIELDS.into_iter().zip(&mut self.split).enumerate() {
            set_mapped(batch, Field::Location, field, map, |location| tidy_parts(location)[place].clone());
        }
    }

    /// The same, record by record.
    fn complete(&mut self, batch: &mut BatchBuilder) {
        let mut words = FIELDS.map(|field| std::mem::take(batch.derived_words(field)));
        let own = FIELDS.map(|field| batch.texts(field));
        let codes: Vec<[Code; 4]> = (0..batch.len())
            .map(|row| {
                let key = own.map(|own| own.map_or(ABSENT, |(codes, _)| codes.get(row)));
                *self.both.entry(key).or_insert_with(|| {
                    let mut text = 0..FIELDS.len();
                    let texts =
                        key.map(|code| text.next().and_then(|at| own[at]).and_then(|(_, texts)| texts.text(code)));
                    place_of(key, texts, &mut words)
                })
            })
            .collect();
        for (at, (field, words)) in FIELDS.into_iter().zip(words).enumerate() {
            *batch.derived_words(field) = words;
            batch.set_derived(field, codes.iter().map(|codes| codes[at]).collect());
        }
    }
}

/// City, state, country and location of a record that has these; `codes` tells what is absent from what is empty.
fn place_of(codes: [Code; 4], texts: [Option<&str>; 4], words: &mut [Dictionary; 4]) -> [Code; 4] {
    let [.., location] = texts.map(|text| text.unwrap_or("").trim());
    let stated = [0, 1, 2].map(|at: usize| texts[at].unwrap_or(""));
    let is_absent = codes[..3] == [ABSENT; 3];
    let mut place = codes.map(|code| code.min(EMPTY));
    let mut set = |at: usize, text: &str| place[at] = words[at].code_of(text.as_bytes());
    (0..3).filter(|&at| !stated[at].is_empty()).for_each(|at| set(at, stated[at]));
    if location.is_empty() {
        match is_absent {
            true if codes[3] != ABSENT => return [EMPTY; 4],
            true => {}
            false => set(3, &join(stated)),
        }
        return place;
    }
    let split = tidy_parts(location);
    set(3, &split[3]);
    // A text that has other parts than the record states is no such list.
    let agrees = stated.iter().zip(&split).all(|(stated, part)| {
        let stated = stated.trim();
        stated.is_empty() || stated.eq_ignore_ascii_case(part)
    });
    if agrees {
        (0..3).filter(|&at| stated[at].is_empty()).for_each(|at| set(at, &split[at]));
    }
    place
}

/// Sets a column whose values are made of those of another one, text by text.
fn set_mapped(batch: &mut BatchBuilder, from: Field, to: Field, map: &mut CodeMap, made: impl Fn(&str) -> String) {
    let mut words = std::mem::take(batch.derived_words(to));
    let codes = batch.texts(from).map(|(codes, texts)| {
        map.learn(texts, |text| words.code_of(made(text).as_bytes()));
        codes.iter().map(|code| map.get(code)).collect()
    });
    *batch.derived_words(to) = words;
    if let Some(codes) = codes {
        batch.set_derived(to, codes);
    }
}

/// City, state, country and the whole of `Madrid, Madrid, ES`. Only the city can hold a comma, so it is split from the
/// right. With two parts the state is taken for the one that is missing.
fn tidy_parts(location: &str) -> [String; 4] {
    // A script that puts the parts together writes what it calls nothing where one is missing.
    let said = |part: &&str| !["null", "None", "undefined", "NaN"].contains(part);
    let mut from_right = location.rsplitn(3, ',').map(|part| Some(part.trim()).filter(said).unwrap_or_default());
    let country = from_right.next().unwrap_or("");
    let [city, state] = match (from_right.next(), from_right.next()) {
        (None, _) => ["", ""],
        (Some(city), None) => [city, ""],
        (Some(state), Some(city)) => [city, state],
    };
    [city.to_owned(), state.to_owned(), country.to_owned(), join([city, state, country])]
}

fn join(parts: [&str; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
