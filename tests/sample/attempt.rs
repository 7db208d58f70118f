//! One attempt to sign in, and the records it leaves: result, steps and policies always agree because they all come from here.

use super::apps::{App, Client};
use super::codes::{self, Code, FirstFactor};
use super::devices::Device;
use super::guid::Guid;
use super::moment::{Moment, SECOND};
use super::people::{Method, Person};
use super::places::Source;
use super::policies::Grant;
use super::random::Random;
use super::record::{NO_RISK, Risk, SignIn};
use super::steps;
use super::tenant::Tenant;
use super::verdict::{Facts, Proof, Verdict};
use std::sync::Arc;

/// The first factor of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// The right password.
    Password,
    /// A wrong password.
    WrongPassword,
    /// A session or token that is still good.
    Token,
    /// A passkey, or Windows Hello: also a second factor.
    Passkey,
}

/// What happens when a second factor is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// The token says it was given before.
    Claim,
    /// The user gives it.
    Give,
    /// The user declines.
    Decline,
    /// The user does not answer.
    Ignore,
    /// The user has none.
    Absent,
}

/// One attempt.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The user.
    pub person: Arc<Person>,
    /// The application.
    pub app: Arc<App>,
    /// The device.
    pub device: Arc<Device>,
    /// Where from.
    pub source: Source,
    /// How.
    pub client: Client,
    /// Time of the last record; earlier records of the same attempt come some seconds before.
    pub time: Moment,
    /// First factor.
    pub first: First,
    /// Second factor.
    pub second: Second,
    /// A code the attempt ends with before any policy is asked.
    pub stop: Option<&'static Code>,
    /// Risk.
    pub risk: &'static Risk,
    /// Session the attempt belongs to.
    pub session: Guid,
    /// Protocol, when it is not the application's own.
    pub protocol: Option<&'static str>,
    /// The interrupts before the result are in the log, too: the second factor asked for, "Stay signed in?".
    pub shows_interrupts: bool,
    /// The user reported the attempt.
    pub is_flagged: bool,
}

impl Attempt {
    /// An attempt as most are: a token that is still good, no risk.
    pub fn usual(
        person: &Arc<Person>,
        app: &Arc<App>,
        device: &Arc<Device>,
        source: Source,
        time: Moment,
        session: Guid,
    ) -> Attempt {
        Attempt {
            person: Arc::clone(person),
            app: Arc::clone(app),
            device: Arc::clone(device),
            source,
            client: if device.is_mobile && app.is_office { Client::Modern } else { app.client },
            time,
            first: First::Token,
            second: Second::Claim,
            stop: None,
            risk: &NO_RISK,
            session,
            protocol: None,
            shows_interrupts: false,
            is_flagged: false,
        }
    }

    fn facts(&self, proof: Proof) -> Facts<'_> {
        Facts {
            person: &self.person,
            app: &self.app,
            device: &self.device,
            source: &self.source,
            client: self.client,
            is_risky: self.risk.is_raised(),
            is_device_code: self.protocol == Some("deviceCode"),
            proof,
        }
    }

    /// The second factor before the user is asked for it.
    fn proof_so_far(&self) -> Proof {
        match (self.first, self.second) {
            // Legacy protocols carry a password and nothing else.
            _ if matches!(self.client, Client::Legacy(_)) => Proof::Missing,
            (First::Passkey, _) => Proof::Resistant,
            (_, Second::Claim) if self.person.method == Method::Passkey => Proof::Resistant,
            (_, Second::Claim) => Proof::Given,
            _ => Proof::Missing,
        }
    }
}

impl Tenant {
    /// Plays an attempt and appends its records, oldest first.
    pub fn play(&self, attempt: &Attempt, random: &mut Random, out: &mut Vec<SignIn>) {
        let base = self.base(attempt, random);
        if let Some(code) = attempt.stop {
            return out.push(self.stopped(base, code));
        }
        if attempt.first == First::WrongPassword {
            return out.push(self.stopped(base, &codes::WRONG_PASSWORD));
        }
        let proof = attempt.proof_so_far();
        let verdicts = self.verdicts(attempt, proof);
        let fails = |grant| verdicts.iter().any(|verdict| verdict.fails(grant));
        if fails(Grant::Block) {
            out.push(refused(base, attempt, verdicts, &codes::BLOCKED));
        } else if fails(Grant::CompliantDevice) {
            out.push(refused(base, attempt, verdicts, &codes::NOT_COMPLIANT));
        } else if fails(Grant::Mfa) {
            self.ask_for_second(base, attempt, verdicts, random, out);
        } else {
            let needs_mfa = verdicts.iter().any(|verdict| verdict.demands(Grant::Mfa));
            self.stay_signed_in(&base, attempt, &verdicts, needs_mfa, random, out);
            out.push(succeeded(base, attempt, verdicts, needs_mfa));
        }
    }

    /// What all records of the attempt have in common.
    fn base(&self, attempt: &Attempt, random: &mut Random) -> SignIn {
        // Most of the log's times are whole seconds; some carry the full fraction.
        let fraction = if random.chance(250) { random.between(0, SECOND - 1) } else { 0 };
        SignIn {
            id: random.guid(),
            correlation_id: random.guid(),
            session_id: Some(attempt.session),
            token: random.guid(),
            time: Moment(attempt.time.0 - fraction),
            person: Arc::clone(&attempt.person),
            app: Arc::clone(&attempt.app),
            device: Arc::clone(&attempt.device),
            source: attempt.source,
            client: attempt.client,
            protocol: attempt.protocol.unwrap_or(match attempt.client {
                Client::Legacy(_) => "none",
                _ => attempt.app.protocol,
            }),
            is_device_code: attempt.protocol == Some("deviceCode"),
            has_primary_token: attempt.first == First::Token && !attempt.device.trust.is_empty(),
            code: &codes::SUCCESS,
            detail: "",
            needs_mfa: false,
            steps: Vec::with_capacity(2),
            mfa: None,
            verdicts: Vec::new(),
            risk: attempt.risk,
            latency: 60 + (random.below(40) * random.below(40)) as u32,
            is_flagged: attempt.is_flagged,
        }
    }

