//! Any bytes as a batch: what a parser sends is checked before it is believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope::store::RecordBatch;

fuzz_target!(|bytes: &[u8]| {
    if let Some(batch) = RecordBatch::from_bytes(bytes) {
        let again = RecordBatch::from_bytes(&batch.to_bytes());
        assert_eq!(again.as_ref(), Some(&batch));
    }
});
