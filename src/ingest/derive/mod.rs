//! Fields that one kind of file has and another has not, derived once for every distinct value, not for every row.

use std::collections::HashMap;

use crate::schema::{Field, LogType, Status, error_code};
use crate::store::{ABSENT, Batch, Code, Dictionary, EMPTY};

mod log_type;

use log_type::LogTypes;

/// City, state and country, as [`Field::Location`] has them.
const PARTS: [Field; 3] = [Field::City, Field::State, Field::Country];

/// What was derived so far from the values of one batch, which keeps its dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Derivation {
    /// The status each text of the file's own status column stands for.
    stated: CodeMap,
    /// The status each error code stands for.
    coded: CodeMap,
    /// The location that city, state and country make.
    joined: HashMap<[Code; 3], Code>,
    /// City, state, country and tidied location of each location of the file.
    split: [CodeMap; 4],
    /// The sign-in log of each record.
    log_types: LogTypes,
}

/// For every code of one dictionary a code of another, found once.
#[derive(Clone, Debug, Default)]
struct CodeMap(Vec<Code>);

impl CodeMap {
    /// Takes in the texts that are new since the last time.
    fn learn(&mut self, dictionary: &Dictionary, mut code_of: impl FnMut(&str) -> Code) {
        if self.0.is_empty() {
            self.0.extend([ABSENT, EMPTY]);
        }
        for code in self.0.len()..dictionary.code_count() {
            self.0.push(code_of(dictionary.text(code as Code).unwrap_or("")));
        }
    }

    fn get(&self, code: Code) -> Code {
        self.0[code as usize]
    }
}

impl Derivation {
    /// For records of a file whose name names this log.
    pub fn new(log_type: Option<LogType>) -> Derivation {
        Derivation { log_types: LogTypes::new(log_type), ..Derivation::default() }
    }

    /// Sets the status, the log, and either the location from its parts or the parts from the location. The batch must be complete.
    pub fn derive(&mut self, batch: &mut Batch) {
        self.set_status(batch);
        self.log_types.derive(batch);
        let has_parts = PARTS.iter().any(|&part| batch.texts(part).is_some());
        if has_parts { self.set_location(batch) } else { self.set_parts(batch) }
    }

    /// The status a file states, in the portal's words; where it states none, what its error code stands for.
    fn set_status(&mut self, batch: &mut Batch) {
        let mut statuses = std::mem::take(batch.derived_words(Field::Status));
        if let Some((_, texts)) = batch.texts(Field::Status) {
            self.stated.learn(texts, |text| match Status::from_label(text) {
                Some(status) => statuses.code_of(status.label().as_bytes()),
                None => statuses.code_of(text.as_bytes()),
            });
        }
        if let Some((_, texts)) = batch.texts(Field::ErrorCode) {
            self.coded.learn(texts, |text| match error_code::parse(text) {
                Some(code) => statuses.code_of(Status::of_code(code).label().as_bytes()),
                None => EMPTY,
            });
        }
        let (stated, coded) = (batch.texts(Field::Status), batch.texts(Field::ErrorCode));
        let codes = (stated.is_some() || coded.is_some()).then(|| {
            let code = |row: usize| match stated.map_or(ABSENT, |(codes, _)| self.stated.get(codes.get(row))) {
                code if code > EMPTY => code,
                empty => coded.map_or(ABSENT, |(codes, _)| self.coded.get(codes.get(row))).max(empty),
            };
            (0..batch.len()).map(code).collect()
        });
        *batch.derived_words(Field::Status) = statuses;
        if let Some(codes) = codes {
            batch.set_derived(Field::Status, codes);
        }
    }

    /// `Madrid, Madrid, ES` from its parts; parts that are missing are left out.
    fn set_location(&mut self, batch: &mut Batch) {
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
    }

    /// The parts of `Madrid, Madrid, ES`, and the location without blanks and missing parts.
    fn set_parts(&mut self, batch: &mut Batch) {
        let fields = [Field::City, Field::State, Field::Country, Field::Location];
        for (place, (field, map)) in fields.into_iter().zip(&mut self.split).enumerate() {
            let mut words = std::mem::take(batch.derived_words(field));
            let codes = batch.texts(Field::Location).map(|(codes, locations)| {
                map.learn(locations, |location| words.code_of(tidy_parts(location)[place].as_bytes()));
                codes.iter().map(|code| map.get(code)).collect()
            });
            *batch.derived_words(field) = words;
            if let Some(codes) = codes {
                batch.set_derived(field, codes);
            }
        }
    }
}

/// City, state, country and the whole of `Madrid, Madrid, ES`. Only the city can hold a comma, so it is split from the
/// right. With two parts the state is taken for the one that is missing.
fn tidy_parts(location: &str) -> [String; 4] {
    let mut from_right = location.rsplitn(3, ',').map(str::trim);
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
