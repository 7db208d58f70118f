//! The bytes a container has been given and has not used yet.

/// Bytes come in at the end and are used from the beginning.
#[derive(Clone, Debug, Default)]
pub struct Input {
    bytes: Vec<u8>,
    used: usize,
    /// Where the first of the bytes kept lies in the container.
    offset: u64,
    is_all: bool,
}

impl Input {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.used);
        self.offset += self.used as u64;
        self.used = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Takes note that there are no more.
    pub fn end(&mut self) {
        self.is_all = true;
    }

    /// Whether no more bytes come after the rest.
    pub fn is_all(&self) -> bool {
        self.is_all
    }

    /// The bytes not used yet.
    pub fn rest(&self) -> &[u8] {
        &self.bytes[self.used..]
    }

    /// Uses the next bytes: so many of the rest, or all of it if it has fewer.
    pub fn skip(&mut self, len: usize) {
        self.used = self.bytes.len().min(self.used + len);
    }

    /// Uses up the rest.
    pub fn skip_all(&mut self) {
        self.used = self.bytes.len();
    }

    /// How many bytes were used, which is where the rest begins in the container.
    pub fn position(&self) -> u64 {
        self.offset + self.used as u64
    }
}
