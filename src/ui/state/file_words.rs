//! What the screen of the files says in sentences.

use std::rc::Rc;

use super::file_groups::FileGroup;
use super::files::{Reconciliation, empty_steps};
use super::reports::Sums;
use crate::engine::protocol::files::{Coverage, Gap, Times};
use crate::engine::protocol::usage::{Calendar, Unit};
use crate::engine::protocol::{Companion, DateOrder, FilePage, FileReport, FileState, Warning, Zone};
use crate::schema::label::value_label;
use crate::schema::{Field, LogType};
use crate::ui::format::number::{bytes, count, counted, percent};
use crate::ui::format::time::{self, DAY, HOUR, MINUTE};

/// How the records of a file, or of all files, add up: `3,000 read = 2,000 shown + 1,000 merged`.
pub fn equation(account: &Reconciliation) -> String {
    let parts = [
        (account.shown, "shown"),
        (account.merged, "merged"),
        (account.unmatched, "belonging to sign-ins not loaded"),
        (account.left_out, "left out"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .enumerate()
        .filter(|(at, (part, _))| *at == 0 || *part > 0)
        .map(|(_, (part, name))| format!("{} {name}", count(*part)))
        .collect();
    format!("{} read = {}", count(account.read), parts.join(" + "))
}

/// Records of one sign-in that contradict each other; `None` if there are none.
pub fn versions(account: &Reconciliation) -> Option<String> {
    (account.versions > 0).then(|| {
        let records = counted(account.versions, "record shown shares its", "records shown share their");
        format!("{records} request ID with others that say something different: they are kept as versions")
    })
}

/// What to beware of.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::CutOff { records } => format!(
            "Exactly {} sign-ins, as many as the portal puts in a file: older ones are probably missing. Download \
             shorter spans of time and drop all files here",
            count(*records)
        ),
        Warning::NameIsWider { named, found } => format!(
            "The name says {} to {}, but the records are of {} to {} (UTC). There were no sign-ins on the other days, a \
             filter left them out, or the download was cut off: compare with the portal",
            named.0, named.1, found.0, found.1
        ),
        Warning::RedactedAddresses { records } => format!(
            "{} an IP address whose last part was taken out (203.0.113.XXX): such addresses cannot be told apart, and \
             filters for a range do not find them",
            counted((*records).into(), "record has", "records have")
        ),
        Warning::PersonalDataRemoved { fields } => {
            let fields = fields.iter().map(|(field, records)| format!("{field} ({})", count((*records).into())));
            format!(
                "Microsoft took personal data out: {}. The home tenant of these people has it in its own log",
                fields.collect::<Vec<_>>().join(", ")
            )
        }
        Warning::SharedRequestId { records, id } => format!(
            "{} a request ID that more than 64 different records have, such as “{id}”: it identifies no sign-in, so \
             these records are shown as they are, and none was merged",
            counted(*records, "record has", "records have")
        ),
        Warning::NoPolicies => {
            "No record has Conditional Access policies: they were not exported, or whoever exported \
             lacked the permission to read them. Export again as Security Reader or Global Reader; by Graph with \
             Policy.Read.ConditionalAccess"
                .to_owned()
        }
        Warning::StillComingIn { age } => format!(
            "The newest record is {} older than the file. Sign-ins can take two hours to appear in the log: later ones \
             may be missing, so download the last hours again",
            length(*age)
        ),
        Warning::RetentionReached { days } => format!(
            "The oldest record is {days} days older than the file, and Microsoft Entra keeps sign-ins for {days} days{}: \
             older ones are gone from the portal. Look for them in Log Analytics or an archive",
            if *days == 7 { " without a licence" } else { "" }
        ),
    }
}

/// What to do about a full memory.
pub const MAKE_ROOM: &str = "To see the rest, filter in the portal before you download (fewer days, or fewer users), or \
                             remove files and drop fewer at a time";

