//! Selecting and counting on codes of every width, and lists by their parts, against one look at each row.

use proptest::prelude::*;
use signscope::query::{Filter, Order, Test, in_order, select};
use signscope::schema::{Field, List, Part};
use signscope::store::id::write_guid;
use signscope::store::token::token_text;
use signscope::store::{Codes, RowSet};

use crate::records::{Record, store, store_of_policies};

/// Rows of codes below a number that one, two or four bytes hold.
fn columns() -> impl Strategy<Value = (usize, Vec<u32>)> {
    let code_count = prop::sample::select(vec![3usize, 200, 256, 257, 1500, 65_536, 65_537, 70_000]);
    code_count.prop_flat_map(|count| {
        let code = prop_oneof![0..3u32, 0..count as u32, Just(count as u32 - 1)];
        (Just(count), prop::collection::vec(code, 0..300))
    })
}

/// Which codes are kept: none, all, or those that leave a certain rest.
fn keep(code_count: usize, step: usize) -> Vec<bool> {
    (0..code_count).map(|code| step > 0 && code % step == 0).collect()
}

proptest! {
    #[test]
    fn codes_are_selected_and_counted_as_one_by_one((code_count, codes) in columns(), step in 0usize..5, only in any::<bool>()) {
        let mut column = Codes::default();
        column.extend(codes.iter().copied(), code_count as u32 - 1);
        let mut keep = keep(code_count, step);
        if only {
            keep = (0..code_count).map(|code| code == code_count - 1).collect();
        }
        let selected = column.select(&keep);
        prop_assert_eq!(&selected, &RowSet::passing(&codes, |&code| keep[code as usize]));
        for within in [RowSet::all(codes.len()), selected] {
            let mut counts = vec![0; code_count];
            within.for_each(|row| counts[codes[row] as usize] += 1);
            let seen: Vec<bool> = counts.iter().map(|&count| count > 0).collect();
            prop_assert_eq!(column.counts(&within, code_count), counts);
            prop_assert_eq!(column.seen(&within, code_count), seen);
        }
    }

    #[test]
    fn lists_are_selected_as_one_by_one(lists in prop::collection::vec(prop::option::of(prop::collection::vec((0usize..3, 0usize..3), 0..3)), 0..80)) {
        const NAMES: [&str; 3] = ["", "Block", "block all"];
        const RESULTS: [&str; 3] = ["success", "failure", ""];
        let lists: Vec<Option<Vec<(&str, &str)>>> = lists.into_iter()
            .map(|list| list.map(|list| list.into_iter().map(|(name, result)| (NAMES[name], RESULTS[result])).collect()))
            .collect();
        let borrowed: Vec<Option<&[(&str, &str)]>> = lists.iter().map(|list| list.as_deref()).collect();
        let store = store_of_policies(&borrowed);
        let filter = Filter::List(List::Policies, Part::PolicyName, Test::Contains("BLOCK".into()));
        let slow = store.list(List::Policies).select(|entry| entry.part(Part::PolicyName).is_some_and(|name| name.to_lowercase().contains("block")));
        prop_assert_eq!(select(&store, &filter), slow);
    }

    #[test]
    fn numbers_addresses_and_identifiers_sort_as_their_values(rows in prop::collection::vec((any::<u16>(), any::<[u8; 4]>(), any::<u128>()), 0..400)) {
        let texts: Vec<[String; 3]> = rows.iter().map(|(number, octets, id)| {
            let token = match id % 3 {
                0 => format!("{id:032x}token")[..1 + (id % 25) as usize].to_owned(),
                1 => token_text(*id),
                _ => write_guid(*id),
            };
            [number.to_string(), std::net::Ipv4Addr::from(*octets).to_string(), token]
        }).collect();
        let fields = [Field::Latency, Field::IpAddress, Field::UniqueTokenId];
        let records: Vec<Vec<(Field, &str)>> = texts.iter().map(|row| fields.into_iter().zip(row.iter().map(String::as_str)).collect()).collect();
        let borrowed: Vec<Record<'_>> = records.iter().map(Vec::as_slice).collect();
        let store = store(&borrowed);
        let check = |field: Field, descending, slow: Vec<u32>| {
            prop_assert_eq!(in_order(&store, &RowSet::all(rows.len()), &[Order { by: field.into(), descending }]), slow);
            Ok(())
        };
        let sorted = |compare: &dyn Fn(usize, usize) -> std::cmp::Ordering| {
            let mut slow: Vec<u32> = (0..rows.len() as u32).collect();
            slow.sort_by(|&left, &right| compare(left as usize, right as usize));
            slow
        };
        check(Field::Latency, false, sorted(&|left, right| rows[left].0.cmp(&rows[right].0)))?;
        check(Field::IpAddress, true, sorted(&|left, right| rows[right].1.cmp(&rows[left].1)))?;
        let id = |row: usize| (rows[row].2 % 3 < 2, texts[row][2].as_str());
        check(Field::UniqueTokenId, false, sorted(&|left, right| id(left).cmp(&id(right))))?;
        check(Field::UniqueTokenId, true, sorted(&|left, right| id(right).cmp(&id(left))))?;
    }
}
