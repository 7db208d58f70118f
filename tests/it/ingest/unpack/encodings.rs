//! Text in UTF-16 is read like the same text in UTF-8.

use proptest::prelude::*;

use super::super::cases;
use super::*;

/// The four ways a text can be written in UTF-16.
fn written(text: &str) -> [Vec<u8>; 4] {
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [[b"\xff\xfe", little.as_slice()].concat(), [b"\xfe\xff", big.as_slice()].concat(), little, big]
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let text = "Date (UTC),Request ID,User\r\n2025-12-04T08:19:41Z,r,Zoë 𝄞 山田\r\n";
    for bytes in written(text) {
        let out = unpack("a.csv", &bytes);
        assert_eq!((out.names(), &out.files[0].problems), (vec!["a.csv"], &vec![]));
        assert_eq!(str::from_utf8(&out.files[0].bytes), Ok(text));
    }
    for bytes in written("[{\"id\":1}]") {
        assert_eq!(unpack("a.json", &bytes).files[0].bytes, b"[{\"id\":1}]");
    }
}

#[test]
fn half_characters_and_half_units_are_told() {
    let text: Vec<u8> = [0xfeff, 0x61, 0xd834, 0x62, 0xdd1e].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
    let out = unpack("a.csv", &text);
    assert_eq!(str::from_utf8(&out.files[0].bytes), Ok("a\u{fffd}b\u{fffd}"));
    assert!(out.files[0].problems[0].contains("halves of characters (2)"), "{:?}", out.files[0].problems);
    for cut in [&text[..5], &text[..7]] {
        let out = unpack("a.csv", cut);
        assert!(out.files[0].problems[0].contains(&format!("byte {}", cut.len() - 1)), "{:?}", out.files[0].problems);
    }
}

#[test]
fn plain_files_are_not_unpacked() {
    let files: [&[u8]; 7] = [
        b"",
        b"a",
        b"Date (UTC),Request ID\n",
        b"\xef\xbb\xbf[{\"tables\":[]}]",
        b"%PDF-1.7\n",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0",
        &[0; 100],
    ];
    for bytes in files {
        assert!(unpack_in_pieces("a", bytes, 10).is_none(), "{bytes:?}");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn any_text_comes_back(text in "[a-z \\n]{8}.{0,2000}", size in 1..300_usize) {
        for bytes in written(&text) {
            let out = unpack_in_pieces("a", &bytes, size);
            // Without a mark, text with few plain characters is not known for what it is.
            if let Some(out) = out {
                prop_assert_eq!(str::from_utf8(&out.files[0].bytes).unwrap(), text.as_str());
            } else {
                prop_assert!(!bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff"));
            }
        }
    }
}
