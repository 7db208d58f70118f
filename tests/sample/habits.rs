//! Everyday life: when people work, from where, with which application, and the small mishaps that fill every real log.

use super::apps::{Client, NEW_APP};
use super::attempt::{Attempt, First, Second};
use super::codes;
use super::guid::Guid;
use super::moment::Moment;
use super::people::{Method, Person, Role, cast};
use super::places::{Source, city, home, hotel, mobile, office};
use super::record::{NO_RISK, SETTLED};
use super::story::Stage;
use std::sync::Arc;

/// Plays every day from `oldest` to `newest` for every person.
pub(super) fn play(stage: &mut Stage, oldest: Moment, newest: Moment) {
    let people = stage.tenant.people.clone();
    let first_day = oldest.day_number();
    for day in first_day..=newest.day_number() {
        let midnight = Moment(0).later(day * 86_400);
        let days_left = newest.day_number() - day;
        for person in &people {
            match person.role {
                Role::Service => machine_day(stage, person, midnight),
                Role::Leaver => leaver_day(stage, person, midnight),
                Role::Guest => guest_day(stage, person, midnight),
                _ => working_day(stage, person, midnight, days_left),
            }
        }
    }
}

/// Applications of a role, with a weight each.
fn applications(role: Role) -> &'static [(&'static str, u64)] {
    const OFFICE_WORK: &[(&str, u64)] = &[
        ("OfficeHome", 26),
        ("Microsoft Teams", 24),
        ("One Outlook Web", 14),
        ("Microsoft Office", 12),
        ("SharePoint Online", 12),
        ("Office 365 Exchange Online", 8),
        ("Microsoft Teams Web Client", 4),
        ("My Apps", 3),
        ("Salesforce", 9),
        ("Contoso Expenses", 4),
        ("Contoso Payroll", 3),
        ("ServiceNow", 5),
        ("Fabrikam Travel", 2),
    ];
    const ADMINISTRATION: &[(&str, u64)] = &[
        ("Azure Portal", 30),
        ("Microsoft Graph Command Line Tools", 8),
        ("Microsoft Azure PowerShell", 5),
        ("OfficeHome", 18),
        ("Microsoft Teams", 20),
        ("One Outlook Web", 12),
        ("ServiceNow", 8),
    ];
    const DEVELOPMENT: &[(&str, u64)] = &[
        ("Azure Portal", 16),
        ("Microsoft Azure CLI", 14),
        ("Microsoft Teams", 24),
        ("One Outlook Web", 14),
        ("OfficeHome", 14),
        ("ServiceNow", 5),
    ];
    match role {
        Role::Administrator => ADMINISTRATION,
        Role::Developer => DEVELOPMENT,
        _ => OFFICE_WORK,
    }
}

/// Where a person works on a day; now and then they travel for some days, from Canada to Seattle, from Europe to Paris.
fn workplace(stage: &mut Stage, person: &Person, midnight: Moment) -> (Source, bool) {
    let day = midnight.day_number();
    let journey = (day / 4 + person.number as i64 * 7) % 31;
    if journey == 0 {
        let at = if person.office() == city::TORONTO { city::SEATTLE } else { city::PARIS };
        return (hotel(at), true);
    }
    if stage.random.chance(560) {
        (office(person.office(), &mut stage.random), false)
    } else {
        (home(person.home, person.number, day), false)
    }
}

fn working_day(stage: &mut Stage, person: &Arc<Person>, midnight: Moment, days_left: i64) {
    let away = if midnight.is_weekend() { 900 } else { 60 };
    if stage.random.chance(away) || is_abroad(person, midnight) {
        return;
    }
    let (source, is_journey) = workplace(stage, person, midnight);
    let offset = source.place.utc_offset_hours * 3600;
    let start = 7 * 3600 + (person.number as i64 % 5) * 1200 + stage.random.between(0, 3600);
    let session = stage.random.guid();
    let count = if midnight.is_weekend() { 2 } else { stage.random.between(3, 7) };
    let length = 9 * 3600 + (person.number as i64 % 3) * 1800;
    for number in 0..count {
        let second = if number == 0 { start } else { start + stage.random.between(600, length) };
        let time = midnight.later(second - offset);
        let attempt = work(stage, person, source, time, session, number == 0);
        mishap(stage, &attempt);
        stage.play(&attempt);
    }
    if stage.random.chance(450) {
        evening(stage, person, source, midnight.later(start + length + 3600 - offset), is_journey);
    }
    if days_left < 3 && person.number % 6 == 1 {
        new_application(stage, person, source, midnight.later(13 * 3600 - offset), session);
    }
}

/// The days of the journey that the incident of the blocked traveller tells.
fn is_abroad(person: &Person, midnight: Moment) -> bool {
    person.number == cast::TRAVELLER && (Moment::day(2026, 11, 2)..=Moment::day(2026, 11, 6)).contains(&midnight)
}

/// One sign-in of a working day. The first of the day asks for the password more often.
fn work(
    stage: &mut Stage,
    person: &Arc<Person>,
    source: Source,
    time: Moment,
    session: Guid,
    is_first: bool,
) -> Attempt {
    let choices = applications(person.role);
    let weights: Vec<u64> = choices.iter().map(|(_, weight)| *weight).collect();
    let name = if is_first { "OfficeHome" } else { choices[stage.random.weighted(&weights)].0 };
    let mut attempt = Attempt::usual(person, stage.tenant.app(name), person.computer(), source, time, session);
    if person.method == Method::Passkey && stage.random.chance(500) {
        attempt.first = First::Passkey;
    } else if stage.random.chance(if is_first { 380 } else { 90 }) {
        attempt.first = First::Password;
        attempt.second = Second::Give;
        attempt.shows_interrupts = stage.random.chance(700);
    }
    if source.trusted.is_none() && attempt.first == First::Password && stage.random.chance(25) {
        attempt.risk = &SETTLED;
    }
    attempt
}