    fn verdicts(&self, attempt: &Attempt, proof: Proof) -> Vec<Verdict> {
        let facts = attempt.facts(proof);
        self.policies.iter().map(|policy| policy.judge(&facts)).collect()
    }

    /// The record of an attempt that ended before Conditional Access was asked.
    fn stopped(&self, mut record: SignIn, code: &'static Code) -> SignIn {
        record.code = code;
        record.detail = code.detail;
        record.verdicts = self.policies.iter().map(Verdict::unasked).collect();
        match code.first {
            FirstFactor::NotAsked => {}
            FirstFactor::Wrong => record.steps.push(steps::refused_password(record.time, code)),
            FirstFactor::Right => record.steps.push(steps::password(record.time, true)),
            FirstFactor::Token => record.steps.push(steps::token(record.time)),
        }
        if code.first == FirstFactor::Wrong {
            record.session_id = None;
            record.has_primary_token = false;
        }
        record
    }

    /// A second factor is due and not there: what the user does decides.
    fn ask_for_second(
        &self,
        base: SignIn,
        attempt: &Attempt,
        verdicts: Vec<Verdict>,
        random: &mut Random,
        out: &mut Vec<SignIn>,
    ) {
        match attempt.second {
            Second::Give | Second::Claim => {
                let resistant = attempt.person.method == Method::Passkey;
                let proof = if resistant { Proof::Resistant } else { Proof::Given };
                if attempt.shows_interrupts {
                    let code = if random.chance(600) { &codes::STRONG_AUTH } else { &codes::MFA_REQUIRED };
                    let seconds = random.between(12, 45);
                    let mut record = earlier(&base, attempt, verdicts, code, seconds, random);
                    record.needs_mfa = true;
                    record.steps.push(steps::second(&record, false, "Authentication in progress"));
                    out.push(record);
                }
                let verdicts = self.verdicts(attempt, proof);
                self.stay_signed_in(&base, attempt, &verdicts, true, random, out);
                out.push(succeeded(base, attempt, verdicts, true));
            }
            Second::Decline | Second::Ignore => {
                let mut record = refused(base, attempt, verdicts, &codes::MFA_FAILED);
                record.needs_mfa = true;
                record.steps.push(steps::second(
                    &record,
                    false,
                    steps::refusal(&record.person, attempt.second == Second::Decline),
                ));
                out.push(record);
            }
            Second::Absent => {
                let mut record = refused(base, attempt, verdicts, &codes::ENROL);
                record.needs_mfa = true;
                out.push(record);
            }
        }
    }

    /// The "Stay signed in?" record that browsers leave a few seconds before the result.
    fn stay_signed_in(
        &self,
        base: &SignIn,
        attempt: &Attempt,
        verdicts: &[Verdict],
        needs_mfa: bool,
        random: &mut Random,
        out: &mut Vec<SignIn>,
    ) {
        if attempt.shows_interrupts && attempt.client == Client::Browser && attempt.first == First::Password {
            let seconds = random.between(3, 9);
            let mut record = earlier(base, attempt, verdicts.to_vec(), &codes::STAY_SIGNED_IN, seconds, random);
            record.needs_mfa = needs_mfa;
            if needs_mfa {
                record.steps.push(steps::second(&record, true, steps::COMPLETED));
            }
            out.push(record);
        }
    }
}

/// A record of the same attempt some seconds before its last one, with an id of its own.
fn earlier(
    base: &SignIn,
    attempt: &Attempt,
    verdicts: Vec<Verdict>,
    code: &'static Code,
    seconds: i64,
    random: &mut Random,
) -> SignIn {
    let mut record = base.clone();
    record.id = random.guid();
    record.token = random.guid();
    record.time = base.time.later(-seconds);
    refused(record, attempt, verdicts, code)
}

/// A record that ends with a code after Conditional Access was asked.
fn refused(mut record: SignIn, attempt: &Attempt, verdicts: Vec<Verdict>, code: &'static Code) -> SignIn {
    record.steps.push(steps::first(&record, attempt.first));
    record.code = code;
    record.detail = code.detail;
    record.verdicts = verdicts;
    record
}

fn succeeded(mut record: SignIn, attempt: &Attempt, verdicts: Vec<Verdict>, needs_mfa: bool) -> SignIn {
    record.steps.push(steps::first(&record, attempt.first));
    record.verdicts = verdicts;
    record.needs_mfa = needs_mfa;
    if !needs_mfa {
        return record;
    }
    if attempt.first == First::Passkey {
        record.detail = "MFA requirement satisfied by a strong first factor";
    } else if attempt.second == Second::Claim {
        record.detail = steps::CLAIM;
        record.steps.push(steps::claim(record.time));
    } else {
        record.detail = "MFA completed in Azure AD";
        record.steps.push(steps::second(&record, true, steps::COMPLETED));
        record.mfa = Some(steps::mfa(&record.person));
    }
    record
}
