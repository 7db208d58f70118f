//! How much may come out of a container: what is more than any log is stopped, what is unusual is asked about first.

/// Where unpacking stops.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A file in a container may have so many bytes.
    pub bytes: u64,
    /// So many files of a container are read.
    pub files: u64,
    /// A file may have so many times as many bytes as it takes in the container.
    pub times: u64,
}

impl Default for Limits {
    /// A file larger than this would fill any disk. A single layer of deflate never packs more than 1,032:1: what is
    /// packed this tightly was made to be.
    fn default() -> Limits {
        Limits { bytes: 64 << 30, files: 20_000, times: 2000 }
    }
}

impl Limits {
    /// Those for what was unpacked before, so that it was found to be not too much.
    pub fn of_replay(self) -> Limits {
        Limits { bytes: u64::MAX, times: u64::MAX, ..self }
    }

    /// Why a file cannot be a log that has so many bytes and takes so many in its container.
    pub fn excess(&self, used: u64, written: u64) -> Option<String> {
        if written > self.bytes {
            let most = self.bytes >> 30;
            return Some(format!(
                "It unpacks to more than {most} GiB. Unpacking was stopped; the bytes before were read."
            ));
        }
        (written / self.times > used).then(|| {
            "It unpacks to more than 2,000 times its size, as no log does. Unpacking was stopped; the bytes before were \
             read."
                .to_owned()
        })
    }

    /// The words for files that were left out since there are too many.
    pub fn too_many(&self, left_out: u64) -> String {
        let (read, all) = (self.files, self.files + left_out);
        format!(
            "It holds {all} files, of which the first {read} were read and {left_out} were left out. Unpack it and open \
             the others in parts."
        )
    }
}

/// A container of logs does not unpack to more than this many bytes,
const USUAL_BYTES: u64 = 4 << 30;
/// and not to so many times its size: JSON is packed 20 to 40 times.
const USUAL_TIMES: u64 = 100;
/// So little is unpacked in a moment, however tightly it is packed.
const LITTLE: u64 = 16 << 20;

/// Knows when to ask whether to go on.
#[derive(Clone, Copy, Debug)]
pub struct Caution {
    bytes: u64,
    times: u64,
}

impl Default for Caution {
    fn default() -> Caution {
        Caution { bytes: USUAL_BYTES, times: USUAL_TIMES }
    }
}

impl Caution {
    /// Whether to ask now, when so many bytes of a container have become so many.
    pub fn asks(&self, used: u64, written: u64) -> bool {
        written > self.bytes || (written > LITTLE && written / self.times > used)
    }

    /// Takes note of the answer that it may go on: it asks again when it is twice as much, or more than is usual.
    pub fn go_on(&mut self, written: u64) {
        *self = Caution { bytes: written.saturating_mul(2).max(USUAL_BYTES), times: u64::MAX };
    }
}