/// What goes wrong before an ordinary sign-in: a typing mistake, a missing session, an unanswered prompt, an expired password.
fn mishap(stage: &mut Stage, attempt: &Attempt) {
    let mut before = Attempt { shows_interrupts: false, risk: &NO_RISK, ..attempt.clone() };
    before.first = First::Password;
    match stage.random.below(1000) {
        0..25 => {
            before.first = First::WrongPassword;
            for _ in 0..stage.random.between(1, 2) {
                before.time = before.time.later(-stage.random.between(60, 95));
                stage.play(&before);
            }
            return;
        }
        25..65 => before.stop = Some(&codes::NO_SESSION),
        65..69 => before.stop = Some(&codes::EXPIRED_PASSWORD),
        69..81 => before.second = Second::Ignore,
        _ => return,
    }
    before.time = before.time.later(-stage.random.between(60, 200));
    stage.play(&before);
}

/// Mail on the phone in the evening; a few phones still use Exchange ActiveSync, which a policy blocks.
fn evening(stage: &mut Stage, person: &Arc<Person>, daytime: Source, from: Moment, is_journey: bool) {
    let source = if is_journey {
        daytime
    } else if stage.random.chance(500) {
        mobile(person.home, &mut stage.random)
    } else {
        home(person.home, person.number, from.day_number())
    };
    let time = from.later(stage.random.between(0, 9000));
    let session = stage.random.guid();
    let app = stage.tenant.app(if stage.random.chance(700) { "Outlook Mobile" } else { "Microsoft Teams" });
    let mut attempt = Attempt::usual(person, app, person.phone(), source, time, session);
    if person.number % 13 == 5 {
        attempt = Attempt::usual(
            person,
            stage.tenant.app("Office 365 Exchange Online"),
            person.phone(),
            source,
            time,
            session,
        );
        attempt.client = Client::Legacy("Exchange ActiveSync");
        attempt.first = First::Password;
    }
    stage.play(&attempt);
}

/// The application that is new in the last days: consent is missing at first, then it works.
fn new_application(stage: &mut Stage, person: &Arc<Person>, source: Source, time: Moment, session: Guid) {
    let mut attempt = Attempt::usual(person, stage.tenant.app(NEW_APP), person.computer(), source, time, session);
    attempt.stop = Some(&codes::NO_CONSENT);
    stage.play(&attempt);
    attempt.stop = None;
    attempt.time = time.later(stage.random.between(40, 900));
    stage.play(&attempt);
}

/// Guests come now and then, from their own company's city, and always give a second factor.
fn guest_day(stage: &mut Stage, person: &Arc<Person>, midnight: Moment) {
    if midnight.is_weekend() || stage.random.chance(450) {
        return;
    }
    let source = home(person.home, person.number, midnight.day_number());
    let session = stage.random.guid();
    let count = stage.random.between(1, 3);
    for number in 0..count {
        let app = stage.tenant.app(["SharePoint Online", "Microsoft Teams", "Contoso Expenses"][number as usize % 3]);
        let time = midnight.later(stage.random.between(8 * 3600, 16 * 3600));
        let mut attempt = Attempt::usual(person, app, person.computer(), source, time, session);
        attempt.first = First::Password;
        attempt.second = if number == 0 { Second::Give } else { Second::Claim };
        attempt.shows_interrupts = number == 0;
        attempt.stop = (app.name == "Contoso Expenses").then_some(&codes::NOT_ASSIGNED);
        stage.play(&attempt);
    }
}

/// The scanner sends mail with a password all day; directory synchronisation signs in each night.
fn machine_day(stage: &mut Stage, person: &Arc<Person>, midnight: Moment) {
    let (app, client, count) = match person.number {
        cast::SCANNER => ("Office 365 Exchange Online", Some("Authenticated SMTP"), stage.random.between(4, 9)),
        cast::SYNCHRONISATION => ("Microsoft Azure Active Directory Connect", None, 2),
        _ => return,
    };
    for _ in 0..count {
        let source = office(city::LONDON, &mut stage.random);
        let time = midnight.later(stage.random.between(7 * 3600, 18 * 3600));
        let session = stage.random.guid();
        let mut attempt = Attempt::usual(person, stage.tenant.app(app), person.computer(), source, time, session);
        attempt.first = First::Password;
        if let Some(name) = client {
            attempt.client = Client::Legacy(name);
        }
        stage.play(&attempt);
    }
}

/// The former employee's phone still asks for mail.
fn leaver_day(stage: &mut Stage, person: &Arc<Person>, midnight: Moment) {
    if stage.random.chance(500) {
        return;
    }
    let source = home(person.home, person.number, 0);
    let time = midnight.later(stage.random.between(6 * 3600, 22 * 3600));
    let session = stage.random.guid();
    let mut attempt = Attempt::usual(person, stage.tenant.app("Outlook Mobile"), person.phone(), source, time, session);
    attempt.stop = Some(&codes::DISABLED);
    stage.play(&attempt);
}
