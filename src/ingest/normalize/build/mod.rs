//! Puts the values of a other record where a sign-in of Microsoft Graph has them.

mod nested;

use serde_json::{Map, Value};

use super::Unread;
use super::names::{self, Dialect, KeyTarget};
use super::numbered;
use crate::schema::Field;
use crate::schema::name::{self, Sureness, fitting};
pub use nested::GEO;

/// A sign-in that is being put together. Values that belong somewhere only if nothing else does wait until the end.
#[derive(Debug)]
pub struct Building {
    dialect: Dialect,
    sign_in: Map<String, Value>,
    waiting: Vec<(String, KeyTarget, Value)>,
    /// Which of the sign-in logs it belongs to, as the record says.
    pub log_type: Option<String>,
    /// Values of fields that have no place in a sign-in of Graph: its status and its location in one text.
    pub texts: Vec<(Field, String)>,
    /// Values of which the export kept only the name of their type.
    pub lost: u64,
    /// Values that were not understood.
    pub unread: Vec<Unread>,
    /// Whether its time is that at which the record came to Azure Monitor, for want of a better one.
    pub is_ingested: bool,
    /// Lists in numbered columns, as far as they came.
    numbered: Map<String, Value>,
    /// Objects are open whose members count as if they stood beside them.
    spread: usize,
}

/// The column of Azure Monitor with the time at which a record came in, as it is compared.
pub const INGESTION: &str = "timegenerated";

/// Objects inside such objects are opened so deep.
const MOST_SPREAD: usize = 8;

impl Building {
    /// A sign-in without values, from a record with names of this dialect.
    pub fn new(dialect: Dialect) -> Building {
        Building {
            dialect,
            sign_in: Map::new(),
            waiting: Vec::new(),
            log_type: None,
            texts: Vec::new(),
            lost: 0,
            unread: Vec::new(),
            is_ingested: false,
            numbered: Map::new(),
            spread: 0,
        }
    }

    /// Adds all members of an object.
    pub fn add_all(&mut self, object: Map<String, Value>) {
        for (key, value) in object {
            self.add(&key, value);
        }
    }

    /// Adds a value by its name in the record.
    pub fn add(&mut self, name: &str, value: Value) {
        self.add_at(name, names::place(name, self.dialect), value);
    }

    /// Adds a value by its name in the record and its place in the sign-in, if that is known.
    pub fn add_at(&mut self, name: &str, place: Option<KeyTarget>, value: Value) {
        if is_type_name(&value) {
            self.lost += 1;
            return;
        }
        match place {
            None => match numbered::place(name, self.dialect) {
                Some((path, steps)) => {
                    let steps: Vec<&str> = [path].into_iter().chain(steps.into_iter().map(names::inner)).collect();
                    numbered::put(&mut self.numbered, &steps, value);
                }
                None => self.keep(name, value),
            },
            Some(KeyTarget::Value(path)) => self.set_or_keep(name, path, value),
            Some(KeyTarget::Object(path)) => match self.opened(name, value, path) {
                Value::Object(members) => self.merge(path, members),
                // An empty cell leaves everything inside empty, as `null` does.
                value if is_blank(&value) => self.set_or_keep(name, path, Value::Null),
                Value::String(text) if text.trim().is_empty() => self.set_or_keep(name, path, Value::Null),
                value => self.stand_for_object(name, path, value),
            },
            Some(KeyTarget::List(path)) => self.set_list(name, path, value),
            Some(KeyTarget::LogType) if self.log_type.is_none() && value.is_string() => {
                self.log_type = value.as_str().map(str::to_owned);
            }
            // The log is told from the first key that names it; the name of the table says the same once more.
            Some(KeyTarget::LogType) => self.keep(name, value),
            Some(KeyTarget::Spread) if self.spread < MOST_SPREAD => match self.opened(name, value, "") {
                Value::Object(members) => {
                    self.spread += 1;
                    self.add_all(members);
                    self.spread -= 1;
                }
                value => self.keep(name, value),
            },
            Some(KeyTarget::Spread) => self.keep(name, value),
            // In Graph `location` is an object, in the envelope around it a country.
            Some(KeyTarget::Location) => match self.opened(name, value, "location") {
                Value::Object(members) => self.merge("location", members),
                value => self.waiting.push((name.to_owned(), KeyTarget::Location, value)),
            },
            Some(place) => self.waiting.push((name.to_owned(), place, value)),
        }
    }

    /// Sets the value at a path of Graph, unless there is one.
    pub fn set(&mut self, path: &'static str, value: Value) {
        self.set_or_keep(path, path, value);
    }

