//! Records as files: the portal's two downloads, a page of the Graph API, and one record a line.

use super::csv::{Vintage, portal_csv_header, portal_csv_row};
use super::json::graph_json;
use super::record::SignIn;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The portal's CSV.
    PortalCsv(Vintage),
    /// The portal's JSON: one array on one line.
    PortalJson,
    /// A page of the Graph API: an object whose `value` is the array.
    GraphPage,
    /// One object a line.
    NdJson,
}

impl Form {
    /// The file in pieces of about a mebibyte, each made when it is asked for.
    pub fn chunks<I: Iterator<Item = SignIn>>(self, records: I) -> Chunks<I> {
        Chunks { form: self, records, state: Stage::Opening, is_first: true }
    }

    /// The form of a name on the command line.
    pub fn named(name: &str) -> Option<Form> {
        Some(match name {
            "portal-csv" => Form::PortalCsv(Vintage::Of2025),
            "portal-csv-2024" => Form::PortalCsv(Vintage::Of2024),
            "portal-csv-2023" => Form::PortalCsv(Vintage::Of2023),
            "portal-json" => Form::PortalJson,
            "graph-page" => Form::GraphPage,
            "ndjson" => Form::NdJson,
            _ => return None,
        })
    }

    fn opening(self) -> Vec<u8> {
        match self {
            Form::PortalCsv(vintage) => portal_csv_header(vintage),
            Form::PortalJson => b"[".to_vec(),
            Form::GraphPage => {
                br#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns","value":["#
                    .to_vec()
            }
            Form::NdJson => Vec::new(),
        }
    }

    fn record(self, record: &SignIn, is_first: bool, out: &mut Vec<u8>) {
        match self {
            Form::PortalCsv(vintage) => portal_csv_row(record, vintage, out),
            Form::PortalJson | Form::GraphPage => {
                if !is_first {
                    out.push(b',');
                }
                graph_json(record, out);
            }
            Form::NdJson => {
                graph_json(record, out);
                out.push(b'\n');
            }
        }
    }

    fn closing(self) -> &'static [u8] {
        match self {
            Form::PortalCsv(_) | Form::NdJson => b"",
            Form::PortalJson => b"]",
            Form::GraphPage => b"]}",
        }
    }
}

/// The pieces of a file.
pub struct Chunks<I> {
    form: Form,
    records: I,
    state: Stage,
    is_first: bool,
}

#[derive(PartialEq)]
enum Stage {
    Opening,
    Records,
    Done,
}

const CHUNK_BYTES: usize = 1 << 20;

impl<I: Iterator<Item = SignIn>> Iterator for Chunks<I> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut chunk = match self.state {
            Stage::Done => return None,
            Stage::Opening => self.form.opening(),
            Stage::Records => Vec::with_capacity(CHUNK_BYTES + (16 << 10)),
        };
        self.state = Stage::Records;
        while chunk.len() < CHUNK_BYTES {
            let Some(record) = self.records.next() else {
                self.state = Stage::Done;
                chunk.extend_from_slice(self.form.closing());
                break;
            };
            self.form.record(&record, self.is_first, &mut chunk);
            self.is_first = false;
        }
        Some(chunk)
    }
}
