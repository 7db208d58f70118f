//! Many files in groups: by folder and by what they are, a list of those in one group, and one file of it.

use super::files_screen::FilesScreen;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::State;
use super::action::{Effect, Step, Target};
use super::loading::refusal;
use super::reports::{Reports, Sums};
use super::viewport::ROW_HEIGHT;
use crate::engine::protocol::{FileId, FileReport, FileState, Request, SourceFormat};

/// More files than this are shown in groups.
pub const MOST_CARDS: usize = 50;

/// Folders are told apart as deeply as gives no more of them than this: of a year of hours, the months.
const MOST_FOLDERS: usize = 40;

/// Rows of a group's list that are visible at once; the style sheet has the same number.
pub const VISIBLE: usize = 11;

/// Rows drawn above and below those.
const MARGIN: usize = 6;

/// What files are, as far as they are grouped by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Archives, whose files are files of their own.
    Archive,
    /// Most records have this shape.
    Records(SourceFormat),
    /// Not known yet.
    Awaited,
    /// It could not be read.
    Refused,
}

impl Format {
    /// What a file is.
    pub fn of(file: &FileReport) -> Format {
        match (&file.state, file.source_format) {
            (FileState::Unpacked, _) => Format::Archive,
            _ if refusal(file).is_some() => Format::Refused,
            (_, Some(shape)) => Format::Records(shape),
            (_, None) => Format::Awaited,
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Format::Archive => "Archives",
            Format::Records(shape) => shape.label(),
            Format::Awaited => "Not read yet",
            Format::Refused => "Could not be read",
        }
    }
}

/// What the files of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupKey {
    /// The folder they are in, however deep; empty for files of no folder.
    pub folder: String,
    /// What they are.
    pub format: Format,
}

/// Files in one folder that are the same.
#[derive(Clone, Debug, PartialEq)]
pub struct FileGroup {
    /// What they have in common.
    pub key: GroupKey,
    /// The folder without what all folders begin with: `…/m=01`.
    pub folder: String,
    /// The files, in the order of loading.
    pub files: Vec<Rc<FileReport>>,
    /// What they have together.
    pub sums: Sums,
    /// The oldest and the newest record, UTC milliseconds.
    pub span: Option<(i64, i64)>,
}

/// The groups, and what is open of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileGroups {
    /// The groups; none while all files have cards.
    pub groups: Vec<Rc<FileGroup>>,
    /// [`Reports::version`] of these.
    version: u64,
    /// The group whose files are listed.
    pub open: Option<OpenGroup>,
}

/// A group whose files are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenGroup {
    /// Which.
    pub key: GroupKey,
    /// Where the scroll bar of its list is.
    pub scroll_top: f64,
    /// The file the keys are at.
    pub cursor: usize,
    /// The file whose card is shown.
    pub chosen: Option<FileId>,
}

/// Something that happens with groups of files.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupAction {
    /// Its files are to be listed, or no more.
    Toggle(GroupKey),
    /// Its files are to be forgotten.
    Remove(GroupKey),
    /// The list was scrolled.
    Scrolled(f64),
    /// A key moves the cursor.
    Move(Step),
    /// The card of this file of the list is wanted, or no more.
    Choose(usize),
    /// The same of the file at the cursor.
    ChooseAtCursor,
}

/// What stands between folders, and between an archive and what is in it.
const SEPARATORS: [char; 2] = ['/', '›'];

/// A path up to so many folders deep, without the file itself. Files of an archive are in a folder of its name.
fn folder(path: &str, depth: usize) -> &str {
    let ends = path.match_indices(SEPARATORS).map(|(at, _)| at);
    ends.take(depth).last().map_or("", |end| path[..end].trim_end())
}

/// How deeply folders are told apart.
fn depth(files: &Reports) -> usize {
    let folders = |depth: usize| {
        let mut folders = BTreeSet::new();
        for file in files.iter() {
            folders.insert(folder(&file.name, depth));
            if folders.len() > MOST_FOLDERS {
                break;
            }
        }
        folders.len()
    };
    let deepest = files.iter().map(|file| file.name.matches(SEPARATORS).count()).max().unwrap_or_default();
    (1..=deepest).take_while(|&depth| folders(depth) <= MOST_FOLDERS).last().unwrap_or_default()
}

/// How many bytes all folders begin with, to the end of a folder that is the last one of none of them. Files of no
/// folder do not matter.
fn common<'a>(folders: impl Iterator<Item = &'a str>) -> usize {
    let mut folders = folders.filter(|folder| !folder.is_empty());
    let Some(first) = folders.next() else { return 0 };
    let ends = first.match_indices(SEPARATORS).map(|(at, sign)| at + sign.len());
    let mut ends: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for folder in folders {
        ends.retain(|&end| folder.as_bytes().get(..end) == first.as_bytes().get(..end));
    }
    ends.last().copied().unwrap_or_default()
}

/// The files in groups, in the order of folders and formats.
pub fn groups(files: &Reports) -> Vec<Rc<FileGroup>> {
    let depth = depth(files);
    let mut groups: BTreeMap<(&str, Format), Vec<Rc<FileReport>>> = BTreeMap::new();
    for file in files.iter() {
        groups.entry((folder(&file.name, depth), Format::of(file))).or_default().push(Rc::clone(file));
    }
    let common = common(groups.keys().map(|(folder, _)| *folder));
    let group = |((folder, format), files): ((&str, Format), Vec<Rc<FileReport>>)| {
        let mut sums = Sums::default();
        files.iter().for_each(|file| sums.add(file));
        let oldest = files.iter().filter_map(|file| file.oldest).min();
        let newest = files.iter().filter_map(|file| file.newest).max();
        let short = folder.get(common..).filter(|_| common > 0 && !folder.is_empty());
        let short = short.map_or_else(|| folder.to_owned(), |short| format!("…/{}", short.trim_start()));
        let key = GroupKey { folder: folder.to_owned(), format };
        FileGroup { key, folder: short, files, sums, span: oldest.zip(newest) }.into()
    };
    groups.into_iter().map(group).collect()
}

