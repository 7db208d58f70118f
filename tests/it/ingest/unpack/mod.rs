//! Unpacking: what goes in comes out, however it is cut in chunks, and what comes whole before damage is never lost.

mod archives;
mod damage;
mod encodings;
mod limits;
mod restarts;
mod tables;

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use signscope::ingest::unpack::{Modified, Unpacked, Unpacker, WINDOW};

/// A plain file that came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    pub name: String,
    pub modified: Option<Modified>,
    pub bytes: Vec<u8>,
    pub problems: Vec<String>,
    pub is_ended: bool,
}

/// All that came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Out {
    pub files: Vec<File>,
    /// Problems outside of files.
    pub problems: Vec<String>,
    /// Names and reasons.
    pub refused: Vec<(String, String)>,
}

impl Out {
    pub fn names(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.name.as_str()).collect()
    }

    fn take(&mut self, unpacked: Unpacked) {
        let open = self.files.last_mut().filter(|file| !file.is_ended);
        match (unpacked, open) {
            (Unpacked::Begin { name, modified }, None) => self.files.push(File { name, modified, ..File::default() }),
            (Unpacked::Bytes(bytes), Some(file)) => file.bytes.extend(bytes),
            (Unpacked::Problem(text), Some(file)) => file.problems.push(text),
            (Unpacked::Problem(text), None) => self.problems.push(text),
            (Unpacked::End, Some(file)) => file.is_ended = true,
            (Unpacked::Refused { name, reason }, None) => self.refused.push((name, reason)),
            (Unpacked::LeftOut, None) => {}
            (unpacked, open) => panic!("{unpacked:?} while {open:?}"),
        }
    }
}

/// Unpacks bytes given in chunks of some size; `None` if they are no container.
pub fn unpack_in_pieces(name: &str, bytes: &[u8], size: usize) -> Option<Out> {
    let mut unpacker = Unpacker::sniff(name, &bytes[..bytes.len().min(WINDOW)])?;
    let mut out = Out::default();
    for chunk in bytes.chunks(size) {
        unpacker.push(chunk);
        while let Some(unpacked) = unpacker.pull() {
            out.take(unpacked);
        }
    }
    unpacker.end();
    while let Some(unpacked) = unpacker.pull() {
        out.take(unpacked);
    }
    assert!(out.files.iter().all(|file| file.is_ended), "every file ends");
    Some(out)
}

/// Unpacks bytes whole, after making sure that chunks of other sizes give the same.
pub fn unpack(name: &str, bytes: &[u8]) -> Out {
    let whole = unpack_in_pieces(name, bytes, bytes.len()).unwrap_or_else(|| panic!("{name} is no container"));
    for size in [1, 7, 1000, 65536] {
        let chunks = unpack_in_pieces(name, bytes, size).unwrap();
        assert!(chunks == whole, "{name} in chunks of {size}: {:?}, not {:?}", summary(&chunks), summary(&whole));
    }
    whole
}

fn summary(out: &Out) -> Vec<(&str, usize, &[String])> {
    out.files.iter().map(|file| (file.name.as_str(), file.bytes.len(), file.problems.as_slice())).collect()
}

/// A text that packs as logs do, but is nowhere the same.
pub fn log(lines: usize) -> Vec<u8> {
    let line = |at: usize| {
        format!("2025-12-04T08:{:02}:{:02}Z,{:08x},Success\n", at / 60 % 60, at % 60, at.wrapping_mul(2_654_435_761))
    };
    let header = "Date (UTC),Request ID,Status\n".to_owned();
    std::iter::once(header).chain((0..lines).map(line)).collect::<String>().into_bytes()
}

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// How a file is put in an archive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    pub method: u16,
    pub flags: u16,
    pub lengths: Lengths,
}

/// Where the lengths of a file stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lengths {
    Before,
    BeforeInZip64,
    After { signature: bool, wide: bool },
}

pub const STORED: Way = Way { method: 0, flags: 0, lengths: Lengths::Before };
pub const DEFLATED: Way = Way { method: 8, flags: 0, lengths: Lengths::Before };

/// All ways in which a file can be put in an archive.
pub fn ways() -> Vec<Way> {
    let after = |signature, wide| Lengths::After { signature, wide };
    let deflated = [
        Lengths::Before,
        Lengths::BeforeInZip64,
        after(true, false),
        after(true, true),
        after(false, false),
        after(false, true),
    ];
    let stored = &deflated[..4];
    let of = |method: u16| move |&lengths: &Lengths| Way { method, flags: 0, lengths };
    deflated.iter().map(of(8)).chain(stored.iter().map(of(0))).collect()
}

/// An archive with these files.
pub fn zip(files: &[(&str, &[u8], Way)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes, way) in files {
        let start = archive.len() as u32;
        archive.extend(zip_member(name, bytes, *way));
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        directory.extend((name.len() as u16).to_le_bytes());
        directory.extend([0; 12]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = archive.len() as u32;
    let len = directory.len() as u32;
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([files.len() as u16; 2].iter().flat_map(|count| count.to_le_bytes()));
    archive.extend([len, at].iter().flat_map(|number| number.to_le_bytes()));
    archive.extend([0, 0]);
    archive
}

/// What an archive has of one file: header, data, and descriptor.
pub fn zip_member(name: &str, bytes: &[u8], way: Way) -> Vec<u8> {
    let data = if way.method == 8 { deflate(bytes) } else { bytes.to_vec() };
    let (packed, unpacked) = (data.len() as u64, bytes.len() as u64);
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let mut extra = Vec::new();
    let (mut flags, mut lengths, mut sum) = (way.flags, [packed as u32, unpacked as u32], crc.sum());
    match way.lengths {
        Lengths::Before => {}
        Lengths::BeforeInZip64 => {
            extra.extend(b"\x75\x70\x02\0xx\x01\0\x10\0");
            extra.extend(unpacked.to_le_bytes());
            extra.extend(packed.to_le_bytes());
            lengths = [u32::MAX; 2];
        }
        Lengths::After { .. } => (flags, lengths, sum) = (flags | 8, [0; 2], 0),
    }
    let mut member = b"PK\x03\x04\x14\0".to_vec();
    member.extend([flags, way.method, 0, 0].iter().flat_map(|number| number.to_le_bytes()));
    member.extend([sum, lengths[0], lengths[1]].iter().flat_map(|number| number.to_le_bytes()));
    member.extend([name.len() as u16, extra.len() as u16].iter().flat_map(|number| number.to_le_bytes()));
    member.extend(name.as_bytes());
    member.extend(extra);
    member.extend(data);
    if let Lengths::After { signature, wide } = way.lengths {
        member.extend(if signature { &b"PK\x07\x08"[..] } else { &[] });
        member.extend(crc.sum().to_le_bytes());
        let width = if wide { 8 } else { 4 };
        member.extend(&packed.to_le_bytes()[..width]);
        member.extend(&unpacked.to_le_bytes()[..width]);
    }
    member
}
