//! ZIP archives, read from their beginning to their end by what stands before each file, since a stream has no end to
//! begin with. Damage to one file leaves the others readable.

mod body;
mod code_page;
mod directory;
mod header;

use super::input::Input;
use super::{Found, Unpacked};
use body::{Body, BodyProgress};
use directory::Directory;
use header::{DESCRIPTOR_WINDOW, Descriptor, Header, Method};

/// Signatures of what may stand in an archive.
const FILE: &[u8; 4] = b"PK\x03\x04";
const NO_FILES: &[u8; 4] = b"PK\x05\x06";
/// At the beginning of an archive that was to be split in several.
const SPLIT: [&[u8; 4]; 2] = [b"PK\x07\x08", b"PK00"];

/// An archive under way.
#[derive(Clone, Debug)]
pub struct Zip {
    name: String,
    stage: Stage,
    /// Files met so far, refused ones among them.
    files: u64,
}

#[derive(Clone, Debug)]
enum Stage {
    Between,
    Body(Box<Member>),
    Descriptor(Box<Member>),
    Directory(Directory),
    Over,
}

/// A file under way.
#[derive(Clone, Debug)]
struct Member {
    header: Header,
    body: Body,
    /// Whether its bytes are given, or passed over.
    is_wanted: bool,
    is_damaged: bool,
}

impl Zip {
    /// Whether a file that begins like this is an archive. An Excel workbook is one too, but not to be unpacked.
    pub fn is_archive(head: &[u8]) -> bool {
        let head = SPLIT.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
        (head.starts_with(FILE) || head.starts_with(NO_FILES)) && !is_document(head)
    }

    /// Begins an archive with this name.
    pub fn new(name: &str) -> Zip {
        Zip { name: name.to_owned(), stage: Stage::Between, files: 0 }
    }

    /// How many bytes a copy takes.
    pub fn footprint(&self) -> usize {
        match &self.stage {
            Stage::Body(member) | Stage::Descriptor(member) => member.body.footprint(),
            Stage::Between | Stage::Directory(_) | Stage::Over => 0,
        }
    }

    /// Goes on; answers whether it could.
    pub fn advance(&mut self, input: &mut Input, found: &mut Found) -> bool {
        match &mut self.stage {
            Stage::Between => self.begin(input, found),
            Stage::Body(member) => match member.body.advance(input) {
                BodyProgress::Bytes(bytes) => {
                    found.extend(member.is_wanted.then_some(Unpacked::Bytes(bytes)));
                    true
                }
                BodyProgress::Going => true,
                BodyProgress::Damaged(written) => {
                    let text = format!(
                        "Its data in the archive is damaged: only its first {written} bytes could be unpacked."
                    );
                    member.complain(text, found);
                    member.is_damaged = true;
                    true
                }
                BodyProgress::Over => {
                    self.end_body(found);
                    true
                }
                BodyProgress::Wants => self.wait(input, found),
            },
            Stage::Descriptor(_) => self.end_member(input, found),
            Stage::Directory(directory) => match directory.advance(input) {
                Some(is_whole) => {
                    if !is_whole {
                        let at = input.position();
                        let text = format!(
                            "The table of contents of the archive is damaged or cut off at byte {at}, so files may be missing. \
                             Those before it were read."
                        );
                        found.push_back(Unpacked::Problem(text));
                    }
                    if self.files == 0 {
                        found.push_back(Unpacked::Problem("The archive holds no files.".to_owned()));
                    }
                    self.stage = Stage::Over;
                    true
                }
                None => false,
            },
            Stage::Over => {
                input.skip_all();
                false
            }
        }
    }

    /// Reads what stands before a file, or finds that there are no more files.
    fn begin(&mut self, input: &mut Input, found: &mut Found) -> bool {
        if input.position() == 0 && SPLIT.iter().any(|mark| input.rest().starts_with(*mark)) {
            input.skip(4);
        }
        let Some(signature) = input.rest().first_chunk::<4>() else { return self.wait(input, found) };
        if signature == FILE {
            let Some((header, len)) = Header::read(input.rest()) else { return self.wait(input, found) };
            input.skip(len);
            self.begin_member(header, found);
        } else if Directory::begins_with(signature) {
            self.stage = Stage::Directory(Directory);
        } else {
            let at = input.position();
            let text = format!("At byte {at} there should be the next file of the archive. The rest was left out.");
            found.push_back(Unpacked::Problem(text));
            self.stage = Stage::Over;
        }
        true
    }

