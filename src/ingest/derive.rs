//! Fields that one kind of file has and another has not, derived once for every distinct value, not for every row.

use std::collections::HashMap;

use crate::schema::{Field, Status, error_code};
use crate::store::{ABSENT, Batch, Code, Codes, Dictionary, EMPTY};

/// Sets the status, and either the location from its parts or the parts from the location.
pub fn derive(batch: &mut Batch) {
    set_status(batch);
    let has_parts = PARTS.iter().any(|&part| batch.texts(part).is_some());
    if has_parts { set_location(batch) } else { set_parts(batch) }
}

/// City, state and country, as [`Field::Location`] has them.
const PARTS: [Field; 3] = [Field::City, Field::State, Field::Country];

/// The status a file states, in the portal's words; where it states none, what its error code stands for.
fn set_status(batch: &mut Batch) {
    let mut statuses = Dictionary::default();
    let stated = translate(batch, Field::Status, |text| match Status::from_label(text) {
        Some(status) => statuses.code_of(status.label().as_bytes()),
        None => statuses.code_of(text.as_bytes()),
    });
    let coded = translate(batch, Field::ErrorCode, |text| match error_code::parse(text) {
        Some(code) => statuses.code_of(Status::of_code(code).label().as_bytes()),
        None => EMPTY,
    });
    if stated.is_none() && coded.is_none() {
        return;
    }
    let of = |codes: &Option<Vec<Code>>, row: usize| codes.as_ref().map_or(ABSENT, |codes| codes[row]);
    let codes = (0..batch.len()).map(|row| match of(&stated, row) {
        code if code > EMPTY => code,
        empty => of(&coded, row).max(empty),
    });
    let codes = codes.collect();
    batch.set_column(Field::Status, codes, statuses);
}

/// The code of every row under another dictionary; `code_of` is asked once for every distinct text.
fn translate(batch: &Batch, field: Field, mut code_of: impl FnMut(&str) -> Code) -> Option<Vec<Code>> {
    let (codes, dictionary) = batch.texts(field)?;
    let mut map = vec![ABSENT, EMPTY];
    map.extend(dictionary.texts().map(|(_, text)| code_of(text)));
    Some(codes.iter().map(|code| map[code as usize]).collect())
}

/// `Madrid, Madrid, ES` from its parts; parts that are missing are left out.
fn set_location(batch: &mut Batch) {
    let parts = PARTS.map(|part| batch.texts(part));
    let code = |part: Option<(&Codes, &Dictionary)>, row: usize| part.map_or(ABSENT, |(codes, _)| codes.get(row));
    let text = |part: Option<(&Codes, &Dictionary)>, code: Code| {
        part.and_then(|(_, dictionary)| dictionary.text(code)).unwrap_or("").to_owned()
    };
    let mut locations = Dictionary::default();
    let mut known: HashMap<[Code; 3], Code> = HashMap::new();
    let codes = (0..batch.len()).map(|row| {
        let key = parts.map(|part| code(part, row));
        *known.entry(key).or_insert_with(|| match key {
            [ABSENT, ABSENT, ABSENT] => ABSENT,
            key => {
                let texts = [0, 1, 2].map(|place| text(parts[place], key[place]));
                locations.code_of(join(texts.each_ref().map(String::as_str)).as_bytes())
            }
        })
    });
    let codes = codes.collect();
    batch.set_column(Field::Location, codes, locations);
}

/// The parts of `Madrid, Madrid, ES`. Only the city can hold a comma, so it is split from the right. With two parts the
/// state is taken for the one that is missing.
fn set_parts(batch: &mut Batch) {
    let Some((codes, dictionary)) = batch.texts(Field::Location) else { return };
    let mut parts: [(Vec<Code>, Dictionary); 4] = std::array::from_fn(|_| (vec![ABSENT, EMPTY], Dictionary::default()));
    for (_, location) in dictionary.texts() {
        let [city, state, country] = split_location(location);
        let whole = join([city, state, country]);
        for ((codes, dictionary), text) in parts.iter_mut().zip([city, state, country, &whole]) {
            codes.push(dictionary.code_of(text.as_bytes()));
        }
    }
    let columns = parts.map(|(map, dictionary)| (codes.iter().map(|code| map[code as usize]).collect(), dictionary));
    for ((codes, dictionary), field) in columns.into_iter().zip(PARTS.into_iter().chain([Field::Location])) {
        batch.set_column(field, codes, dictionary);
    }
}

fn split_location(location: &str) -> [&str; 3] {
    let mut from_right = location.rsplitn(3, ',').map(str::trim);
    let country = from_right.next().unwrap_or("");
    match (from_right.next(), from_right.next()) {
        (None, _) => ["", "", country],
        (Some(city), None) => [city, "", country],
        (Some(state), Some(city)) => [city, state, country],
    }
}

fn join(parts: [&str; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
