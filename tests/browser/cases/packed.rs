//! Packed files and folders: the page reads what is in them.

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::{Compression, Crc};
use serde_json::json;
use signscope::engine::protocol::{ExportFormat, Filter, View};
use signscope_sample::{Form, Vintage};

use super::Outcome;
use crate::harness::{Page, tenant};

pub fn a_zip_gives_the_rows_of_its_files(page: &Page) -> Outcome {
    let json = tenant::file(Form::PortalJson, 3000);
    let csv = gzip(tenant::file(Form::PortalCsv(Vintage::Of2025), 200).as_bytes())?;
    let archive =
        zip(&[("logs/", b""), ("logs/a.json", json.as_bytes()), ("logs/b.csv.gz", &csv), ("c.txt", b"Notes.\n")]);
    page.load(&[page.write("export.zip", &archive)?])?;
    page.click("tab", "Data")?;
    page.wait_for_words("main", "export.zip › logs/a.json")?;
    page.wait_for_words("main", "export.zip › logs/b.csv.gz")?;
    page.wait_for_words("main", "1 file is nothing Signscope reads and was passed over")?;
    let cards = page.execute(
        "return Array.from(document.querySelectorAll('article'), (card) => card.innerText.match(/Records\\s+([\\d,]+)/)?.[1])",
        json!([]),
    )?;
    assert_eq!(cards, json!(["0", "3,000", "200"]));
    // A record is read again from what was unpacked.
    page.click("tab", "Sign-ins")?;
    page.click_first("[role=grid] [role=gridcell]")?;
    page.wait_for_words("aside", "export.zip ›")
}

pub fn text_in_utf_16_is_read(page: &Page) -> Outcome {
    let csv = tenant::file(Form::PortalCsv(Vintage::Of2025), 120);
    let wide: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    page.load(&[page.write("powershell.csv", &[b"\xff\xfe".as_slice(), &wide].concat())?])?;
    page.wait_for_shown(120)
}

pub fn a_gzip_that_is_cut_off_says_so_and_keeps_its_rows(page: &Page) -> Outcome {
    let packed = gzip(tenant::file(Form::PortalJson, 2000).as_bytes())?;
    page.load(&[page.write("cut.json.gz", &packed[..packed.len() / 2])?])?;
    let records = page.number("records")?;
    assert!(records > 100 && records < 2000, "{records} records");
    page.click("tab", "Data")?;
    page.wait_for_words("main", &format!("The gzip data is cut off: the file ends at byte {}", packed.len() / 2))
}

pub fn a_record_is_unpacked_again_wherever_it_lies(page: &Page) -> Outcome {
    // So long that unpacking can begin again in the middle of it.
    let text = tenant::file(Form::PortalJson, 9000);
    page.load(&[page.write("a.json.gz", &gzip(text.as_bytes())?)?])?;
    let mut engine = tenant::read("a.json", &text);
    let filter = Filter::All(vec![Filter::Words("failure".into())]);
    let view = View { filter: filter.clone(), ..View::default() };
    page.type_into("searchbox", "Filter", "failure\u{E007}")?;
    page.wait_for_shown(tenant::count(&mut engine, &filter))?;
    for key in ["\u{E011}", "\u{E010}"] {
        page.click_first("[role=grid] [role=gridcell]")?;
        page.press(key)?;
        page.wait_for_words("aside", "Basic info")?;
        page.click_detail_tab("Raw")?;
        page.wait_for_words("aside [role=tabpanel]", "\"createdDateTime\"")?;
    }
    page.open_dialog("Export")?;
    page.click("menuitem", "JSON")?;
    let expected = tenant::export(&mut engine, &text, &view, &ExportFormat::Original);
    assert_eq!(page.wait_for_download("a_export.json")?, expected);
    Ok(())
}

pub fn what_unpacks_to_very_much_asks_first(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let text = tenant::file(Form::PortalJson, 1);
    let record = text.trim().trim_matches(['[', ']']).trim();
    // The same record again and again, and much that is empty.
    let bomb = format!("[{}{record}]", format!("{record},{}", " ".repeat(1 << 20)).repeat(80));
    let packed = page.write("bomb.json.gz", &gzip(bomb.as_bytes())?)?;
    page.choose_files(&[packed])?;
    page.wait_for_words("[role=alert]", "bomb.json.gz: ")?;
    page.wait_for_words("[role=alert]", "Go on?")?;
    page.wait_until("rows", "return Number(document.querySelector('main').dataset.records) > 0")?;
    page.click("button", "Stop here")?;
    page.wait_for_phase("ready")?;
    page.click("tab", "Data")?;
    page.wait_for_words("main", "bomb.json.gz")?;
    page.click("button", "Remove all")?;
    page.wait_for_phase("empty")?;
    page.choose_files(&[page.write("again.json.gz", &gzip(bomb.as_bytes())?)?])?;
    page.click("button", "Go on")?;
    page.wait_for_phase("ready")
}

pub fn a_folder_is_read_with_all_that_is_in_it(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.write_folder("logs/deep")?;
    page.write("logs/a.json", tenant::file(Form::PortalJson, 40))?;
    page.write("logs/notes.txt", "Notes.\n")?;
    page.write("logs/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\0")?;
    let deep = page.write("logs/deep/b.csv", tenant::file(Form::PortalCsv(Vintage::Of2025), 30))?;
    let folder = deep.parent().and_then(|folder| folder.parent()).ok_or("no folder")?;
    let input = page.find("file", "Log folder")?;
    page.choose_file_in(&input, folder)?;
    page.wait_for_phase("ready")?;
    page.click("tab", "Data")?;
    page.wait_for_words("main", "logs/a.json")?;
    page.wait_for_words("main", "logs/deep/b.csv")?;
    page.wait_for_words("main", "2 files are nothing Signscope reads and were passed over")
}

pub fn a_dropped_folder_is_read(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.write_folder("evidence/deep")?;
    page.write("evidence/a.json", tenant::file(Form::PortalJson, 40))?;
    page.write("evidence/notes.txt", "Notes.\n")?;
    let deep = page.write("evidence/deep/b.csv", tenant::file(Form::PortalCsv(Vintage::Of2025), 30))?;
    let beside = page.write("beside.json", tenant::file(Form::PortalJson, 5))?;
    let folder = deep.parent().and_then(|folder| folder.parent()).ok_or("no folder")?;
    page.drop_files(&[folder.to_owned(), beside])?;
    page.wait_for_phase("ready")?;
    page.click("tab", "Data")?;
    for name in ["beside.json", "evidence/a.json", "evidence/deep/b.csv"] {
        page.wait_for_words("main", name)?;
    }
    page.wait_for_words("main", "1 file is nothing Signscope reads and was passed over")
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, std::io::Error> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// An archive in which files are stored as they are.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut crc = Crc::new();
        crc.update(bytes);
        let start = archive.len() as u32;
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        about
            .extend([crc.sum(), bytes.len() as u32, bytes.len() as u32].iter().flat_map(|number| number.to_le_bytes()));
        about.extend([name.len() as u16, 0].iter().flat_map(|number| number.to_le_bytes()));
        archive.extend([b"PK\x03\x04", about.as_slice(), name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0", about.as_slice(), &[0; 10]].concat());
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, len, count) = (archive.len() as u32, directory.len() as u32, files.len() as u16);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count, count].iter().flat_map(|number| number.to_le_bytes()));
    archive.extend([len, start].iter().flat_map(|number| number.to_le_bytes()));
    archive.extend([0, 0]);
    archive
}