    fn begin_member(&mut self, header: Header, found: &mut Found) {
        let is_clutter = header.is_clutter();
        self.files += u64::from(!is_clutter);
        let name = format!("{} › {}", self.name, header.name);
        let reason = match header.method {
            _ if is_clutter => None,
            Method::Stored | Method::Deflated => {
                found.push_back(Unpacked::Begin { name, modified: header.modified });
                let body = Body::new(&header, true);
                self.stage = Stage::Body(Box::new(Member { header, body, is_wanted: true, is_damaged: false }));
                return;
            }
            Method::Encrypted => Some(format!(
                "“{name}” is protected by a password. Unpack the archive with its password and open the files in it."
            )),
            Method::Foreign(method) => Some(format!(
                "“{name}” is packed with {method}, which Signscope does not unpack. Unpack the archive and open the files in it."
            )),
        };
        found.extend(reason.map(|reason| Unpacked::Refused { name, reason }));
        let body = Body::new(&header, false);
        self.stage = Stage::Body(Box::new(Member { header, body, is_wanted: false, is_damaged: false }));
    }

    fn end_body(&mut self, found: &mut Found) {
        let Stage::Body(member) = std::mem::replace(&mut self.stage, Stage::Between) else { return };
        if member.header.has_descriptor && !member.body.is_lost() {
            self.stage = Stage::Descriptor(member);
        } else {
            member.finish(member.header.sum, found);
        }
    }

    /// Reads what stands after a file.
    fn end_member(&mut self, input: &mut Input, found: &mut Found) -> bool {
        if input.rest().len() < DESCRIPTOR_WINDOW && !input.is_all() {
            return false;
        }
        let Stage::Descriptor(mut member) = std::mem::replace(&mut self.stage, Stage::Between) else { return false };
        match Descriptor::read(input, member.body.packed(), member.body.unpacked()) {
            Some(descriptor) => {
                input.skip(descriptor.len);
                member.finish(descriptor.sum, found);
            }
            None => {
                let at = input.position();
                let text = format!(
                    "Its data ends at byte {at} of the archive, where it should not: something in it was changed."
                );
                member.complain(text, found);
                (member.is_damaged, member.header.has_descriptor) = (true, false);
                member.body.lose();
                self.stage = Stage::Body(member);
            }
        }
        true
    }

    /// Waits for more bytes; if there are none the archive is cut off.
    fn wait(&mut self, input: &mut Input, found: &mut Found) -> bool {
        if !input.is_all() {
            return false;
        }
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Body(member) if member.is_wanted => {
                let at = input.position() + input.rest().len() as u64;
                let text = format!("The archive is cut off in this file, at byte {at}. What is before it was read.");
                member.complain(text, found);
                member.close(found);
            }
            _ => self.tell_cut_off(input, found),
        }
        input.skip_all();
        true
    }

    fn tell_cut_off(&self, input: &Input, found: &mut Found) {
        let at = input.position() + input.rest().len() as u64;
        let text = format!("The archive is cut off at byte {at}, so files may be missing. Those before it were read.");
        found.push_back(Unpacked::Problem(text));
    }
}

impl Member {
    /// Ends the file, which should have this checksum.
    fn finish(&self, sum: u32, found: &mut Found) {
        if self.body.sum().is_some_and(|found| found != sum) && !self.is_damaged {
            let text = "It does not have the checksum the archive has for it: something in it was changed.";
            self.complain(text.to_owned(), found);
        }
        self.close(found);
    }

    fn complain(&self, problem: String, found: &mut Found) {
        found.extend(self.is_wanted.then_some(Unpacked::Problem(problem)));
    }

    fn close(&self, found: &mut Found) {
        found.extend(self.is_wanted.then_some(Unpacked::End));
    }
}

/// Whether the first file says that the archive is a document of Office or OpenOffice.
fn is_document(head: &[u8]) -> bool {
    let name = head.get(header::NAME_AT..).unwrap_or_default();
    let names: [&[u8]; 5] = [b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"mimetypeapplication/"];
    head.starts_with(FILE) && names.iter().any(|first| name.starts_with(first))
}
