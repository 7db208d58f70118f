//! The sample says what it promises: the same bytes each time, well-formed files, records that agree with themselves, no real data.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;
mod records;
mod story;

use signscope_sample::{Form, Generator, Profile, SignIn};
use std::sync::OnceLock;

fn the_story() -> &'static [SignIn] {
    static STORY: OnceLock<Vec<SignIn>> = OnceLock::new();
    STORY.get_or_init(signscope_sample::story)
}

fn large(records: usize) -> Generator {
    Generator::new(7, records, Profile::LARGE)
}

fn file(form: Form, records: impl Iterator<Item = SignIn>) -> Vec<u8> {
    form.chunks(records).flatten().collect()
}
