//! Which of the sign-in logs a record belongs to: as it says, as its values tell, or as the file is called. And from that,
//! where it does not say it, whether somebody was there to sign in.

use crate::schema::{Field, List, LogType, Part};
use crate::store::{ABSENT, BatchBuilder, Code, Dictionary, EMPTY, ListColumn};

/// What is known of the values of one batch, which keeps its dictionaries.
#[derive(Clone, Debug, Default)]
pub struct LogTypes {
    /// The log that the file's name names.
    of_file: Option<LogType>,
    /// The code of the log that each text of the record's own stands for.
    stated: Vec<Code>,
    /// The log of each list of event types.
    events: Vec<Option<LogType>>,
    /// Whether each text of the interactive flag is true or false.
    flags: Vec<Option<bool>>,
    /// The code that each text of the interactive flag has among the derived ones.
    said: Vec<Code>,
    /// Whether each text of the managed identity type names one.
    managed: Vec<bool>,
}

/// What a record has that does not say its log.
#[derive(Clone, Copy, Default)]
struct Signs {
    interactive: Option<bool>,
    has_user: bool,
    has_service_principal: bool,
    is_managed: bool,
}

impl LogTypes {
    /// For records of a file whose name names this log.
    pub fn new(of_file: Option<LogType>) -> LogTypes {
        LogTypes { of_file, ..LogTypes::default() }
    }

    /// Sets the log of every record of a batch, which must be complete.
    pub fn derive(&mut self, batch: &mut BatchBuilder) {
        let mut words = std::mem::take(batch.derived_words(Field::LogType));
        self.learn(batch, &mut words);
        let of_log = LogType::ALL.map(|log| words.code_of(log.category().as_bytes()));
        let texts = |field| batch.texts(field).map(|(codes, _)| codes);
        let (stated, flags) = (texts(Field::LogType), texts(Field::IsInteractive));
        let users = [Field::UserId, Field::Username].map(texts);
        let principals = [Field::ServicePrincipalId, Field::ServicePrincipalName].map(texts);
        let managed = texts(Field::ManagedIdentityType);
        let events = batch.list_if_any(List::EventTypes);
        let code = |row: usize| {
            let stated = stated.map_or(ABSENT, |codes| self.stated[codes.get(row) as usize]);
            if stated > EMPTY {
                return stated;
            }
            let event = events.and_then(|lists| self.events[lists.list_code(row) as usize]);
            let log = event.or_else(|| {
                self.tell(Signs {
                    interactive: flags.and_then(|codes| self.flags[codes.get(row) as usize]),
                    has_user: users.iter().flatten().any(|codes| codes.get(row) > EMPTY),
                    has_service_principal: principals.iter().flatten().any(|codes| codes.get(row) > EMPTY),
                    is_managed: managed.is_some_and(|codes| self.managed[codes.get(row) as usize]),
                })
            });
            log.map_or(ABSENT, |log| of_log[log as usize])
        };
        let codes: Vec<Code> = (0..batch.len()).map(code).collect();
        let is_known = stated.is_some() || codes.iter().any(|&code| code != ABSENT);
        *batch.derived_words(Field::LogType) = words;
        self.set_interactive(batch, &codes, of_log);
        if is_known {
            batch.set_derived(Field::LogType, codes);
        }
    }

    /// Whether each sign-in was interactive: as its record says, else as the log it belongs to.
    fn set_interactive(&mut self, batch: &mut BatchBuilder, logs: &[Code], of_log: [Code; LogType::ALL.len()]) {
        let mut words = std::mem::take(batch.derived_words(Field::IsInteractive));
        learn(&mut self.said, batch, Field::IsInteractive, |text| words.code_of(text.as_bytes()));
        let (yes, no) = (words.code_of(b"true"), words.code_of(b"false"));
        let said = batch.texts(Field::IsInteractive).map(|(codes, _)| codes);
        let code = |(row, &log): (usize, &Code)| match said.map_or(ABSENT, |codes| codes.get(row)) {
            own if own > EMPTY => self.said[own as usize],
            _ if log == of_log[LogType::Interactive as usize] => yes,
            _ if log == of_log[LogType::NonInteractive as usize] => no,
            own => own,
        };
        let codes: Vec<Code> = logs.iter().enumerate().map(code).collect();
        let is_known = said.is_some() || codes.iter().any(|&code| code != ABSENT);
        *batch.derived_words(Field::IsInteractive) = words;
        if is_known {
            batch.set_derived(Field::IsInteractive, codes);
        }
    }

    /// Takes in the texts and lists that are new since the last time.
    fn learn(&mut self, batch: &BatchBuilder, words: &mut Dictionary) {
        // The table of a workspace's own is often named after the portal's download it was filled with.
        let named = |text: &str| LogType::from_name(text).or_else(|| LogType::of_file(text));
        let stated = |text: &str| match named(text) {
            Some(log) => words.code_of(log.category().as_bytes()),
            None => words.code_of(text.as_bytes()),
        };
        learn(&mut self.stated, batch, Field::LogType, stated);
        let flag = |text: &str| match text {
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        learn(&mut self.flags, batch, Field::IsInteractive, flag);
        let is_managed = |text: &str| !text.is_empty() && !text.eq_ignore_ascii_case("none");
        learn(&mut self.managed, batch, Field::ManagedIdentityType, is_managed);
        if let Some(lists) = batch.list_if_any(List::EventTypes) {
            let log = |list: usize| first_event(lists, list as Code);
            self.events.extend((self.events.len()..lists.list_count()).map(log));
        }
    }

    /// The log of a record that does not say it.
    fn tell(&self, signs: Signs) -> Option<LogType> {
        match signs {
            Signs { is_managed: true, .. } => Some(LogType::ManagedIdentity),
            // The portal's file of managed identities has the columns of that of service principals.
            Signs { has_service_principal: true, has_user: false, .. } => match self.of_file {
                Some(LogType::ManagedIdentity) => self.of_file,
                _ => Some(LogType::ServicePrincipal),
            },
            Signs { interactive: Some(true), .. } => Some(LogType::Interactive),
            Signs { interactive: Some(false), has_user: true, .. } => Some(LogType::NonInteractive),
            _ => self.of_file,
        }
    }
}

fn first_event(lists: &ListColumn, list: Code) -> Option<LogType> {
    lists.entries(list)?.find_map(|entry| LogType::from_name(entry.part(Part::EventType)?))
}

/// Adds to `known` what the texts of a field stand for that it does not have yet.
fn learn<T>(known: &mut Vec<T>, batch: &BatchBuilder, field: Field, mut of: impl FnMut(&str) -> T) {
    if let Some((_, texts)) = batch.texts(field) {
        known.extend((known.len()..texts.code_count()).map(|code| of(texts.text(code as Code).unwrap_or(""))));
    }
}
