//! The store: what goes in comes out, however it is cut into batches.

use proptest::prelude::*;
use signscope::schema::{Field, FieldKind, List, Part};
use signscope::store::id::{parse_guid, write_guid};
use signscope::store::token::{parse_token, token_text};
use signscope::store::{
    BatchBuilder, Codes, Dictionary, RecordBatch, RecordLocation, RecordLocations, RowSet, Store, TextAt, Translation,
};

use crate::records::{self, store, store_in_batches, store_of_policies};

const GUID: &str = "00000002-0000-0ff1-ce00-00000000000a";

#[test]
fn absent_empty_and_text_stay_apart() {
    let store = store(&[&[(Field::User, "Ada"), (Field::RequestId, GUID)], &[(Field::User, "")], &[]]);
    assert_eq!(store.text_at(Field::User, 0), TextAt::Text("Ada".into()));
    assert_eq!(store.text_at(Field::User, 1), TextAt::Empty);
    assert_eq!(store.text_at(Field::User, 2), TextAt::Absent);
    assert_eq!(store.text_at(Field::RequestId, 0), TextAt::Text(GUID.into()));
    assert_eq!(store.text_at(Field::RequestId, 1), TextAt::Absent);
    assert_eq!(store.text_at(Field::Date, 1), TextAt::Absent);
    assert_eq!(store.text_at(Field::RiskState, 1), TextAt::Absent);
}

#[test]
fn a_column_twice_keeps_the_first_value_that_is_not_empty() {
    let field = Field::IncomingTokenType;
    let store = store(&[
        &[(field, ""), (field, "SAML 1.1")],
        &[(field, "none"), (field, "SAML 1.1")],
        &[(field, ""), (field, "")],
    ]);
    assert_eq!(store.text_at(field, 0), TextAt::Text("SAML 1.1".into()));
    assert_eq!(store.text_at(field, 1), TextAt::Text("none".into()));
    assert_eq!(store.text_at(field, 2), TextAt::Empty);
}

#[test]
fn bytes_that_are_not_utf8_are_one_value() {
    let mut dictionary = Dictionary::default();
    let first = dictionary.code_of(b"caf\xe9");
    dictionary.code_of(b"other");
    assert_eq!(dictionary.code_of(b"caf\xe9"), first);
    assert_eq!(dictionary.text(first), Some("caf\u{fffd}"));
}

#[test]
fn policies_are_kept_and_found() {
    let store = store_of_policies(&[
        Some(&[("CA001", "success"), ("CA004", "failure")]),
        None,
        Some(&[]),
        Some(&[("CA001", "success"), ("CA004", "failure")]),
    ]);
    let column = store.list(List::Policies);
    let names: Vec<_> = column.get(3).unwrap().map(|entry| entry.part(Part::PolicyName).unwrap().to_owned()).collect();
    assert_eq!(names, ["CA001", "CA004"]);
    assert!(column.get(1).is_none());
    assert_eq!(column.get(2).unwrap().count(), 0);
    let failed = column.select(|entry| entry.part(Part::PolicyResult) == Some("failure"));
    assert_eq!(failed.to_rows(), [0, 3]);
    assert_eq!(column.select_empty().to_rows(), [1, 2]);
}

#[test]
fn places_are_found_across_files() {
    let mut source = RecordLocations::default();
    let places = [(0, 0), (0, 50), (1, 3), (0, 90)].map(|(file, offset)| RecordLocation { file, offset, len: 7 });
    places.iter().for_each(|&place| source.push(place));
    let found: Vec<_> = (0..4).map(|row| source.get(row).unwrap()).collect();
    assert_eq!(found, places);
    assert_eq!(source.get(4), None);
}

#[test]
fn guids_are_only_what_can_be_written_back() {
    assert_eq!(parse_guid(GUID.as_bytes()).map(write_guid).as_deref(), Some(GUID));
    for odd in ["", "x", "00000002-0000-0FF1-CE00-000000000000", "00000002x0000-0ff1-ce00-000000000000"] {
        assert_eq!(parse_guid(odd.as_bytes()), None, "{odd}");
    }
}

