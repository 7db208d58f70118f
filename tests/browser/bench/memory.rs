//! The most memory the page's process ever had, as Linux counts it.

use std::collections::HashMap;
use std::fs;

use crate::harness::Page;

/// The largest peak of the processes that hold pages (Chromium's renderers, Firefox's content processes), in bytes.
/// `None` where there is no `/proc`.
pub fn peak_of_page(page: &Page) -> Option<f64> {
    let processes = processes();
    let own = page.process_ids();
    let is_ours = |id: u32| ancestors(id, &processes).any(|ancestor| own.contains(&ancestor));
    let peaks = processes.keys().filter(|&&id| is_ours(id) && holds_pages(id)).filter_map(|&id| peak(id));
    peaks.max().map(|kilobytes| kilobytes as f64 * 1024.0)
}

/// Every process with its parent.
fn processes() -> HashMap<u32, u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id| Some((id, number(&status(id)?, "PPid:")? as u32))).collect()
}

fn ancestors(id: u32, parents: &HashMap<u32, u32>) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(id), |id| parents.get(id).copied())
}

fn holds_pages(id: u32) -> bool {
    let command = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    // Processes that were forked, not started, write their own command line, with blanks between its words.
    let words: Vec<&[u8]> = command.split(|byte| *byte == 0 || *byte == b' ').filter(|word| !word.is_empty()).collect();
    let has = |wanted: &str| words.contains(&wanted.as_bytes());
    has("--type=renderer") || has("-contentproc") && words.ends_with(&[b"tab"])
}

/// The most memory a process ever had resident, in kibibytes.
fn peak(id: u32) -> Option<u64> {
    number(&status(id)?, "VmHWM:")
}

fn status(id: u32) -> Option<String> {
    fs::read_to_string(format!("/proc/{id}/status")).ok()
}

fn number(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
