//! The search box: words, or a predicate in KQL that becomes chips.

use super::State;
use super::action::ListAction;
use super::action::{Action, Effect, Target};
use super::completion::Suggestions;
use super::filters::Filters;
use super::list_screen::ListScreen;
use crate::kql::{self, KqlError, looks_like_kql, to_kql};
use crate::query::Filter;
use crate::schema::kusto;

/// What stands in the search box as text, while it is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// All words and chips.
    All,
    /// One chip.
    Chip(usize),
}

/// A text that is no predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The text.
    pub text: String,
    /// What is wrong with it, and where.
    pub error: KqlError,
}

/// The search box, besides its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchBox {
    /// What its text will take the place of; otherwise a predicate is added to the chips.
    pub edited: Option<Edited>,
    /// Why the text could not be applied.
    pub fault: Option<Fault>,
    /// What may stand at the caret.
    pub suggestions: Option<Suggestions>,
}

/// What happens in the search box, besides typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoxAction {
    /// All words and chips are to be edited as KQL.
    EditAll,
    /// Suggestions for the caret; it is counted in UTF-16 units, as browsers do.
    Suggest {
        /// Where the caret is.
        caret: usize,
        /// Whether the user asked for them, whatever the text is.
        wanted: bool,
    },
    /// The highlight moves through the suggestions.
    Highlight(i32),
    /// A suggestion is put in.
    Choose(usize),
    /// The suggestions are not wanted.
    CloseSuggestions,
    /// What is being edited shall be as it was.
    Restore,
}

impl SearchBox {
    /// The chip whose place is taken by the text of the box; `All` has the place of every one.
    pub fn hides(&self, chip: usize) -> bool {
        match self.edited {
            None => false,
            Some(Edited::All) => true,
            Some(Edited::Chip(at)) => at == chip,
        }
    }

    /// What a key does in the box; `None` leaves it to the browser. Without a highlight Enter applies the text, so that
    /// suggestions are never in the way.
    pub fn action_of(&self, key: &str) -> Option<Action> {
        let act = |action| Some(Action::List(ListAction::Search(action)));
        let open = self.suggestions.as_ref().filter(|open| !open.items.is_empty());
        match (key, open) {
            ("ArrowDown", Some(_)) => act(BoxAction::Highlight(1)),
            ("ArrowUp", Some(_)) => act(BoxAction::Highlight(-1)),
            ("Tab", Some(open)) => open.on_tab().and_then(|at| act(BoxAction::Choose(at))),
            ("Escape", Some(_)) => act(BoxAction::CloseSuggestions),
            ("Escape", None) if self.edited.is_some() => act(BoxAction::Restore),
            ("Enter", Some(open)) => {
                open.highlighted.map_or(Some(Action::List(ListAction::ApplyWords)), |at| act(BoxAction::Choose(at)))
            }
            ("Enter", None) => Some(Action::List(ListAction::ApplyWords)),
            _ => None,
        }
    }
}

/// Whether a text is the beginning of a predicate that words would hardly be: a column in two or more capitals
/// (`UserP…`, `UserPrincipalName `) or with a dot, and what follows it.
fn begins_as_kql(text: &str) -> bool {
    let (word, rest) = text.split_once(' ').map_or((text, None), |(word, rest)| (word, Some(rest)));
    let has_capitals = word.chars().filter(char::is_ascii_uppercase).count() > 1 || word.contains('.');
    let fits = |name: &str| if rest.is_some() { name == word } else { name.starts_with(word) };
    has_capitals && kusto::known().any(|(name, _)| fits(name))
}

/// Whether suggestions for a text come by themselves, when it is typed as words.
pub fn has_suggestions(text: &str) -> bool {
    looks_like_kql(text) || begins_as_kql(text)
}

impl ListScreen {
    /// Whether the text of the search box is a predicate, or meant to be one.
    pub fn is_kql(&self) -> bool {
        self.search.edited.is_some() || looks_like_kql(&self.typed_words)
    }