#[test]
fn tokens_are_only_what_can_be_written_back() {
    for text in ["mKRV3YgnSiKWFfpRUNlipA", "---------------------Q", "zzzzzzzzzzzzzzzzzzzzzw", "_-_-_-_-_-_-_-_-_-_-_g"]
    {
        assert_eq!(parse_token(text.as_bytes()).map(token_text).as_deref(), Some(text));
    }
    for odd in [
        "",
        "mKRV3YgnSiKWFfpRUNlip",
        "mKRV3YgnSiKWFfpRUNlipB",
        "mKRV3YgnSiKWFfp+UNlipA",
        "mKRV3YgnSiKWFfpRUNlipA=",
        "mKRV3YgnSiKWFfpRUNl\u{e9}A",
    ] {
        assert_eq!(parse_token(odd.as_bytes()), None, "{odd}");
    }
}

#[test]
fn every_byte_at_every_place_of_a_guid_is_checked() {
    let guid = b"01234567-89ab-cdef-fedc-ba9876543210";
    for place in 0..guid.len() {
        for byte in 0..=255 {
            let mut text = *guid;
            text[place] = byte;
            let is_guid = match place {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            };
            let found = parse_guid(&text).map(write_guid);
            assert_eq!(found.as_deref().map(str::as_bytes), is_guid.then_some(text.as_slice()), "{byte} at {place}");
        }
    }
}

/// A batch with something of everything.
fn mixed_batch() -> BatchBuilder {
    let mut batch = BatchBuilder::default();
    for number in 0..700u32 {
        let (name, reference) = (format!("user {number}"), format!("odd {number}"));
        let record = [
            (Field::Date, "1763592067000"),
            (Field::User, name.as_str()),
            (Field::RequestId, [GUID, "mKRV3YgnSiKWFfpRUNlipA", reference.as_str()][number as usize % 3]),
        ];
        batch.add_entry(List::Policies, &[(Part::PolicyName, name.as_bytes()), (Part::PolicyResult, b"success")]);
        batch.end_list(List::Policies);
        records::push(&mut batch, &record[number as usize % 2..]);
    }
    batch
}

#[test]
fn parcels_survive_the_way_between_threads() {
    let batch = mixed_batch().drain();
    let bytes = batch.to_bytes();
    assert_eq!(RecordBatch::from_bytes(&bytes).as_ref(), Some(&batch));
    for len in (0..bytes.len()).step_by(97) {
        assert_eq!(RecordBatch::from_bytes(&bytes[..len]), None, "cut at {len}");
    }
}

#[test]
fn two_senders_with_dictionaries_of_their_own_make_one_store() {
    let names = ["Ada", "Bo", "Ada", "Chidi", "Bo", "Ada"];
    let (mut senders, mut translations) =
        ([BatchBuilder::default(), BatchBuilder::default()], [Translation::default(), Translation::default()]);
    let mut store = Store::default();
    for (number, name) in names.iter().enumerate() {
        let sender = number % 2;
        records::push(&mut senders[sender], &[(Field::User, name)]);
        let batch = senders[sender].drain();
        store.append(&batch, &mut translations[sender]);
    }
    let texts: Vec<_> = (0..names.len()).map(|row| store.text_at(Field::User, row)).collect();
    assert_eq!(texts, names.map(|name| TextAt::Text(name.into())));
    assert_eq!(store.texts(Field::User).unwrap().dictionary.texts().count(), 3);
}

