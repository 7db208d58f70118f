//! `{'city': 'Madrid', 'isCompliant': None}`: dictionaries as Python prints them, which is what a data frame writes
//! into a cell.

use serde_json::Value;

/// The value in such a text; `None` for any other text.
pub fn value(text: &str) -> Option<Value> {
    serde_json::from_str(&json(text)?).ok()
}

/// The same as JSON.
fn json(text: &str) -> Option<String> {
    let mut into = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match first {
            '\'' | '"' => rest = string(&rest[1..], first, &mut into)?,
            _ if first.is_ascii_alphabetic() => {
                let len = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
                into.push_str(match &rest[..len] {
                    "None" | "nan" | "NaN" | "NaT" | "null" => "null",
                    "True" | "true" => "true",
                    "False" | "false" => "false",
                    _ => return None,
                });
                rest = &rest[len..];
            }
            _ => {
                into.push(match first {
                    '(' => '[',
                    ')' => ']',
                    other => other,
                });
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    Some(into)
}

/// A string from behind its first quote; the answer is what follows its last.
fn string<'a>(text: &'a str, quote: char, into: &mut String) -> Option<&'a str> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            _ if letter == quote => {
                into.push_str(&Value::String(value).to_string());
                return Some(&text[at + 1..]);
            }
            '\\' => {
                let (at, escape) = letters.next()?;
                let digits = match escape {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                match escape {
                    'n' => value.push('\n'),
                    'r' => value.push('\r'),
                    't' => value.push('\t'),
                    '\'' | '"' | '\\' => value.push(escape),
                    'x' | 'u' | 'U' => {
                        let code = u32::from_str_radix(text.get(at + 1..at + 1 + digits)?, 16).ok()?;
                        value.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                        letters.nth(digits - 1);
                    }
                    other => value.extend(['\\', other]),
                }
            }
            letter => value.push(letter),
        }
    }
    None
}
