//! The sample tenant and a larger one, as files of every form: all records are read, and every form says the same.

use signscope::schema::Field;
use signscope_sample::{Form, Generator, Profile, Vintage};

use super::{Read, read_in_pieces};

const SMALL: Profile = Profile::Bulk { users: 300, apps: 40, policies: 4 };

fn read(form: Form, profile: Profile, records: usize) -> Read {
    let bytes: Vec<u8> = form.chunks(Generator::new(7, records, profile)).flatten().collect();
    let [whole, chunks] = [bytes.len(), 10_007].map(|size| read_in_pieces("file", &bytes, size));
    assert_eq!((&whole.refused, &whole.problems), (&None, &vec![]), "{form:?}");
    assert_eq!(whole.places(), chunks.places());
    assert!((0..whole.store.len()).all(|row| whole.row(row) == chunks.row(row)), "{form:?}");
    whole
}

#[test]
fn every_form_of_the_same_records_says_the_same() {
    for (profile, records) in [(Profile::Story, 1500), (SMALL, 1500)] {
        let json = read(Form::PortalJson, profile, records);
        assert_eq!(json.store.len(), records);
        for form in [Form::GraphPage, Form::NdJson] {
            let other = read(form, profile, records);
            assert!((0..records).all(|row| json.row(row) == other.row(row)), "{form:?}");
        }
        for vintage in [Vintage::Of2023, Vintage::Of2024, Vintage::Of2025] {
            let csv = read(Form::PortalCsv(vintage), profile, records);
            // The portal's CSV and JSON write these values alike, and the status and place that one of them lacks are
            // derived.
            for field in [
                Field::RequestId,
                Field::CorrelationId,
                Field::User,
                Field::Username,
                Field::Application,
                Field::ApplicationId,
                Field::IpAddress,
                Field::Status,
                Field::City,
                Field::State,
                Field::Country,
                Field::Location,
                Field::Browser,
                Field::OperatingSystem,
                Field::ClientApp,
            ] {
                let [from_csv, from_json] = [&csv, &json].map(|read| read.column(field));
                let differs = from_csv
                    .iter()
                    .zip(&from_json)
                    .position(|(csv, json)| csv != json && !(csv.is_empty() && json == "-"));
                assert_eq!(differs.map(|row| (&from_csv[row], &from_json[row])), None, "{field:?} {vintage:?}");
            }
            let seconds = |read: &Read| read.store.times().iter().map(|time| time.div_euclid(1000)).collect::<Vec<_>>();
            assert_eq!(seconds(&csv), seconds(&json));
        }
    }
}
