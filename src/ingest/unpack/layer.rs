//! One layer of packing: a container, and in it the file that is open, which may be a container itself.

use super::gzip::Gzip;
use super::input::Input;
use super::kusto_response::KustoResponse;
use super::utf16::Utf16;
use super::zip::Zip;
use super::{DEEPEST, Found, Modified, Unpacked, WINDOW};

/// A container under way.
#[derive(Clone, Debug)]
pub struct Layer {
    container: Container,
    input: Input,
    found: Found,
    member: Option<Member>,
    depth: u8,
}

#[derive(Clone, Debug)]
enum Container {
    Gzip(Box<Gzip>),
    Zip(Box<Zip>),
    Utf16(Utf16),
    KustoResponse(Box<KustoResponse>),
}

impl Layer {
    /// The layer for a file that begins like this; `None` if it is plain, or packed too deep.
    pub fn sniff(name: &str, head: &[u8], depth: u8) -> Option<Layer> {
        let container = match head {
            _ if depth >= DEEPEST => return None,
            [0x1f, 0x8b, 8, ..] => Container::Gzip(Box::new(Gzip::new(name))),
            _ if Zip::is_archive(head) => Container::Zip(Box::new(Zip::new(name))),
            _ if KustoResponse::is_answer(head) => Container::KustoResponse(Box::new(KustoResponse::new(name))),
            _ => Container::Utf16(Utf16::sniff(name, head)?),
        };
        Some(Layer { container, input: Input::default(), found: Found::new(), member: None, depth })
    }

    /// What the container is.
    pub fn kind(&self) -> &'static str {
        match self.container {
            Container::Gzip(_) => "gzip",
            Container::Zip(_) => "a ZIP archive",
            Container::Utf16(_) => "UTF-16",
            Container::KustoResponse(_) => "a table of a query",
        }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    /// Takes note that there are no more bytes.
    pub fn end(&mut self) {
        self.input.end();
    }

    /// Whether no more bytes come.
    pub fn is_ended(&self) -> bool {
        self.input.is_all()
    }

    /// How many bytes were used.
    pub fn used(&self) -> u64 {
        self.input.position()
    }

    /// How many bytes a copy takes, beside a few hundred.
    pub fn footprint(&self) -> usize {
        let container = match &self.container {
            Container::Gzip(gzip) => gzip.footprint(),
            Container::Zip(zip) => zip.footprint(),
            Container::Utf16(_) => 0,
            Container::KustoResponse(tables) => tables.footprint(),
        };
        let member = self.member.as_ref().map_or(0, Member::footprint);
        container + self.input.rest().len() + footprint(&self.found) + member
    }

    /// The next chunk; the file that is open gives all it has before the container goes on.
    pub fn pull(&mut self) -> Option<Unpacked> {
        loop {
            if let Some(unpacked) = self.member.as_mut().and_then(Member::pull) {
                return Some(unpacked);
            }
            match self.found.pop_front() {
                Some(found) => {
                    if let Some(unpacked) = self.hand(found) {
                        return Some(unpacked);
                    }
                }
                None if !self.advance() => return None,
                None => {}
            }
        }
    }

    /// Hands what was found to the file that is open; gives it back if it is not for it.
    fn hand(&mut self, found: Unpacked) -> Option<Unpacked> {
        match (found, &mut self.member) {
            (Unpacked::Begin { name, modified }, member) => {
                *member = Some(Member::new(name, modified, self.depth + 1));
            }
            (Unpacked::Bytes(bytes), Some(member)) => member.push(bytes),
            (Unpacked::End, Some(member)) => member.end(),
            (Unpacked::Problem(text), Some(member)) => member.complain(text),
            (found, _) => return Some(found),
        }
        None
    }

    /// Lets the container go on; answers whether it could.
    fn advance(&mut self) -> bool {
        match &mut self.container {
            Container::Gzip(gzip) => gzip.advance(&mut self.input, &mut self.found),
            Container::Zip(zip) => zip.advance(&mut self.input, &mut self.found),
            Container::Utf16(text) => text.advance(&mut self.input, &mut self.found),
            Container::KustoResponse(tables) => tables.advance(&mut self.input, &mut self.found),
        }
    }
}

/// A file in a container.
#[derive(Clone, Debug)]
struct Member {
    state: MemberState,
    found: Found,
    /// When it was last saved, as its container says.
    modified: Option<Modified>,
}

#[derive(Clone, Debug)]
enum MemberState {
    /// Its beginning, as long as it is too short to tell.
    Undecided {
        name: String,
        head: Vec<u8>,
        depth: u8,
    },
    Plain,
    Packed(Box<Layer>),
    Over,
}

impl Member {
    fn new(name: String, modified: Option<Modified>, depth: u8) -> Member {
        Member { state: MemberState::Undecided { name, head: Vec::new(), depth }, found: Found::new(), modified }
    }

    fn push(&mut self, bytes: Vec<u8>) {
        match &mut self.state {
            MemberState::Undecided { head, .. } => {
                head.extend_from_slice(&bytes);
                if head.len() >= WINDOW {
                    self.decide();
                }
            }
            MemberState::Plain => self.found.push_back(Unpacked::Bytes(bytes)),
            MemberState::Packed(layer) => layer.push(&bytes),
            MemberState::Over => {}
        }
    }

    fn end(&mut self) {
        self.decide();
        match &mut self.state {
            MemberState::Packed(layer) => layer.end(),
            _ => {
                self.found.push_back(Unpacked::End);
                self.state = MemberState::Over;
            }
        }
    }

    /// Takes note of a problem with the file; after its end it is one of the container.
    fn complain(&mut self, text: String) {
        self.decide();
        self.found.push_back(Unpacked::Problem(text));
    }

    fn footprint(&self) -> usize {
        let state = match &self.state {
            MemberState::Undecided { head, .. } => head.len(),
            MemberState::Packed(layer) => layer.footprint(),
            MemberState::Plain | MemberState::Over => 0,
        };
        state + footprint(&self.found)
    }

    fn decide(&mut self) {
        let MemberState::Undecided { name, head, depth } = &mut self.state else { return };
        let (name, head) = (std::mem::take(name), std::mem::take(head));
        self.state = match Layer::sniff(&name, &head, *depth) {
            Some(mut layer) => {
                layer.push(&head);
                MemberState::Packed(Box::new(layer))
            }
            None => {
                self.found.push_back(Unpacked::Begin { name, modified: self.modified });
                self.found.extend((!head.is_empty()).then_some(Unpacked::Bytes(head)));
                MemberState::Plain
            }
        };
    }

    fn pull(&mut self) -> Option<Unpacked> {
        let inner = match &mut self.state {
            MemberState::Packed(layer) => layer.pull(),
            _ => None,
        };
        match inner {
            // What is in it is as old as itself, unless it says better.
            Some(Unpacked::Begin { name, modified }) => {
                Some(Unpacked::Begin { name, modified: modified.or(self.modified) })
            }
            inner => inner.or_else(|| self.found.pop_front()),
        }
    }
}

fn footprint(found: &Found) -> usize {
    let bytes = found.iter().map(|found| if let Unpacked::Bytes(bytes) = found { bytes.len() } else { 0 });
    bytes.sum()
}
