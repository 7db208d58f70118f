//! The CSV decoder against the `csv` crate.

use proptest::prelude::*;
use signscope::schema::{Field, SIGN_INS};

use super::read;

/// Columns whose values come out as they are, and one that nobody knows.
fn columns() -> Vec<&'static str> {
    let derived = [Field::Location, Field::Status, Field::Date];
    let known =
        SIGN_INS.fields().filter(|info| !derived.contains(&info.field)).flat_map(|info| info.portal.iter().copied());
    known.chain(["Favourite colour"]).collect()
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z0-9 .-]{0,10}",
        2 => "[a-c\",;\t\n' =+@-]{0,8}",
        1 => Just(String::new()),
        1 => "[a-z\r\n\"]{0,5}",
        1 => any::<String>().prop_map(|text| text.replace(['\r', '\0'], "")),
    ]
}

fn table() -> impl Strategy<Value = (Vec<&'static str>, Vec<Vec<String>>)> {
    // Up to all columns, in any order; the request ID comes first and is never empty, so that no record is blank.
    let count = columns().len();
    prop::sample::subsequence(columns(), 5..count).prop_shuffle().prop_flat_map(|columns| {
        let rows = prop::collection::vec(prop::collection::vec(cell(), columns.len()), 1..12);
        (Just(columns), rows)
    })
}

fn check(columns: &[&str], rows: &[Vec<String>], delimiter: u8, style: csv::QuoteStyle, crlf: bool, bom: bool) {
    let mut writer = csv::WriterBuilder::new();
    writer.delimiter(delimiter).quote_style(style);
    writer.terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') });
    let mut writer = writer.from_writer(if bom { "\u{feff}".into() } else { Vec::new() });
    writer.write_record(["Date (UTC)", "Request ID"].iter().chain(columns)).unwrap();
    for (number, row) in rows.iter().enumerate() {
        let id = format!("r{number}");
        writer.write_record(["2025-12-04T08:19:41Z", &id].into_iter().chain(row.iter().map(String::as_str))).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let read = read(&bytes);
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{}", String::from_utf8_lossy(&bytes));

    let without_bom = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut twin = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(without_bom);
    let headers = twin.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = twin.records().map(Result::unwrap).collect();
    assert_eq!(read.store.len(), records.len());
    for (row, record) in records.iter().enumerate() {
        let derived = [Field::Date, Field::Status, Field::LogType];
        for info in SIGN_INS.fields().filter(|info| !derived.contains(&info.field)) {
            let cells = headers.iter().zip(record).filter(|(header, _)| info.portal.contains(header));
            let texts: Vec<String> = cells.map(|(_, cell)| unguarded(cell)).collect();
            let expected = texts.iter().find(|text| !text.is_empty()).or(texts.first());
            assert_eq!(read.text(row, info.field).as_ref(), expected, "{:?} row {row}", info.field);
        }
    }
}

/// Without the apostrophes before formulas, those at the beginning of each cell that some spreadsheet may see in the text;
/// other apostrophes between them belong to the text.
fn unguarded(text: &str) -> String {
    let mut cells = vec![String::new()];
    for character in text.chars() {
        cells.last_mut().unwrap().push(character);
        if ";\t\r\n".contains(character) {
            cells.push(String::new());
        }
    }
    let is_formula = |cell: &String| {
        let mut rest =
            cell.chars().skip_while(|&character| character == '\'').skip_while(|&it| it == ' ' || it == '\u{a0}');
        rest.next().is_some_and(|first| "=+-@＝＋－＠".contains(first))
    };
    let mut starts = text.chars().skip_while(|&character| character == '\'');
    let has_formula = starts.next().is_some_and(|first| first == '\t' || first == '\r') || cells.iter().any(is_formula);
    if !text.starts_with('\'') || !has_formula {
        return text.to_owned();
    }
    cells[0].remove(0);
    for cell in cells.iter_mut().skip(1).filter(|cell| cell.starts_with('\'') && is_formula(cell)) {
        cell.remove(0);
    }
    cells.concat()
}

proptest! {
    #![proptest_config(super::cases(150))]

    #[test]
    fn random_tables_are_as_the_twin_reads_them(
        (columns, rows) in table(),
        delimiter in prop::sample::select(b",;\t".to_vec()),
        is_all_quoted in any::<bool>(),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let style = if is_all_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        check(&columns, &rows, delimiter, style, crlf, bom);
    }

    #[test]
    fn any_text_under_a_header_is_the_same_in_all_pieces(body in "[ab,,,\"\"\n\n\r]{0,60}") {
        let _ = read(format!("Date,Request ID,User\n{body}").as_bytes());
    }

    #[test]
    fn any_bytes_are_the_same_in_all_pieces(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }
}
