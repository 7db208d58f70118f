//! gzip (RFC 1952): one file, in one part or in several that follow one another.

use super::inflate::{Inflate, Inflated};
use super::input::Input;
use super::{Found, Modified, Unpacked};

/// Bits of the flags in a header.
const HAS_HEADER_SUM: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;

/// The part of a header that is always there.
const FIXED: usize = 10;

/// Where the time stands in it: seconds since 1970, UTC.
const TIME_AT: usize = 4;

/// Checksum and length after the data.
const TRAILER: usize = 8;

/// A gzip file under way.
#[derive(Clone, Debug)]
pub struct Gzip {
    name: String,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Start,
    Header,
    Body(Box<Inflate>),
    Trailer(Box<Inflate>),
    Between,
    Over,
}

impl Gzip {
    /// Begins a file with this name.
    pub fn new(name: &str) -> Gzip {
        Gzip { name: name.to_owned(), stage: Stage::Start }
    }

    /// How many bytes a copy takes.
    pub fn footprint(&self) -> usize {
        if let Stage::Body(_) | Stage::Trailer(_) = self.stage { Inflate::COPY } else { 0 }
    }

    /// Goes on; answers whether it could.
    pub fn advance(&mut self, input: &mut Input, found: &mut Found) -> bool {
        match &mut self.stage {
            Stage::Start => {
                if header_len(input.rest()).is_none() && !input.is_all() {
                    return false;
                }
                found.push_back(Unpacked::Begin { name: self.name.clone(), modified: modified(input.rest()) });
                self.stage = Stage::Header;
            }
            Stage::Header => match header_len(input.rest()) {
                Some(len) => {
                    input.skip(len);
                    self.stage = Stage::Body(Box::new(Inflate::new()));
                }
                None => return self.wait(input, found),
            },
            Stage::Body(inflate) => match inflate.advance(input, u64::MAX) {
                Inflated::Bytes(bytes) => found.push_back(Unpacked::Bytes(bytes)),
                Inflated::Wants => return self.wait(input, found),
                Inflated::Damaged => {
                    let problem = damaged(inflate.written());
                    self.give_up(&problem, found);
                }
                Inflated::Over => {
                    if let Stage::Body(inflate) = std::mem::replace(&mut self.stage, Stage::Over) {
                        self.stage = Stage::Trailer(inflate);
                    }
                }
            },
            Stage::Trailer(inflate) => {
                let Some(&[a, b, c, d, e, f, g, h]) = input.rest().get(..TRAILER) else {
                    return self.wait(input, found);
                };
                let (sum, len) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
                // Lengths over 4 GiB are written without their upper half.
                if sum != inflate.sum() || len != inflate.written() as u32 {
                    found.push_back(Unpacked::Problem(wrong_sum(input)));
                }
                input.skip(TRAILER);
                self.stage = Stage::Between;
            }
            Stage::Between => return self.go_on(input, found),
            Stage::Over => {
                input.skip_all();
                return false;
            }
        }
        true
    }

    /// After a part: another one, the end, or zeros that fill a block.
    fn go_on(&mut self, input: &mut Input, found: &mut Found) -> bool {
        let zeros = input.rest().iter().take_while(|&&byte| byte == 0).count();
        input.skip(zeros);
        match input.rest() {
            [] | [0x1f] if !input.is_all() => return false,
            [] => self.finish(found),
            [0x1f, 0x8b, ..] => self.stage = Stage::Header,
            _ => {
                let at = input.position();
                let text = format!(
                    "After the packed data, from byte {at} on, come bytes that are no gzip. They were left out."
                );
                self.give_up(&text, found);
            }
        }
        true
    }

    /// Waits for more bytes; if there are none the file is cut off.
    fn wait(&mut self, input: &Input, found: &mut Found) -> bool {
        if !input.is_all() {
            return false;
        }
        let at = input.position() + input.rest().len() as u64;
        self.give_up(
            &format!("The gzip data is cut off: the file ends at byte {at}. What is before it was read."),
            found,
        );
        true
    }

    fn give_up(&mut self, problem: &str, found: &mut Found) {
        found.push_back(Unpacked::Problem(problem.to_owned()));
        self.finish(found);
    }

    fn finish(&mut self, found: &mut Found) {
        found.push_back(Unpacked::End);
        self.stage = Stage::Over;
    }
}

/// Where the damage lies among what is packed is known to a few bytes only; what came out before it is known exactly.
fn damaged(written: u64) -> String {
    format!("The gzip data is damaged: only its first {written} bytes could be unpacked. They were read.")
}

fn wrong_sum(input: &Input) -> String {
    format!("The gzip data before byte {} does not have its checksum: something in it was changed.", input.position())
}

/// When the packed file was last saved, as the header says.
fn modified(header: &[u8]) -> Option<Modified> {
    let seconds = header.get(TIME_AT..)?.first_chunk()?;
    Modified::of_seconds(u32::from_le_bytes(*seconds).into())
}

/// The length of the header; `None` if it is not whole.
fn header_len(bytes: &[u8]) -> Option<usize> {
    let flags = *bytes.get(3)?;
    let mut len = FIXED;
    if flags & HAS_EXTRA != 0 {
        let &[low, high] = bytes.get(len..len + 2)? else { return None };
        len += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for flag in [HAS_NAME, HAS_COMMENT] {
        if flags & flag != 0 {
            len += memchr::memchr(0, bytes.get(len..)?)? + 1;
        }
    }
    if flags & HAS_HEADER_SUM != 0 {
        len += 2;
    }
    (bytes.len() >= len).then_some(len)
}
