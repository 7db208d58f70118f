//! Tests of the error code table, of reading codes from text, and of the status rule.

use std::collections::BTreeSet;

use signscope::schema::Status;
use signscope::schema::error_code::{self, ErrorCode, InterruptedBy};

/// Microsoft's 20 codes of its "Sign-ins" workbook and the 10 that the portal-shaped query adds, in the sources' order.
const WORKBOOK: [u32; 20] = [
    50058, 50140, 51006, 50059, 65001, 52004, 50055, 50144, 50072, 50074, 16000, 16001, 16003, 50127, 50125, 50129,
    50143, 81010, 81014, 81012,
];
const PORTAL_ADDS: [u32; 10] = [9002341, 502031, 50209, 50203, 50158, 50097, 50076, 50019, 29200, 165100];

const UNDESCRIBED: &str = "Microsoft publishes no description of this code.";

fn sentences(text: &str) -> usize {
    text.matches(". ").count() + usize::from(text.ends_with('.'))
}

#[track_caller]
fn check_prose(code: u32, text: &str) {
    assert!(text.ends_with('.') && !text.ends_with(".."), "{code}: ends in one full stop: {text}");
    assert!((1..=2).contains(&sentences(text)), "{code}: one or two sentences: {text}");
    assert!(text.chars().count() <= 220, "{code}: {} characters", text.chars().count());
    assert!(text.starts_with(|first: char| first.is_uppercase()), "{code}: starts with a capital: {text}");
    assert!(!text.contains(['{', '}', '<', '>', '|', '"']), "{code}: plain words only: {text}");
    assert!(!text.contains("  ") && text.trim() == text, "{code}: stray blanks: {text}");
}

