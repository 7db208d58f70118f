//! What is wrong with a text, where, and what to write instead.

use signscope::kql::parse;

/// The text with the place in « », a part of the message, and a part of the advice.
const CASES: &[(&str, &str, &str)] = &[
    ("«Username» == \"x\"", "no column “Username”", "UserPrincipalName"),
    ("«userprincipalname» == \"x\"", "no column", "case counts in names of columns: write UserPrincipalName"),
    ("«UserPrincipleName» has \"x\"", "no column", "did you mean UserPrincipalName?"),
    ("«City» == \"x\"", "no column", "LocationDetails.city"),
    ("«OperationName» == \"x\"", "not kept here", "write ['OperationName']"),
    ("«MFAResult» == \"x\"", "no column", "if a file calls a column so, write ['MFAResult']"),
    ("[«Team»] == \"x\"", "expected the name of a column in quotes", ""),
    ("«['']» == \"x\"", "no column of a file is called", ""),
    ("['Team'] > «5»", "holds texts", "tolong(['Team']) > 5"),
    ("UserPrincipalName «=» \"x\"", "“=” assigns", "write =="),
    ("UserPrincipalName «contians» \"x\"", "expected an operator", "did you mean “contains”?"),
    ("UserPrincipalName == \"x\" «AND» IsInteractive", "expected", "write “and”"),
    ("UserPrincipalName == «»", "but the text ends here", ""),
    ("UserPrincipalName == «\"x»", "no closing quote", ""),
    ("UserPrincipalName == “x”", "", ""),
    ("(IsInteractive == true«»", "expected “)”", ""),
    ("IsInteractive == true«)»", "no opening bracket", ""),
    ("ResultType == «50126»", "holds texts, and this is a number", "write ResultType == \"50126\""),
    ("ProcessingTimeInMilliseconds > «500»", "holds texts", "tolong(ProcessingTimeInMilliseconds) > 500"),
    ("IsInteractive == «\"true\"»", "holds true and false", "without quotes"),
    ("IsInteractive «>» true", "does not compare true and false", "use == or !="),
    ("CreatedDateTime > «\"2026-11-01\"»", "holds instants", "write datetime(2026-11-01)"),
    ("CreatedDateTime > «7d»", "a length of time", "ago(7d)"),
    ("CreatedDateTime > «5»", "holds instants", "ago(7d)"),
    ("CreatedDateTime > datetime(«2026-13-01»)", "no date", "datetime(2026-11-01)"),
    ("CreatedDateTime > ago(«\"x\"»)", "takes a length of time", "7d"),
    ("dayofweek(TimeGenerated) == «2»", "the length of time since Sunday", "1d for Monday"),
    ("hourofday(TimeGenerated) in (1, «2h»)", "is a number", "from 0 to 23"),
    ("hourofday(TimeGenerated) «has» 5", "does not compare days and hours", "between"),
    ("«dayofweek(UserPrincipalName)» == 2d", "takes an instant", "dayofweek(TimeGenerated)"),
    ("«hourofday(TimeGenerated + 2)» == 2", "takes an instant", "TimeGenerated + 2h"),
    ("UserPrincipalName > «ago(7d)»", "holds texts, and this is an instant", ""),
    ("UserPrincipalName == «true»", "holds texts", "\"true\""),
    ("UserPrincipalName «<» \"x\"", "does not compare texts", "tolong"),
    ("«\"x\"» in (UserPrincipalName)", "stands a column", "Column"),
    ("«\"x\" == \"y\"»", "two constants", ""),
    ("UserPrincipalName == «UserDisplayName»", "compared with a constant", ""),
    ("UserPrincipalName in («UserDisplayName»)", "constants only", ""),
    ("«UserPrincipalName»", "no condition", "compare it"),
    ("«\"x\"»", "no condition", "column"),
    ("«foo»(UserPrincipalName)", "", ""),
    ("«isemty»(UserPrincipalName) == \"x\"", "not known here", "did you mean isempty()?"),
    ("«strlen»(UserPrincipalName) == 5", "not known here", ""),
    ("isnull(«UserPrincipalName»)", "never null", "isempty(UserPrincipalName)"),
    ("tolower(UserPrincipalName) == «\"Ada\"»", "never gives “Ada”", "\"ada\""),
    ("tolong(ResultType) == «\"5\"»", "is a number", "leave the quotes out"),
    ("ipv4_is_in_range(IPAddress, «\"x\"»)", "no network", "203.0.113.0/24"),
    ("ipv4_is_in_range(IPAddress, «\"2001:db8::/32\"»)", "IPv6", "ipv6_is_in_range"),
    ("«ipv4_is_in_range»(IPAddress)", "takes a column and a network", ""),
    ("UserPrincipalName matches regex «\"(\"»", "cannot be read", ""),
    ("UserPrincipalName matches «\"x\"»", "expected “regex”", ""),
    ("SigninLogs | where IsInteractive == true | «summarize» count()", "“summarize” cannot be used", "predicates"),
    ("SigninLogs | «project» UserPrincipalName", "“project” cannot be used", ""),
    ("SigninLogs | «mv-apply» x", "", ""),
    ("«ConditionalAccessPolicies.displayName» == \"x\"", "is a list", "tostring(ConditionalAccessPolicies)"),
    ("ConditionalAccessPolicies[«0»].displayName == \"x\"", "by number", "has"),
    ("ConditionalAccessPolicies «==» \"x\"", "the whole of it", "has"),
    ("ConditionalAccessPolicies «startswith» \"x\"", "the whole of it", "has"),
    ("DeviceDetail «==» \"x\"", "holds several values", "DeviceDetail."),
    ("* «!has» \"x\"", "cannot be negated", "not(* has"),
    ("«not» IsInteractive", "", ""),
    ("CreatedDateTime between (datetime(2026-11-01) «,» datetime(2026-11-02))", "expected “..”", ""),
    ("UserPrincipalName in (\"a\" «\"b\"»)", "expected “,” or “)”", ""),
    ("UserPrincipalName == \"a«\\q»\"", "escape", "backslash"),
    ("UserPrincipalName == «5x»", "neither a number nor", "quotes"),
    ("UserPrincipalName «!like» \"x\"", "no operator", "!contains"),
    ("UserPrincipalName == \"a\" «&»& IsInteractive", "no meaning", "and"),
];

#[test]
fn errors_point_at_their_place() {
    for (marked, message, hint) in CASES {
        let text = marked.replace(['«', '»'], "");
        let error = parse(&text).expect_err(&text);
        if message.is_empty() {
            continue;
        }
        let start = marked.find('«').unwrap();
        let end = marked.find('»').unwrap() - '«'.len_utf8();
        assert_eq!((error.span.start, error.span.end), (start, end), "{marked}: {error:?}");
        assert!(error.message.contains(message), "{marked}: {error:?}");
        assert!(error.hint.as_deref().unwrap_or("").contains(hint), "{marked}: {error:?}");
        assert!(!error.message.ends_with('.'), "{error:?}");
    }
}
