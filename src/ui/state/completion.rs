//! Suggestions under the search box: what may stand at the caret, values of the log with their counts among them.

use super::list_screen::ListScreen;
use std::ops::Range;

use super::State;
use super::action::Effect;
use super::search_box::{BoxAction, Edited};
use crate::engine::protocol::{Request, Values, ValuesOf};
use crate::kql::{Completion, Span, complete, quoted};
use crate::query::Filter;
use crate::schema::kusto::{self, KustoType};
use crate::schema::{Field, FieldKind};

/// Values asked of the log at most.
const VALUES: u32 = 50;

/// Suggestions shown at once.
const SHOWN: usize = 10;

/// Something to put in at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text to put in.
    pub insert: String,
    /// How it is shown.
    pub label: String,
    /// What it is, in words; may be empty.
    pub detail: String,
    /// How many records have it, of a value.
    pub count: Option<u32>,
}

/// What may stand at the caret.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// The text that is replaced.
    replace: Span,
    /// What was typed of a suggestion.
    typed: String,
    /// What is known without the log.
    fixed: Vec<Suggestion>,
    /// The values of the log that fit, and among which records.
    values_of: Option<(Field, String, Filter)>,
    /// What may be put in, the likely first.
    pub items: Vec<Suggestion>,
    /// The one that Enter puts in.
    pub highlighted: Option<usize>,
}

impl Suggestions {
    /// Moves the highlight; beyond an end it goes to the other.
    pub fn highlight(&mut self, by: i32) {
        let count = self.items.len();
        if count > 0 {
            let next = |at: usize| (at as i64 + i64::from(by)).rem_euclid(count as i64) as usize;
            self.highlighted = Some(self.highlighted.map_or(if by > 0 { 0 } else { count - 1 }, next));
        }
    }

    /// The suggestion that Tab puts in: the highlighted one, or the first that goes on with what was typed.
    pub fn on_tab(&self) -> Option<usize> {
        self.highlighted.or((!self.typed.is_empty() && !self.items.is_empty()).then_some(0))
    }

    /// The suggestions to show, the highlighted one among them.
    pub fn shown(&self) -> Range<usize> {
        let first = self.highlighted.map_or(0, |at| (at + 1).saturating_sub(SHOWN));
        first..self.items.len().min(first + SHOWN)
    }

    fn of(text: &str, caret: usize, others: impl Fn() -> Filter) -> Suggestions {
        let completions = complete(text, caret);
        let typed = completions.replace.of(text).to_owned();
        let fixed: Vec<Suggestion> =
            completions.items.into_iter().filter(|item| item.insert != typed).map(Suggestion::of).collect();
        let values_of = completions.wants_values_of.map(|(field, containing)| (field, containing, others()));
        let (replace, items) = (completions.replace, fixed.clone());
        Suggestions { replace, typed, fixed, values_of, items, highlighted: None }
    }

    fn question(&self) -> Option<Request> {
        let (field, containing, filter) = self.values_of.clone()?;
        Some(Request::Values { filter, of: ValuesOf::Field(field), containing, limit: VALUES })
    }

    /// Takes values of the log, if they are those that were asked for; what is highlighted stays so.
    pub(super) fn take(&mut self, values: &Values) {
        let asked = self.values_of.as_ref().is_some_and(|(field, containing, filter)| {
            values.of == ValuesOf::Field(*field) && values.containing == *containing && values.filter == *filter
        });
        let ValuesOf::Field(field) = values.of else { return };
        if !asked {
            return;
        }
        let highlighted = self.highlighted.and_then(|at| self.items.get(at)).map(|item| item.insert.clone());
        let mut rest = self.fixed.clone();
        let mut items = Vec::new();
        for counted in &values.values {
            let Some(value) = &counted.value else { continue };
            // A value of an enum is known in the spelling of Log Analytics, with the portal's words beside.
            let known = rest.iter().position(|item| item.detail == *value || item.label == *value);
            let mut item = known.map_or_else(
                || Suggestion {
                    insert: written(field, value),
                    label: value.clone(),
                    detail: counted.also.clone().unwrap_or_default(),
                    count: None,
                },
                |at| rest.remove(at),
            );
            item.count = Some(counted.count);
            items.push(item);
        }
        items.extend(rest);
        items.retain(|item| item.insert != self.typed);
        self.highlighted = highlighted.and_then(|insert| items.iter().position(|item| item.insert == insert));
        self.items = items;
    }
}

