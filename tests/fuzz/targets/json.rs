//! Any bytes as a JSON export: sign-in objects, pages, lines, and the records of other source_formats.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope_fuzz::read_in_all_ways;

fuzz_target!(|input: (u8, &[u8])| {
    let (chunk, bytes) = input;
    read_in_all_ways("file.json", &[b"[", bytes].concat(), usize::from(chunk));
    read_in_all_ways("file.json", &[b"{", bytes].concat(), usize::from(chunk));
});
