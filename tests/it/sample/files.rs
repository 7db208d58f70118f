//! Files of the sample: headers, rows, brackets, sizes.

use super::{file, large, the_story};
use serde_json::Value;
use signscope_sample::moment::SECOND;
use signscope_sample::{Form, Generator, Profile, SignIn, Vintage, portal_csv_header, story_file};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

const HEADER_2025: &str = "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,User type,Cross tenant access type,Incoming token type,Authentication Protocol,Unique token identifier,Original transfer method,Client credential type,Token Protection - Sign In Session,Token Protection - Sign In Session StatusCode,Application,Application ID ,App owner tenant ID,Resource,Resource ID ,Resource tenant ID,Resource owner tenant ID,Home tenant ID,Home tenant name,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,Browser,Operating System,Compliant,Managed,Join Type,Multifactor authentication result,Multifactor authentication auth method,Multifactor authentication auth detail,Authentication requirement,Sign-in identifier,Session ID,IP address (seen by resource),Through Global Secure Access,Global Secure Access IP address,Autonomous system  number,Flagged for review,Token issuer type,Incoming token type,Token issuer name,Latency,Conditional Access,Managed Identity type,Associated Resource Id,Federated Token Id,Federated Token Issuer";
const HEADER_2023: &str = "Date (UTC),Request ID,Correlation ID,User ID,User,Username,User type,Cross tenant access type,Incoming token type,Authentication Protocol,Unique token identifier,Client credential type,Application,Application ID ,Resource,Resource ID ,Resource tenant ID,Home tenant ID,Home tenant name,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,Browser,Operating System,Compliant,Managed,Join Type,Multifactor authentication result,Multifactor authentication auth method,Multifactor authentication auth detail,Authentication requirement,Sign-in identifier,IP address (seen by resource),Autonomous system  number,Flagged for review,Token issuer type,Incoming token type,Token issuer name,Latency,Conditional Access";

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(hash(&story_file()), hash(&story_file()));
    let bulk = |seed| hash(&file(Form::PortalJson, Generator::new(seed, 500, Profile::LARGE)));
    assert_eq!(bulk(1), bulk(1));
    assert_ne!(bulk(1), bulk(2));
}

#[test]
fn headers_are_the_portals_own() {
    let header = |vintage| String::from_utf8(portal_csv_header(vintage)).unwrap();
    assert_eq!(header(Vintage::Of2025), format!("\u{feff}{HEADER_2025}\n"));
    assert_eq!(header(Vintage::Of2023), format!("\u{feff}{HEADER_2023}\n"));
    let quoted: Vec<String> = HEADER_2025
        .split(',')
        .filter(|name| !matches!(*name, "App owner tenant ID" | "Resource owner tenant ID"))
        .map(|name| format!("\"{name}\""))
        .collect();
    assert_eq!(quoted.len(), 55);
    assert_eq!(header(Vintage::Of2024), format!("\u{feff}{}\n", quoted.join(",")));
}

#[test]
fn every_csv_file_parses_with_its_number_of_columns() {
    for (vintage, columns) in [(Vintage::Of2023, 44), (Vintage::Of2024, 55), (Vintage::Of2025, 57)] {
        for records in [the_story().to_vec(), large(2000).collect()] {
            let expected = records.len();
            let bytes = file(Form::PortalCsv(vintage), records.into_iter());
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
            assert_eq!(reader.headers().unwrap().len(), columns);
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), expected);
            assert!(rows.iter().all(|row| row.len() == columns));
        }
    }
}

#[test]
fn bulk_is_newest_first_and_as_large_as_said() {
    let records: Vec<SignIn> = large(20_000).collect();
    assert_eq!(records.len(), 20_000);
    assert!(records.windows(2).all(|pair| pair[0].time >= pair[1].time));
    let span = (records[0].time.0 - records[19_999].time.0) / SECOND;
    assert!((26 * 86_400..=30 * 86_400).contains(&span), "{span} seconds");
    let apps: BTreeSet<&str> = records.iter().map(|record| record.app.name.as_str()).collect();
    assert_eq!(apps.len(), 199);
    let people: BTreeSet<&str> = records.iter().map(|record| record.person.upn.as_str()).collect();
    assert!(people.len() > 4000, "{} users", people.len());
    let json = file(Form::PortalJson, records.iter().cloned()).len() / records.len();
    assert!((6500..=7100).contains(&json), "{json} bytes of JSON a record");
    let csv = file(Form::PortalCsv(Vintage::Of2025), records.into_iter()).len() / 20_000;
    assert!((780..=980).contains(&csv), "{csv} bytes of CSV a record");
}

#[test]
fn a_generator_gives_no_more_than_asked_for() {
    assert_eq!(large(0).count(), 0);
    assert_eq!(large(1).count(), 1);
    let small = Profile::Bulk { users: 1, apps: 1, policies: 0 };
    assert_eq!(Generator::new(3, 100, small).count(), 100);
    assert_eq!(Generator::new(3, 10, Profile::Story).count(), 10);
}

#[test]
fn every_form_reads_back() {
    let records = || large(300);
    let array: Vec<Value> = serde_json::from_slice(&file(Form::PortalJson, records())).unwrap();
    let page: Value = serde_json::from_slice(&file(Form::GraphPage, records())).unwrap();
    let lines = String::from_utf8(file(Form::NdJson, records())).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array.len(), 300);
    assert_eq!(page["value"].as_array().unwrap(), &array);
    assert_eq!(lines, array);
    assert_eq!(file(Form::PortalJson, large(0)), b"[]");
}

#[test]
fn cells_with_signs_quotes_and_commas_occur() {
    let csv = String::from_utf8(file(Form::PortalCsv(Vintage::Of2025), the_story().iter().cloned())).unwrap();
    assert!(csv.contains(",'+44 XXXXXXXX"));
    assert!(csv.contains(",'-"));
    assert!(csv.contains(",\"Marcus \"\"Max\"\" Feld\","));
    assert!(csv.contains("\"Washington, D.C., District of Columbia, US\""));
}

#[test]
fn known_files_stay_as_they_are() {
    let first = &the_story()[0];
    assert_eq!(first.person.upn, "rosa.delgado@contoso.example");
    assert_eq!((first.code.number, first.app.name.as_str()), (0, "Microsoft Teams"));
    let bytes = story_file();
    assert!(bytes.starts_with(b"[{\"id\":\"") && bytes.ends_with(b"}]"));
    assert!(bytes.len() < 60 << 20, "{} bytes", bytes.len());
}

#[test]
fn policies_beyond_the_storys_are_pilots() {
    let profile = Profile::Bulk { users: 50, apps: 20, policies: 12 };
    let records: Vec<Value> = serde_json::from_slice(&file(Form::PortalJson, Generator::new(5, 40, profile))).unwrap();
    for record in records {
        let policies = record["appliedConditionalAccessPolicies"].as_array().unwrap();
        assert_eq!(policies.len(), 12);
        assert_eq!(policies[11]["displayName"], "CA012 Pilot of \"CA002 Require MFA for administrators\"");
        assert!(policies[11]["result"].as_str().unwrap().starts_with("reportOnly"));
    }
}
