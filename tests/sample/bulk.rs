//! A tenant of any size without a script: attempts drawn at random, with the same kinds of failure the story has.

use super::apps::Client;
use super::attempt::{Attempt, First, Second};
use super::codes::{self, Code};
use super::devices::{Device, unknown_computer};
use super::guid::Guid;
use super::moment::{Moment, SECOND};
use super::people::{Method, Person, Role};
use super::places::{city, home, hostile, mobile, office};
use super::random::Random;
use super::record::{IMPOSSIBLE_TRAVEL, SETTLED, SignIn};
use super::story::{DAYS, NEWEST};
use super::tenant::Tenant;
use std::collections::VecDeque;
use std::sync::Arc;

/// The tenant and the time the next attempt ends.
pub(super) struct Bulk {
    tenant: Tenant,
    random: Random,
    stranger: Arc<Device>,
    /// Time of the last record of the next attempt, going back.
    cursor: Moment,
    /// Mean time between two attempts, in 100-nanosecond steps.
    step: i64,
    /// Records drawn and not given yet, newest first. An attempt spans less than a minute, so this stays short.
    waiting: VecDeque<SignIn>,
}

/// What the mean step is multiplied by so that the records cover the thirty days but for one or two: an attempt leaves about 1.2 records,
/// and the steps drawn are on average a little shorter than the mean step.
const STRETCH: f64 = 1.4;

impl Bulk {
    /// A tenant whose `records` newest records cover about thirty days.
    pub fn new(seed: u64, records: usize, users: usize, apps: usize, policies: usize) -> Bulk {
        let mut random = Random::new(seed);
        let tenant = Tenant::bulk(users, apps, policies, &mut random);
        let span = (DAYS * 86_400 * SECOND) as f64;
        let step = (span * STRETCH / records.max(1) as f64) as i64;
        Bulk {
            tenant,
            random,
            stranger: Arc::new(unknown_computer(1)),
            cursor: NEWEST,
            step: step.max(1),
            waiting: VecDeque::new(),
        }
    }

    /// The next older record.
    pub fn next_record(&mut self) -> SignIn {
        loop {
            // Attempts still to come end at the cursor or before it, so a record as new as the cursor has its turn.
            if self.waiting.front().is_some_and(|record| record.time >= self.cursor)
                && let Some(record) = self.waiting.pop_front()
            {
                return record;
            }
            self.draw();
        }
    }

    /// Plays the next attempt into the waiting records.
    fn draw(&mut self) {
        let attempt = self.attempt();
        let mut records = Vec::with_capacity(4);
        self.tenant.play(&attempt, &mut self.random, &mut records);
        for record in records {
            let at = self.waiting.partition_point(|waiting| waiting.time > record.time);
            self.waiting.insert(at, record);
        }
        // Nights and weekends are quieter: time runs faster through them.
        let local = self.cursor.later(3600);
        let is_quiet = local.is_weekend() || !(6..19).contains(&(local.second_of_day() / 3600));
        let pace = if is_quiet { 3 } else { 1 };
        self.cursor = Moment(self.cursor.0 - self.random.between(0, self.step * pace));
    }

    fn attempt(&mut self) -> Attempt {
        let random = &mut self.random;
        let person = &self.tenant.people[random.early_place(self.tenant.people.len())];
        let app = &self.tenant.apps[random.early_place(self.tenant.apps.len())];
        let device = if random.chance(780) { person.computer() } else { person.phone() };
        let source = match random.weighted(&[50, 38, 12]) {
            0 if person.role != Role::Guest => office(person.office(), random),
            1 => home(person.home, person.number, self.cursor.day_number()),
            _ => mobile(person.home, random),
        };
        let session = session(person, self.cursor);
        let mut attempt = Attempt::usual(person, app, device, source, self.cursor, session);
        if person.method == Method::Passkey && random.chance(400) {
            attempt.first = First::Passkey;
        } else if random.chance(280) {
            attempt.first = First::Password;
            attempt.second = if random.chance(900) { Second::Give } else { Second::Claim };
            attempt.shows_interrupts = random.chance(600);
        }
        trouble(&mut attempt, &self.stranger, random);
        if SPRAY_NIGHT.contains(&self.cursor) && random.chance(600) {
            spray(&mut attempt, random);
        }
        attempt
    }
}

/// One session a person and day.
fn session(person: &Person, time: Moment) -> Guid {
    Random::new((person.number as u64) << 24 ^ time.day_number() as u64).guid()
}

/// The hour in which a password spray runs through the tenant.
const SPRAY_NIGHT: std::ops::Range<Moment> =
    Moment::day(2026, 11, 12).at(1, 0, 0)..Moment::day(2026, 11, 12).at(2, 0, 0);

/// Makes an attempt one of the spray's.
fn spray(attempt: &mut Attempt, random: &mut Random) {
    attempt.source = hostile(city::AMSTERDAM, 24 + random.below(6) as u8);
    attempt.first = if random.chance(10) { First::Password } else { First::WrongPassword };
    attempt.second = Second::Ignore;
    attempt.protocol = Some("ropc");
    attempt.stop = None;
}

/// What goes wrong in about one attempt of nine.
fn trouble(attempt: &mut Attempt, stranger: &Arc<Device>, random: &mut Random) {
    const STOPS: [&Code; 6] = [
        &codes::NO_SESSION,
        &codes::EXPIRED_PASSWORD,
        &codes::NOT_ASSIGNED,
        &codes::LOCKED,
        &codes::NO_CONSENT,
        &codes::DISABLED,
    ];
    match random.below(1000) {
        0..45 => attempt.first = First::WrongPassword,
        45..75 => attempt.stop = Some(STOPS[random.early_place(STOPS.len())]),
        75..87 => (attempt.first, attempt.second) = (First::Password, Second::Ignore),
        87..92 => (attempt.first, attempt.second) = (First::Password, Second::Decline),
        92..104 => {
            let at = [city::HANOI, city::LAGOS, city::ISTANBUL, city::AMSTERDAM][random.place(4)];
            attempt.source = hostile(at, 1 + random.below(250) as u8);
            attempt.device = Arc::clone(stranger);
            attempt.first = if random.chance(800) { First::WrongPassword } else { First::Password };
        }
        104..109 => {
            attempt.client = Client::Legacy(["IMAP4", "Authenticated SMTP", "Exchange ActiveSync"][random.place(3)]);
            attempt.first = First::Password;
        }
        109..111 => attempt.protocol = Some("deviceCode"),
        111..114 => attempt.risk = &SETTLED,
        114..115 => attempt.risk = &IMPOSSIBLE_TRAVEL,
        _ => {}
    }
}
