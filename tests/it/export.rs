//! Exports: CSV that a spreadsheet cannot be tricked by, and record_ranges that hold every record once.

use proptest::prelude::*;
use signscope::export::csv::{Zones, head, lines};
use signscope::export::original::{record_in, record_ranges};
use signscope::schema::formula::{guarded, unguarded};
use signscope::schema::{Column, Field};
use signscope::store::{BatchBuilder, RecordLocation, Store};

use crate::ingest::read_in_pieces;
use crate::records::{Record, store};

#[test]
fn csv_has_the_portals_headers_and_the_values_of_the_file() {
    let columns = [Field::Date, Field::User, Field::RiskState, Field::ConditionalAccess].map(Column::Field);
    let records: [Record<'_>; 2] = [
        &[(Field::Date, "1763592067000"), (Field::User, "Lindqvist, Ada"), (Field::ConditionalAccess, "notApplied")],
        &[(Field::Date, "1763592067123"), (Field::User, "say \"hi\"")],
    ];
    let text = [head(&columns, Zones::Utc).unwrap(), lines(&store(&records), &columns, &[0, 1]).unwrap()].concat();
    let expected = "\u{feff}Date (UTC),User,Risk state,Conditional Access\r\n\
        2025-11-19T22:41:07Z,\"Lindqvist, Ada\",,notApplied\r\n\
        2025-11-19T22:41:07.123Z,\"say \"\"hi\"\"\",,\r\n";
    assert_eq!(String::from_utf8(text).unwrap(), expected);
}

#[test]
fn formulas_are_disarmed_and_numbers_are_not() {
    let at_the_start = ["=1+1", "+x", "-x", "@x", " =x", "\u{a0}=x", "\rx", "-1+2", "\t x", "＝1", "＋1", "－x", "＠x"];
    for formula in at_the_start {
        assert_eq!(guarded(formula.into()), format!("'{formula}"));
    }
    // Where the list separator is another one, or a line ends, a cell begins in the middle of the text.
    let inside = [("x;=1+1", "'x;'=1+1"), ("a; @b;c", "'a;' @b;c"), ("ok\n=x", "'ok\n'=x"), ("\t=x", "'\t'=x")];
    for (formula, safe) in inside {
        assert_eq!(guarded(formula.into()), safe);
    }
    for harmless in ["", "a=b", "-33.8688", "+1", "-5", "203.0.113.1", "a - b", "'a", "'", "''1"] {
        assert_eq!(guarded(harmless.into()), harmless);
    }
    for text in ["'=1+1", "''=1+1", "'-5", "'\tx"] {
        assert_eq!(guarded(text.into()), format!("'{text}"), "so that reading it takes away one apostrophe");
    }
}

#[test]
fn a_hostile_user_agent_stays_text() {
    let records: [Record<'_>; 1] = [&[(Field::UserAgent, "=HYPERLINK(\"http://x.example\")")]];
    let text = lines(&store(&records), &[Field::UserAgent.into()], &[0]).unwrap();
    assert!(text.starts_with(b"\"'=HYPERLINK("));
}

/// Whether a cell that a spreadsheet may make of a text is a formula: the cells at its separators, one after the other.
fn has_formula(text: &str) -> bool {
    let mut cell = String::new();
    for character in text.chars().chain(['\n']) {
        if !";\t\r\n".contains(character) {
            cell.push(character);
            continue;
        }
        if cell.trim_start_matches([' ', '\u{a0}']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
            return true;
        }
        cell.clear();
    }
    false
}

proptest! {
    #[test]
    fn no_cell_is_a_formula_whatever_the_separator(text in "['=+\\-@＝＠ \t\r\n\u{a0}\",;0-9a-zé]{0,12}") {
        let safe = guarded((&*text).into());
        prop_assert!(!has_formula(&safe) || text.parse::<f64>().is_ok(), "{safe:?}");
        prop_assert!(safe.len() == text.len() || has_formula(&text.replace('\'', "")) || text.contains(['\t', '\r']), "{safe:?}");
    }

    #[test]
    fn any_text_comes_back_from_a_table(text in "['=+\\-@＝ \t\r\n\u{a0}\",;0-9a-zé]{0,8}") {
        let safe = guarded((&*text).into());
        prop_assert_eq!(&*unguarded(safe.as_bytes()), text.as_bytes());
        let columns = [Field::RequestId, Field::Date, Field::UserAgent].map(Column::Field);
        let records: [Record<'_>; 1] = [&[(Field::RequestId, "r"), (Field::Date, "1763592067000"), (Field::UserAgent, &text)]];
        let file = [head(&columns, Zones::Utc).unwrap(), lines(&store(&records), &columns, &[0]).unwrap()].concat();
        let again = read_in_pieces("file", &file, file.len());
        prop_assert_eq!(again.text(0, Field::UserAgent), Some(text), "{}", String::from_utf8_lossy(&file));
    }

    #[test]
    fn every_record_is_read_once_and_whole(
        records in prop::collection::vec((0u32..3, 0u64..400_000, 1u32..50), 1..40),
        picked in prop::collection::vec(any::<bool>(), 40),
    ) {
        // Records of a file do not overlap: their gaps and lengths are given.
        let mut ends = [0u64; 3];
        let mut batch = BatchBuilder::default();
        for &(file, gap, len) in &records {
            let offset = ends[file as usize] + gap;
            ends[file as usize] = offset + u64::from(len);
            batch.end_record(RecordLocation { file, offset, len });
        }
        let mut store = Store::default();
        store.append_built(batch);
        let rows: Vec<u32> = (0..records.len() as u32).rev().filter(|&row| picked[row as usize]).collect();
        let mut read = Vec::new();
        let table = |place: RecordLocation| place.offset / 100_000;
        for stretch in record_ranges(&store, &rows, |one, other| table(one) == table(other)) {
            let bytes = vec![0u8; stretch.len as usize];
            for &row in &stretch.rows {
                let place = store.location(row as usize).unwrap();
                prop_assert_eq!(place.file, stretch.file);
                prop_assert_eq!(table(place), stretch.offset / 100_000);
                prop_assert_eq!(record_in(&stretch, &bytes, place).unwrap().len(), place.len as usize);
                read.push((place, row));
            }
        }
        prop_assert!(read.is_sorted());
        let mut read: Vec<u32> = read.into_iter().map(|(_, row)| row).collect();
        read.sort_unstable_by(|left, right| right.cmp(left));
        prop_assert_eq!(read, rows);
    }
}
