//! Fields that one kind of file has and another has not, derived once for every distinct value, not for every row.

use crate::schema::{Field, LogType, Status, error_code};
use crate::store::{ABSENT, BatchBuilder, Code, Dictionary, EMPTY};

mod log_type;
mod place;

use log_type::LogTypes;
use place::Places;

/// What was derived so far from the values of one batch, which keeps its dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Derivation {
    /// The status each text of the file's own status column stands for; empty for words that nobody knows,
    stated: CodeMap,
    /// which are kept as they are where nothing else tells the status.
    words: CodeMap,
    /// The status each error code stands for.
    coded: CodeMap,
    /// The error codes as the file has them.
    codes: CodeMap,
    /// Where each record came from.
    places: Places,
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

    /// Sets the status, the log and the place. The batch must be complete.
    pub fn derive(&mut self, batch: &mut BatchBuilder) {
        self.set_status(batch);
        self.set_code(batch);
        self.log_types.derive(batch);
        self.places.derive(batch);
    }

    /// The status a file states, in the portal's words; where it states none, or one in words that nobody knows, what its
    /// error code stands for.
    fn set_status(&mut self, batch: &mut BatchBuilder) {
        let mut statuses = std::mem::take(batch.derived_words(Field::Status));
        if let Some((_, texts)) = batch.texts(Field::Status) {
            self.stated.learn(texts, |text| match Status::from_label(text) {
                Some(status) => statuses.code_of(status.label().as_bytes()),
                None => EMPTY,
            });
            self.words.learn(texts, |text| statuses.code_of(text.as_bytes()));
        }
        if let Some((_, texts)) = batch.texts(Field::ErrorCode) {
            self.coded.learn(texts, |text| match error_code::parse(text) {
                Some(code) => statuses.code_of(Status::of_code(code).label().as_bytes()),
                None => EMPTY,
            });
        }
        let (stated, coded) = (batch.texts(Field::Status), batch.texts(Field::ErrorCode));
        let codes = (stated.is_some() || coded.is_some()).then(|| {
            let code = |row: usize| {
                let word = stated.map(|(codes, _)| codes.get(row));
                let [known, as_it_is] = word.map_or([ABSENT; 2], |word| [self.stated.get(word), self.words.get(word)]);
                match coded.map_or(ABSENT, |(codes, _)| self.coded.get(codes.get(row))) {
                    _ if known > EMPTY => known,
                    code if code > EMPTY => code,
                    empty => as_it_is.max(empty),
                }
            };
            (0..batch.len()).map(code).collect()
        });
        *batch.derived_words(Field::Status) = statuses;
        if let Some(codes) = codes {
            batch.set_derived(Field::Status, codes);
        }
    }

    /// The error code of a record whose file states a success, and no code, is 0: that is what a success is (Microsoft
    /// Graph, `signInStatus`), and the portal's CSV leaves it out where all other exports write it. What is no stated success
    /// gets no code.
    fn set_code(&mut self, batch: &mut BatchBuilder) {
        let mut words = std::mem::take(batch.derived_words(Field::ErrorCode));
        if let Some((_, texts)) = batch.texts(Field::ErrorCode) {
            self.codes.learn(texts, |text| words.code_of(text.as_bytes()));
        }
        let success = batch.derived_words(Field::Status).find(Status::Success.label());
        let (stated, own) = (batch.texts(Field::Status), batch.texts(Field::ErrorCode));
        let is_success = |row: usize| stated.map(|(codes, _)| self.stated.get(codes.get(row))) == success;
        let codes = (stated.is_some() || own.is_some()).then(|| {
            let zero = words.code_of(b"0");
            let code = |row: usize| match own.map_or(ABSENT, |(codes, _)| self.codes.get(codes.get(row))) {
                blank if blank <= EMPTY && stated.is_some() && is_success(row) => zero,
                code => code,
            };
            (0..batch.len()).map(code).collect()
        });
        *batch.derived_words(Field::ErrorCode) = words;
        if let Some(codes) = codes {
            batch.set_derived(Field::ErrorCode, codes);
        }
    }
}
