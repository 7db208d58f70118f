//! Files that others published, where they are at hand (`../shared/data`): each is what its list says.

use std::fs;

use signscope::engine::protocol::{FileState, ReadOptions};
use signscope::schema::Field;

use super::{Given, check, distinct};
use crate::ingest::samples::folder;

/// What a file is.
enum Is {
    /// A file of sign-ins.
    SignIns {
        records: usize,
        /// Different request IDs.
        ids: usize,
        /// Records of other logs.
        of_other_logs: u64,
    },
    /// A table about whose columns somebody is asked; so many records are read when they are told.
    Asked { names: usize, told: &'static [(&'static str, Field)], records: usize },
    /// Not a file of sign-ins, in these words.
    Refused(&'static str),
}

const fn sign_ins(records: usize, ids: usize, of_other_logs: u64) -> Is {
    Is::SignIns { records, ids, of_other_logs }
}

const OWN_COLUMNS: &[(&str, Field)] = &[
    ("Timestamp", Field::Date),
    ("UserPrincipalName", Field::Username),
    ("IPAddress", Field::IpAddress),
    ("Country", Field::Country),
];

/// Every file of the folder.
const FILES: &[(&str, Is)] = &[
    ("BSOL-Joe-KQL_Tables/SigninLogs.csv", sign_ins(6674, 1, 0)),
    ("SEKOIA-IO-intake-formats/azure-ad.ndjson", sign_ins(8, 7, 17)),
    ("SEKOIA-IO-intake-formats/entraid-graphapi.ndjson", sign_ins(1, 1, 78)),
    ("SEKOIA-IO-intake-formats/office365.ndjson", sign_ins(6, 6, 67)),
    ("Yash1Trillion-AzureAD_FailedLogin/signin_logs.anonymised.csv", sign_ins(18, 18, 0)),
    ("elastic-integrations/provisioning-test-provisioninglogs-raw.log", Is::Refused("the provisioning log")),
    ("elastic-integrations/signinlogs-test-managed-identity-sample.first4.log", sign_ins(4, 4, 0)),
    ("elastic-integrations/signinlogs-test-time-formats-corner-cases.log", sign_ins(11, 1, 0)),
    ("guangying94-Azure-AD-Logs-Replicator/logs.json", sign_ins(1, 1, 0)),
    ("manar005/signins.csv", Is::Asked { names: 8, told: OWN_COLUMNS, records: 1253 }),
    ("microsoft-graph-docs/beta-signin-list-example1-2021.json", sign_ins(1, 1, 0)),
    ("microsoft-graph-docs/beta-signin-list-example2-nextlink.json", sign_ins(1, 1, 0)),
    ("microsoft-msticpy-lab/list_aad_signins_for_account.csv", sign_ins(26, 26, 0)),
    ("microsoft-msticpy-lab/list_aad_signins_for_account.ndjson", sign_ins(26, 26, 0)),
    ("microsoft-msticpy-training/aad_signin_random.csv", sign_ins(300, 298, 0)),
    ("microsoft-msticpy-training/aad_signin_random.ndjson", sign_ins(300, 298, 0)),
    ("microsoft-msticpy-training/office_activity_random.csv", Is::Refused("Office activity")),
    ("mku2-ciso-logs-public/SigninLogs.anonymised.utf16le.csv", sign_ins(57, 54, 0)),
    ("mku2-ciso-logs-public/query_data.anonymised.csv", sign_ins(102, 98, 0)),
    ("plaso/microsoft_audit_log.jsonl", sign_ins(1, 1, 3)),
    ("techjollof/TestFormated.csv", Is::Refused("Microsoft 365 audit log")),
    ("tenzir-library/directory-audits.ndjson", Is::Refused("an entry of the audit log")),
    ("tenzir-library/risk-detections.ndjson", Is::Refused("a risk detection")),
    ("tenzir-library/risky-users.ndjson", Is::Refused("a risky user")),
    ("tenzir-library/sign-ins.ndjson", sign_ins(1, 1, 0)),
];

#[test]
fn every_published_file_is_what_its_list_says_and_comes_back_from_every_export() {
    let Some(folder) = folder() else { return };
    for (path, is) in FILES {
        let bytes = fs::read(folder.join(path)).unwrap();
        let mut given = Given::new(path.rsplit('/').next().unwrap(), &bytes);
        let desk = check(&given);
        let report = desk.report(0);
        match is {
            Is::SignIns { records, ids, of_other_logs } => {
                assert_eq!((&report.state, report.broken), (&FileState::Done, 0), "{path}: {:?}", report.problems);
                let found =
                    (desk.engine.store().len(), distinct(desk.engine.store(), Field::RequestId), report.of_other_logs);
                assert_eq!(found, (*records, *ids, *of_other_logs), "{path}");
            }
            Is::Refused(words) => {
                let FileState::Refused(reason) = &report.state else { panic!("{path}: {:?}", report.state) };
                assert!(reason.contains(words) && reason.contains("Signscope reads"), "{path}: {reason}");
                assert_eq!(desk.engine.store().len(), 0, "{path}");
            }
            Is::Asked { names, told, records } => {
                assert_eq!((report.mapping.map(|mapping| mapping.names.len()), report.records), (Some(*names), 0));
                let columns = told.iter().map(|(name, field)| ((*name).to_owned(), *field)).collect();
                given.reading = ReadOptions { columns: Some(columns), ..ReadOptions::default() };
                assert_eq!(check(&given).engine.store().len(), *records, "{path} as somebody told");
            }
        }
    }
}

#[test]
fn no_published_file_is_forgotten() {
    let Some(folder) = folder() else { return };
    for publisher in fs::read_dir(&folder).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        for file in fs::read_dir(publisher.path()).unwrap().flatten() {
            let path = file.path();
            let path = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            assert!(FILES.iter().any(|(known, _)| *known == path), "{path}");
        }
    }
}
