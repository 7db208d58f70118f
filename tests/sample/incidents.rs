//! The incidents of the story, each a short script: what an investigator should find.

use super::apps::Client;
use super::attempt::{Attempt, First, Second};
use super::codes;
use super::devices::{script, unknown_computer};
use super::moment::Moment;
use super::people::{Role, cast};
use super::places::{Source, city, home, hostile, hotel, mobile, office};
use super::record::{CONFIRMED, IMPOSSIBLE_TRAVEL, ODD_TOKEN, SPRAYED};
use super::story::Stage;
use std::sync::Arc;

const SPRAY_AGENT: &str = "python-requests/2.32.5";

/// Plays all incidents.
pub(super) fn play(stage: &mut Stage) {
    password_spray(stage);
    after_the_spray(stage);
    blocked_traveller(stage);
    leaked_password(stage);
    impossible_travel(stage);
    stolen_session(stage);
    pestered_user(stage);
    old_mail_clients(stage);
    device_codes(stage);
    devices_out_of_order(stage);
    emergency_account(stage);
}

/// Six addresses of one hosting firm try a handful of passwords on most accounts in one night; one account opens at the end.
fn password_spray(stage: &mut Stage) {
    let start = Moment::day(2026, 11, 12).at(1, 12, 40);
    let device = Arc::new(script(SPRAY_AGENT, "Python Requests 2.32"));
    let targets: Vec<usize> = (0..stage.tenant.people.len())
        .filter(|place| !matches!(stage.tenant.people[*place].role, Role::Guest | Role::Service | Role::Leaver))
        .collect();
    let mut time = start;
    for round in 0..12 {
        for target in &targets {
            time = time.later(stage.random.between(4, 14));
            let source = hostile(city::AMSTERDAM, 24 + stage.random.below(6) as u8);
            let session = stage.random.guid();
            let mut attempt = stage.usual(*target, "Microsoft Azure PowerShell", source, time, session);
            attempt.device = Arc::clone(&device);
            attempt.protocol = Some("ropc");
            attempt.first = First::WrongPassword;
            // Smart lockout steps in after ten wrong passwords.
            attempt.stop = (round >= 9 && target % 3 == 0).then_some(&codes::LOCKED);
            stage.play(&attempt);
        }
    }
    let session = stage.random.guid();
    let source = hostile(city::AMSTERDAM, 29);
    let mut attempt = stage.usual(cast::SPRAYED, "Microsoft Azure PowerShell", source, time.later(95), session);
    attempt.device = device;
    attempt.protocol = Some("ropc");
    attempt.first = First::Password;
    attempt.risk = &SPRAYED;
    stage.play(&attempt);
}

/// What the attacker does with the account: mail, files, and two tries at what needs a compliant device.
fn after_the_spray(stage: &mut Stage) {
    let device = Arc::new(unknown_computer(3));
    let session = stage.random.guid();
    let apps = [
        "OfficeHome",
        "One Outlook Web",
        "SharePoint Online",
        "Azure Portal",
        "Salesforce",
        "SharePoint Online",
        "Microsoft Graph Command Line Tools",
        "One Outlook Web",
        "One Outlook Web",
    ];
    let mut time = Moment::day(2026, 11, 12).at(6, 3, 11);
    for (number, app) in apps.into_iter().enumerate() {
        let mut attempt = stage.usual(cast::SPRAYED, app, hostile(city::AMSTERDAM, 29), time, session);
        attempt.device = Arc::clone(&device);
        attempt.first = if number == 0 { First::Password } else { First::Token };
        stage.play(&attempt);
        time = time.later(if number < 6 { stage.random.between(90, 700) } else { 86_400 });
    }
}

