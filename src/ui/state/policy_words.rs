//! What the screen of Conditional Access says in sentences.

use crate::engine::protocol::policies::{
    Audience, Gap, GapCount, Gaps, Impact, Matrix, PolicyResult, ReportOnlyImpact, ReportOnlyRow,
};
use crate::ui::format::number::{count, counted};

/// The results that always have a column.
const USUAL: [PolicyResult; 3] = [PolicyResult::Success, PolicyResult::Failure, PolicyResult::NotApplied];

/// The columns of the matrix: the usual results, and those that occur.
pub fn result_columns(matrix: &Matrix) -> Vec<PolicyResult> {
    let mut rows = matrix.policies.iter().flatten();
    let occurring: Vec<_> = rows.by_ref().flat_map(|row| row.cells.iter().map(|cell| cell.result)).collect();
    PolicyResult::all().filter(|result| USUAL.contains(result) || occurring.contains(result)).collect()
}

/// How many sign-ins carry policy results; `csv_files` is how many of the files are CSV, which has none.
pub fn carried(matrix: &Matrix, csv_files: usize) -> String {
    let sign_ins = |number: u32| counted(number.into(), "sign-in", "sign-ins");
    let csv = match csv_files {
        0 => String::new(),
        files => format!(" ({})", counted(files as u64, "CSV file", "CSV files")),
    };
    let (with, empty, without) = (matrix.with_policies, matrix.empty, matrix.not_in_file);
    let carry = if with == 1 { "carries" } else { "carry" };
    let parts = [
        (with > 0).then(|| format!("{} {carry} policy results", sign_ins(with))),
        (without > 0).then(|| match with {
            0 => format!("Policy results are not in the file of {}{csv}", sign_ins(without)),
            _ => format!("they are not in the file of {}{csv}", sign_ins(without)),
        }),
        (empty > 0).then(|| {
            format!("the list of {} is empty: not exported, or the exporter lacked permission", sign_ins(empty))
        }),
    ];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let mut letters = said.chars();
    match letters.next() {
        None => "No sign-in in this period".to_owned(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
    }
}

/// What enforcing a policy would do: `1,906 people would be stopped, 611 asked for more`.
pub fn report_only_headline(row: &ReportOnlyRow) -> String {
    let (stopped, asked) = (row.blocked.sign_ins > 0, row.prompted.sign_ins > 0);
    match (stopped, asked) {
        (true, true) if row.blocked.users > 0 && row.prompted.users > 0 => {
            format!("{} would be stopped, {} asked for more", who(&row.blocked), count(row.prompted.users.into()))
        }
        (true, true) => format!("{} would be stopped, {} asked for more", who(&row.blocked), who(&row.prompted)),
        (true, false) => format!("{} would be stopped", who(&row.blocked)),
        (false, true) => format!("{} would be asked for more", who(&row.prompted)),
        (false, false) => "Nothing would change".to_owned(),
    }
}

fn who(impact: &Impact) -> String {
    match impact.users {
        0 => counted(impact.sign_ins.into(), "sign-in", "sign-ins"),
        users => counted(users.into(), "person", "people"),
    }
}

/// How many of the sign-ins that would go another way really succeeded.
pub fn report_only_lines(row: &ReportOnlyRow) -> Vec<String> {
    let line = |impact: &Impact, fate: &str| {
        let sign_ins = counted(impact.sign_ins.into(), "sign-in", "sign-ins");
        let good = match impact.succeeded {
            0 => "none".to_owned(),
            all if all == impact.sign_ins => "all".to_owned(),
            some => count(some.into()),
        };
        let by = match impact.succeeded_users {
            0 => String::new(),
            users => format!(", by {}", counted(users.into(), "person", "people")),
        };
        let succeeded = format!("{good} of them really succeeded{by}");
        (impact.sign_ins > 0).then(|| format!("{sign_ins} {fate}; {succeeded}"))
    };
    let blocked = line(&row.blocked, "would have been refused");
    let prompted = line(&row.prompted, "would have been interrupted to ask the person for something");
    blocked.into_iter().chain(prompted).collect()
}

/// Sign-ins that would go another way.
pub fn affected(row: &ReportOnlyRow) -> u32 {
    row.blocked.sign_ins + row.prompted.sign_ins
}

/// The usernames of a table of people, a line each; the name where there is no username.
pub fn usernames(table: &crate::engine::protocol::usage::UsageTable) -> String {
    let names: Vec<_> = table.rows.iter().map(|row| row.also.as_deref().unwrap_or(&row.name)).collect();
    names.join("\n")
}

/// The name of a kind of gap.
pub fn gap_title(gap: Gap) -> &'static str {
    match gap {
        Gap::NoPolicy => "No policy applied",
        Gap::SingleFactor => "A single factor was enough",
        Gap::Legacy => "Legacy clients",
    }
}

