//! The names of files that are made of loaded ones.

/// The name of a file made of the one with this name: without its extension, and with what it is instead.
pub fn made_name(name: &str, what: &str) -> String {
    // A name may begin with those of archives and folders, which cannot stand in the name of a file.
    let name = name.rsplit(['›', '/', '\\']).next().unwrap_or(name).trim_start();
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}_{what}")
}