proptest! {
    #[test]
    fn tokens_come_back_as_they_were_and_in_their_order(one in any::<u128>(), other in any::<u128>(), text in "[A-Za-z0-9_-]{21}[AQgw]|[A-Za-z0-9_-]{21,23}") {
        prop_assert_eq!(parse_token(token_text(one).as_bytes()), Some(one));
        prop_assert_eq!(token_text(one).cmp(&token_text(other)), one.cmp(&other));
        if let Some(token) = parse_token(text.as_bytes()) {
            prop_assert_eq!(token_text(token), text);
        } else {
            prop_assert!(text.len() != 22 || !text.ends_with(['A', 'Q', 'g', 'w']));
        }
    }

    #[test]
    fn any_bytes_are_a_parcel_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let _ = RecordBatch::from_bytes(&bytes);
        let mut damaged = mixed_batch().drain().to_bytes();
        let at = at.index(damaged.len());
        damaged[at] = byte;
        if let Some(batch) = RecordBatch::from_bytes(&damaged) {
            Store::default().append(&batch, &mut Translation::default());
        }
    }

    #[test]
    fn batches_of_any_size_make_the_same_store(values in prop::collection::vec((0u8..4, 0u8..4), 0..40), size in 1usize..9) {
        let text = |choice: u8| ["", "Ada", "Bo", "Çelik"][choice as usize];
        let rows: Vec<Vec<(Field, &str)>> = values.iter().enumerate().map(|(number, &(user, app))| {
            let mut row = vec![(Field::User, text(user))];
            if number > 10 { row.push((Field::Application, text(app))); }
            row
        }).collect();
        let borrowed: Vec<records::Record<'_>> = rows.iter().map(Vec::as_slice).collect();
        let (whole, cut) = (store(&borrowed), records::store_in_batches(&borrowed, size));
        for row in 0..rows.len() {
            for field in Field::all().filter(|field| field.kind() != FieldKind::Time) {
                prop_assert_eq!(whole.text_at(field, row), cut.text_at(field, row));
            }
        }
    }

    #[test]
    fn codes_widen_and_keep_their_values(codes in prop::collection::vec(prop_oneof![0u32..9, 0u32..70_000], 0..300)) {
        let mut column = Codes::default();
        codes.iter().for_each(|&code| column.push(code));
        prop_assert_eq!(column.iter().collect::<Vec<_>>(), codes);
    }

    #[test]
    fn row_sets_agree_with_lists_of_bools(pairs in prop::collection::vec(any::<(bool, bool)>(), 0..200)) {
        let set = |pick: fn(&(bool, bool)) -> bool| RowSet::passing(&pairs, pick);
        let rows = |pick: fn(&(bool, bool)) -> bool| (0u32..).zip(&pairs).filter(|(_, pair)| pick(pair)).map(|(row, _)| row).collect::<Vec<_>>();
        let (left, right) = (set(|pair| pair.0), set(|pair| pair.1));
        let (mut both, mut either, mut not) = (left.clone(), left.clone(), left.clone());
        both.and(&right);
        either.or(&right);
        not.invert();
        prop_assert_eq!(both.to_rows(), rows(|pair| pair.0 && pair.1));
        prop_assert_eq!(either.to_rows(), rows(|pair| pair.0 || pair.1));
        prop_assert_eq!(not.to_rows(), rows(|pair| !pair.0));
        prop_assert_eq!(left.count(), left.to_rows().len());
        prop_assert!((0..pairs.len()).all(|row| left.contains(row) == pairs[row].0));
    }
}

#[test]
fn identifier_columns_that_no_record_has_take_nothing() {
    let users = |rows: usize| store(&vec![[(Field::User, "Ada")].as_slice(); rows]).memory();
    let rows = 10_000;
    // A row has a time (8 bytes), a place (12), a code, and a byte for each list; room to grow doubles that at most.
    assert!(users(rows) / rows < 2 * (8 + 12 + 1 + List::COUNT), "{} bytes a row", users(rows) / rows);
}

#[test]
fn an_identifier_column_begins_where_a_record_has_it() {
    let mut records = vec![[(Field::User, "Ada")].as_slice(); 100];
    let id = [(Field::RequestId, GUID)];
    records.push(&id);
    records.extend([[(Field::User, "Ada")].as_slice(); 100]);
    for size in [1, 7, 64, 201] {
        let store = store_in_batches(&records, size);
        let with: Vec<usize> =
            (0..records.len()).filter(|&row| store.text_at(Field::RequestId, row) != TextAt::Absent).collect();
        assert_eq!(with, [100], "in batches of {size}");
        assert_eq!(store.text_at(Field::RequestId, 100), TextAt::Text(GUID.into()));
    }
}

proptest! {
    #[test]
    fn no_batch_takes_more_than_it_was_said_to_need(
        texts in prop::collection::vec(("[a-c]{0,3}|[a-z]{200}", "[0-9a-f]{0,2}|[A-Za-z0-9_-]{22}"), 1..300),
        sizes in prop::collection::vec(1usize..40, 1..20),
    ) {
        let mut store = Store::default();
        let mut batch = BatchBuilder::default();
        let mut translation = Translation::default();
        let mut sizes = sizes.iter().cycle();
        let mut left = *sizes.next().unwrap();
        for (user, id) in &texts {
            // Some records begin a column late, or have none of it any more.
            let record = [(Field::User, user.as_str()), (Field::RequestId, id.as_str())];
            records::push(&mut batch, if id.len() > 1 { &record } else { &record[..1] });
            left -= 1;
            if left == 0 {
                let batch = batch.drain();
                let (before, need) = (store.memory(), store.need_of(&batch));
                store.append(&batch, &mut translation);
                prop_assert!(store.memory() <= before + need, "{} > {before} + {need}", store.memory());
                left = *sizes.next().unwrap();
            }
        }
    }
}
