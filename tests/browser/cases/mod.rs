//! What has to hold in a browser, one row a case; a case is named after its module and function.

mod access;
mod files;
mod finding;
mod policy;
mod start;

use libtest_mimic::Failed;

use crate::harness::Engine::{self, Chromium, Firefox};
use crate::harness::Page;

/// How a case ends: well, or with a sentence on what was different.
pub type Outcome = Result<(), Failed>;

/// One case: a user's page, freshly opened, and what is tried on it.
pub struct Case {
    /// Module and function.
    pub name: &'static str,
    /// Where it can be tried.
    pub engines: &'static [Engine],
    /// The case itself.
    pub run: fn(&Page) -> Outcome,
}

/// All cases.
pub const CASES: &[Case] = &[
    Case { name: "finding::by_role_and_name", engines: Engine::ALL, run: finding::by_role_and_name },
    Case { name: "start::page_and_worker_are_alive", engines: Engine::ALL, run: start::page_and_worker_are_alive },
    Case { name: "start::two_workers_can_talk", engines: Engine::ALL, run: start::two_workers_can_talk },
    // Only Chromium's driver hands out the console.
    Case { name: "start::the_console_stays_quiet", engines: &[Chromium], run: start::the_console_stays_quiet },
    Case { name: "start::an_old_browser_is_told_so", engines: &[Chromium], run: start::an_old_browser_is_told_so },
    Case { name: "policy::nothing_leaves_the_page", engines: Engine::ALL, run: policy::nothing_leaves_the_page },
    Case { name: "policy::no_text_becomes_code", engines: Engine::ALL, run: policy::no_text_becomes_code },
    Case { name: "files::chosen_files_reach_the_page", engines: Engine::ALL, run: files::chosen_files_reach_the_page },
    Case { name: "files::a_drop_reaches_the_page", engines: &[Chromium], run: files::a_drop_reaches_the_page },
    // WebKitGTK's driver has no way to say where downloads go.
    Case { name: "files::the_page_can_save", engines: &[Chromium, Firefox], run: files::the_page_can_save },
    Case { name: "access::first_screen", engines: Engine::ALL, run: access::first_screen },
];