/// A traveller outside the allowed countries: right password, right device, blocked for three days.
fn blocked_traveller(stage: &mut Stage) {
    for day in [3, 4, 5] {
        for (hour, app) in [(5, "OfficeHome"), (8, "Microsoft Teams"), (14, "One Outlook Web")] {
            let time = Moment::day(2026, 11, day).at(hour, 10 + day * 3, 22);
            let session = stage.random.guid();
            let mut attempt = stage.usual(cast::TRAVELLER, app, hotel(city::ISTANBUL), time, session);
            attempt.first = First::Password;
            stage.play(&attempt);
        }
    }
}

/// Someone in Hanoi and Lagos has a password: the country policy stops it again and again, and nobody noticed.
fn leaked_password(stage: &mut Stage) {
    let device = Arc::new(unknown_computer(1));
    for number in 0..16 {
        let (at, last) = if number % 4 == 3 { (city::LAGOS, 141) } else { (city::HANOI, 90) };
        let time = Moment::day(2026, 10, 27).at(19, 5, 0).later(number * 50_423);
        let session = stage.random.guid();
        let app = ["One Outlook Web", "OfficeHome", "Azure Portal"][number as usize % 3];
        let mut attempt = stage.usual(cast::LEAKED, app, hostile(at, last), time, session);
        attempt.device = Arc::clone(&device);
        attempt.first = if number == 0 { First::WrongPassword } else { First::Password };
        attempt.second = Second::Ignore;
        stage.play(&attempt);
    }
}

/// London at lunch, Dallas 41 minutes later, with a claim of the second factor in the token.
fn impossible_travel(stage: &mut Stage) {
    let day = Moment::day(2026, 11, 17);
    let (source, session) = (office(city::LONDON, &mut stage.random), stage.random.guid());
    let before = stage.usual(cast::TELEPORTED, "OfficeHome", source, day.at(12, 50, 31), session);
    stage.play(&before);
    let session = stage.random.guid();
    let device = Arc::new(unknown_computer(0));
    for (minute, app) in [(31, "OfficeHome"), (33, "One Outlook Web"), (52, "SharePoint Online")] {
        let source = hostile(city::DALLAS, 201);
        let mut attempt = stage.usual(cast::TELEPORTED, app, source, day.at(13, minute, 9), session);
        attempt.device = Arc::clone(&device);
        attempt.risk = &IMPOSSIBLE_TRAVEL;
        stage.play(&attempt);
    }
}

/// One session id in two places: at home in Munich, and nine minutes later with another browser at a hosting firm.
fn stolen_session(stage: &mut Stage) {
    let day = Moment::day(2026, 11, 10);
    let session = stage.random.guid();
    let source = home(city::MUNICH, cast::REPLAYED, day.day_number());
    let mut attempt = stage.usual(cast::REPLAYED, "OfficeHome", source, day.at(9, 14, 50), session);
    attempt.first = First::Password;
    attempt.second = Second::Give;
    attempt.shows_interrupts = true;
    stage.play(&attempt);
    let device = Arc::new(unknown_computer(3));
    for (minute, app) in [(24, "One Outlook Web"), (26, "SharePoint Online"), (41, "One Outlook Web")] {
        let source = hostile(city::WASHINGTON, 77);
        let mut attempt = stage.usual(cast::REPLAYED, app, source, day.at(9, minute, 2), session);
        attempt.device = Arc::clone(&device);
        attempt.risk = &ODD_TOKEN;
        stage.play(&attempt);
    }
}

/// Seven approvals refused or ignored within nine minutes of a night, one given; then mail is read.
fn pestered_user(stage: &mut Stage) {
    let device = Arc::new(unknown_computer(1));
    let start = Moment::day(2026, 11, 14).at(2, 20, 4);
    let session = stage.random.guid();
    for number in 0..8 {
        let source = hostile(city::AMSTERDAM, 113);
        let time = start.later(number * 74);
        let mut attempt = stage.usual(cast::PESTERED, "OfficeHome", source, time, session);
        attempt.device = Arc::clone(&device);
        attempt.first = First::Password;
        attempt.risk = &CONFIRMED;
        attempt.is_flagged = number == 2;
        attempt.second = match number {
            7 => Second::Give,
            1 | 2 | 5 => Second::Decline,
            _ => Second::Ignore,
        };
        stage.play(&attempt);
    }
    for (minutes, app) in [(12, "One Outlook Web"), (15, "SharePoint Online"), (27, "One Outlook Web")] {
        let source = hostile(city::AMSTERDAM, 113);
        let mut attempt = stage.usual(cast::PESTERED, app, source, start.later(minutes * 60), session);
        attempt.device = Arc::clone(&device);
        stage.play(&attempt);
    }
}

