//! Columns that only the files know, in brackets.

use signscope::kql::{looks_like_kql, parse};
use signscope::query::select;

use super::tenant::tenant;

const CASES: &[(&str, &[u32])] = &[
    ("['Team'] == \"Blue 7\"", &[0]),
    ("[\"Team\"] =~ \"blue 7\"", &[0]),
    ("['Team'] != \"Blue 7\"", &[1, 2, 3, 4]),
    ("['Team'] has \"7\" or isempty(['Team'])", &[0, 1, 3, 4]),
    ("isnotempty(['Team']) and ['Team'] !contains \"blue\"", &[2]),
    ("['Team'] in (\"Blue 7\", \"\")", &[0, 1, 3, 4]),
    ("tolower(['Team']) startswith \"bl\"", &[0]),
    ("ipv4_is_in_range(['Team'], \"203.0.113.0/24\")", &[2]),
    ("['Team'] matches regex \"^B\"", &[0]),
    ("column_ifexists('TimeGenerated', '') == \"Blue 7\"", &[0]),
    ("['Nobody has it'] == \"\"", &[0, 1, 2, 3, 4]),
    ("['Nobody has it'] has \"x\"", &[]),
    ("['UserPrincipalName'] == \"ada@contoso.example\"", &[0]),
    ("* has \"Blue\"", &[0]),
];

#[test]
fn names_in_brackets_are_columns_of_the_files() {
    for (text, rows) in CASES {
        let filter = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(select(&tenant(), &filter).to_rows(), *rows, "{text}");
        assert!(!text.starts_with(['[', '*']) || looks_like_kql(text), "{text}");
    }
}
