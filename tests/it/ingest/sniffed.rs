//! What a file is: refusals say what was found and what to do; files without records are accepted.

use super::{read, read_in_pieces};

fn check(bytes: &[u8], words: &str) {
    let read = read(bytes);
    assert_eq!(read.store.len(), 0);
    let message = read.refused.unwrap_or_default();
    assert!(message.contains(words), "{message:?} should hold {words:?}");
    assert!(
        message.starts_with("“file” ") && message.contains("CSV or JSON download of the sign-in logs"),
        "{message}"
    );
}

#[test]
fn files_of_another_kind_are_told_apart() {
    check(b"", "is empty");
    check(b" \r\n\t\n ", "nothing but blanks");
    check(b"%PDF-1.7\n%\xe2\xe3", "PDF");
    check(b"PK\x03\x04\x14\0\x08\0\x08\0[Content_Types].xml", "Excel");
    // These are unpacked before; here come those that were packed too often.
    check(b"PK\x03\x04\x14\0\x08\0\x08\0InteractiveSignIns.csv", "an archive in too many others. ");
    check(b"PK\x03\x04\x14\0", "Unpack it");
    check(b"\x1f\x8b\x08\0\0", "gzip in too many archives");
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office");
    let tar = [&[b'a'; 257][..], b"ustar\0\x30\x30"].concat();
    for (bytes, words) in [
        (&b"7z\xbc\xaf\x27\x1c\0\x04"[..], "is a 7-Zip archive"),
        (b"Rar!\x1a\x07\x01\0", "is a RAR archive"),
        (b"MSCF\0\0\0\0", "is a cabinet archive"),
        (b"\x28\xb5\x2f\xfd\x24", "is packed with Zstandard"),
        (b"\xfd7zXZ\0\0\x04", "is packed with xz"),
        (b"BZh91AY&SY", "is packed with bzip2"),
        (b"\x04\x22\x4d\x18d@", "is packed with LZ4"),
        (&tar, "is a tar archive"),
    ] {
        check(bytes, words);
        check(bytes, "Unpack it and open the file inside.");
    }
    for (bytes, words) in [
        (&b"PAR1\x15\0"[..], "is a Parquet file"),
        (b"ARROW1\0\0", "is an Arrow file"),
        (b"Obj\x01\x04\x16avro.codec", "is an Avro file"),
        (b"SQLite format 3\0", "is an SQLite database"),
    ] {
        check(bytes, words);
        check(bytes, "Save its rows as CSV or JSON");
    }
    check(b"ElfFile\0\0\0\0\0", "is a Windows event log");
    check(b"<!DOCTYPE html><html>", "web page");
    check(b"\xef\xbb\xbf\n<HTML lang=\"en\">", "web page");
    check(b"<?xml version=\"1.0\"?><a/>", "XML");
    check(b"\x7fELF\x02\x01\x01\0\0\0\0\0", "binary");
    check(&[0; 100], "binary");
    check(b"plain words", "text without columns; it begins with “plain words”");
    check(b"42", "a single JSON value");
    check(b"\"text\"\n", "text without columns");
    check(b"true\n", "a single JSON value");
}

#[test]
fn tables_of_another_kind_are_told_apart() {
    check(
        b"\xef\xbb\xbf\"Date (UTC)\",\"CorrelationId\",\"Service\",\"Category\",\"Activity\",\"Result\"\n",
        "audit logs",
    );
    check(b"TenantId,SourceSystem,\"TimeGenerated [UTC]\",ResourceId\nx,y,z,w\n", "Log Analytics");
    check(b"TimeGenerated,RiskEventType,UserPrincipalName\n", "risk detections");
    check(b"Name;Size;Colour\na;1;red\n", "the first are “Name”, “Size”, “Colour”");
    check(b"Name\tSize", "the first are “Name”, “Size”");
}

#[test]
fn json_without_sign_ins_is_refused() {
    check(br#"[{"id":"x","activityDisplayName":"Add user","activityDateTime":"2025-12-04T08:19:41Z"}]"#, "audit log");
    check(br#"{"error":{"code":"InvalidAuthenticationToken"}}"#, "an error answer");
    check(b"[1, \"two\", null]", "a single value");
    check(br#"{"value":[{"id":"a","displayName":"b"}]}"#, "without the values of a sign-in");
    check(br#"{"id":"a","createdDateTime":"2025-12-04T08:19:41Z","userPrincipalName":"a@contoso.example","accountEnabled":true}"#, "a user or device");
    check(br#"{"tables":[]}"#, "without the values of a sign-in");
}

#[test]
fn files_without_records_are_accepted_with_a_note() {
    let header = "\u{feff}Date (UTC),Request ID,User,Username,Status\r\n";
    for text in [header, header.trim_end(), "[]", " [ ] ", "{\"value\": []}", "\u{feff}[]"] {
        let read = read(text.as_bytes());
        assert_eq!((read.store.len(), &read.refused), (0, &None), "{text}");
        assert_eq!(read.problems.len(), 1, "{text}: {:?}", read.problems);
        assert!(read.problems[0].contains("no records"), "{:?}", read.problems);
    }
}

#[test]
fn the_name_does_not_matter() {
    let csv = b"Date (UTC),Request ID,Status\n2025-12-04T08:19:41Z,r,Success\n";
    for name in ["x", "x.json", "x.pdf", "NonInteractiveSignIns.xlsx"] {
        assert_eq!(read_in_pieces(name, csv, 10).store.len(), 1);
    }
}

#[test]
fn preambles_and_separators_of_csv() {
    for text in [
        "sep=;\r\nDate (UTC);Request ID;User\r\n2025-12-04T08:19:41Z;r;a,b\r\n",
        "\u{feff}\"Date (UTC)\";\"Request ID\";\"User\"\n\"2025-12-04T08:19:41Z\";\"r\";\"a,b\"",
        "Date (UTC)\tRequest ID\tUser\n2025-12-04T08:19:41Z\tr\ta,b\n\n\r\n\t\t\n",
        "\n\nDATE  (utc), Request   ID ,user\n2025-12-04T08:19:41Z,r,\"a,b\"\n",
        "SEP=|\nDate|Request ID|User\n2025-12-04 08:19:41|r|a,b\n",
    ] {
        let read = read(text.as_bytes());
        assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{text}");
        let expected = [Some("1764836381000"), Some("r"), Some("a,b")].map(|text| text.map(str::to_owned));
        use signscope::schema::Field;
        assert_eq!([Field::Date, Field::RequestId, Field::User].map(|field| read.text(0, field)), expected, "{text}");
        assert_eq!(read.store.len(), 1, "{text}");
    }
}
