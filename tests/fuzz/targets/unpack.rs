//! Any bytes as something packed or in another encoding: what comes out does not depend on the chunks that go in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope::ingest::unpack::{Unpacked, Unpacker};

/// More than this need not come out to find a fault.
const ENOUGH: usize = 4 << 20;

fuzz_target!(|input: (u8, &[u8])| {
    let (chunk, bytes) = input;
    let whole = unpack(bytes, bytes.len().max(1));
    let chunks = unpack(bytes, usize::from(chunk).max(1));
    assert!(whole == chunks || whole.is_none() || chunks.is_none(), "in chunks of {chunk}");
});

/// Everything that comes out, in words; `None` if it is no container, or if more than enough came out.
fn unpack(bytes: &[u8], chunk: usize) -> Option<Vec<String>> {
    let mut unpacker = Unpacker::sniff("file", bytes)?;
    let (mut told, mut text) = (Vec::new(), Vec::new());
    for chunk in bytes.chunks(chunk).map(Some).chain([None]) {
        match chunk {
            Some(chunk) => unpacker.push(chunk),
            None => unpacker.end(),
        }
        while let Some(unpacked) = unpacker.pull() {
            match unpacked {
                Unpacked::Bytes(bytes) => text.extend_from_slice(&bytes),
                other => told.push(format!("{other:?} after {} bytes", text.len())),
            }
            if text.len() > ENOUGH {
                return None;
            }
        }
    }
    told.push(String::from_utf8_lossy(&text).into_owned());
    Some(told)
}