impl Suggestion {
    fn of(completion: Completion) -> Suggestion {
        let Completion { insert, label, detail } = completion;
        Suggestion { insert, label, detail, count: None }
    }

    /// The text to put in, with what always follows it.
    fn with_gap(&self) -> String {
        let insert = &self.insert;
        let is_value = self.count.is_some() || matches!(insert.as_str(), "true" | "false");
        match insert.as_str() {
            "in" | "!in" | "in~" | "!in~" | "has_any" | "has_all" | "between" | "!between" => format!("{insert} ("),
            _ if is_value || insert.ends_with(['(', ')', '"']) => insert.clone(),
            _ => format!("{insert} "),
        }
    }
}

/// A value of the log as a predicate has it. Numbers inside JSON are numbers, those in columns are texts.
fn written(field: Field, value: &str) -> String {
    let is_number = field.kind() == FieldKind::Number && kusto::column_type(field) == KustoType::Dynamic;
    if is_number && value.parse::<f64>().is_ok() { value.to_owned() } else { quoted(value) }
}

/// The place in bytes of a caret counted in UTF-16 units.
fn byte_of(text: &str, caret: usize) -> usize {
    let mut units = 0;
    let place = text.char_indices().find(|(_, letter)| {
        let is_there = units >= caret;
        units += letter.len_utf16();
        is_there
    });
    place.map_or(text.len(), |(at, _)| at)
}

impl ListScreen {
    /// Opens the suggestions for a caret.
    pub(super) fn suggest(&mut self, caret: usize) -> Vec<Effect> {
        let caret = byte_of(&self.typed_words, caret);
        let suggestions = Suggestions::of(&self.typed_words, caret, || self.filter_beside_box());
        let question = suggestions.question();
        self.search.suggestions = Some(suggestions);
        question.map(Effect::Ask).into_iter().collect()
    }

    /// The filter that what is typed is added to.
    fn filter_beside_box(&self) -> Filter {
        match self.search.edited {
            Some(Edited::All) => Filter::default(),
            Some(Edited::Chip(at)) => self.filters.filter_without(Some(at)),
            None => Filter::All(self.filters.chips.iter().map(|chip| chip.filter()).collect()),
        }
    }
}

impl State {
    /// Puts a suggestion in, and opens those for what comes next.
    pub(super) fn choose(&mut self, at: usize) -> Vec<Effect> {
        let Some(open) = self.list.search.suggestions.take() else { return Vec::new() };
        let Some(item) = open.items.get(at) else { return Vec::new() };
        let text = &self.list.typed_words;
        let (before, after) = (text.get(..open.replace.start), text.get(open.replace.end..));
        let (Some(before), Some(mut after)) = (before, after) else { return Vec::new() };
        let mut insert = item.with_gap();
        if insert.ends_with('"') && open.typed.starts_with('"') {
            after = after.strip_prefix('"').unwrap_or(after);
        }
        let goes_on = insert.ends_with([' ', '(']);
        if insert.ends_with(' ') && after.starts_with(' ') {
            insert.pop();
        }
        let caret = before.encode_utf16().count() + insert.encode_utf16().count();
        let text = format!("{before}{insert}{after}");
        self.list.typed_words.clone_from(&text);
        self.list.search.fault = None;
        let mut effects = vec![Effect::WriteFilter { text, caret }];
        if self.list.search.edited.is_none() {
            // The beginning of a column may have been applied as a word.
            effects.extend(self.set_applied_words(String::new()));
        }
        if goes_on {
            effects.extend(self.change_search(BoxAction::Suggest { caret, wanted: true }));
        }
        effects
    }
}
