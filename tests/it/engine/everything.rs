//! Every question is answered, whatever is in the files: those of every source_format, and damaged ones.

#[path = "../../fuzz/lib.rs"]
mod fuzz;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use signscope_sample::{Form, Vintage};

use self::fuzz::questions::ask_everything;
use self::fuzz::read_in_all_ways;
use super::{Desk, sample_file};

/// So many questions are asked of a file at least; a number far below it would mean that a kind is left out.
const FEWEST: usize = 300;

#[test]
fn files_of_every_shape_answer_every_question() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 20);
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut desk = Desk::with(&name, &fs::read(&file).unwrap());
        assert!(ask_everything(&mut desk.engine).len() > FEWEST, "{name}");
    }
}

/// What the fuzzer does with random bytes, done with files: those it begins with, those of every source_format, and
/// those that went wrong before.
#[test]
fn files_are_read_in_all_ways() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/fuzz/corpus/json", "tests/fuzz/corpus/csv", "tests/data", "../shared/faults"];
    let mut read = 0;
    for folder in folders.map(|folder| root.join(folder)) {
        let Ok(entries) = fs::read_dir(&folder) else {
            println!("skipped: {} is not here", folder.display());
            continue;
        };
        for file in entries.map(|entry| entry.unwrap().path()).filter(|file| file.is_file()) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(&file).unwrap();
            [1, 100].into_iter().for_each(|chunk| read_in_all_ways(&name, &bytes, chunk));
            read += 1;
        }
    }
    assert!(read > 30, "{read}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn damaged_files_answer_every_question(
        is_json in any::<bool>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..60),
    ) {
        let form = if is_json { Form::PortalJson } else { Form::PortalCsv(Vintage::Of2025) };
        let mut bytes = sample_file(form, 12);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let mut desk = Desk::with(if is_json { "file.json" } else { "file.csv" }, &bytes);
        prop_assert!(ask_everything(&mut desk.engine).len() > FEWEST);
    }
}
