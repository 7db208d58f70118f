//! Everything about the files: what became of each, what somebody said of it, and what is to be read once more.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::crash::Opened;
use super::file_groups::FileGroups;
use super::files::Hash;
use super::remembered_mappings::KnownHeader;
use super::reports::Reports;
use super::reread::{Reread, UserHints};
use crate::engine::protocol::{FileId, Loading};

/// Everything about the files: what became of each, what somebody said of it, and what is to be read once more.
#[derive(Clone, Debug, PartialEq)]
pub struct FilesScreen {
    /// How far the files are read; what it told of them is in the reports.
    pub loading: Rc<Loading>,
    /// What became of the files.
    pub reports: Reports,
    /// The files in groups, where they are many.
    pub file_groups: FileGroups,
    /// The SHA-256 of the files it was asked of.
    pub hashes: BTreeMap<FileId, Hash>,
    /// What somebody said of files, by their numbers.
    pub user_hints: BTreeMap<FileId, UserHints>,
    /// What the columns of tables hold, as somebody said.
    pub headers: Vec<KnownHeader>,
    /// The files that can be read again.
    pub(super) opened: Opened,
    /// Records of the files before the last drop.
    pub(super) records_before: u64,
    /// Files that were told of since everything was read last: some may have been refused, or have a question.
    pub(super) unsaid: BTreeSet<FileId>,
    /// Files of which was said that they were refused.
    pub(super) said_refused: BTreeSet<FileId>,
    /// Files of which it was said that there was no room for them.
    pub(super) said_no_room: BTreeSet<FileId>,
    /// Files that are to be read once more, by their places.
    pub(super) rereads: BTreeMap<FileId, Reread>,
    /// Files whose columns were told before, of which nobody knows yet.
    pub(super) read_as_before: Vec<FileId>,
    /// Files about whose dates somebody was asked.
    pub(super) asked_dates: BTreeSet<FileId>,
}

impl FilesScreen {
    /// Before anything happened, with what is remembered of the columns of tables.
    pub fn new(headers: Vec<KnownHeader>) -> FilesScreen {
        FilesScreen {
            loading: Rc::default(),
            reports: Reports::default(),
            file_groups: FileGroups::default(),
            hashes: BTreeMap::new(),
            user_hints: BTreeMap::new(),
            headers,
            opened: Vec::new(),
            records_before: 0,
            unsaid: BTreeSet::new(),
            said_refused: BTreeSet::new(),
            said_no_room: BTreeSet::new(),
            rereads: BTreeMap::new(),
            read_as_before: Vec::new(),
            asked_dates: BTreeSet::new(),
        }
    }
}
