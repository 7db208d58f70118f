//! Files that were chosen or dropped, and those in folders, however deep.

use std::collections::HashSet;

use futures_util::future::try_join_all;
use js_sys::{Array, Date, Function, IteratorNext, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DataTransferItem, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryHandle,
    FileSystemEntry, FileSystemFileEntry, FileSystemFileHandle, FileSystemHandle, FileSystemHandleKind,
};

use super::browser;
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
    pub fn into_file(self) -> File {
        self.file
    }

    /// What the engine is told of it.
    fn named(&self) -> NamedFile {
        let name = self.path.clone().unwrap_or_else(|| self.file.name());
        let modified = Some(self.file.last_modified() as i64);
        NamedFile { name, size: self.file.size() as u64, modified, in_folder: self.path.is_some() }
    }
}

/// Milliseconds of work after which the page may draw.
const BREATH: f64 = 8.0;

/// What the engine is told of files. For the size of each the browser looks at the disk, and the page waits: of thousands
/// it looks at a few at a time, and the page goes on between them.
pub async fn named(files: &[Chosen]) -> Vec<NamedFile> {
    let mut named = Vec::with_capacity(files.len());
    let mut begun = Date::now();
    for chosen in files {
        named.push(chosen.named());
        if Date::now() - begun >= BREATH {
            pause().await;
            begun = Date::now();
        }
    }
    named
}

/// Lets the page do what waits.
async fn pause() {
    let next = Promise::new(&mut |resolve, _| {
        browser::later(0, move || drop(resolve.call0(&JsValue::UNDEFINED)));
    });
    // This promise is only ever resolved.
    let _ = JsFuture::from(next).await;
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
    folders: Vec<Folder>,
}

/// A folder that was dropped. Chromium looks into it by its handle alone when the page is opened from disk; the others
/// have no handles.
#[derive(Debug)]
struct Folder {
    entry: FileSystemEntry,
    handle: Option<Promise>,
}

impl Dropped {
    /// What a drop holds.
    pub fn of(data: &DataTransfer) -> Dropped {
        let items = data.items();
        let folders: Vec<Folder> = (0..items.length()).filter_map(|at| Folder::of(&items.get(at)?)).collect();
        // A folder is in the list of files too, as a file that cannot be read.
        let names: HashSet<String> = folders.iter().map(|folder| folder.entry.name()).collect();
        let files = files_of(data.files()).into_iter().filter(|chosen| !names.contains(&chosen.file.name())).collect();
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
            let name = folder.entry.name();
            let mut found = folder.files().await.map_err(|_| name)?;
            found.sort_by(|one, other| one.path.cmp(&other.path));
            files.extend(found);
        }
        Ok(files)
    }
}

impl Folder {
    /// The folder an item of a drop is, if it is one.
    fn of(item: &DataTransferItem) -> Option<Folder> {
        let entry = item.webkit_get_as_entry().ok().flatten().filter(FileSystemEntry::is_directory)?;
        // Not all browsers have this, and its binding is not settled.
        let ask = Reflect::get(item, &"getAsFileSystemHandle".into()).ok()?.dyn_into::<Function>().ok();
        let handle = ask.and_then(|ask| ask.call0(item).ok()?.dyn_into().ok());
        Some(Folder { entry, handle })
    }

    async fn files(self) -> Result<Vec<Chosen>, JsValue> {
        match self.handle {
            Some(handle) => {
                let folder: FileSystemDirectoryHandle = JsFuture::from(handle).await?.dyn_into()?;
                files_in((folder.name(), folder), look_by_handle).await
            }
            None => files_in(self.entry.unchecked_into(), look_by_entry).await,
        }
    }
}

/// What was found in a folder.
#[derive(Debug)]
struct Inside<Folder> {
    files: Vec<Chosen>,
    folders: Vec<Folder>,
}

/// So many folders are looked into at once: the browser takes its time for each, and a year of hours is in thousands.
const FOLDERS_AT_ONCE: usize = 64;

/// The files in a folder, however deep.
async fn files_in<Folder, Looking>(root: Folder, look: impl Fn(Folder) -> Looking) -> Result<Vec<Chosen>, JsValue>
where
    Looking: Future<Output = Result<Inside<Folder>, JsValue>>,
{
    let (mut found, mut waiting) = (Vec::new(), vec![root]);
    while !waiting.is_empty() {
        let some = waiting.split_off(waiting.len().saturating_sub(FOLDERS_AT_ONCE));
        for inside in try_join_all(some.into_iter().map(&look)).await? {
            found.extend(inside.files);
            waiting.extend(inside.folders);
        }
    }
    Ok(found)
}

type Handle = (String, FileSystemDirectoryHandle);

async fn look_by_handle((path, folder): Handle) -> Result<Inside<Handle>, JsValue> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let children = folder.values();
    loop {
        let next: IteratorNext = JsFuture::from(children.next()?).await?.unchecked_into();
        if next.done() {
            break;
        }
        let child: FileSystemHandle = next.value().unchecked_into();
        let path = format!("{path}/{}", child.name());
        match child.kind() {
            FileSystemHandleKind::Directory => folders.push((path, child.unchecked_into())),
            _ => files.push(async move {
                let file = JsFuture::from(child.unchecked_into::<FileSystemFileHandle>().get_file()).await?;
                Ok::<_, JsValue>(Chosen { file: file.dyn_into()?, path: Some(path) })
            }),
        }
    }
    Ok(Inside { files: try_join_all(files).await?, folders })
}

async fn look_by_entry(folder: FileSystemDirectoryEntry) -> Result<Inside<FileSystemDirectoryEntry>, JsValue> {
    let (folders, files): (Vec<_>, Vec<_>) =
        children(&folder).await?.into_iter().partition(FileSystemEntry::is_directory);
    let file = async |entry: FileSystemEntry| {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        let entry: FileSystemFileEntry = entry.unchecked_into();
        let file = settled(|resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject)).await?;
        Ok::<_, JsValue>(Chosen { file: file.dyn_into()?, path: Some(path) })
    };
    let files = try_join_all(files.into_iter().map(file)).await?;
    Ok(Inside { files, folders: folders.into_iter().map(JsCast::unchecked_into).collect() })
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
        children.extend(part.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

/// Waits for what one of two callbacks is given.
async fn settled(mut ask: impl FnMut(Function, Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| ask(resolve, reject))).await
}
