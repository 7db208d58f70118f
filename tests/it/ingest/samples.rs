//! Files that others published, where they are at hand: `../shared/data`.

use std::collections::HashSet;
use std::path::PathBuf;

use signscope::ingest::{ReadOptions, SourceFormat};
use signscope::schema::{Field, List};

use super::{Read, read, read_as_told, read_in_pieces};

/// The folder, if it is there.
pub fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: there is no folder {}", folder.display());
        return None;
    }
    Some(folder)
}

/// A file of the folder of inputs that went wrong, if it is there.
pub fn fault(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/faults").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: there is no file {}", path.display());
    }
    bytes
}

fn sample(path: &str) -> Option<Read> {
    Some(read(&std::fs::read(folder()?.join(path)).unwrap()))
}

#[test]
fn a_portal_csv_of_failures() {
    let Some(read) = sample("Yash1Trillion-AzureAD_FailedLogin/signin_logs.anonymised.csv") else { return };
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]));
    assert_eq!(read.file_format.as_ref().unwrap().describe(), "Portal CSV, 57 columns");
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

/// What a file has: records read, records of other logs, and values of a field with how often they occur.
struct Expected {
    read: usize,
    of_other_logs: usize,
    source_format: SourceFormat,
    field: Field,
    counts: &'static [(&'static str, usize)],
}

const ERROR: Field = Field::ErrorCode;

const SAMPLES: &[(&str, Expected)] = &[
    (
        "SEKOIA-IO-intake-formats/azure-ad.ndjson",
        Expected {
            read: 8,
            of_other_logs: 17,
            source_format: SourceFormat::Diagnostics,
            field: Field::LogType,
            counts: &[("SignInLogs", 6), ("NonInteractiveUserSignInLogs", 1), ("ServicePrincipalSignInLogs", 1)],
        },
    ),
    (
        "SEKOIA-IO-intake-formats/entraid-graphapi.ndjson",
        Expected { read: 1, of_other_logs: 78, source_format: SourceFormat::Graph, field: Field::Status, counts: &[] },
    ),
    (
        "SEKOIA-IO-intake-formats/office365.ndjson",
        Expected {
            read: 6,
            of_other_logs: 67,
            source_format: SourceFormat::AuditLog,
            field: Field::Status,
            counts: &[("Failure", 1)],
        },
    ),
    (
        "elastic-integrations/signinlogs-test-managed-identity-sample.first4.log",
        Expected {
            read: 4,
            of_other_logs: 0,
            source_format: SourceFormat::Diagnostics,
            field: Field::LogType,
            counts: &[("ManagedIdentitySignInLogs", 4)],
        },
    ),
    (
        "elastic-integrations/signinlogs-test-time-formats-corner-cases.log",
        Expected {
            read: 11,
            of_other_logs: 0,
            source_format: SourceFormat::Diagnostics,
            field: Field::Date,
            counts: &[("1168335660000", 7)],
        },
    ),
    (
        "guangying94-Azure-AD-Logs-Replicator/logs.json",
        Expected {
            read: 1,
            of_other_logs: 0,
            source_format: SourceFormat::Diagnostics,
            field: Field::Date,
            counts: &[("1672115633563", 1)],
        },
    ),
    (
        "microsoft-msticpy-lab/list_aad_signins_for_account.csv",
        Expected {
            read: 26,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: ERROR,
            counts: &[("0", 17), ("50058", 4), ("50140", 3)],
        },
    ),
    (
        "microsoft-msticpy-lab/list_aad_signins_for_account.ndjson",
        Expected {
            read: 26,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: ERROR,
            counts: &[("0", 17), ("50058", 4), ("50140", 3)],
        },
    ),
    (
        "microsoft-msticpy-training/aad_signin_random.csv",
        Expected {
            read: 300,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: ERROR,
            counts: &[("0", 290), ("50058", 3), ("50074", 3)],
        },
    ),
    (
        "microsoft-msticpy-training/aad_signin_random.ndjson",
        Expected {
            read: 300,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: ERROR,
            counts: &[("0", 290), ("50058", 3), ("50074", 3)],
        },
    ),
    (
        "mku2-ciso-logs-public/query_data.anonymised.csv",
        Expected {
            read: 102,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: ERROR,
            counts: &[("0", 101), ("16000", 1)],
        },
    ),
    (
        "BSOL-Joe-KQL_Tables/SigninLogs.csv",
        Expected {
            read: 6674,
            of_other_logs: 0,
            source_format: SourceFormat::LogAnalytics,
            field: Field::Location,
            counts: &[("New York, USA", 2434), ("Dublin, IE", 2417), ("London, UK", 1750)],
        },
    ),
    (
        "plaso/microsoft_audit_log.jsonl",
        Expected {
            read: 1,
            of_other_logs: 3,
            source_format: SourceFormat::AuditLog,
            field: Field::Status,
            counts: &[("Success", 1)],
        },
    ),
    (
        "tenzir-library/sign-ins.ndjson",
        Expected {
            read: 1,
            of_other_logs: 0,
            source_format: SourceFormat::Graph,
            field: Field::City,
            counts: &[("Berlin", 1)],
        },
    ),
];

