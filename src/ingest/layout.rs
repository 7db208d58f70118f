//! What kind of file it is, as far as its records depend on it.

use serde::{Deserialize, Serialize};

use super::csv::CsvLayout;
use super::json::Seen;

/// The kind of a file that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Sign-in objects of Microsoft Graph, as the portal's JSON download has them too.
    Json(Seen),
    /// The portal's CSV download.
    PortalCsv(CsvLayout),
}

impl Layout {
    /// What the file is, in words.
    pub fn describe(&self) -> String {
        match self {
            Layout::Json(seen) if seen.page => "Microsoft Graph JSON".to_owned(),
            Layout::Json(seen) if seen.lines && !seen.array => "JSON, one record after the other".to_owned(),
            Layout::Json(_) => "Portal JSON".to_owned(),
            Layout::PortalCsv(csv) => format!("Portal CSV, {} columns", csv.columns.len()),
        }
    }

    /// The header line as it stands in the file, without byte order mark and line end; `None` for JSON.
    pub fn header(&self) -> Option<&[u8]> {
        match self {
            Layout::Json(_) => None,
            Layout::PortalCsv(csv) => Some(&csv.header),
        }
    }
}
