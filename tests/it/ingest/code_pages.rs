//! Tables in code pages of Windows: found out by their bytes, decoded, and said.

use std::path::PathBuf;

use proptest::prelude::*;
use signscope::ingest::code_page::{TextCounts, set_decoder};
use signscope::ingest::{CodePage, Decoder, ReadOptions};
use signscope::schema::Field;

use super::{Read, read_in_pieces, read_speculatively};

/// Decodes code pages as browsers do.
pub fn install() {
    set_decoder(|page, bytes| {
        let encoding = encoding_rs::Encoding::for_label(page.label().as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    });
}

/// A text in a code page.
pub fn encoded(page: CodePage, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(page.label().as_bytes()).unwrap();
    let (bytes, _, is_lossy) = encoding.encode(text);
    assert!(!is_lossy, "{text}");
    bytes.into_owned()
}

fn read_all(bytes: &[u8]) -> Read {
    install();
    let whole = read_in_pieces("file.csv", bytes, bytes.len());
    for size in [1, 7, 100] {
        let read = read_in_pieces("file.csv", bytes, size);
        assert_eq!(read.file_format, whole.file_format, "chunks of {size}");
        (0..whole.store.len()).for_each(|row| assert_eq!(read.row(row), whole.row(row), "chunks of {size}, row {row}"));
    }
    let (speculated, _) = read_speculatively("file.csv", bytes, 300, 120);
    (0..whole.store.len())
        .for_each(|row| assert_eq!(speculated.row(row), whole.row(row), "speculative chunks, row {row}"));
    whole
}

const SPANISH: &str = "Fecha (UTC);Usuario;Nombre de usuario;Dirección IP;Ubicación;Aplicación\n\
    2026-11-19T10:00:00Z;José Núñez;jose@contoso.example;192.0.2.1;\"A Coruña, Galicia, ES\";Correo\n\
    2026-11-19T11:00:00Z;Ana;ana@contoso.example;192.0.2.2;;Año\n";

const JAPANESE: &str = "Date (UTC),Request ID,User,Username,Application,IP address,サインインのエラー コード\n\
    2026-11-19T10:00:00Z,00000000-0000-4000-8000-000000000001,表示 ソ能,taro@contoso.example,社内ポータル,192.0.2.1,50126\n";

#[test]
fn western_europe_is_read() {
    let read = read_all(&encoded(CodePage::Windows1252, SPANISH));
    assert_eq!(read.column(Field::User), ["José Núñez", "Ana"]);
    assert_eq!(read.column(Field::IpAddress), ["192.0.2.1", "192.0.2.2"]);
    assert_eq!(read.column(Field::Application), ["Correo", "Año"]);
    assert_eq!(read.column(Field::Location)[0], "A Coruña, Galicia, ES");
    assert_eq!(read.problems, Vec::<String>::new());
    let file_format = read.file_format.unwrap();
    assert_eq!(file_format.code_page, Some(CodePage::Windows1252));
    assert!(file_format.describe().ends_with(", Windows-1252 text"), "{}", file_format.describe());
}

#[test]
fn german_values_under_english_headers_are_read() {
    let text = "Date (UTC),Request ID,User,Username,Application,IP address\n\
        2026-11-19T10:00:00Z,00000000-0000-4000-8000-000000000001,Jürgen Größe,j@contoso.example,Übersicht – „Büro“ €,192.0.2.1\n";
    let read = read_all(&encoded(CodePage::Windows1252, text));
    assert_eq!(read.column(Field::User), ["Jürgen Größe"]);
    assert_eq!(read.column(Field::Application), ["Übersicht – „Büro“ €"]);
}

#[test]
fn japan_is_read() {
    let read = read_all(&encoded(CodePage::ShiftJis, JAPANESE));
    assert_eq!(read.column(Field::User), ["表示 ソ能"]);
    assert_eq!(read.column(Field::Application), ["社内ポータル"]);
    assert_eq!(read.column(Field::ErrorCode), ["50126"]);
    assert_eq!(read.file_format.unwrap().code_page, Some(CodePage::ShiftJis));
}

#[test]
fn utf8_is_left_alone_even_if_it_is_damaged() {
    for (bytes, what) in [
        (SPANISH.as_bytes().to_vec(), "as it is"),
        ([b"\xef\xbb\xbf", &encoded(CodePage::Windows1252, SPANISH)[..]].concat(), "marked as UTF-8"),
        ([SPANISH.as_bytes(), b"2026-11-19T12:00:00Z;\xc3;x@contoso.example;192.0.2.3;;x\n"].concat(), "one bad name"),
        (JAPANESE.as_bytes().to_vec(), "Japanese"),
    ] {
        let (read, decoder) = decoded(&bytes);
        assert_eq!(decoder.file_format().and_then(|file_format| file_format.code_page), None, "{what}");
        assert_eq!(read, None, "{what}");
    }
}

/// The code page a file is to be read again in, found at its end.
fn decoded(bytes: &[u8]) -> (Option<CodePage>, Decoder) {
    install();
    let mut decoder = Decoder::new(0, "file.csv", ReadOptions::default());
    bytes.chunks(4096).for_each(|chunk| drop(decoder.push(chunk)));
    (decoder.finish().code_page, decoder)
}

#[test]
fn what_begins_as_ascii_and_goes_on_in_a_code_page_is_found_out_at_its_end() {
    let header = "Date (UTC),Request ID,User,Username,IP address\n";
    let line = |at: usize, name: &str| format!("2026-11-19T10:00:00Z,r{at},{name},u@contoso.example,192.0.2.1\n");
    let ascii: String = (0..20_000).map(|at| line(at, "Ada")).collect();
    assert!(ascii.len() > 1 << 20);
    for (page, name) in [(CodePage::Windows1252, "José Núñez"), (CodePage::ShiftJis, "山田 太郎")] {
        let file = encoded(page, &[header, &ascii, &line(1, name), &line(2, name)].concat());
        assert_eq!(decoded(&file).0, Some(page));
        let told = ReadOptions { code_page: Some(page), ..ReadOptions::default() };
        let read = super::read_as_told("file.csv", &file, 4096, told);
        assert_eq!(read.text(20_001, Field::User).as_deref(), Some(name));
        assert_eq!(read.text(0, Field::User).as_deref(), Some("Ada"));
    }
}

#[test]
fn published_inputs_are_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/faults/adversary");
    if !folder.is_dir() {
        return eprintln!("skipped: {} is not at hand", folder.display());
    }
    let read = |name: &str| read_all(&std::fs::read(folder.join(name)).unwrap());
    let spanish = read("es-1252.csv");
    assert_eq!(spanish.column(Field::User)[0], "José Núñez");
    assert_eq!(spanish.column(Field::IpAddress)[0], "192.0.2.1");
    assert_eq!(spanish.column(Field::Application)[0], "Office");
    let (french, utf8) = (read("fr-1252.csv"), read("fr-utf8.csv"));
    assert_eq!(french.column(Field::Application)[..2], ["Équipes", "Équipes"]);
    assert_eq!(french.column(Field::IpAddress)[..2], ["192.0.2.1", "192.0.2.2"]);
    for field in Field::all() {
        assert_eq!(french.column(field), utf8.column(field), "{field:?}");
    }
    let japanese = read("jp-sjis.csv");
    assert_eq!(japanese.column(Field::User), ["山田 太郎", "表示 ソ能"]);
    assert_eq!(japanese.column(Field::ErrorCode)[1], "50126");
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn words_of_western_europe_are_told_from_japanese_ones(
        western in prop::collection::vec("[A-Za-z]{0,3}[éèàçñäöüßÉÑÜ][a-z, ]{1,4}", 1..20),
        japanese in prop::collection::vec("[ぁ-んァ-ヶ一二三山川田中]{2,6}[a-z, ]{0,3}", 1..20),
    ) {
        let found = |page, words: &[String]| {
            let mut counts = TextCounts::default();
            words.iter().for_each(|word| counts.note(&encoded(page, word)));
            counts.code_page()
        };
        prop_assert_eq!(found(CodePage::Windows1252, &western), Some(CodePage::Windows1252));
        // Some words of either are UTF-8 by chance; most are not.
        prop_assert_eq!(found(CodePage::ShiftJis, &japanese), Some(CodePage::ShiftJis));
    }
}
