//! The saved views: saving, choosing, renaming and deleting them, and the file they are exported to.

use super::State;
use super::action::{Effect, Target};
use super::list_screen::ListScreen;
use super::popup::Content;
use super::saved::SavedView;
use super::saved::text::{LONGEST_NAME, file_of, read_file};
use crate::ui::format::number::counted;

/// A view whose name is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Its place among the views.
    pub view: usize,
    /// The name typed so far.
    pub name: String,
}

/// The dialog of saved views.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewsDialog {
    /// The name typed for the view that is to be saved.
    pub name: String,
    /// How often the page itself, not the user, has set that name.
    pub name_set: u32,
    /// A view whose name is being changed.
    pub renaming: Option<Renaming>,
    /// What went wrong.
    pub error: Option<String>,
    /// What was done.
    pub done: Option<String>,
    /// The view that was deleted last, as long as nothing else was done.
    pub deleted: Option<SavedView>,
}

/// What happens in the dialog of saved views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewsAction {
    /// The name of the view to save changed.
    Name(String),
    /// What is shown is saved under the name.
    Save,
    /// A view is shown.
    Choose(usize),
    /// The name of a view is to be changed.
    Rename(usize),
    /// The new name of that view changed.
    NewName(String),
    /// The new name is done.
    KeepName,
    /// The view keeps its old name.
    KeepOldName,
    /// A view is deleted.
    Delete(usize),
    /// The view that was deleted last comes back.
    Undelete,
    /// All views are saved as a file.
    Export,
    /// A file of views was read.
    Import {
        /// Its name.
        file: String,
        /// What it holds; `None` if it could not be read.
        text: Option<String>,
    },
}

impl ListScreen {
    /// What is shown, as a view.
    fn view_named(&self, name: String) -> SavedView {
        SavedView {
            name,
            columns: self.columns.clone(),
            widths: self.widths.clone(),
            order: self.order.clone(),
            filter: Some(self.filters.clone()),
        }
    }
}

impl State {
    /// The dialog of saved views, if it is open.
    pub fn views_dialog(&self) -> Option<&ViewsDialog> {
        match &self.popup.as_ref()?.content {
            Content::Views(dialog) => Some(dialog),
            _ => None,
        }
    }

    fn views_dialog_mut(&mut self) -> Option<&mut ViewsDialog> {
        match &mut self.popup.as_mut()?.content {
            Content::Views(dialog) => Some(dialog),
            _ => None,
        }
    }

    pub(super) fn change_views(&mut self, action: ViewsAction) -> Vec<Effect> {
        let Some(dialog) = self.views_dialog_mut() else { return Vec::new() };
        (dialog.error, dialog.done) = (None, None);
        let deleted = dialog.deleted.take();
        match action {
            ViewsAction::Name(name) => dialog.name = name,
            ViewsAction::Rename(view) => {
                let name = self.views.get(view).map(|view| view.name.clone()).unwrap_or_default();
                self.set_renaming(Some(Renaming { view, name }));
                return vec![Effect::Focus(Target::NewViewName)];
            }
            ViewsAction::NewName(name) => dialog.renaming.iter_mut().for_each(|renaming| renaming.name = name.clone()),
            ViewsAction::KeepOldName => {
                dialog.renaming = None;
                return vec![Effect::Focus(Target::ViewName)];
            }
            ViewsAction::KeepName => return self.rename_view(),
            ViewsAction::Save => return self.save_view(),
            ViewsAction::Choose(view) => return self.choose_view(view),
            ViewsAction::Delete(view) => return self.delete_view(view),
            ViewsAction::Undelete => return self.undelete_view(deleted),
            ViewsAction::Export => return self.export_views(),
            ViewsAction::Import { file, text } => return self.import_views(&file, text),
        }
        Vec::new()
    }

    fn set_renaming(&mut self, renaming: Option<Renaming>) {
        if let Some(dialog) = self.views_dialog_mut() {
            dialog.renaming = renaming;
        }
    }

    fn fail(&mut self, message: String) -> Vec<Effect> {
        if let Some(dialog) = self.views_dialog_mut() {
            dialog.error = Some(message);
        }
        Vec::new()
    }

    /// Says what was done, and stores the views.
    fn stored(&mut self, done: String) -> Vec<Effect> {
        if let Some(dialog) = self.views_dialog_mut() {
            dialog.done = Some(done);
        }
        vec![Effect::Store(self.preferences())]
    }

    fn save_view(&mut self) -> Vec<Effect> {
        let Some(dialog) = self.views_dialog_mut() else { return Vec::new() };
        let name = name_of(&dialog.name);
        if name.is_empty() {
            return self.fail("Type a name for the view first".to_owned());
        }
        dialog.name = String::new();
        dialog.name_set += 1;
        let view = self.list.view_named(name.clone());
        let done = match self.place_of(&name) {
            Some(at) => {
                self.views[at] = view;
                format!("Replaced “{name}”")
            }
            None => {
                self.views.push(view);
                format!("Saved “{name}”")
            }
        };
        self.views.sort_by_key(|view| view.name.to_lowercase());
        let mut effects = self.stored(done);
        effects.push(Effect::Focus(Target::ViewName));
        effects
    }

