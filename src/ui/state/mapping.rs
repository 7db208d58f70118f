//! The dialog in which somebody says which column of a table holds which field.

use super::analyses::Analyses;
use std::rc::Rc;

use super::State;
use super::action::Effect;
use super::popup::{Content, Popup, PopupPlace};
use super::remembered_mappings::{KnownHeader, remember};
use super::reread::{Cause, UserHints};
use crate::engine::protocol::{Answer, FileId, Mapping, ReadOptions, ReadTable};
use crate::schema::{ExtraColumn, Field};

/// What the dialog knows.
#[derive(Clone, Debug, PartialEq)]
pub struct MappingDialog {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// What there is to see of it.
    pub mapping: Rc<Mapping>,
    /// The field each column holds; `None` for those that are not read.
    pub fields: Vec<Option<Field>>,
    /// Whether tables with the same columns are to be read in the same way.
    pub is_remembered: bool,
    /// Why the file cannot be read so.
    pub error: Option<String>,
}

/// Something that happens with the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingAction {
    /// It is wanted for a file.
    Open(FileId),
    /// A column holds this field, or is not read.
    Choose(usize, Option<Field>),
    /// Tables with the same columns are to be read in the same way, or not.
    Remember(bool),
    /// The file is to be read.
    Read,
}

impl MappingDialog {
    /// What a column is called that holds no field.
    pub fn no_field(&self) -> &'static str {
        if self.mapping.is_beside { "Extra column" } else { "Not read" }
    }

    /// Why a file cannot be read so; `None` if it can.
    fn complaint(&self) -> Option<String> {
        let told: Vec<Field> = self.fields.iter().copied().flatten().collect();
        if let Some(twice) = told.iter().enumerate().find(|(at, field)| told[..*at].contains(field)) {
            let (field, none) = (twice.1.label(), self.no_field());
            return Some(format!("Two columns are to be “{field}”. Choose “{none}” for one of them"));
        }
        let has_anchor = told.contains(&Field::Date) || told.contains(&Field::RequestId);
        (!self.mapping.is_beside && (!has_anchor || told.len() < 2))
            .then(|| "Say which column is the date or the request ID, and what at least one more column is".to_owned())
    }
}

/// The columns of a table that are read, each by its name; of columns with the same name only the first can be.
pub(super) fn told_columns(mapping: &Mapping, fields: &[Option<Field>]) -> Vec<(String, Field)> {
    let columns = mapping.names.iter().zip(fields).enumerate();
    let told = columns.filter(|(at, _)| !mapping.is_repeated(*at));
    told.filter_map(|(_, (name, field))| Some((name.clone(), (*field)?))).collect()
}

impl Analyses {
    /// A table that was read, whose columns somebody may say anew.
    fn read_table(&self, file: FileId) -> Option<ReadTable> {
        match self.file_page(file).map(|page| &**page) {
            Some(Answer::File(page)) => page.table.clone(),
            _ => None,
        }
    }
}

impl State {
    pub(super) fn change_mapping(&mut self, action: MappingAction) -> Vec<Effect> {
        if let MappingAction::Open(file) = action {
            self.open_mapping(file);
            return Vec::new();
        }
        let Some(Popup { content: Content::Mapping(dialog), .. }) = &mut self.popup else { return Vec::new() };
        match action {
            MappingAction::Open(_) => {}
            MappingAction::Choose(column, field) => {
                dialog.error = None;
                dialog.fields.get_mut(column).into_iter().for_each(|known| *known = field);
            }
            MappingAction::Remember(is_remembered) => dialog.is_remembered = is_remembered,
            MappingAction::Read => {
                dialog.error = dialog.complaint();
                if dialog.error.is_none() {
                    let dialog = dialog.clone();
                    return self.read_as_told(dialog);
                }
            }
        }
        Vec::new()
    }

    fn open_mapping(&mut self, file: FileId) {
        let Some(report) = self.files.report_of(file).cloned() else { return };
        let told = self.files.user_hints.get(&file).and_then(|told| told.mapping.clone());
        let table = self.analyses.read_table(file);
        let read = || table.as_ref().map(|table| Rc::new(table.mapping.clone()));
        let asked = told.or_else(|| report.mapping.clone().map(Rc::new));
        let taken_for = table.as_ref().filter(|_| asked.is_none()).map(|table| table.fields.clone());
        let Some(mapping) = asked.or_else(read) else { return };
        let ReadOptions { columns, extras, .. } = &report.reading;
        let said: Option<Vec<(&str, Field)>> = match mapping.is_beside {
            true => Some(extras.iter().map(|(extra, field)| (extra.name(), *field)).collect()),
            false => {
                columns.as_ref().map(|columns| columns.iter().map(|(name, field)| (name.as_str(), *field)).collect())
            }
        };
        let before = said.map(|said| {
            let field = |name: &String| said.iter().find(|(known, _)| known == name).map(|(_, field)| *field);
            let at = |(at, name): (usize, &String)| field(name).filter(|_| !mapping.is_repeated(at));
            mapping.names.iter().enumerate().map(at).collect()
        });
        let fields = before.or(taken_for).unwrap_or_else(|| mapping.guess());
        let is_known = self.files.headers.iter().any(|header| header.is_of(&mapping.names));
        let is_remembered = is_known || report.mapping.is_some();
        let name = report.name.clone();
        let dialog = MappingDialog { file, name, mapping, fields, is_remembered, error: None };
        self.popup = Some(Popup { anchor: PopupPlace::Centre, content: Content::Mapping(dialog) });
    }

    /// Reads a file of a known form again, with the fields that its extra columns hold.
    fn read_with_extras(&mut self, file: FileId, mapping: Rc<Mapping>, fields: &[Option<Field>]) -> Vec<Effect> {
        let Some(report) = self.files.report_of(file) else { return Vec::new() };
        let told = told_columns(&mapping, fields).into_iter();
        let extras = told.filter_map(|(name, field)| Some((ExtraColumn::named(&name)?, field))).collect();
        let reading = ReadOptions { extras, ..report.reading.clone() };
        let dates = self.files.user_hints.get(&file).is_some_and(|told| told.dates);
        let mut effects = self.read_again(file, reading, UserHints { mapping: Some(mapping), dates }, Cause::Asked);
        effects.extend(self.read_by_known_headers(self.files.reports.iter().cloned().collect()));
        effects
    }

    fn read_as_told(&mut self, dialog: MappingDialog) -> Vec<Effect> {
        self.popup = None;
        let MappingDialog { file, mapping, fields, .. } = dialog;
        if mapping.is_beside {
            return self.read_with_extras(file, mapping, &fields);
        }
        let columns = Some(told_columns(&mapping, &fields));
        let reading = ReadOptions { columns, under: mapping.under.clone(), ..ReadOptions::default() };
        let columns = mapping.names.iter().cloned().zip(fields).collect();
        let told = UserHints { mapping: Some(mapping.clone()), dates: false };
        let mut effects = self.read_again(file, reading, told, Cause::Asked);
        self.files.headers.retain(|header| !header.is_of(&mapping.names));
        if dialog.is_remembered {
            remember(&mut self.files.headers, KnownHeader { columns });
        }
        effects.push(Effect::Store(self.preferences()));
        effects.extend(self.read_by_known_headers(self.files.reports.iter().cloned().collect()));
        effects
    }
}
