//! Keeps the code that reads or writes one kind of answer apart from that of the others.
//!
//! In one function, that code is so large that a browser needs most of a second to compile it for speed, which it does in
//! the midst of loading. Used as `#[serde(with = "apart")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a value, in a function of its own.
#[inline(never)]
pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// Reads a value, in a function of its own.
#[inline(never)]
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}
