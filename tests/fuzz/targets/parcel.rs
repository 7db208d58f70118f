//! Any bytes as a parcel: what a parser sends is checked before it is believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signscope::store::Parcel;

fuzz_target!(|bytes: &[u8]| {
    if let Some(parcel) = Parcel::from_bytes(bytes) {
        let again = Parcel::from_bytes(&parcel.to_bytes());
        assert_eq!(again.as_ref(), Some(&parcel));
    }
});
