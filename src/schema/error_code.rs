//! The sign-in error codes of Entra: their names, what they mean in plain words, and what to do about the common ones.

use std::sync::OnceLock;

use super::shipped;

/// The table as text: `code,name,meaning,action,action_needs,interrupted_by`, sorted by code. Numbers and names are those Microsoft
/// publishes in "Microsoft Entra authentication and authorization error codes"; meanings and actions are our own words. A code
/// that `interrupted_by` says nothing of is an error there, and so a failure here.
const TABLE: &str = include_str!("error_codes.csv");

/// One error code a sign-in can end with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number without the prefix `AADSTS`; 0 is success.
    pub code: u32,
    /// Microsoft's symbolic name, empty where none is published.
    pub name: &'static str,
    /// Who refused what and why: one sentence, two at most.
    pub meaning: &'static str,
    /// What an administrator or responder should check or do; only the codes common in logs have one.
    pub action: Option<&'static str>,
    /// Whether that is to look at the policies of the record, which not every export has.
    pub action_needs_policies: bool,
    /// Who says that a sign-in that ends with it was interrupted and did not fail.
    pub interrupted_by: Option<InterruptedBy>,
}

/// Who counts a code as an interruption. Microsoft publishes no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterruptedBy {
    /// Microsoft's own "Sign-ins" workbook (Azure-Sentinel, `AzureActiveDirectorySignins.json`), which calls it pending user
    /// action.
    Workbook,
    /// The query for "Success and Failure" of the portal, which leaves it out (C. Ritter, `Get-ConditionalAccessSignIn`, October 2024).
    Portal,
    /// Microsoft's name of the code calls it an interrupt.
    Name,
    /// Microsoft's rule for guessed passwords (Azure-Sentinel, `SigninBruteForce-AzurePortal.yaml`), which does not count it as
    /// a failure: the session is too old for the sign-in frequency, and the user is asked to sign in again.
    BruteForceRule,
}

impl InterruptedBy {
    /// All of them, with the words of the table.
    const ALL: [(&str, InterruptedBy); 4] = [
        ("workbook", InterruptedBy::Workbook),
        ("portal", InterruptedBy::Portal),
        ("name", InterruptedBy::Name),
        ("brute force rule", InterruptedBy::BruteForceRule),
    ];
}

/// The codes that count as interruptions, in ascending order.
pub fn interrupted() -> impl Iterator<Item = u32> {
    all().iter().filter(|known| known.interrupted_by.is_some()).map(|known| known.code)
}

/// Every known error code, in ascending order of the number.
pub fn all() -> &'static [ErrorCode] {
    static CODES: OnceLock<Vec<ErrorCode>> = OnceLock::new();
    CODES.get_or_init(|| shipped::rows(TABLE).filter_map(row).collect())
}

/// What is known about a code, or `None` for one that is not in the table.
pub fn lookup(code: u32) -> Option<&'static ErrorCode> {
    let codes = all();
    codes.binary_search_by_key(&code, |known| known.code).ok().map(|at| &codes[at])
}

/// What is known about the code with a symbolic name, in any case.
pub fn with_name(name: &str) -> Option<&'static ErrorCode> {
    all().iter().find(|known| !known.name.is_empty() && known.name.eq_ignore_ascii_case(name))
}

/// Reads an error code in any form the exports and the tools around them write it: `50126`, `"0"`, `AADSTS50140`,
/// `50140.0` (a number that went through a spreadsheet or a data frame), with blanks around it. Everything else,
/// an empty text included, is `None`.
pub fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).trim();
    let number = match text.split_at_checked(6) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("AADSTS") => rest,
        _ => text,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_whole = !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    // `u32::from_str` alone would let a leading plus sign pass.
    let is_digits = whole.bytes().all(|digit| digit.is_ascii_digit());
    if is_whole && is_digits { whole.parse().ok() } else { None }
}

/// One row of the table. `None` for a line that is none; a test compares the whole table with another reader.
fn row([code, name, meaning, action, action_needs, interrupted_by]: [&'static str; 6]) -> Option<ErrorCode> {
    let action = Some(action).filter(|action| !action.is_empty());
    let action_needs_policies = action_needs == "policies";
    let interrupted_by = InterruptedBy::ALL.into_iter().find(|(word, _)| *word == interrupted_by).map(|(_, by)| by);
    Some(ErrorCode { code: code.parse().ok()?, name, meaning, action, action_needs_policies, interrupted_by })
}