    /// Whether resting text is held back from being applied as words.
    pub(super) fn holds_words_back(&self) -> bool {
        self.is_kql() || (self.typed_words.trim_end().contains(' ') && begins_as_kql(&self.typed_words))
    }

    /// Puts one chip into the box as text.
    pub(super) fn edit_chip_as_kql(&mut self, at: usize) -> Vec<Effect> {
        let Some(chip) = self.filters.chips.get(at) else { return Vec::new() };
        let text = to_kql(&chip.filter());
        self.edit_as_text(Edited::Chip(at), if text.is_empty() { "true".to_owned() } else { text })
    }

    fn edit_as_text(&mut self, edited: Edited, text: String) -> Vec<Effect> {
        self.search = SearchBox { edited: Some(edited), ..SearchBox::default() };
        self.write_box(text)
    }

    /// Writes a text into the box, the caret at its end.
    fn write_box(&mut self, text: String) -> Vec<Effect> {
        let caret = text.encode_utf16().count();
        self.typed_words.clone_from(&text);
        vec![Effect::WriteFilter { text, caret }]
    }

    /// Makes the box one for words again, with the words that are applied.
    fn restore(&mut self) -> Vec<Effect> {
        self.search = SearchBox::default();
        self.write_box(self.filters.words.clone())
    }

    /// The filter has changed by other means than the text that is being edited, which is outdated so.
    pub(super) fn leave_edited(&mut self) {
        if self.search.edited.is_some() {
            self.set_words(self.filters.words.clone());
        }
    }
}

impl State {
    pub(super) fn change_search(&mut self, action: BoxAction) -> Vec<Effect> {
        match action {
            BoxAction::EditAll => return self.edit_all(),
            BoxAction::Suggest { caret, wanted } => {
                if wanted || self.list.search.edited.is_some() || has_suggestions(&self.list.typed_words) {
                    return self.list.suggest(caret);
                }
                self.list.search.suggestions = None;
            }
            BoxAction::Highlight(by) => {
                if let Some(open) = &mut self.list.search.suggestions {
                    open.highlight(by);
                }
            }
            BoxAction::Choose(at) => return self.choose(at),
            BoxAction::CloseSuggestions => self.list.search.suggestions = None,
            BoxAction::Restore => return self.list.restore(),
        }
        Vec::new()
    }

    /// Puts words and chips into the box as text. They stay the filter until another text is applied.
    fn edit_all(&mut self) -> Vec<Effect> {
        let typed = self.list.typed_words.trim().to_owned();
        let mut effects = if self.list.holds_words_back() { Vec::new() } else { self.apply_words() };
        let text = to_kql(&self.list.filters.filter());
        let text = match self.list.is_kql() && self.list.search.edited.is_none() {
            true if !typed.is_empty() && !text.is_empty() => format!("({text}) and ({typed})"),
            true if text.is_empty() => typed,
            _ => text,
        };
        effects.extend(self.list.edit_as_text(Edited::All, text));
        effects
    }

    /// Makes chips of the predicate in the box, or says what is wrong with it.
    pub(super) fn apply_kql(&mut self) -> Vec<Effect> {
        self.list.search.suggestions = None;
        let text = self.list.typed_words.clone();
        let is_emptied = text.trim().is_empty() && self.list.search.edited.is_some();
        let parsed = if is_emptied { Ok(Filter::default()) } else { kql::parse(&text) };
        match parsed {
            Err(error) => {
                self.list.search.fault = Some(Fault { text, error });
                Vec::new()
            }
            Ok(filter) => {
                match self.list.search.edited.take() {
                    Some(Edited::All) => self.list.filters = Filters::of(&filter),
                    Some(Edited::Chip(at)) => self.list.filters.replace(at, &filter),
                    None => {
                        self.list.filters.words.clear();
                        self.list.filters.narrow(&filter);
                    }
                }
                self.list.set_words(self.list.filters.words.clone());
                let mut effects = self.refilter();
                effects.push(Effect::Focus(Target::Filter));
                effects
            }
        }
    }
}