#[test]
fn every_sample_has_as_many_sign_ins_as_its_list_says() {
    for (path, expected) in SAMPLES {
        let Some(folder) = folder() else { return };
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let file_name = path.rsplit('/').next().unwrap();
        for name in [file_name, "unknown"] {
            let read = read_in_pieces(name, &bytes, 1 << 16);
            assert_eq!(read.refused, None, "{path}");
            assert_eq!(read.source_formats, [(expected.source_format, expected.read as u64)], "{path}");
            assert_eq!(read.store.len(), expected.read, "{path}");
            let of_other_logs =
                read.problems.iter().filter(|problem| problem.contains("no sign-in. It was left out")).count();
            assert_eq!(of_other_logs, expected.of_other_logs, "{path}");
            let column = read.column(expected.field);
            for (value, count) in expected.counts {
                assert_eq!(column.iter().filter(|text| text == value).count(), *count, "{path}: {value}");
            }
            assert!((0..read.store.len()).all(|row| read.store.time(row).is_some()), "{path}: all have a time");
        }
    }
}

#[test]
fn distinct_ids_are_as_many_as_its_list_says() {
    for (path, distinct) in [
        ("mku2-ciso-logs-public/query_data.anonymised.csv", 98),
        ("microsoft-msticpy-training/aad_signin_random.csv", 298),
        ("microsoft-msticpy-training/aad_signin_random.ndjson", 298),
    ] {
        let Some(folder) = folder() else { return };
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let ids: HashSet<String> =
            read_in_pieces("file", &bytes, 1 << 20).column(Field::RequestId).into_iter().collect();
        assert_eq!(ids.len(), distinct, "{path}");
    }
}

#[test]
fn the_same_rows_as_csv_and_as_json_are_the_same_records() {
    let Some(folder) = folder() else { return };
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join("microsoft-msticpy-lab").join(name)).unwrap();
        read_in_pieces("file", &bytes, bytes.len())
    };
    let (csv, json) = (read("list_aad_signins_for_account.csv"), read("list_aad_signins_for_account.ndjson"));
    for field in [Field::RequestId, Field::Date, Field::Username, Field::City, Field::ErrorCode, Field::Browser] {
        assert_eq!(csv.column(field), json.column(field), "{field:?}");
    }
    assert!((0..26).all(|row| csv.list(row, List::Policies) == json.list(row, List::Policies)));
    assert!((0..26).any(|row| csv.list(row, List::Policies).unwrap().len() >= 11));
}

#[test]
fn up_to_fifty_five_policies_are_read_from_diagnostic_settings() {
    let Some(read) = sample("SEKOIA-IO-intake-formats/azure-ad.ndjson") else { return };
    let most = (0..read.store.len()).filter_map(|row| read.list(row, List::Policies)).map(|list| list.len()).max();
    assert_eq!(most, Some(55));
}

#[test]
fn columns_of_ones_own_are_asked_for() {
    let Some(read) = sample("manar005/signins.csv") else { return };
    let mapping = read.mapping.unwrap();
    assert_eq!((read.store.len(), &read.refused), (0, &None));
    assert_eq!(mapping.names[..3], ["Timestamp", "UserPrincipalName", "IPAddress"]);
    assert_eq!((mapping.names.len(), mapping.rows.len()), (8, 5));
    let columns = [("Timestamp", Field::Date), ("UserPrincipalName", Field::Username), ("Country", Field::Country)];
    let columns = Some(columns.map(|(name, field)| (name.to_owned(), field)).to_vec());
    let bytes = std::fs::read(folder().unwrap().join("manar005/signins.csv")).unwrap();
    let read = read_as_told("file", &bytes, 4096, ReadOptions { columns, ..ReadOptions::default() });
    assert_eq!((read.store.len(), &read.refused), (1253, &None));
    assert!((0..1253).all(|row| read.store.time(row).is_some()));
}

#[test]
fn what_is_no_sign_in_is_refused_in_clear_words() {
    for (path, words) in [
        ("tenzir-library/directory-audits.ndjson", "an entry of the audit log"),
        ("tenzir-library/risk-detections.ndjson", "a risk detection"),
        ("tenzir-library/risky-users.ndjson", "a risky user"),
        ("elastic-integrations/provisioning-test-provisioninglogs-raw.log", "the provisioning log"),
        ("microsoft-msticpy-training/office_activity_random.csv", "Office activity"),
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
fn text_in_utf_8_of_the_file_in_utf_16_is_read() {
    let Some(folder) = folder() else { return };
    let bytes = std::fs::read(folder.join("mku2-ciso-logs-public/SigninLogs.anonymised.utf16le.csv")).unwrap();
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let read = read_in_pieces("file", String::from_utf16(&units).unwrap().as_bytes(), 1 << 16);
    assert_eq!((read.store.len(), &read.refused), (57, &None));
    assert_eq!(read.column(Field::RequestId).into_iter().collect::<HashSet<_>>().len(), 54);
    assert_eq!(read.column(Field::Location).iter().filter(|place| place.len() < 2).count(), 3);
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
