//! Any bytes as a table, and any bytes under the header of a portal download.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope_fuzz::read_in_all_ways;

const HEADER: &[u8] = b"Date (UTC),Request ID,User,Username,IP address,Location,Status,Sign-in error code\n";

fuzz_target!(|input: (u8, bool, &[u8])| {
    let (chunk, is_portal, bytes) = input;
    let header = if is_portal { HEADER } else { b"" };
    read_in_all_ways("file.csv", &[header, bytes].concat(), usize::from(chunk));
});
