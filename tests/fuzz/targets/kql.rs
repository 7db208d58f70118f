//! Any text as a search: it is a filter or an error at a place inside of it, and a filter is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope::kql::{canonical, parse, to_kql};

fuzz_target!(|text: &str| {
    if let Ok(filter) = parse(text) {
        let canonical = canonical(&filter);
        let written = to_kql(&canonical);
        if !written.is_empty() {
            assert_eq!(parse(&written).as_ref(), Ok(&canonical), "{written}");
        }
    }
});
