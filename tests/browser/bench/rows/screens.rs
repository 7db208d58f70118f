//! The screens: every question that users, applications, a profile, Conditional Access, gaps and a report_only_impact
//! ask.

use libtest_mimic::Failed;
use serde_json::json;
use signscope::engine::protocol::policies::{Gap, GapTableQuestion, PolicyQuestion};
use signscope::engine::protocol::usage::{
    Calendar, EntityKey, EntityKind, OverTimeQuestion, Period, ProfileQuestion, Scope, Split, TableQuestion, Unit,
    UsageColumn,
};
use signscope::engine::protocol::{Answer, Filter, Question, Reply};

use super::{grouped, loaded};
use crate::harness::Page;
use crate::line::Line;
use crate::numbers::{Unit as Millis, median, worst};
use crate::probe::{call, number};
use crate::setting::Setting;

/// A screen, and what it asks of a scope.
type Screen = (&'static str, fn(&Scope, &Known) -> Vec<Question>);

const SCREENS: [Screen; 7] = [
    ("users", users),
    ("applications", applications),
    ("profile of a user", profile),
    ("Conditional Access", policies),
    ("a policy", |scope, known| vec![Question::Policy(policy(scope, &known.policy))]),
    ("gaps", gaps),
    ("report-only impact", |scope, known| vec![Question::ReportOnlyImpact(policy(scope, &known.reporting))]),
];

/// More days than the files have; each run has a period of its own, so that no answer is known from the last one.
const DAYS: u32 = 1000;

/// What pages are opened of.
struct Known {
    user: EntityKey,
    policy: EntityKey,
    reporting: EntityKey,
}

/// Asks what each screen asks, several times.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let page = loaded(setting)?;
    let (mut known, mut lines) = (None, Vec::new());
    let scale = setting.records as f64 / 250_000.0;
    let title = format!("screens, {} records", grouped(setting.records));
    for (name, questions) in SCREENS {
        // Users come first without being known: that is when the members of all subjects are found.
        let known = match (&known, name) {
            (None, "users") => &Known { user: nobody(), policy: nobody(), reporting: nobody() },
            _ => known.get_or_insert(know(&page)?),
        };
        let (mut sums, mut slowest) = (Vec::new(), Vec::new());
        for run in 0..setting.runs {
            let scope = Scope { filter: Filter::default(), period: Period::Days(DAYS + run as u32) };
            let taken = ask(&page, &questions(&scope, known))?;
            sums.push(taken.iter().map(|(millis, _)| millis).sum::<f64>());
            slowest.push(worst(taken.iter().map(|(millis, _)| *millis)).unwrap_or_default());
        }
        let first = sums.first().copied().unwrap_or_default();
        let middle = median(sums).unwrap_or_default();
        let question = median(slowest).unwrap_or_default();
        lines.push(Line::new(format!("{title}: {name}, first"), first, Millis::Millis).at_most(60.0 * scale));
        lines.push(Line::new(format!("screens: {name}, median"), middle, Millis::Millis).at_most(60.0 * scale));
        let line = Line::new(format!("screens: {name}, slowest question"), question, Millis::Millis);
        lines.push(line.at_most(30.0 * scale));
    }
    Ok(lines)
}

/// Asks questions one after the other: the milliseconds the engine took for each, with the answer.
fn ask(page: &Page, questions: &[Question]) -> Result<Vec<(f64, Answer)>, Failed> {
    let replies = call(page, "ask", json!([questions]))?;
    let read = |reply: &serde_json::Value| match serde_json::from_str(reply["reply"].as_str().unwrap_or_default())? {
        Reply::Answer(answer) => Ok((number(reply, "millis")?, *answer)),
        _ => Err(Failed::from("the reply is no answer")),
    };
    replies.as_array().into_iter().flatten().map(read).collect()
}

/// The user with the most sign-ins, the first policy, and the first one that only reports.
fn know(page: &Page) -> Result<Known, Failed> {
    let scope = Scope::everything();
    let questions =
        [table(&scope, EntityKind::User), Question::Matrix(scope.clone()), Question::ReportOnlyImpacts(scope.clone())];
    let (mut user, mut policy, mut reporting) = (None, None, None);
    for (_, answer) in ask(page, &questions)? {
        match answer {
            Answer::Table(found) => user = found.rows.into_iter().next().map(|row| row.key),
            Answer::Matrix(found) => policy = found.policies.into_iter().flatten().next().map(|row| row.policy.key),
            Answer::ReportOnlyImpacts(found) => {
                reporting = found.policies.into_iter().flatten().next().map(|row| row.policy.key);
            }
            _ => {}
        }
    }
    let missing = "the file has no users or no policies";
    Ok(Known { user: user.ok_or(missing)?, policy: policy.ok_or(missing)?, reporting: reporting.ok_or(missing)? })
}

fn nobody() -> EntityKey {
    EntityKey::Name(String::new())
}

fn table(scope: &Scope, subject: EntityKind) -> Question {
    let (scope, containing) = (scope.clone(), String::new());
    let order = UsageColumn::SignIns;
    Question::Table(TableQuestion { scope, subject, containing, order, descending: true, first: 0, count: 50 })
}

fn over_time(scope: &Scope, unit: Unit, split: Split) -> Question {
    let (scope, calendar) = (scope.clone(), Calendar::fixed(60));
    Question::OverTime(OverTimeQuestion { scope, calendar, unit: Some(unit), split })
}

fn users(scope: &Scope, _: &Known) -> Vec<Question> {
    vec![
        over_time(scope, Unit::Day, Split::None),
        over_time(scope, Unit::Week, Split::None),
        table(scope, EntityKind::User),
        Question::Places(scope.clone()),
    ]
}

fn applications(scope: &Scope, _: &Known) -> Vec<Question> {
    let top = Split::Top { subject: EntityKind::Application, count: 3 };
    vec![
        over_time(scope, Unit::Day, top),
        table(scope, EntityKind::Application),
        Question::Newest(EntityKind::Application),
    ]
}

fn profile(scope: &Scope, known: &Known) -> Vec<Question> {
    let own = Scope { filter: EntityKind::User.filter(&known.user), period: scope.period };
    let question = ProfileQuestion { scope: own.clone(), calendar: Calendar::fixed(60), unit: None, limit: 8 };
    vec![Question::Profile(question), Question::Places(own)]
}

fn policies(scope: &Scope, _: &Known) -> Vec<Question> {
    vec![Question::Matrix(scope.clone()), Question::ReportOnlyImpacts(scope.clone()), Question::Gaps(scope.clone())]
}

fn policy(scope: &Scope, key: &EntityKey) -> PolicyQuestion {
    PolicyQuestion { scope: scope.clone(), key: key.clone(), calendar: Calendar::fixed(60), unit: None, limit: 8 }
}

fn gaps(scope: &Scope, _: &Known) -> Vec<Question> {
    let (scope, containing) = (scope.clone(), String::new());
    let page = GapTableQuestion {
        scope: scope.clone(),
        gap: Gap::SingleFactor,
        audience: None,
        containing,
        first: 0,
        count: 50,
    };
    vec![Question::Gaps(scope), Question::GapTable(page)]
}
