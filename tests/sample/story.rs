//! The story behind "Try with sample data": thirty days of a company of forty, with attacks, mistakes and half-finished policies in it.

use super::attempt::Attempt;
use super::form::Form;
use super::guid::Guid;
use super::moment::Moment;
use super::people::cast;
use super::places::home;
use super::random::Random;
use super::record::SignIn;
use super::tenant::Tenant;
use super::{habits, incidents};
use std::cmp::Reverse;

/// Time of the newest record.
pub const NEWEST: Moment = Moment::day(2026, 11, 19).at(22, 41, 7);
/// Days the story lasts.
pub const DAYS: i64 = 30;
/// Name the portal would give the file.
pub const STORY_FILE_NAME: &str = "InteractiveSignIns_2026-10-20_2026-11-19.json";

/// A little more than a record of the story has in JSON, so that the file is written without moving it.
const BYTES_A_RECORD: usize = 8800;
const SEED: u64 = 0x5163_5c09_e000_0001;

/// All records of the story, newest first.
pub fn story() -> Vec<SignIn> {
    story_of(SEED)
}

/// The story as the portal's JSON download: one array of some tens of megabytes.
pub fn story_file() -> Vec<u8> {
    let records = story();
    let mut file = Vec::with_capacity(records.len() * BYTES_A_RECORD);
    for chunk in Form::PortalJson.chunks(records.into_iter()) {
        file.extend_from_slice(&chunk);
    }
    file
}

/// The story with other ids and other chances of everyday life; the script stays the same.
pub(super) fn story_of(seed: u64) -> Vec<SignIn> {
    let mut random = Random::new(seed);
    let tenant = Tenant::story(&mut random);
    let oldest = NEWEST.later(-DAYS * 86_400);
    let mut stage = Stage { tenant, random, records: Vec::with_capacity(8000) };
    habits::play(&mut stage, oldest, NEWEST);
    incidents::play(&mut stage);
    stage.records.retain(|record| record.time >= oldest && record.time < NEWEST);
    last_sign_in(&mut stage);
    let mut records = stage.records;
    records.sort_by_key(|record| Reverse(record.time));
    records
}

/// The record that closes the story at exactly [`NEWEST`].
fn last_sign_in(stage: &mut Stage) {
    let source = home(stage.tenant.people[cast::LATE_WORKER].home, cast::LATE_WORKER, NEWEST.day_number());
    let session = stage.random.guid();
    let attempt = stage.usual(cast::LATE_WORKER, "Microsoft Teams", source, NEWEST, session);
    stage.play(&attempt);
    if let Some(record) = stage.records.last_mut() {
        record.time = NEWEST;
        record.steps.iter_mut().for_each(|step| step.time = NEWEST);
    }
}

/// The tenant, the chances and what has been recorded so far.
pub(super) struct Stage {
    /// The tenant.
    pub tenant: Tenant,
    /// The chances.
    pub random: Random,
    /// Records so far, in no order.
    pub records: Vec<SignIn>,
}

impl Stage {
    /// Plays an attempt and keeps its records.
    pub fn play(&mut self, attempt: &Attempt) {
        self.tenant.play(attempt, &mut self.random, &mut self.records);
    }

    /// An attempt of a person, by place in the cast, with their computer and a good token.
    pub fn usual(
        &self,
        person: usize,
        app: &str,
        source: super::places::Source,
        time: Moment,
        session: Guid,
    ) -> Attempt {
        let person = &self.tenant.people[person];
        Attempt::usual(person, self.tenant.app(app), person.computer(), source, time, session)
    }
}
