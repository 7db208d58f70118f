//! The steps of authentication a record lists, in the words the log has for them.

use super::attempt::First;
use super::codes::Code;
use super::moment::Moment;
use super::people::{Method, Person};
use super::record::{Mfa, SignIn, Step};
use std::borrow::Cow;

/// Result of a step whose second factor is a claim in the token.
pub const CLAIM: &str = "MFA requirement satisfied by claim in the token";
/// Result of a second factor that was given.
pub const COMPLETED: &str = "MFA successfully completed";

/// The step of a first factor that was satisfied.
pub fn first(record: &SignIn, factor: First) -> Step {
    match factor {
        First::Password => password(record.time, true),
        First::WrongPassword => password(record.time, false),
        First::Token => token(record.time),
        First::Passkey => {
            let is_windows = record.device.operating_system == "Windows 11";
            satisfied(record.time, if is_windows { "Windows Hello for Business" } else { "Passkey" }, "")
        }
    }
}

/// The step of a password that was not accepted, for the reason the code gives.
pub fn refused_password(time: Moment, code: &Code) -> Step {
    let result = match code.number {
        50053 => "The account is locked",
        50057 => "The account is disabled",
        _ => "Invalid username or password",
    };
    Step { result, ..password(time, false) }
}

/// The step of a password, right or wrong.
pub fn password(time: Moment, right: bool) -> Step {
    Step {
        time,
        method: "Password",
        detail: "Password in the cloud".into(),
        succeeded: right,
        result: if right { "Correct password" } else { "Invalid username or password" },
        is_second: false,
    }
}

/// The step of a first factor that a token stands for.
pub fn token(time: Moment) -> Step {
    satisfied(time, "Previously satisfied", "First factor requirement satisfied by claim in the token")
}

/// The step of a second factor that a token stands for.
pub fn claim(time: Moment) -> Step {
    Step { is_second: true, ..satisfied(time, "Previously satisfied", CLAIM) }
}

/// The step of a second factor of the user's own method.
pub fn second(record: &SignIn, succeeded: bool, result: &'static str) -> Step {
    let Mfa { method, detail } = mfa(&record.person);
    Step { time: record.time, method, detail, succeeded, result, is_second: true }
}

/// The user's second factor as `mfaDetail` has it.
pub fn mfa(person: &Person) -> Mfa {
    let (method, detail): (_, Cow<'static, str>) = match person.method {
        Method::Push => ("Mobile app notification", "".into()),
        Method::Code => ("OATH verification code", "".into()),
        Method::Text => ("Text message", format!("+44 XXXXXXXX{:02}", person.phone_digits).into()),
        Method::Passkey => ("Passkey (device-bound)", "".into()),
    };
    Mfa { method, detail }
}

/// Result of a second factor that was not given.
pub fn refusal(person: &Person, declined: bool) -> &'static str {
    match person.method {
        Method::Text | Method::Code => "MFA denied; invalid verification code",
        _ if declined => "MFA denied; user declined the authentication",
        _ => "MFA denied; user did not respond to mobile app notification",
    }
}

fn satisfied(time: Moment, method: &'static str, result: &'static str) -> Step {
    Step { time, method, detail: "".into(), succeeded: true, result, is_second: false }
}
