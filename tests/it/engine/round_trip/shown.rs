//! What the list shows is what an export has: loaded, exported with the columns shown, and loaded again, the list shows the
//! same. This holds for every file there is: those of `tests/data` and, where they are at hand, those of `../shared/data`
//! and `../shared/faults`.

use std::fs;
use std::path::{Path, PathBuf};

use signscope::engine::protocol::{Cell, ExportFormat, View};
use signscope::schema::{Column, Field, SIGN_INS};

use super::super::Desk;
use super::Given;

/// Larger files say nothing more.
const LARGEST: u64 = 2 << 20;

/// Every file below a folder; none where it is not at hand.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: there is no folder {}", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => files.extend(files_below(&path)),
            false if fs::metadata(&path).is_ok_and(|file| file.len() <= LARGEST) => files.push(path),
            false => {}
        }
    }
    files.sort_unstable();
    files
}

/// What the list shows of some fields. What is empty and what is not there are both nothing, as CSV cannot tell them apart.
fn shown(desk: &mut Desk, fields: &[Field]) -> Vec<Vec<String>> {
    let text = |cell: Cell| match cell {
        Cell::Absent | Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Fallback { text, .. } => text,
        cell => format!("{cell:?}"),
    };
    let rows = desk.rows(&View::default(), fields).rows;
    rows.into_iter().map(|row| row.cells.into_iter().map(text).collect()).collect()
}

/// What the list shows otherwise when the export of a file is loaded.
fn differences(name: &str, bytes: &[u8], fields: &[Field]) -> Vec<String> {
    let mut desk = Desk::new();
    Given::new(name, bytes).load(name, &mut desk);
    let before = shown(&mut desk, fields);
    let columns = fields.iter().copied().map(Column::Field).collect();
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    let mut again = Desk::with(&exported.name, &exported.bytes);
    let after = shown(&mut again, fields);
    if before.len() != after.len() {
        return vec![format!("{name}: {} rows, then {}: {:?}", before.len(), after.len(), again.report(0).state)];
    }
    let rows = before.iter().zip(&after).enumerate();
    let cells = rows.flat_map(|(row, (before, after))| {
        let cells = fields.iter().zip(before.iter().zip(after));
        cells.map(move |(field, (before, after))| (row, field, before, after))
    });
    let differ = cells.filter(|(.., before, after)| before != after);
    differ.map(|(row, field, before, after)| format!("{name}: {field:?} of row {row}: {before} → {after}")).collect()
}

#[test]
fn every_file_is_shown_as_before_when_its_export_is_loaded() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    // Records with the same request ID could become one.
    let without_id = |fields: &[Field]| -> Vec<Field> {
        fields.iter().copied().filter(|field| *field != Field::RequestId).collect()
    };
    let all: Vec<Field> = Field::all().collect();
    let mut found = Vec::new();
    for folder in ["tests/data", "../shared/data", "../shared/faults"] {
        for path in files_below(&here.join(folder)) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("file").to_owned();
            let bytes = fs::read(&path).unwrap();
            for fields in [without_id(SIGN_INS.columns), without_id(&all)] {
                found.extend(differences(&name, &bytes, &fields));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_value_that_stands_in_is_beside_the_column_it_is_shown_in() {
    let csv = "TimeGenerated,UserPrincipalName,IPAddress,ResultType,AppId\n\
               2026-10-01 08:14:12,jc@contoso.example,192.0.2.25,0,1fec8e78-bce4-4aaf-ab1b-5451cc387264\n";
    let mut desk = Desk::with("a.csv", csv.as_bytes());
    let columns = [Field::Date, Field::User, Field::Application, Field::Resource].map(Column::Field).to_vec();
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    let text = String::from_utf8(exported.bytes).unwrap();
    let expected = "\u{feff}Date (UTC),User,Username,Application,Application ID,Resource\r\n\
                    2026-10-01T08:14:12Z,,jc@contoso.example,,1fec8e78-bce4-4aaf-ab1b-5451cc387264,\r\n";
    assert_eq!(text, expected);
}

#[test]
fn numbers_that_stand_for_words_are_written_as_words() {
    let csv = "Date (UTC),Request ID,User,Username,Conditional Access\n\
               2026-10-01T08:14:12Z,1,Ada,ada@contoso.example,2\n\
               2026-10-01T08:14:13Z,2,Ada,ada@contoso.example,notApplied\n";
    let mut desk = Desk::with("a.csv", csv.as_bytes());
    let columns = vec![Column::Field(Field::ConditionalAccess)];
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    assert_eq!(
        String::from_utf8(exported.bytes).unwrap(),
        "\u{feff}Conditional Access\r\nnotApplied\r\nNot applied\r\n"
    );
}