/// Mail protocols of old: an attacker guesses over IMAP, an old program still tries POP.
fn old_mail_clients(stage: &mut Stage) {
    let guesser = Arc::new(script("BAV2ROPC", ""));
    for number in 0..42 {
        let person = (number * 5 % 30) as usize;
        let time = Moment::day(2026, 10, 31).at(3, 0, 0).later(number * 1733);
        let session = stage.random.guid();
        let mut attempt = stage.usual(person, "Office 365 Exchange Online", hostile(city::DALLAS, 180), time, session);
        attempt.device = Arc::clone(&guesser);
        attempt.client = Client::Legacy("IMAP4");
        attempt.first = First::WrongPassword;
        stage.play(&attempt);
    }
    for number in 0..14 {
        let (person, day) = (6, Moment::day(2026, 10, 21).later(number * 172_800));
        let source = home(stage.tenant.people[person].home, person, day.day_number());
        let session = stage.random.guid();
        let mut attempt = stage.usual(person, "Office 365 Exchange Online", source, day.at(7, 31, number), session);
        attempt.client = Client::Legacy("POP3");
        attempt.first = First::Password;
        stage.play(&attempt);
    }
}

/// A developer signs in to the command line with a device code each week; the report-only policy would stop it.
fn device_codes(stage: &mut Stage) {
    for (month, day) in [(10, 21), (10, 28), (11, 4), (11, 11), (11, 18)] {
        let time = Moment::day(2026, month, day).at(15, 4 + day, 40);
        let source = mobile(city::TORONTO, &mut stage.random);
        let session = stage.random.guid();
        let mut attempt = stage.usual(cast::DEVELOPER, "Microsoft Azure CLI", source, time, session);
        attempt.app = Arc::clone(stage.tenant.app("Microsoft Azure CLI"));
        attempt.protocol = Some("deviceCode");
        attempt.first = First::Password;
        attempt.second = Second::Give;
        stage.play(&attempt);
    }
}

/// Computers that missed an update: sensitive applications refuse them for a morning.
fn devices_out_of_order(stage: &mut Stage) {
    for (number, person) in [0, 7, 9, 15, 21, 27].into_iter().enumerate() {
        let person = &stage.tenant.people[person];
        let mut device = person.computer().as_ref().clone();
        device.is_compliant = Some(false);
        let device = Arc::new(device);
        let (number_of_person, office_of_person) = (person.number, person.office());
        for attempt_number in 0..3 {
            let time = Moment::day(2026, 11, 6).at(9 + number as i64, 5 + attempt_number * 4, 18);
            let source = office(office_of_person, &mut stage.random);
            let session = stage.random.guid();
            let app = if number.is_multiple_of(2) { "Salesforce" } else { "Contoso Payroll" };
            let mut attempt: Attempt = stage.usual(number_of_person, app, source, time, session);
            attempt.device = Arc::clone(&device);
            stage.play(&attempt);
        }
    }
}

/// The emergency account is used once, on a Sunday, from a home: someone should ask why.
fn emergency_account(stage: &mut Stage) {
    let time = Moment::day(2026, 11, 8).at(21, 47, 3);
    let source: Source = home(city::LONDON, cast::EMERGENCY, time.day_number());
    let session = stage.random.guid();
    let mut attempt = stage.usual(cast::EMERGENCY, "Microsoft Graph Command Line Tools", source, time, session);
    attempt.first = First::Password;
    stage.play(&attempt);
}
