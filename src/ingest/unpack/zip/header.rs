//! What stands before and after each file of a ZIP archive ("APPNOTE.TXT – .ZIP File Format Specification").

use super::super::Modified;
use super::super::input::Input;
use super::code_page;

/// The name of a file begins so many bytes after the beginning of its header,
pub const NAME_AT: usize = 30;
/// which is the part that is always there.
const FIXED: usize = NAME_AT;

/// Bits of the flags in a header.
const IS_ENCRYPTED: u16 = 1;
const HAS_DESCRIPTOR: u16 = 1 << 3;
const IS_UTF8: u16 = 1 << 11;

/// Stands where a length has no room in 32 bits; the true one is in an extra field with this number.
const IN_ZIP64: u32 = u32::MAX;
const ZIP64: u16 = 1;

/// The number of the extra field with times in UTC ("extended timestamp" of Info-ZIP), and the bit of its flags that says
/// that the time of the last change is in it.
const TIMES: u16 = 0x5455;
const HAS_CHANGE: u8 = 1;

/// The method that stands for encryption, whatever else is done to the data.
const AES: u16 = 99;

/// What stands before a file.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name in the archive.
    pub name: String,
    /// When it was last saved.
    pub modified: Option<Modified>,
    /// How it is packed.
    pub method: Method,
    /// Whether a descriptor follows the data.
    pub has_descriptor: bool,
    /// The checksum; 0 if it stands in the descriptor.
    pub sum: u32,
    /// How many bytes of data follow; `None` if only the descriptor says.
    pub packed: Option<u64>,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Not at all.
    Stored,
    /// By deflate.
    Deflated,
    /// In a way that cannot be undone here: its name.
    Foreign(&'static str),
    /// So that only a password opens it.
    Encrypted,
}

impl Header {
    /// The header at the beginning of bytes that begin with its signature, and its length; `None` if it is not whole.
    pub fn read(bytes: &[u8]) -> Option<(Header, usize)> {
        let fixed = bytes.first_chunk::<FIXED>()?;
        let (name_len, extra_len) = (usize::from(u16_at(fixed, 26)), usize::from(u16_at(fixed, 28)));
        let name = bytes.get(FIXED..FIXED + name_len)?;
        let extra = bytes.get(FIXED + name_len..FIXED + name_len + extra_len)?;
        let flags = u16_at(fixed, 6);
        let has_descriptor = flags & HAS_DESCRIPTOR != 0;
        let packed = match u32_at(fixed, 18) {
            IN_ZIP64 => zip64_packed(extra, u32_at(fixed, 22)),
            packed => Some(packed.into()),
        };
        let header = Header {
            name: name_of(name, flags & IS_UTF8 != 0),
            modified: instant(extra).or_else(|| Modified::of_dos(u16_at(fixed, 12), u16_at(fixed, 10))),
            method: method(u16_at(fixed, 8), flags & IS_ENCRYPTED != 0),
            has_descriptor,
            sum: u32_at(fixed, 14),
            packed: packed.filter(|&packed| packed > 0 || !has_descriptor),
        };
        Some((header, FIXED + name_len + extra_len))
    }

    /// Whether it is a folder, or one of the files that systems leave in archives and folders for themselves.
    pub fn is_clutter(&self) -> bool {
        let last = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let is_hidden = last.is_empty() || last.starts_with("._");
        is_hidden || self.name.starts_with("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last)
    }
}

/// A name as text. Whoever packs on a system whose names are UTF-8 anyway often does not say so; if it is none, it is in the
/// code page of the first PCs.
fn name_of(name: &[u8], is_utf8: bool) -> String {
    match str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => name.iter().map(|&byte| code_page::character(byte)).collect(),
    }
}

/// What an extra field holds, from its first byte on.
fn extra_field(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    while let [a, b, c, d, rest @ ..] = extra {
        let (number, len) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        if number == wanted {
            return Some(&rest[..rest.len().min(len)]);
        }
        extra = rest.get(len..)?;
    }
    None
}

/// The packed length in the extra field; it stands behind the unpacked one if that has no room in the header either.
fn zip64_packed(extra: &[u8], unpacked: u32) -> Option<u64> {
    let at = if unpacked == IN_ZIP64 { 8 } else { 0 };
    extra_field(extra, ZIP64)?.get(at..at + 8).map(|bytes| u64_at(bytes, 0))
}

/// When the file was last saved, in UTC.
fn instant(extra: &[u8]) -> Option<Modified> {
    let (flags, times) = extra_field(extra, TIMES)?.split_first()?;
    let seconds = times.first_chunk().filter(|_| flags & HAS_CHANGE != 0)?;
    Modified::of_seconds(i32::from_le_bytes(*seconds).into())
}

fn method(number: u16, is_encrypted: bool) -> Method {
    match number {
        _ if is_encrypted => Method::Encrypted,
        AES => Method::Encrypted,
        0 => Method::Stored,
        8 => Method::Deflated,
        1 => Method::Foreign("Shrink"),
        2..=5 => Method::Foreign("Reduce"),
        6 => Method::Foreign("Implode"),
        9 => Method::Foreign("Deflate64"),
        12 => Method::Foreign("bzip2"),
        14 => Method::Foreign("LZMA"),
        20 | 93 => Method::Foreign("Zstandard"),
        95 => Method::Foreign("XZ"),
        98 => Method::Foreign("PPMd"),
        _ => Method::Foreign("an unknown method"),
    }
}

/// What stands after a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// The checksum of the unpacked file.
    pub sum: u32,
    /// Its own length.
    pub len: usize,
}

/// So many bytes tell which form a descriptor has: its own 24 at most, and two of what comes next. At least as many follow
/// the data of a file in a whole archive.
pub const DESCRIPTOR_WINDOW: usize = 26;

/// The signature of a descriptor, which may be left out.
pub const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";

impl Descriptor {
    /// The descriptor that follows so many bytes of data, which unpack to so many if that is known. There are four forms,
    /// told apart by the lengths in them, and by what comes next: with or without signature, with lengths of 32 or 64
    /// bits.
    pub fn read(input: &Input, packed: u64, unpacked: Option<u64>) -> Option<Descriptor> {
        let rest = input.rest();
        let forms: &[(usize, usize)] = match rest.starts_with(DESCRIPTOR) {
            true => &[(4, 4), (4, 8), (0, 4), (0, 8)],
            false => &[(0, 4), (0, 8)],
        };
        let fitting = forms.iter().filter_map(|&(start, width)| {
            let len = start + 4 + 2 * width;
            let bytes = rest.get(start..len)?;
            let is_right = |at: usize, value: u64| match width {
                4 => u32_at(bytes, at) == value as u32,
                _ => u64_at(bytes, at) == value,
            };
            let fits = is_right(4, packed) && unpacked.is_none_or(|unpacked| is_right(4 + width, unpacked));
            fits.then(|| Descriptor { sum: u32_at(bytes, 0), len })
        });
        let fitting: Vec<Descriptor> = fitting.collect();
        let is_followed = |found: &&Descriptor| rest.get(found.len..).is_some_and(|next| next.starts_with(b"PK"));
        fitting.iter().find(is_followed).or(fitting.first()).copied()
    }
}

/// A number of 16 bits at this place, low byte first; 0 beyond the end.
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&bytes| u16::from_le_bytes(bytes))
}

/// The same of 32 bits.
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&bytes| u32::from_le_bytes(bytes))
}

/// The same of 64 bits.
pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |&bytes| u64::from_le_bytes(bytes))
}
