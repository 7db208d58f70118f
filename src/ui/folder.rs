//! Files that were chosen or dropped, and those in folders, however deep.

use std::collections::VecDeque;

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use crate::engine::protocol::NamedFile;

/// A file that was chosen or dropped.
#[derive(Clone, Debug)]
pub struct Chosen {
    file: File,
    /// Its path from the folder that was chosen, if it came in one.
    path: Option<String>,
}

impl Chosen {
    /// The file itself.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// What the engine is told of it.
    pub fn named(&self) -> NamedFile {
        let name = self.path.clone().unwrap_or_else(|| self.file.name());
        NamedFile { name, size: self.file.size() as u64, in_folder: self.path.is_some() }
    }
}

/// The files of a list. Those of a folder that was chosen say where in it they lie.
pub fn files_of(list: Option<FileList>) -> Vec<Chosen> {
    let Some(list) = list else { return Vec::new() };
    let files = (0..list.length()).filter_map(|at| list.get(at));
    let chosen = files.map(|file| {
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        Chosen { path: path.filter(|path| !path.is_empty()), file }
    });
    chosen.collect()
}

/// What was dropped: files, and folders not looked into yet. A drop must be asked for both before its event ends.
#[derive(Debug)]
pub struct Dropped {
    files: Vec<Chosen>,
    folders: Vec<FileSystemEntry>,
}

impl Dropped {
    /// What a drop holds.
    pub fn of(data: &DataTransfer) -> Dropped {
        let items = data.items();
        let entry = |at| items.get(at)?.webkit_get_as_entry().ok().flatten();
        let folders: Vec<FileSystemEntry> =
            (0..items.length()).filter_map(entry).filter(FileSystemEntry::is_directory).collect();
        // A folder is in the list of files too, as a file that cannot be read.
        let is_folder = |chosen: &Chosen| folders.iter().any(|folder| folder.name() == chosen.file.name());
        let files = files_of(data.files()).into_iter().filter(|chosen| !is_folder(chosen)).collect();
        Dropped { files, folders }
    }

    /// Whether there are folders to look into.
    pub fn has_folders(&self) -> bool {
        !self.folders.is_empty()
    }

    /// The files, without those in folders.
    pub fn files(self) -> Vec<Chosen> {
        self.files
    }

    /// The files, and all files in the folders, in the order of their names. The error is the name of a folder that the
    /// browser does not open.
    pub async fn all_files(self) -> Result<Vec<Chosen>, String> {
        let mut files = self.files;
        for folder in self.folders {
            let name = folder.name();
            files.extend(files_in(folder).await.map_err(|_| name)?);
        }
        Ok(files)
    }
}

async fn files_in(folder: FileSystemEntry) -> Result<Vec<Chosen>, JsValue> {
    let mut found = Vec::new();
    let mut waiting = VecDeque::from([folder]);
    while let Some(entry) = waiting.pop_front() {
        if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
            waiting.extend(children(folder).await?);
        } else if let Some(entry) = entry.dyn_ref::<FileSystemFileEntry>() {
            let file = settled(|resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject)).await?;
            let path = entry.full_path().trim_start_matches('/').to_owned();
            found.push(Chosen { file: file.dyn_into()?, path: Some(path) });
        }
    }
    found.sort_by(|one: &Chosen, other| one.path.cmp(&other.path));
    Ok(found)
}

/// What is in a folder. A browser tells it in parts, and at the end an empty one.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut children = Vec::new();
    loop {
        let part = settled(|resolve, reject| {
            // Where this throws, nothing comes, so it counts as refused.
            if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            }
        });
        let part: Array = part.await?.dyn_into()?;
        if part.length() == 0 {
            return Ok(children);
        }
        children.extend(part.iter().filter_map(|entry| entry.dyn_into::<FileSystemEntry>().ok()));
    }
}

/// Waits for what one of two callbacks is given.
async fn settled(mut ask: impl FnMut(js_sys::Function, js_sys::Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| ask(resolve, reject))).await
}