/// What a gap is, and why it is one.
pub fn gap_meaning(gap: Gap) -> &'static str {
    match gap {
        Gap::NoPolicy => {
            "These sign-ins succeeded although every policy was not applied, is disabled or only reports. \
             Where a file lists no policies, its Conditional Access status decides"
        }
        Gap::SingleFactor => "These sign-ins succeeded with a single factor: nothing asked for a second one",
        Gap::Legacy => {
            "These sign-ins succeeded with a protocol that cannot ask for a second factor. Block it by policy"
        }
    }
}

/// Whose sign-ins are meant.
pub fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Member => "Members or not stated",
        Audience::Guest => "Guests",
        Audience::Windows => "Windows sign-in",
    }
}

/// The sign-ins in a gap: by how many users, whose they are, and what could not be judged.
pub fn gap_lines(gaps: &Gaps, found: &GapCount) -> Vec<String> {
    let mut lines = Vec::new();
    if found.sign_ins > 0 {
        let split = Audience::ALL.iter().zip(found.by_audience).filter(|(_, number)| *number > 0);
        let split: Vec<_> =
            split.map(|(who, number)| format!("{} {}", audience_name(*who), count(number.into()))).collect();
        let users = match found.users {
            0 => String::new(),
            users => format!("By {}: ", counted(users.into(), "user", "users")),
        };
        lines.push(format!("{users}{}", split.join(" · ")));
    }
    if found.by_status > 0 {
        let only = count(found.by_status.into());
        lines.push(format!("Of {only} only the Conditional Access status tells: their files list no policies"));
    }
    lines.extend(unjudged(gaps.succeeded, found));
    if gaps.without_status > 0 {
        let sign_ins = counted(gaps.without_status.into(), "sign-in", "sign-ins");
        lines.push(format!("{sign_ins} could not be judged: whether they succeeded is not in the file"));
    }
    lines
}

/// Successes whose file does not say whether they are in the gap.
fn unjudged(succeeded: u32, found: &GapCount) -> Option<String> {
    let left = succeeded.saturating_sub(found.judged?);
    let successes = counted(left.into(), "success", "successes");
    (left > 0).then(|| format!("{successes} could not be judged: {}", what_is_missing(found.gap)))
}

/// What a file that cannot be judged does not have.
pub fn what_is_missing(gap: Gap) -> &'static str {
    match gap {
        Gap::NoPolicy => "neither policies nor a Conditional Access status is in the file",
        Gap::SingleFactor => "the authentication requirement is not in the file",
        Gap::Legacy => "no client app Signscope knows is in the file",
    }
}

/// The sentence on a policy that only reports, over its page.
pub fn report_only_sentence(found: &ReportOnlyImpact) -> String {
    match &found.row {
        None => "No sign-in of this period has a report-only result of this policy".to_owned(),
        Some(row) if affected(row) == 0 => "Enforcing it would have changed no sign-in of this period".to_owned(),
        Some(row) => report_only_headline(row),
    }
}