#[test]
fn the_table_reads_the_same_with_a_general_csv_reader() {
    let mut reader = csv::Reader::from_path("src/schema/error_codes.csv").unwrap();
    assert_eq!(reader.headers().unwrap(), vec!["code", "name", "meaning", "action", "action_needs", "interrupted_by"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), error_code::all().len());
    for (row, known) in rows.iter().zip(error_code::all()) {
        let needs = if known.action_needs_policies { "policies" } else { "" };
        let by = match known.interrupted_by {
            Some(InterruptedBy::Workbook) => "workbook",
            Some(InterruptedBy::Portal) => "portal",
            Some(InterruptedBy::Name) => "name",
            Some(InterruptedBy::BruteForceRule) => "brute force rule",
            None => "",
        };
        let expected = [&*known.code.to_string(), known.name, known.meaning, known.action.unwrap_or(""), needs, by];
        assert_eq!(row.iter().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn actions_that_need_policies_say_so() {
    for known in error_code::all() {
        let names_them = known.action.is_some_and(|action| action.contains("the Conditional Access details"));
        assert_eq!(known.action_needs_policies, names_them, "{}", known.code);
    }
}

#[test]
fn the_table_is_sorted_unique_and_wide_enough() {
    let codes = error_code::all();
    assert!(codes.len() >= 340, "{} codes", codes.len());
    assert!(codes.is_sorted_by(|one, next| one.code < next.code));
}

#[test]
fn every_meaning_and_action_is_plain_prose() {
    for known in error_code::all() {
        check_prose(known.code, known.meaning);
        if let Some(action) = known.action {
            check_prose(known.code, action);
        }
    }
}

#[test]
fn names_are_symbols_and_not_prose() {
    for known in error_code::all() {
        let symbol = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        assert!(known.name.chars().all(symbol), "{}: {}", known.code, known.name);
    }
}

#[test]
fn only_the_codes_nobody_describes_say_so() {
    let undescribed = |known: &&ErrorCode| known.meaning.starts_with(UNDESCRIBED);
    let codes: Vec<u32> = error_code::all().iter().filter(undescribed).map(|known| known.code).collect();
    assert_eq!(codes, [50019, 50209, 165100]);
}

#[test]
fn the_common_codes_say_what_to_do() {
    assert!(error_code::all().iter().filter(|known| known.action.is_some()).count() >= 60);
    let common = [
        50011, 50020, 50034, 50053, 50055, 50057, 50058, 50074, 50076, 50079, 50097, 50105, 50126, 50133, 50140, 50158,
        50173, 50199, 53000, 53001, 53002, 53003, 53004, 53009, 65001, 70043, 90025, 90094, 500121, 530032, 700016,
        700082, 7000215, 7000222,
    ];
    for code in common {
        assert!(error_code::lookup(code).is_some_and(|known| known.action.is_some()), "{code}");
    }
}

#[test]
fn lookup_finds_the_first_the_last_and_nothing_between_codes() {
    assert_eq!(error_code::lookup(0).map(|known| known.action), Some(None));
    assert_eq!(error_code::lookup(9002341).map(|known| known.name), Some("V2Error"));
    let password = error_code::lookup(50126).unwrap();
    assert_eq!(password.name, "InvalidUserNameOrPassword");
    assert_eq!(password.meaning, "The user name or the password was wrong.");
    for absent in [1, 15999, 50123, 9002342, u32::MAX] {
        assert_eq!(error_code::lookup(absent), None, "{absent}");
    }
    for known in error_code::all() {
        assert_eq!(error_code::lookup(known.code), Some(known));
    }
}

#[test]
fn codes_are_read_in_every_form_the_exports_write_them() {
    let cases: [(&str, Option<u32>); 27] = [
        ("50126", Some(50126)),
        ("0", Some(0)),
        ("\"0\"", Some(0)),
        ("\" 50126 \"", Some(50126)),
        ("50140.0", Some(50140)),
        ("0.0", Some(0)),
        ("50140.000", Some(50140)),
        ("AADSTS50140", Some(50140)),
        ("aadsts50140", Some(50140)),
        ("500121 ", Some(500121)),
        ("\t 500121\r\n", Some(500121)),
        ("\u{a0}500121", Some(500121)),
        ("4294967295", Some(u32::MAX)),
        ("", None),
        ("   ", None),
        ("\"\"", None),
        ("AADSTS", None),
        (".0", None),
        ("50140.", None),
        ("50140.5", None),
        ("-1", None),
        ("+50126", None),
        ("5e4", None),
        ("4294967296", None),
        ("AADSTSé", None),
        ("Other.", None),
        ("éàü50126", None),
    ];
    for (text, expected) in cases {
        assert_eq!(error_code::parse(text), expected, "{text:?}");
    }
}

#[test]
fn the_interrupted_codes_are_exactly_the_documented_ones() {
    let by = |by: InterruptedBy| -> BTreeSet<u32> {
        error_code::all().iter().filter(|known| known.interrupted_by == Some(by)).map(|known| known.code).collect()
    };
    assert_eq!(by(InterruptedBy::Workbook), BTreeSet::from(WORKBOOK));
    assert_eq!(by(InterruptedBy::Portal), BTreeSet::from(PORTAL_ADDS));
    assert_eq!(by(InterruptedBy::BruteForceRule), BTreeSet::from([70043, 70044]));
    let named = error_code::all().iter().filter(|known| known.name.contains("Interrupt"));
    let named: BTreeSet<u32> = named.map(|known| known.code).collect();
    assert!(by(InterruptedBy::Name).is_subset(&named) && by(InterruptedBy::Name).contains(&50199));
    let documented: BTreeSet<u32> = error_code::interrupted().collect();
    assert_eq!(documented.len(), 35);
    // What Microsoft calls an interrupt is one.
    assert!(named.is_subset(&documented));
    assert!(error_code::interrupted().is_sorted());
    for &code in &documented {
        assert_eq!(Status::of_code(code), Status::Interrupted, "{code}");
        assert!(error_code::lookup(code).is_some_and(|known| !known.meaning.is_empty()), "{code}");
    }
    for known in error_code::all().iter().filter(|known| !documented.contains(&known.code)) {
        let expected = if known.code == 0 { Status::Success } else { Status::Failure };
        assert_eq!(Status::of_code(known.code), expected, "{}", known.code);
    }
}

#[test]
fn an_unknown_code_and_the_disputed_ones_are_failures() {
    for code in [1, 50079, 50207, 90095, 399218, 500581, 501314, u32::MAX] {
        assert_eq!(Status::of_code(code), Status::Failure, "{code}");
    }
}

#[test]
fn the_status_column_is_read_in_any_casing() {
    for status in Status::ALL {
        for text in
            [status.label().to_string(), status.label().to_uppercase(), format!(" {}\t", status.label().to_lowercase())]
        {
            assert_eq!(Status::from_label(&text), Some(status), "{text:?}");
        }
    }
    assert_eq!(Status::from_label("Interrupt"), Some(Status::Interrupted));
    assert_eq!(Status::from_label("interrupt "), Some(Status::Interrupted));
    for text in ["", "  ", "0", "Succes", "Successful", "Failed", "Pending user action"] {
        assert_eq!(Status::from_label(text), None, "{text:?}");
    }
}
