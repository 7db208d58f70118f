//! Where values end in a JSON text of which only a part may be there.

/// How far a value was looked through whose end is not there yet: no byte is looked at twice, in
/// whatever chunks it comes.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The next byte to look at.
    at: usize,
    /// How many lists and objects are open there.
    depth: usize,
    /// Whether it is inside a string.
    is_string: bool,
    /// Where the value ends, once that is known.
    end: Option<usize>,
}

impl Scan {
    /// The length of the value that a text begins with; `None` if its end is not there. The text is that of the last
    /// time, with more at its end.
    pub fn value_len(&mut self, text: &[u8]) -> Option<usize> {
        if self.end.is_none() {
            self.end = match text.first()? {
                b'"' | b'[' | b'{' => self.nested_len(text),
                _ => self.scalar_len(text),
            };
            self.at = self.end.unwrap_or(self.at);
        }
        self.end
    }

    /// The first byte after the value that is no blank.
    pub fn byte_after(&mut self, text: &[u8]) -> Option<u8> {
        self.value_len(text)?;
        let rest = &text[self.at..];
        let blanks = rest.iter().position(|byte| !byte.is_ascii_whitespace());
        self.at += blanks.unwrap_or(rest.len());
        text.get(self.at).copied()
    }

    /// A number or word, which ends where something else begins.
    fn scalar_len(&mut self, text: &[u8]) -> Option<usize> {
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b':') || byte.is_ascii_whitespace();
        let len = text[self.at..].iter().position(is_end);
        self.at += len.unwrap_or(text.len() - self.at);
        len.map(|_| self.at)
    }

    /// A string, list or object.
    fn nested_len(&mut self, text: &[u8]) -> Option<usize> {
        while self.at < text.len() {
            if self.is_string {
                let rest = &text[self.at..];
                let Some(found) = memchr::memchr2(b'"', b'\\', rest) else {
                    self.at = text.len();
                    break;
                };
                let is_quote = rest[found] == b'"';
                if !is_quote && found + 1 == rest.len() {
                    // What follows the backslash is not there yet.
                    self.at += found;
                    break;
                }
                self.at += found + if is_quote { 1 } else { 2 };
                self.is_string = !is_quote;
                if is_quote && self.depth == 0 {
                    return Some(self.at);
                }
                continue;
            }
            let byte = text[self.at];
            self.at += 1;
            match byte {
                b'"' => self.is_string = true,
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' if self.depth == 1 => return Some(self.at),
                b']' | b'}' => self.depth -= 1,
                _ => {}
            }
        }
        None
    }
}

/// The length of the value that a text begins with; `None` if its end is not there.
pub fn value_len(text: &[u8]) -> Option<usize> {
    Scan::default().value_len(text)
}

/// The items of a list that is whole.
pub fn items(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = list.get(1..).unwrap_or_default();
    std::iter::from_fn(move || {
        rest = &rest[blanks(rest)..];
        let (item, after) = rest.split_at_checked(value_len(rest)?)?;
        rest = after;
        (!item.is_empty()).then_some(item)
    })
}

/// How many blanks and commas a text begins with.
pub fn blanks(text: &[u8]) -> usize {
    text.iter().position(|&byte| byte != b',' && !byte.is_ascii_whitespace()).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_were_looked_at_are_not_looked_at_again() {
        let values = [r#"["a\"]", {"b": [1, "\\"]}, "x"]"#, r#""a \" b""#, "12345", r#"{"a":"b"}"#];
        for value in values {
            let whole = format!("{value} , 1");
            for size in 1..whole.len() {
                let mut scan = Scan::default();
                let mut text = Vec::new();
                let mut found = None;
                for chunk in whole.as_bytes().chunks(size) {
                    text.extend_from_slice(chunk);
                    found = found.or_else(|| scan.value_len(&text));
                    // But for the first, which says what it is, they could be anything.
                    text[1..scan.at.max(1)].fill(b']');
                }
                assert_eq!(found, Some(value.len()), "{value} in chunks of {size}");
                assert_eq!(scan.byte_after(&text), Some(b','), "{value} in chunks of {size}");
            }
        }
    }
}
