//! What has to hold in a browser, one row a case; a case is named after its module and function.

mod access;
mod detail;
mod export;
mod filters;
mod finding;
mod kql;
mod loading;
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
    Case { name: "start::the_sample_loads", engines: Engine::ALL, run: start::the_sample_loads },
    Case { name: "start::two_workers_can_talk", engines: Engine::ALL, run: start::two_workers_can_talk },
    // Only Chromium's driver hands out the console.
    Case { name: "start::the_console_stays_quiet", engines: &[Chromium], run: start::the_console_stays_quiet },
    Case { name: "start::an_old_browser_is_told_so", engines: &[Chromium], run: start::an_old_browser_is_told_so },
    Case { name: "policy::nothing_leaves_the_page", engines: Engine::ALL, run: policy::nothing_leaves_the_page },
    Case { name: "policy::no_text_becomes_code", engines: Engine::ALL, run: policy::no_text_becomes_code },
    Case { name: "loading::chosen_files_are_read", engines: Engine::ALL, run: loading::chosen_files_are_read },
    // A true drop needs the DevTools protocol.
    Case {
        name: "loading::a_drop_is_read_and_a_second_one_is_added",
        engines: &[Chromium],
        run: loading::a_drop_is_read_and_a_second_one_is_added,
    },
    Case {
        name: "loading::cancel_keeps_what_is_there",
        engines: Engine::ALL,
        run: loading::cancel_keeps_what_is_there,
    },
    Case {
        name: "loading::what_cannot_be_read_says_why",
        engines: Engine::ALL,
        run: loading::what_cannot_be_read_says_why,
    },
    Case {
        name: "loading::a_damaged_file_gives_its_good_records",
        engines: Engine::ALL,
        run: loading::a_damaged_file_gives_its_good_records,
    },
    Case {
        name: "loading::removed_files_do_not_come_back",
        engines: Engine::ALL,
        run: loading::removed_files_do_not_come_back,
    },
    Case { name: "loading::log_text_stays_text", engines: Engine::ALL, run: loading::log_text_stays_text },
    Case {
        name: "filters::words_and_chips_narrow_the_list",
        engines: Engine::ALL,
        run: filters::words_and_chips_narrow_the_list,
    },
    Case {
        name: "filters::dates_count_back_from_the_newest_record",
        engines: Engine::ALL,
        run: filters::dates_count_back_from_the_newest_record,
    },
    Case { name: "filters::headers_sort", engines: Engine::ALL, run: filters::headers_sort },
    Case {
        name: "detail::a_blocked_sign_in_shows_its_policy",
        engines: Engine::ALL,
        run: detail::a_blocked_sign_in_shows_its_policy,
    },
    Case { name: "detail::the_readme_picture", engines: &[Chromium], run: detail::the_readme_picture },
    Case { name: "detail::keys_walk_the_list", engines: Engine::ALL, run: detail::keys_walk_the_list },
    Case {
        name: "detail::a_file_that_changed_is_noticed",
        engines: Engine::ALL,
        run: detail::a_file_that_changed_is_noticed,
    },
    // WebKitGTK's driver has no way to say where downloads go.
    Case {
        name: "export::what_the_filter_shows_is_saved",
        engines: &[Chromium, Firefox],
        run: export::what_the_filter_shows_is_saved,
    },
    Case { name: "export::an_export_loads_again", engines: &[Chromium, Firefox], run: export::an_export_loads_again },
    Case { name: "kql::a_predicate_becomes_chips", engines: Engine::ALL, run: kql::a_predicate_becomes_chips },
    Case { name: "kql::an_error_shows_its_place", engines: Engine::ALL, run: kql::an_error_shows_its_place },
    Case { name: "kql::keys_complete", engines: Engine::ALL, run: kql::keys_complete },
    Case { name: "kql::the_filter_is_copied", engines: Engine::ALL, run: kql::the_filter_is_copied },
    Case { name: "kql::editing_can_be_given_up", engines: Engine::ALL, run: kql::editing_can_be_given_up },
    Case { name: "access::first_screen", engines: Engine::ALL, run: access::first_screen },
    Case { name: "access::list_and_detail", engines: Engine::ALL, run: access::list_and_detail },
    Case { name: "access::dialogs", engines: Engine::ALL, run: access::dialogs },
];
