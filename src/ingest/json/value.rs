//! Values as texts.

use super::cursor::{Cursor, Fault};

/// The text of a value: of a string, number or word as it is, of `null` nothing, of an array of such values all of them
/// with `, ` between. `None` for objects, which are passed over, as are objects inside arrays.
pub fn text_of<'a: 'b, 'b>(
    cursor: &mut Cursor<'a>,
    scratch: &'b mut Vec<u8>,
    joined: &'b mut Vec<u8>,
    depth: u32,
) -> Result<Option<&'b [u8]>, Fault> {
    match cursor.peek() {
        Some(b'"') => Ok(Some(cursor.string()?.decode(scratch))),
        Some(b'{') => {
            cursor.skip(depth)?;
            Ok(None)
        }
        Some(b'[') => {
            joined.clear();
            let mut more = cursor.enter(b']', depth)?;
            while more {
                match cursor.peek() {
                    Some(b'{' | b'[') => cursor.skip(depth + 1)?,
                    _ => {
                        let separator: &[u8] = if joined.is_empty() { b"" } else { b", " };
                        let value = scalar(cursor, scratch)?;
                        if !value.is_empty() {
                            joined.extend_from_slice(separator);
                            joined.extend_from_slice(value);
                        }
                    }
                }
                more = cursor.next(b']')?;
            }
            Ok(Some(joined))
        }
        _ => scalar(cursor, scratch).map(Some),
    }
}

/// The text of a single value; of `null` nothing.
pub fn scalar<'a: 'b, 'b>(cursor: &mut Cursor<'a>, scratch: &'b mut Vec<u8>) -> Result<&'b [u8], Fault> {
    match cursor.peek() {
        Some(b'"') => Ok(cursor.string()?.decode(scratch)),
        Some(b'-' | b'0'..=b'9') => cursor.number(),
        _ => Ok(match cursor.word()? {
            b"null" => b"",
            word => word,
        }),
    }
}