    /// Sets the value at a path of Graph at the end, if there is none until then.
    pub fn stand_in(&mut self, path: &'static str, value: Value) {
        self.waiting.push((path.to_owned(), KeyTarget::StandIn(path), value));
    }

    /// Keeps a value under its own name: one that is in the form of Graph already, or that nobody asks for.
    pub fn put(&mut self, name: String, value: Value) {
        self.sign_in.entry(name).or_insert(value);
    }

    /// The sign-in, with what waited for its end, and what else there is to say of it.
    pub fn finish(mut self) -> (Map<String, Value>, Building) {
        for (path, tree) in std::mem::take(&mut self.numbered) {
            let list = match tree {
                Value::Object(tree) => numbered::lists(tree),
                value => value,
            };
            self.set_or_keep(&path, &path, list);
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by_key(|(_, place, _)| turn(*place));
        for (name, place, value) in waiting {
            match place {
                KeyTarget::Field(field, sureness) => self.set_field(&name, field, sureness, value),
                KeyTarget::StandIn(path) if self.lacks(path) => {
                    self.is_ingested |=
                        path == "createdDateTime" && name::plain(&name) == INGESTION && !is_blank(&value);
                    self.set_or_keep(&name, path, value);
                }
                // The envelope says once more what stands inside.
                KeyTarget::StandIn(path) if self.says(path, &value) => {}
                KeyTarget::ListStandIn(path) if self.lacks(path) => self.set_list(&name, path, value),
                KeyTarget::Location => self.stand_in_location(&name, value),
                KeyTarget::Identity => self.stand_in_identity(&name, value),
                _ => self.keep(&name, value),
            }
        }
        (std::mem::take(&mut self.sign_in), self)
    }

    /// Keeps a value nobody asks for under its own name. Where another value has that name, it gets a number.
    fn keep(&mut self, name: &str, value: Value) {
        match self.sign_in.get(name) {
            Some(taken) if *taken != value && !is_blank(&value) => self.put(format!("{name} (2)"), value),
            _ => self.put(name.to_owned(), value),
        }
    }

    fn merge(&mut self, path: &'static str, members: Map<String, Value>) {
        let members = self.inner_members(path, members);
        let object = self.sign_in.entry(path).or_insert_with(|| Value::Object(Map::new()));
        if !object.is_object() {
            *object = Value::Object(Map::new());
        }
        let Some(object) = object.as_object_mut() else { return };
        for (key, value) in members {
            let slot = object.entry(key).or_insert(Value::Null);
            if is_blank(slot) {
                *slot = value;
            }
        }
    }

    /// Sets a value, unless the sign-in has one there already. Where the path goes through a value that is no object,
    /// the new one is kept under its own name.
    fn set_or_keep(&mut self, name: &str, path: &str, mut value: Value) {
        if path == "appliedConditionalAccessPolicies" {
            name_results(&mut value);
        }
        let mut steps = path.split('.').peekable();
        let mut object = &mut self.sign_in;
        while let Some(step) = steps.next() {
            let is_last = steps.peek().is_none();
            let slot = object.entry(step).or_insert(Value::Null);
            if is_last {
                if is_blank(slot) && !(slot.is_string() && value.is_null()) {
                    *slot = value;
                }
                return;
            }
            if is_blank(slot) {
                *slot = Value::Object(Map::new());
            }
            match slot {
                Value::Object(inner) => object = inner,
                _ => break,
            }
        }
        self.keep(name, value);
    }

    /// The value the sign-in has at a path.
    fn at(&self, path: &str) -> Option<&Value> {
        let mut steps = path.split('.');
        let first = self.sign_in.get(steps.next()?)?;
        steps.try_fold(first, |value, step| value.get(step))
    }

    /// Whether the sign-in has this value at a path.
    fn says(&self, path: &str, value: &Value) -> bool {
        self.at(path).is_some_and(|there| text_of(there) == text_of(value))
    }

    /// Whether the sign-in has no value at a path, or an empty one.
    fn lacks(&self, path: &str) -> bool {
        self.at(path).is_none_or(|value| is_blank(value) || value.as_array().is_some_and(Vec::is_empty))
    }

    /// A country, or a text such as `Madrid, Madrid, ES`, where the parts of the location are missing.
    fn stand_in_location(&mut self, name: &str, value: Value) {
        const PARTS: [&str; 3] = ["location.city", "location.state", "location.countryOrRegion"];
        let Value::String(text) = value else { return self.keep(name, value) };
        if !text.contains(',') {
            return match self.lacks(PARTS[2]) {
                true => self.set_or_keep(name, PARTS[2], Value::String(text)),
                false => self.keep(name, Value::String(text)),
            };
        }
        if !PARTS.iter().all(|part| self.lacks(part)) {
            return self.keep(name, Value::String(text));
        }
        let mut from_right = text.rsplitn(3, ',').map(|part| Value::String(part.trim().to_owned()));
        let country = from_right.next();
        let (first, second) = (from_right.next(), from_right.next());
        let (city, state) = if second.is_some() { (second, first) } else { (first, None) };
        for (path, part) in PARTS.into_iter().zip([city, state, country]) {
            if let Some(part) = part {
                self.set_or_keep(name, path, part);
            }
        }
    }

    /// A value whose name stands for a field, where nothing else has one.
    fn set_field(&mut self, name: &str, field: Field, sureness: Sureness, value: Value) {
        let is_single = !value.is_object() && !value.is_array();
        let text = text_of(&value);
        let of = [fitting(field, sureness, text.trim()), field].into_iter().find(|of| self.lacks_field(*of));
        let is_lone_state = sureness == Sureness::Guess
            && [Field::City, Field::Country].iter().all(|part| self.lacks(part.info().graph));
        match of {
            // The word that Azure has in this column of every row.
            Some(Field::Resource) if text == "Microsoft.aadiam" => self.keep(name, value),
            Some(of) if is_single && !is_lone_state => match of.info().graph {
                "" => self.texts.push((of, text)),
                path => self.set_or_keep(name, path, value),
            },
            _ => self.keep(name, value),
        }
    }

    /// Sets the value of a field, as somebody told.
    pub fn tell(&mut self, field: Field, value: Value) {
        match field.info().graph {
            "" => self.texts.push((field, text_of(&value))),
            path => self.set_or_keep(path, path, value),
        }
    }

    fn lacks_field(&self, field: Field) -> bool {
        match field.info().graph {
            "" => self.texts.iter().all(|(of, text)| *of != field || text.is_empty()),
            path => self.lacks(path),
        }
    }

    /// The name of who signed in: of a person, or of a service principal where the record has one.
    fn stand_in_identity(&mut self, name: &str, value: Value) {
        let is_application = !self.lacks("servicePrincipalId") && self.lacks("userId");
        let path = if is_application { "servicePrincipalName" } else { "userDisplayName" };
        match self.lacks(path) {
            true => self.set_or_keep(name, path, value),
            false => self.keep(name, value),
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// When values that wait have their turn: the surest first, and last the time at which a record was taken in.
fn turn(place: KeyTarget) -> u8 {
    match place {
        KeyTarget::Field(_, Sureness::Exact) => 0,
        KeyTarget::StandIn("createdDateTime") => 4,
        KeyTarget::Field(_, Sureness::Usual) => 2,
        KeyTarget::Field(..) | KeyTarget::Location | KeyTarget::Identity => 3,
        _ => 1,
    }
}

/// JSON in a text as what it is; any other value, and a text that only begins like JSON, as it was.
pub fn opened(value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => serde_json::from_str(text).unwrap_or(value),
        _ => value,
    }
}

/// The results of policies by number (Graph schema, `appliedConditionalAccessPolicyResult`).
const RESULTS: [&str; 10] = [
    "success",
    "failure",
    "notApplied",
    "notEnabled",
    "unknown",
    "unknownFutureValue",
    "reportOnlySuccess",
    "reportOnlyFailure",
    "reportOnlyNotApplied",
    "reportOnlyInterrupted",
];

/// Results that were written as numbers get their names.
fn name_results(policies: &mut Value) {
    let policies = match policies {
        Value::Array(policies) => policies.as_mut_slice(),
        policy => std::slice::from_mut(policy),
    };
    for result in policies.iter_mut().filter_map(|policy| policy.get_mut("result")) {
        let number = result.as_u64().or_else(|| result.as_str()?.parse().ok());
        if let Some(name) = number.and_then(|number| RESULTS.get(number as usize)) {
            *result = Value::String((*name).to_owned());
        }
    }
}

/// Whether a value is empty: `null` or a text without letters.
fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str().is_some_and(str::is_empty)
}

/// Whether PowerShell wrote the name of a type instead of a value.
fn is_type_name(value: &Value) -> bool {
    value.as_str().is_some_and(|text| names_a_type(text.as_bytes()))
}

/// Whether a text is the name of a type that PowerShell writes instead of a nested value.
pub fn names_a_type(text: &[u8]) -> bool {
    let is_model = text.starts_with(b"Microsoft.")
        && [&b".Model."[..], b".Models."].into_iter().any(|model| memchr::memmem::find(text, model).is_some());
    is_model
        || text.starts_with(b"System.Collections.")
        || matches!(text, b"System.Object[]" | b"System.String[]" | b"System.Object" | b"System.String")
}
