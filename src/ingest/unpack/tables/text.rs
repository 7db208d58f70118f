//! Where values end in a JSON text of which only a part may be there.

/// The length of the value that a text begins with; `None` if its end is not there.
pub fn value_len(text: &[u8]) -> Option<usize> {
    match text.first()? {
        b'"' => string_len(text),
        b'[' | b'{' => nested_len(text),
        // What else there is ends where something else begins.
        _ => text.iter().position(|&byte| matches!(byte, b',' | b']' | b'}' | b':') || byte.is_ascii_whitespace()),
    }
}

/// The length of the string that a text begins with.
fn string_len(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let found = at + memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

/// The length of the list or object that a text begins with.
fn nested_len(text: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        match *text.get(at)? {
            b'"' => at += string_len(&text[at..])? - 1,
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth == 1 => return Some(at + 1),
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
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
