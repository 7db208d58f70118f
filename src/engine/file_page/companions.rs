//! Which other downloads would add to a file, as far as they are not loaded yet.

use super::names::{PortalName, any_name};
use crate::engine::files::Files;
use crate::engine::protocol::{Companion, FileReport};
use crate::schema::LogType;
use crate::store::{FileId, Rank};

/// What would add to a file.
pub fn companions(report: &FileReport, files: &Files) -> Vec<Companion> {
    let rank = files.rank(report.file);
    let name = PortalName::of(&report.name);
    let log = name.as_ref().map_or(LogType::Interactive, |name| name.log);
    let of_person = matches!(log, LogType::Interactive | LogType::NonInteractive);
    let named = |log: LogType, is_details: bool, extension: &str| {
        name.as_ref()
            .map_or_else(|| any_name(log, is_details, extension), |name| name.other(log, is_details, extension))
    };
    let is_loaded = |wanted: &dyn Fn(FileId, Option<PortalName>) -> bool| {
        files.names().any(|(other, name)| other != report.file && wanted(other, PortalName::of(name)))
    };
    let mut companions = Vec::new();
    let mut add = |name: String, adds: &str| companions.push(Companion { name, adds: adds.to_owned() });
    // Records that became part of richer ones lack nothing.
    let lacks = report.records > report.merged;
    if rank == Rank::Steps && report.unmatched > 0 {
        add(named(log, false, "csv"), "the sign-ins these authentication steps belong to");
    }
    if rank == Rank::Table && lacks && of_person {
        let has_steps = is_loaded(&|other, name| {
            files.rank(other) == Rank::Steps || name.is_some_and(|name| name.is_details && name.log == log)
        });
        if !has_steps {
            add(named(log, true, "csv"), "the authentication steps");
        }
    }
    if rank == Rank::Table && lacks {
        add(named(log, false, "json"), "Conditional Access policies, risk, network locations and authentication steps");
    }
    let has_apps = is_loaded(&|_, name| name.is_some_and(|name| name.log == LogType::NonInteractive));
    if name.is_some_and(|name| name.log == LogType::Interactive && !name.is_details) && !has_apps {
        let extension = if rank == Rank::Table { "csv" } else { "json" };
        add(
            PortalName::of(&report.name)
                .map_or_else(String::new, |name| name.other(LogType::NonInteractive, false, extension)),
            "what apps did with tokens for these people, stolen tokens too",
        );
    }
    companions
}
