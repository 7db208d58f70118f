//! The table of what each action does.

use super::action::ListAction;
use super::action::{Action, Effect, Target};
use super::chip::ChipSubject;
use super::editor::{Asks, Editor, EditorAction};
use super::export::{ExportProgress, ExportedFile};
use super::files::Hash;
use super::list_screen::ListScreen;
use super::popup::{Content, Popup, PopupPlace};
use super::{Screen, State};
use crate::engine::protocol::{Reply, Request, Values};
use crate::schema::Field;
use crate::ui::format::time::Zone;

impl ListScreen {
    /// The editor of a chip, if it can show all the chip says.
    fn editor_of(&self, at: usize) -> Option<Editor> {
        let chip = self.filters.chips.get(at)?;
        chip.has_editor().then(|| Editor::of(at, chip))
    }
}

impl State {
    /// Applies what happened, and tells what is to be done outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = self.apply(action);
        self.regroup();
        effects.extend(self.ask_panels());
        effects
    }

    fn apply(&mut self, action: Action) -> Vec<Effect> {
        let nothing = Vec::new();
        match action {
            Action::OpenFiles(files) => return self.open_files(files),
            Action::OpenSample => return self.files.open_sample(),
            Action::ChooseFiles => return vec![Effect::ChooseFiles],
            Action::ChooseFolder => return vec![Effect::ChooseFolder],
            Action::FolderFailed(name) => self.complain(&format!(
                "{name}: this browser does not open a folder that is dropped. Use “Open folder”, or drop the files in it"
            )),
            Action::FolderEmpty => self.complain("There are no files in this folder"),
            Action::CancelLoading => return vec![Effect::Ask(Request::Cancel)],
            Action::GoOn { file, go_on } => return vec![Effect::Ask(Request::GoOn { file, go_on })],
            Action::Clear => return self.clear(),
            Action::DragFiles(held) => self.is_dragging_files = held,
            Action::Reply(reply) => return self.take_reply(reply),
            Action::EngineFailed(reason) => self.engine_failed(&reason),
            Action::EngineStopped => return self.engine_stopped(),
            Action::OpenAgain => return self.open_again(),
            Action::Show(screen) => {
                self.screen = screen;
                self.analyses.chart_selection = None;
                self.analyses.policies.is_copying = false;
                // The list is made anew, with its scroll bar at the top.
                let is_scrolled = screen == Screen::SignIns && self.list.viewport.scroll_top != 0.0;
                let scroll = is_scrolled.then_some(Effect::ScrollList(self.list.viewport.scroll_top));
                return [Effect::StartScreen].into_iter().chain(scroll).collect();
            }
            Action::List(action) => return self.update_list(action),
            Action::FocusFilter => return vec![Effect::Focus(Target::Filter)],
            Action::Copy(text) => {
                self.popup = None;
                return vec![Effect::Copy(text)];
            }
            Action::Copied(true) => return vec![self.notice("Copied".to_owned())],
            Action::Copied(false) => self.complain("The browser did not allow copying. Select the text and copy it"),
            Action::SaveFailed(name) => self.complain(&format!("The browser did not save {name}. Export again")),
            Action::Views(action) => return self.change_views(action),
            Action::Open(kind, anchor) => self.popup = Some(Popup { anchor, content: Content::of(kind) }),
            Action::PopupSearch(text) => self.search_popup(text),
            Action::ClosePopup => self.popup = None,
            Action::Export(choice) => return self.start_export(choice),
            Action::CancelExport => return self.cancel_export(),
            Action::CopyAs(action) => return self.change_copy(action),
            Action::TakeOffer { alert, at } => return self.take_offer(alert, at).map_or(nothing, |action| self.apply(action)),
            Action::Mapping(action) => return self.change_mapping(action),
            Action::DismissAlert(id) => self.alerts.retain(|alert| alert.id != id),
            Action::NextTheme => {
                self.display.theme = self.display.theme.next();
                return vec![Effect::ShowTheme(self.display.theme), Effect::Store(self.preferences())];
            }
            Action::SwitchZone => return self.set_zone(self.display.zone.other()),
            Action::SetZone(zone) => return self.set_zone(zone),
            Action::Chart(id, action) => return self.select_steps(id, action),
            Action::PickSteps(id, steps) => return self.pick_steps(id, steps),
            Action::SaveChart(id, file) => return self.save_chart(id, file),
            Action::SetPeriod(period) => {
                self.analyses.period = period;
                self.analyses.chart_selection = None;
            }
            Action::Calendar(calendar) => return self.set_calendar(calendar).into_iter().collect(),
            Action::WeekHour(action) => return self.change_week_hour(action),
            Action::Usage(action) => return self.change_usage(action),
            Action::Policies(action) => return self.change_policies(action),
            Action::Files(action) => return self.change_files(action),
            Action::ShowList(chips) => {
                let chips = self.chips_to_list(chips);
                return self.show_list(chips);
            }
        }
        nothing
    }

    /// What happened on the list.
    fn update_list(&mut self, action: ListAction) -> Vec<Effect> {
        match action {
            ListAction::TypeWords(text) => self.list.type_words(text),
            ListAction::WordsSettled(text) => self.settle_words(&text),
            ListAction::ApplyWords => self.apply_words(),
            ListAction::Search(action) => self.change_search(action),
            ListAction::EditFilter(subject, anchor) => self.edit_filter(subject, anchor),
            ListAction::EditChip(at) => self.edit_chip(at),
            ListAction::RemoveChip(at) => self.remove_chip(at),
            ListAction::ClearFilters => self.clear_filters(),
            ListAction::Editor(action) => self.change_editor(action),
            ListAction::SetDates(condition) => {
                self.popup = None;
                self.list.filters.set_date(condition);
                self.refilter()
            }
            ListAction::SetTime(instant, side) => {
                self.popup = None;
                self.list.filters.set_date_beside(instant, side);
                self.refilter()
            }
            ListAction::AddValue { subject, value, exclude } => {
                self.popup = None;
                self.list.filters.add_value(subject, value, exclude);
                self.refilter()
            }
            ListAction::Sort { by, add } => self.list.sort(by, add),
            ListAction::Columns(action) => self.change_columns(action),
            ListAction::Scrolled(scroll_top) => self.list.scroll(scroll_top),
            ListAction::ScrollSettled(scroll_top) => self.list.settle_scroll(scroll_top),
            ListAction::Resized(height) => self.resize(height),
            ListAction::Move(step) => self.list.move_cursor(step),
            ListAction::MoveColumn(by) => {
                self.list.move_column(by);
                Vec::new()
            }
            ListAction::OpenRow { index, focus } => self.list.open_row(index, focus),
            ListAction::OpenMenuAtCursor => {
                self.open_menu_at_cursor();
                Vec::new()
            }
            ListAction::OpenCellMenu { index, column, anchor } => {
                self.open_cell_menu(index, column, anchor);
                Vec::new()
            }
            ListAction::CloseDetail => self.list.close_detail(),
            ListAction::ShowTab(tab) => {
                self.list.detail.tab = tab;
                vec![Effect::Focus(Target::DetailTab)]
            }
            ListAction::OpenRecord(record) => self.list.open_record(record),
            ListAction::AddChip(chip) => {
                self.popup = None;
                self.list.filters.put(chip);
                self.refilter()
            }
            ListAction::Timeline(action) => self.select_time(action),
            ListAction::SetStep(unit) => self.set_step(unit),
            ListAction::ZoomBack => self.zoom_back(),
            ListAction::ShowDense => self.show_dense(),
        }
    }

    fn take_reply(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Loading(loading) => return self.take_loading(loading),
            Reply::Rows(rows) => return self.list.take_rows(rows),
            Reply::Summary(summary) => {
                let again = self.list.summary.take(summary).map(Effect::Ask);
                return again.into_iter().chain(self.read_clocks()).collect();
            }
            Reply::Values(values) => self.take_values(values),
            Reply::Answer(answer) => {
                self.analyses.query_cache.take(*answer);
                return self.analyses.copy_people();
            }
            Reply::Detail(detail) => self.list.take_detail(*detail),
            Reply::DetailFailed { row, message } => self.list.detail.fail(row, message),
            Reply::Gone { row } => return self.list.forget_record(row).into_iter().collect(),
            Reply::Hashing { file, done, total } => self.files.take_hash(file, Hash::Under { done, total }),
            Reply::Hashed { file, sha256 } => self.files.take_hash(file, Hash::Done(sha256)),
            Reply::HashFailed { file, message } => self.files.take_hash(file, Hash::Failed(message)),
            Reply::Exporting { number, done, total } => self.take_export(ExportProgress { number, done, total }),
            Reply::Exported { number, is_last, name, media_type, records } => {
                return self.end_export(number, Ok(ExportedFile { is_last, name, media_type, records }));
            }
            Reply::ExportFailed { number, message } => return self.end_export(number, Err(message)),
        }
        Vec::new()
    }

    /// The open editor of a filter.
    pub fn editor(&self) -> Option<&Editor> {
        match &self.popup.as_ref()?.content {
            Content::Editor(editor) => Some(editor),
            _ => None,
        }
    }

    fn editor_mut(&mut self) -> Option<&mut Editor> {
        match &mut self.popup.as_mut()?.content {
            Content::Editor(editor) => Some(editor),
            _ => None,
        }
    }

    fn edit_filter(&mut self, subject: ChipSubject, anchor: PopupPlace) -> Vec<Effect> {
        let editor = self.list.filters.chip_on(subject).and_then(|at| self.list.editor_of(at));
        let content = match subject {
            ChipSubject::Field(Field::Date) => Content::Dates,
            _ => Content::Editor(editor.unwrap_or_else(|| Editor::new(subject))),
        };
        self.popup = Some(Popup { anchor, content });
        self.ask_values(Asks::Values)
    }

    fn edit_chip(&mut self, at: usize) -> Vec<Effect> {
        let Some(chip) = self.list.filters.chips.get(at) else { return Vec::new() };
        let content = match (chip.subject, self.list.editor_of(at)) {
            (ChipSubject::Field(Field::Date), _) => Content::Dates,
            (_, Some(editor)) => Content::Editor(editor),
            (_, None) => return self.list.edit_chip_as_kql(at),
        };
        self.popup = Some(Popup { anchor: PopupPlace::Under(chip_id(at)), content });
        self.ask_values(Asks::Values)
    }

    fn change_editor(&mut self, action: EditorAction) -> Vec<Effect> {
        let is_done = action == EditorAction::Apply;
        let Some(editor) = self.editor_mut() else { return Vec::new() };
        let asks = editor.change(action);
        if !is_done {
            return self.ask_values(asks);
        }
        match editor.chip() {
            Err(message) => {
                editor.error = Some(message);
                Vec::new()
            }
            Ok(chip) => {
                let place = editor.chip;
                self.popup = None;
                self.list.filters.set(place, chip);
                self.refilter()
            }
        }
    }

    fn take_values(&mut self, values: Values) {
        if let Some(open) = &mut self.list.search.suggestions {
            open.take(&values);
        }
        if let Some(copy) = self.copy_as_mut() {
            copy.take(&values);
        }
        let Some(chip) = self.editor().map(|editor| editor.chip) else { return };
        let filter = self.list.filters.filter_without(chip);
        if let Some(editor) = self.editor_mut() {
            editor.take(values, &filter);
        }
    }

    fn remove_chip(&mut self, at: usize) -> Vec<Effect> {
        self.list.filters.set(Some(at), None);
        let mut effects = self.refilter();
        effects.push(Effect::Focus(Target::Filter));
        effects
    }

    fn clear_filters(&mut self) -> Vec<Effect> {
        self.list.filters = Default::default();
        self.list.set_words(String::new());
        let mut effects = self.refilter();
        effects.push(Effect::Focus(Target::Filter));
        effects
    }

    /// Shows times in a zone, which a menu that is open was for.
    fn set_zone(&mut self, zone: Zone) -> Vec<Effect> {
        self.popup = None;
        self.display.zone = zone;
        let mut effects = vec![Effect::Store(self.preferences())];
        effects.extend(self.switch_calendar());
        effects
    }

    fn search_popup(&mut self, text: String) {
        if let Some(Popup { content: Content::Plain(_, search), .. }) = &mut self.popup {
            *search = text;
        }
    }
}

/// The identifier of a chip's element.
pub fn chip_id(at: usize) -> String {
    format!("chip-{at}")
}