/// How much of a file was left out because the memory is full: `1.2 GB (35.0 %) of it were left out`.
pub fn no_room(file: &FileReport, read: Option<u64>) -> String {
    let left_out = read.and_then(|read| file.size.checked_sub(read)).filter(|&left_out| left_out > 0);
    let how_much = match (read, left_out) {
        (Some(0), _) => "all of it was left out".to_owned(),
        (_, Some(left_out)) => {
            format!("{} ({}) of it were left out", bytes(left_out), percent(left_out, file.size))
        }
        (Some(read), None) => format!("what comes after its first {} was left out", bytes(read)),
        (None, None) => "its end was left out".to_owned(),
    };
    let there = if file.records > 0 { "; the records before are there" } else { "" };
    format!("The memory that a browser gives a page is full: {how_much}{there}. {MAKE_ROOM}")
}

/// How much of all files was left out because the memory is full; `None` if nothing was.
pub fn all_left_out<'a>(files: impl Iterator<Item = &'a Rc<FileReport>>) -> Option<String> {
    let mut all = 0;
    let mut left_out: Vec<(&FileReport, u64)> = Vec::new();
    for file in files {
        all += file.size;
        if let FileState::NoRoom { read } = file.state {
            left_out.push((file, read.map_or(0, |read| file.size.saturating_sub(read))));
        }
    }
    let (first, _) = left_out.first()?;
    let missing: u64 = left_out.iter().map(|(_, bytes)| bytes).sum();
    let others = match left_out.len() - 1 {
        0 => String::new(),
        others => format!(" and of {}", counted(others as u64, "other file", "other files")),
    };
    let how_much = match missing {
        0 => format!("the end of {}{others} was left out", first.name),
        _ => format!("{} ({}) were left out, of {}{others}", bytes(missing), percent(missing, all), first.name),
    };
    Some(format!("The memory that a browser gives a page is full: {how_much}. What was read can be used. {MAKE_ROOM}"))
}

/// What another download would add.
pub fn companion(companion: &Companion) -> String {
    format!("Drop {} too to see {}", companion.name, companion.adds)
}

/// Of which sign-in logs the records of a file are, in the words of the list: `User, interactive: 2,990; AD FS: 10`.
pub fn logs(page: &FilePage) -> String {
    let logs = &page.coverage.logs;
    let mut parts: Vec<String> = LogType::ALL
        .into_iter()
        .filter(|log| logs.of(*log) > 0)
        .map(|log| format!("{}: {}", log_label(log), count(logs.of(log).into())))
        .collect();
    match (logs.unsaid, page.log_by_name) {
        (0, _) => {}
        (_, Some(log)) if parts.is_empty() => parts.push(format!("{}, by the file’s name", log_label(log))),
        (_, None) if parts.is_empty() => parts.push("Not in this file, and its name does not say".to_owned()),
        (unsaid, _) => parts.push(format!("{} do not say", count(unsaid.into()))),
    }
    parts.join("; ")
}

fn log_label(log: LogType) -> &'static str {
    value_label(Field::LogType, log.category()).unwrap_or(log.category())
}

/// The tenants of a file: the people's own, and those they signed in to where these are others.
pub fn tenants(coverage: &Coverage) -> Vec<String> {
    let home = coverage.home_tenants.iter().map(|tenant| (tenant, "home"));
    let foreign = coverage
        .resource_tenants
        .iter()
        .filter(|tenant| coverage.home_tenants.iter().all(|home| home.id != tenant.id))
        .map(|tenant| (tenant, "resource"));
    let text = |(tenant, role): (&crate::engine::protocol::files::Tenant, &str)| {
        format!("{} ({role}, {})", tenant.id, counted(tenant.records.into(), "record", "records"))
    };
    home.chain(foreign).map(text).collect()
}