impl FileGroups {
    /// The group whose files are listed.
    pub fn open_group(&self) -> Option<(&OpenGroup, &Rc<FileGroup>)> {
        let open = self.open.as_ref()?;
        Some((open, self.groups.iter().find(|group| group.key == open.key)?))
    }
}

impl OpenGroup {
    /// The rows drawn of a list of so many files.
    pub fn drawn(&self, files: usize) -> Range<usize> {
        let first = (self.scroll_top / ROW_HEIGHT) as usize;
        first.saturating_sub(MARGIN).min(files)..(first + VISIBLE + MARGIN + 1).min(files)
    }

    /// Moves the cursor; where the scroll bar must go for it to be visible, if it must.
    fn go(&mut self, step: Step, files: usize) -> Option<f64> {
        let last = files.saturating_sub(1);
        self.cursor = match step {
            Step::First => 0,
            Step::Last => last,
            Step::Up => self.cursor.saturating_sub(1),
            Step::Down => self.cursor + 1,
            Step::PageUp => self.cursor.saturating_sub(VISIBLE - 1),
            Step::PageDown => self.cursor + VISIBLE - 1,
        }
        .min(last);
        let (top, bottom) = (self.cursor as f64 * ROW_HEIGHT, (self.cursor + 1) as f64 * ROW_HEIGHT);
        let height = VISIBLE as f64 * ROW_HEIGHT;
        let lowest = (files as f64 * ROW_HEIGHT - height).max(0.0);
        let place = self.scroll_top.min(top).max(bottom - height).min(lowest);
        let is_elsewhere = place != self.scroll_top;
        self.scroll_top = place;
        is_elsewhere.then_some(place)
    }

    fn choose(&mut self, file: FileId) {
        self.chosen = (self.chosen != Some(file)).then_some(file);
    }
}

impl FilesScreen {
    /// Whether files are so many that they are shown in groups.
    pub fn has_groups(&self) -> bool {
        self.reports.len() > MOST_CARDS
    }

    /// The file whose card is shown in a group.
    pub fn chosen_file(&self) -> Option<&Rc<FileReport>> {
        self.reports.get(self.file_groups.open.as_ref()?.chosen?)
    }

    fn choose_file(&mut self, at: usize) {
        let file = self.file_groups.open_group().and_then(|(_, group)| group.files.get(at)).map(|file| file.file);
        if let (Some(open), Some(file)) = (&mut self.file_groups.open, file) {
            open.cursor = at;
            open.choose(file);
        }
    }
}

impl State {
    /// Makes the groups anew if files have changed and somebody looks at them.
    pub(super) fn regroup(&mut self) {
        if self.screen != super::Screen::Files || self.files.file_groups.version == self.files.reports.version() {
            return;
        }
        let groups = if self.files.has_groups() { groups(&self.files.reports) } else { Vec::new() };
        self.files.file_groups.version = self.files.reports.version();
        self.files.file_groups.open =
            self.files.file_groups.open.take().filter(|open| groups.iter().any(|one| one.key == open.key));
        self.files.file_groups.groups = groups;
    }

    pub(super) fn change_groups(&mut self, action: GroupAction) -> Vec<Effect> {
        match action {
            GroupAction::Toggle(key) => {
                let was_open = self.files.file_groups.open.take().is_some_and(|open| open.key == key);
                self.files.file_groups.open =
                    (!was_open).then_some(OpenGroup { key, scroll_top: 0.0, cursor: 0, chosen: None });
            }
            GroupAction::Remove(key) => return self.remove_group(&key),
            GroupAction::Scrolled(scroll_top) => {
                self.files.file_groups.open.iter_mut().for_each(|open| open.scroll_top = scroll_top);
            }
            GroupAction::Move(step) => {
                let files = self.files.file_groups.open_group().map_or(0, |(_, group)| group.files.len());
                let scroll = self.files.file_groups.open.as_mut().and_then(|open| open.go(step, files));
                return scroll.map(Effect::ScrollFiles).into_iter().collect();
            }
            GroupAction::Choose(at) => self.files.choose_file(at),
            GroupAction::ChooseAtCursor => {
                let cursor = self.files.file_groups.open.as_ref().map_or(0, |open| open.cursor);
                self.files.choose_file(cursor);
            }
        }
        Vec::new()
    }

    fn remove_group(&mut self, key: &GroupKey) -> Vec<Effect> {
        let Some(group) = self.files.file_groups.groups.iter().find(|group| group.key == *key).cloned() else {
            return Vec::new();
        };
        // A file may have gone, or been read again, since the groups were made.
        let files =
            group.files.iter().map(|file| file.file).filter(|&file| self.files.reports.get(file).is_some()).collect();
        self.remove_files(files, Target::Heading)
    }

    /// Forgets files; afterwards the focus goes to what is told.
    pub(super) fn remove_files(&mut self, files: Vec<FileId>, focus: Target) -> Vec<Effect> {
        if files.len() == self.files.reports.len() {
            return self.clear();
        }
        let places: Vec<_> =
            files.iter().filter_map(|&file| self.files.reports.get(file)).map(|file| file.place).collect();
        for place in places {
            if let Some(removed) = self.files.reports.remove(place) {
                self.files.forget_opened(&removed);
            }
        }
        let cancel = self.forget_rows_of(&files);
        cancel.into_iter().chain([Effect::Ask(Request::Remove { files }), Effect::Focus(focus)]).collect()
    }
}