    /// The place of the view with a name, in any case.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        let name = name_of(name).to_lowercase();
        self.views.iter().position(|view| view.name.to_lowercase() == name)
    }

    fn choose_view(&mut self, view: usize) -> Vec<Effect> {
        let Some(view) = self.views.get(view).cloned() else { return Vec::new() };
        self.popup = None;
        (self.list.columns, self.list.widths) = (view.columns, view.widths);
        self.list.has_day_columns = false;
        if !view.order.is_empty() {
            self.list.order = view.order;
        }
        let mut done = format!("Showing “{}”", view.name);
        match view.filter {
            Some(filter) => {
                self.list.set_words(filter.words.clone());
                self.list.filters = filter;
            }
            None => done.push_str(". Its filter was not kept in this browser, so the filter is as it was"),
        }
        let mut effects = self.refilter();
        effects.push(Effect::Store(self.preferences()));
        effects.push(self.notice(done));
        effects
    }

    fn rename_view(&mut self) -> Vec<Effect> {
        let Some(renaming) = self.views_dialog().and_then(|dialog| dialog.renaming.clone()) else { return Vec::new() };
        let name = name_of(&renaming.name);
        if name.is_empty() {
            return self.fail("A view needs a name".to_owned());
        }
        if self.place_of(&name).is_some_and(|at| at != renaming.view) {
            return self.fail(format!("Another view is called “{name}” already"));
        }
        let Some(view) = self.views.get_mut(renaming.view) else { return Vec::new() };
        let done = format!("Renamed “{}” to “{name}”", view.name);
        view.name = name;
        self.views.sort_by_key(|view| view.name.to_lowercase());
        self.set_renaming(None);
        let mut effects = self.stored(done);
        effects.push(Effect::Focus(Target::ViewName));
        effects
    }

    fn delete_view(&mut self, view: usize) -> Vec<Effect> {
        if view >= self.views.len() {
            return Vec::new();
        }
        let deleted = self.views.remove(view);
        self.set_renaming(None);
        let mut effects = self.stored(format!("Deleted “{}”", deleted.name));
        if let Some(dialog) = self.views_dialog_mut() {
            dialog.deleted = Some(deleted);
        }
        effects.push(Effect::Focus(Target::ViewName));
        effects
    }

    fn undelete_view(&mut self, deleted: Option<SavedView>) -> Vec<Effect> {
        let Some(view) = deleted else { return Vec::new() };
        let done = format!("“{}” is back", view.name);
        self.add_view(view);
        self.views.sort_by_key(|view| view.name.to_lowercase());
        let mut effects = self.stored(done);
        effects.push(Effect::Focus(Target::ViewName));
        effects
    }

    fn export_views(&mut self) -> Vec<Effect> {
        let (name, media_type) = ("signscope-views.json".to_owned(), "application/json".to_owned());
        let text = file_of(&self.views);
        let number = counted(self.views.len() as u64, "view", "views");
        if let Some(dialog) = self.views_dialog_mut() {
            dialog.done = Some(format!("Saved {number} as {name}"));
        }
        vec![Effect::SaveText { name, media_type, text }]
    }

    /// Adds the views of a file. One that has the name of another gets a number, so that none is lost.
    fn import_views(&mut self, file: &str, text: Option<String>) -> Vec<Effect> {
        let read = text.ok_or_else(|| "the browser could not read it".to_owned()).and_then(|text| read_file(&text));
        let (views, left_out) = match read {
            Ok(read) => read,
            Err(reason) => {
                return self.fail(format!("{file} is no file of saved views: {reason}. Nothing was changed"));
            }
        };
        let (all, before) = (views.len(), self.views.len());
        for view in views {
            self.add_view(view);
        }
        self.views.sort_by_key(|view| view.name.to_lowercase());
        let added = self.views.len() - before;
        let mut done = format!("Added {} from {file}", counted(added as u64, "view", "views"));
        if added < all {
            done.push_str(&format!("; {} here already", counted((all - added) as u64, "was", "were")));
        }
        if !left_out.is_empty() {
            done.push_str(&format!(". Left out, as this version does not know it: {}", left_out.join(", ")));
        }
        self.stored(done)
    }

    fn add_view(&mut self, view: SavedView) {
        if self.views.contains(&view) {
            return;
        }
        // The number must fit into the longest name.
        let stem: String = view.name.chars().take(LONGEST_NAME - 10).collect();
        let names = (2..).map(|number| format!("{stem} ({number})"));
        let free = std::iter::once(view.name.clone()).chain(names).find(|name| self.place_of(name).is_none());
        self.views.push(SavedView { name: free.unwrap_or_default(), ..view });
    }
}

/// A name as it is kept.
fn name_of(text: &str) -> String {
    text.trim().chars().take(LONGEST_NAME).collect()
}