/// What is missing of a file that was read, in words; `None` if all of it is there.
pub fn incomplete(file: &FileReport, page: Option<&FilePage>) -> Option<String> {
    let left_out = Reconciliation::of(file).left_out;
    let parts: Vec<String> = [
        (left_out > 0).then(|| counted(left_out, "record left out", "records left out")),
        (file.problem_count > 0).then(|| counted(file.problem_count, "problem", "problems")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let is_cut_off = page.is_some_and(|page| page.warnings.iter().any(|one| matches!(one, Warning::CutOff { .. })));
    match (parts.is_empty(), is_cut_off) {
        (false, _) => Some(format!("Read, but not all of it: {}", parts.join(", "))),
        (true, true) => Some("Read, but the download was probably cut off".to_owned()),
        (true, false) => None,
    }
}

/// The name of a group of files: where they are, and what they are.
pub fn title(group: &FileGroup) -> String {
    match group.folder.as_str() {
        "" => group.key.format.label().to_owned(),
        folder => format!("{folder}: {}", group.key.format.label()),
    }
}

/// What there is to tell of a group of files, each in a few words.
pub fn group_facts(group: &FileGroup, zone: &str, offset_at: impl Fn(i64) -> i32) -> Vec<String> {
    let (sums, files) = (&group.sums, group.files.len() as u64);
    let at = |instant| time::minute(instant, offset_at(instant));
    let facts = [
        Some(counted(files, "file", "files")),
        Some(counted(sums.account.read, "record", "records")),
        Some(bytes(sums.bytes)),
        (sums.problems > 0).then(|| counted(sums.problems, "problem", "problems")),
        (0 < sums.refused && sums.refused < files).then(|| counted(sums.refused, "file not read", "files not read")),
        group.span.map(|(oldest, newest)| format!("{} – {} ({zone})", at(oldest), at(newest))),
    ];
    facts.into_iter().flatten().collect()
}

/// A length of time, as long as a gap is: `3 days 4 hours`, `2 hours 5 minutes`.
pub fn length(millis: i64) -> String {
    let (days, hours, minutes) = (millis / DAY, millis % DAY / HOUR, millis % HOUR / MINUTE);
    let unit = |number: i64, one: &str, many: &str| (number > 0).then(|| counted(number.unsigned_abs(), one, many));
    let days_text = unit(days, "day", "days");
    // Of a gap of days its minutes do not matter.
    let minutes = if days > 0 { None } else { unit(minutes, "minute", "minutes") };
    let parts: Vec<String> = [days_text, unit(hours, "hour", "hours"), minutes].into_iter().flatten().collect();
    if parts.is_empty() { "less than a minute".to_owned() } else { parts.join(" ") }
}

/// A gap: from when to when, and how long.
pub fn gap(gap: Gap, offset_at: impl Fn(i64) -> i32) -> String {
    let at = |instant| time::minute(instant, offset_at(instant));
    format!("{} – {} ({})", at(gap.from), at(gap.to), length(gap.length()))
}

/// What a step of the strip is, one and several: `hour`, `hours`; `span of 3 weeks`, `spans of 3 weeks`.
pub fn step(times: &Times) -> [String; 2] {
    let names = match times.pace.unit {
        Unit::Hour => ["hour", "hours"],
        Unit::Day => ["day", "days"],
        Unit::Week => ["week", "weeks"],
    };
    match times.pace.every {
        0 | 1 => names.map(str::to_owned),
        every => ["span", "spans"].map(|span| format!("{span} of {} {}", count(every.into()), names[1])),
    }
}

/// The records over time in words.
pub fn times(times: &Times, zone: &str, offset_at: impl Fn(i64) -> i32) -> String {
    let Some((first, last)) = times.span else { return "No record has a date".to_owned() };
    let at = |instant| time::minute(instant, offset_at(instant));
    let records: u64 = times.counts.iter().map(|&count| u64::from(count)).sum();
    let [step, steps] = step(times);
    let mut text = format!(
        "{} from {} to {} ({zone}), a bar for each {step}. ",
        counted(records, "record", "records"),
        at(first),
        at(last)
    );
    let empty = empty_steps(times) as u64;
    let of = count(times.counts.len() as u64);
    text.push_str(&match empty {
        0 => format!("No {step} of {of} is without records."),
        _ => format!("{} of {of} {steps} without records.", count(empty)),
    });
    if times.pace.unit != Unit::Hour {
        text.push_str(" There are too many hours for a bar each.");
    }
    if times.without > 0 {
        text.push_str(&format!(" {} no date.", counted(times.without.into(), "record has", "records have")));
    }
    text
}

/// The records over time as a table: days with how many of their hours have no record, or the steps themselves.
pub fn table(times: &Times, calendar: &Calendar) -> Vec<[String; 3]> {
    let mut rows: Vec<(i64, u64, u64, u64, i64)> = Vec::new();
    for (edge, &records) in times.edges.windows(2).zip(&times.counts) {
        let day = if times.pace.unit == Unit::Hour { calendar.day(edge[0]) } else { edge[0] };
        let empty = u64::from(records == 0);
        match rows.last_mut().filter(|row| row.0 == day) {
            Some(row) => (row.1, row.2, row.3) = (row.1 + u64::from(records), row.2 + empty, row.3 + 1),
            None => rows.push((day, records.into(), empty, 1, edge[0])),
        }
    }
    let row = |(_, records, empty, steps, from): (i64, u64, u64, u64, i64)| {
        let offset = ((calendar.clock(from) - from) / MINUTE) as i32;
        let empty = if times.pace.unit == Unit::Hour { format!("{empty} of {steps}") } else { String::new() };
        [time::day(from, offset), count(records), empty]
    };
    rows.into_iter().map(row).collect()
}

/// What a column of times is called, in the zone of display: not by that zone where files have local times of another
/// one that nobody has named.
pub fn time_label(label: &str, zone: &str, files: &Sums) -> String {
    match files.local {
        0 => format!("{label} ({zone})"),
        _ if files.are_local() => format!("{label} (local time of the file)"),
        _ => format!("{label} ({zone}, or local where it says so)"),
    }
}

/// Which zone the times of a file are in.
pub fn zone_of(file: &FileReport) -> Option<String> {
    let zone = file.zone.filter(|_| file.records > 0)?;
    Some(match &file.reading.clocks {
        Some(clocks) if zone == Zone::Told => format!("{}, as you have said", clocks.name),
        _ => zone.label().to_owned(),
    })
}

/// What there is to say about the zone of a file's times; `None` where it is known.
pub fn asked_zone(file: &FileReport) -> Option<&'static str> {
    match file.zone.filter(|_| file.records > 0)? {
        Zone::Local => Some("Its times are local to whoever exported it, and it does not name the zone."),
        Zone::Assumed => Some("Its times do not say which zone they are in, and were taken as UTC."),
        Zone::Told => Some("Its times were read in the zone that you have named."),
        Zone::Utc | Zone::Stated => None,
    }
}

/// What there is to decide about the dates of a file.
pub fn asked_dates(file: &FileReport) -> String {
    let order = file.reading.dates.unwrap_or_default();
    format!(
        "All dates in {} make sense with the day first and with the month first; they were read with the {} first.",
        file.name,
        order.label()
    )
}

/// Both orders of day and month, with what each makes of a date of the file: `3/4/2025 is 4 March`.
pub fn date_examples(file: &FileReport) -> [(DateOrder, String); 2] {
    let order = file.reading.dates.unwrap_or_default();
    let written = |instant| {
        let (year, month, day) = time::year_month_day(instant)?;
        let (first, second) = if order == DateOrder::MonthFirst { (month, day) } else { (day, month) };
        // Of a date such as 3/3 there is nothing to decide.
        (first != second && first.max(second) <= 12).then_some((first, second, year))
    };
    let example = file.oldest.and_then(written).or_else(|| file.newest.and_then(written));
    [DateOrder::MonthFirst, DateOrder::DayFirst].map(|order| {
        let Some((first, second, year)) = example else { return (order, format!("The {} is first", order.label())) };
        let (day, month) = if order == DateOrder::MonthFirst { (second, first) } else { (first, second) };
        (order, format!("{first}/{second}/{year} is {day} {}", time::month_name(month)))
    })
}

/// What a file was recognised by.
pub fn recognised_by(file: &FileReport) -> Option<&'static str> {
    match (&file.reading.columns, &file.state) {
        (_, FileState::Waiting | FileState::Unpacked) => None,
        (Some(_), _) => Some("read as you said"),
        (None, FileState::Refused(_)) => None,
        (None, _) if file.is_table => Some("recognised by its header"),
        (None, _) if file.description.is_empty() => None,
        (None, _) => Some("recognised by its records"),
    }
}

/// The records of a file by shape, if it has more than one.
pub fn shapes(file: &FileReport) -> Option<String> {
    let parts: Vec<String> =
        file.source_formats.iter().map(|(shape, records)| format!("{shape} {}", count(*records))).collect();
    (parts.len() > 1).then(|| parts.join(", "))
}
