//! Files that others published, where they are at hand: `../shared/data`.

use std::path::PathBuf;

use signscope::schema::Field;

use super::{Read, read, read_in_pieces};

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(folder)
}

fn sample(path: &str) -> Option<Read> {
    Some(read(&std::fs::read(folder()?.join(path)).unwrap()))
}

#[test]
fn a_portal_csv_of_failures() {
    let Some(read) = sample("Yash1Trillion-AzureAD_FailedLogin/signin_logs.anonymised.csv") else { return };
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]));
    assert_eq!(read.layout.as_ref().unwrap().describe(), "Portal CSV, 57 columns");
    let codes = read.column(Field::ErrorCode);
    assert_eq!(codes.len(), 18);
    assert_eq!(codes.iter().filter(|code| *code == "50126").count(), 17);
    assert_eq!(codes.iter().filter(|code| *code == "500121").count(), 1);
    assert!(read.column(Field::Status).iter().all(|status| status == "Failure"));
    assert!(read.column(Field::ApplicationId).iter().all(|id| id.len() == 36), "the header ends in a blank");
    assert!((0..18).all(|row| read.store.time(row).is_some()));
    assert!(read.column(Field::Country).iter().all(|country| country.len() == 2));
}

#[test]
fn pages_of_the_graph_documentation() {
    let Some(first) = sample("microsoft-graph-docs/beta-signin-list-example1-2021.json") else { return };
    assert_eq!((first.store.len(), &first.problems), (1, &vec![]));
    assert_eq!(first.text(0, Field::User).as_deref(), Some("Test contoso"));
    let Some(second) = sample("microsoft-graph-docs/beta-signin-list-example2-nextlink.json") else { return };
    assert_eq!((second.store.len(), second.problems.len()), (1, 1));
    assert!(second.problems[0].contains("more pages"));
    assert_eq!(second.text(0, Field::Date).as_deref(), Some("1541530113852"));
}

#[test]
fn one_sign_in_a_line() {
    let Some(read) = sample("tenzir-library/sign-ins.ndjson") else { return };
    assert_eq!((read.store.len(), &read.problems), (1, &vec![]));
    assert_eq!(read.text(0, Field::Location).as_deref(), Some("Berlin, DE"));
    assert_eq!(read.text(0, Field::Status).as_deref(), Some("Success"));
}

#[test]
fn what_is_no_sign_in_is_refused_in_clear_words() {
    for (path, words) in [
        ("tenzir-library/directory-audits.ndjson", "an entry of the audit log"),
        ("tenzir-library/risk-detections.ndjson", "a risk detection"),
        ("tenzir-library/risky-users.ndjson", "a risky user"),
        ("SEKOIA-IO-intake-formats/azure-ad.ndjson", "Azure Monitor"),
        ("SEKOIA-IO-intake-formats/office365.ndjson", "Microsoft 365 audit log"),
        ("elastic-integrations/provisioning-test-provisioninglogs-raw.log", "Azure Monitor"),
        ("elastic-integrations/signinlogs-test-managed-identity-sample.first4.log", "Azure Monitor"),
        ("elastic-integrations/signinlogs-test-time-formats-corner-cases.log", "without the values of a sign-in"),
        ("guangying94-Azure-AD-Logs-Replicator/logs.json", "Azure Monitor"),
        ("microsoft-msticpy-lab/list_aad_signins_for_account.ndjson", "Log Analytics"),
        ("microsoft-msticpy-lab/list_aad_signins_for_account.csv", "Log Analytics"),
        ("microsoft-msticpy-training/office_activity_random.csv", "Office activity"),
        ("mku2-ciso-logs-public/query_data.anonymised.csv", "Log Analytics"),
        ("mku2-ciso-logs-public/SigninLogs.anonymised.utf16le.csv", "UTF-16"),
        ("BSOL-Joe-KQL_Tables/SigninLogs.csv", "Log Analytics"),
        ("manar005/signins.csv", "the first are “Timestamp”, “UserPrincipalName”, “IPAddress”, “Country”"),
        ("plaso/microsoft_audit_log.jsonl", "Microsoft 365 audit log"),
        ("techjollof/TestFormated.csv", "Microsoft 365 audit log"),
    ] {
        let Some(folder) = folder() else { return };
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let read = read_in_pieces("a file", &bytes, bytes.len());
        assert_eq!(read.store.len(), 0, "{path}");
        let message = read.refused.unwrap_or_default();
        assert!(message.contains(words) && message.contains("Signscope reads"), "{path}: {message}");
    }
}

#[test]
fn sign_ins_among_other_records_are_kept() {
    let Some(read) = sample("SEKOIA-IO-intake-formats/entraid-graphapi.ndjson") else { return };
    assert_eq!((read.store.len(), read.problems.len(), read.refused), (1, 78, None));
}

#[test]
fn no_file_panics_in_any_piece() {
    let Some(folder) = folder() else { return };
    let mut files = 0;
    for folder in std::fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(folder.path()).unwrap().flatten() {
            let bytes = std::fs::read(file.path()).unwrap();
            let [ones, pages] = [1, 4096].map(|size| read_in_pieces("a file", &bytes, size));
            assert_eq!(ones.problems, pages.problems, "{:?}", file.path());
            assert_eq!(ones.refused, pages.refused, "{:?}", file.path());
            assert_eq!(ones.places(), pages.places(), "{:?}", file.path());
            files += 1;
        }
    }
    assert!(files >= 20);
}
