//! Speculation: most of a file is not cut, and what comes out is the same, whatever is in it.

use proptest::prelude::*;
use signscope_sample::{Form, Generator, Profile, Vintage};

use super::{assert_same, cases, read, read_in_pieces, read_speculatively};

const FORMS: [Form; 4] =
    [Form::PortalJson, Form::GraphPage, Form::PortalCsv(Vintage::Of2025), Form::PortalCsv(Vintage::Of2023)];

/// What may stand anywhere in a file by mistake.
const DAMAGE: [&[u8]; 12] =
    [b"\"", b"\n", b"{", b"}", b",", b"]", b"[", b"\\", b"\xff", b"},{\"id\":\"", b"\n,,,\n", b"\r"];

fn file(form: Form, records: usize) -> Vec<u8> {
    form.chunks(Generator::new(7, records, Profile::LARGE)).flatten().collect()
}

/// The text of a JSON file without blanks between its tokens.
fn compact(json: &[u8]) -> Vec<u8> {
    let value: serde_json::Value = serde_json::from_slice(json).unwrap();
    serde_json::to_vec(&value).unwrap()
}

#[test]
fn most_records_are_leapt_over() {
    let mut files: Vec<Vec<u8>> = FORMS.iter().map(|&form| file(form, 400)).collect();
    files.push(compact(&files[0]));
    files.push(compact(&files[1]));
    for file in files {
        let chunk = file.len() / 8;
        let (found, speculated) = read_speculatively("file", &file, chunk, 20_000);
        assert_eq!((found.store.len(), found.problems), (400, Vec::new()));
        assert!(
            speculated > 250,
            "{speculated} records, {:?}",
            found.file_format.map(|file_format| file_format.describe())
        );
    }
}

#[test]
fn records_of_other_shapes_are_cut() {
    let file = file(Form::NdJson, 100);
    let (found, speculated) = read_speculatively("file", &file, file.len() / 8, 20_000);
    assert_eq!((found.store.len(), speculated), (100, 0));
}

#[test]
fn texts_that_look_like_seams_are_texts() {
    let record = |number: u32, text: &str| {
        format!(
            r#"{{"id":"{number}","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","ipAddress":"192.0.2.7","status":{{"errorCode":0,"additionalDetails":{}}}}}"#,
            serde_json::to_string(text).unwrap()
        )
    };
    // The escaped quotes keep these apart from a true pattern; objects inside objects do not.
    let texts = ["plain", r#"}},{"id":"1","createdDateTime":"#, "\n", "},{"];
    let list: Vec<String> = (0..200).map(|number| record(number, texts[number as usize % texts.len()])).collect();
    let nested = format!(
        r#"{{"id":"n","junk":[{}],"createdDateTime":"2026-01-02T03:04:05Z","appId":"a","ipAddress":"192.0.2.7","status":{{"errorCode":0}}}}"#,
        list[..50].join(",")
    );
    let text = format!("[{},{nested},{}]", list.join(","), list.join(","));
    assert_eq!(read(text.as_bytes()).store.len(), 401);
}

#[test]
fn a_quoted_line_end_is_cut_with_care() {
    let csv = file(Form::PortalCsv(Vintage::Of2025), 120);
    let text = String::from_utf8(csv).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in [20, 50, 51, 90] {
        let first = lines[line].split(',').next().unwrap().len();
        lines[line].replace_range(..first, "\"2026-01-02T03:04:05Z\n\"");
    }
    let text = lines.join("\r\n");
    assert_eq!(read(text.as_bytes()).store.len(), 120);
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn damage_anywhere_is_found_as_without_leaps(
        form in 0..FORMS.len() + 2,
        damage in prop::collection::vec((0..DAMAGE.len(), 0.0..1.0f64, 0..40usize), 0..4),
        chunk in 500..30_000usize,
        block in 200..20_000usize,
    ) {
        let mut file = match FORMS.get(form) {
            Some(&form) => file(form, 30),
            None => compact(&file(FORMS[form - FORMS.len()], 30)),
        };
        for (kind, at, removed) in damage {
            let at = (at * file.len() as f64) as usize;
            let end = file.len().min(at + removed);
            file.splice(at..end, DAMAGE[kind].iter().copied());
        }
        let whole = read_in_pieces("file", &file, file.len());
        let (speculated, _) = read_speculatively("file", &file, chunk, block);
        assert_same(&speculated, &whole, "speculative chunks");
    }
}
