//! What has to hold in a browser, one row a case; a case is named after its module and function.

mod access;
mod columns;
mod crash;
mod detail;
mod export;
mod filters;
mod help;
mod kql;
mod loading;
mod packed;
mod policies;
mod policy;
mod sources;
mod start;
mod usage;

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
    Case { name: "start::the_sample_loads", engines: Engine::ALL, run: start::the_sample_loads },
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
        name: "loading::damage_deep_in_a_large_file_is_left_out",
        engines: Engine::ALL,
        run: loading::damage_deep_in_a_large_file_is_left_out,
    },
    Case {
        name: "loading::removed_files_do_not_come_back",
        engines: Engine::ALL,
        run: loading::removed_files_do_not_come_back,
    },
    // A true drop needs the DevTools protocol.
    Case {
        name: "crash::after_the_engine_stopped_the_files_can_be_read_again",
        engines: &[Chromium],
        run: crash::after_the_engine_stopped_the_files_can_be_read_again,
    },
    Case {
        name: "packed::a_zip_gives_the_rows_of_its_files",
        engines: Engine::ALL,
        run: packed::a_zip_gives_the_rows_of_its_files,
    },
    Case { name: "packed::text_in_utf_16_is_read", engines: Engine::ALL, run: packed::text_in_utf_16_is_read },
    Case {
        name: "packed::a_gzip_that_is_cut_off_says_so_and_keeps_its_rows",
        engines: Engine::ALL,
        run: packed::a_gzip_that_is_cut_off_says_so_and_keeps_its_rows,
    },
    // WebKitGTK's driver has no way to say where downloads go.
    Case {
        name: "packed::a_record_is_unpacked_again_wherever_it_lies",
        engines: &[Chromium, Firefox],
        run: packed::a_record_is_unpacked_again_wherever_it_lies,
    },
    Case {
        name: "packed::what_unpacks_to_very_much_asks_first",
        engines: Engine::ALL,
        run: packed::what_unpacks_to_very_much_asks_first,
    },
    // Only the drivers of these two choose folders.
    Case {
        name: "packed::a_folder_is_read_with_all_that_is_in_it",
        engines: &[Chromium],
        run: packed::a_folder_is_read_with_all_that_is_in_it,
    },
    // A true drop needs the DevTools protocol.
    Case { name: "packed::a_dropped_folder_is_read", engines: &[Chromium], run: packed::a_dropped_folder_is_read },
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
    Case { name: "detail::keys_walk_the_list", engines: Engine::ALL, run: detail::keys_walk_the_list },
    Case {
        name: "detail::a_chosen_text_cannot_disguise_itself_or_stop_the_page",
        engines: Engine::ALL,
        run: detail::a_chosen_text_cannot_disguise_itself_or_stop_the_page,
    },
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
    Case {
        name: "policies::a_number_lists_its_sign_ins",
        engines: Engine::ALL,
        run: policies::a_number_lists_its_sign_ins,
    },
    Case {
        name: "policies::who_is_to_be_warned_is_listed",
        engines: Engine::ALL,
        run: policies::who_is_to_be_warned_is_listed,
    },
    Case {
        name: "policies::a_csv_says_what_it_does_not_have",
        engines: Engine::ALL,
        run: policies::a_csv_says_what_it_does_not_have,
    },
    Case { name: "policies::nobody_is_kept_out", engines: Engine::ALL, run: policies::nobody_is_kept_out },
    Case {
        name: "sources::many_files_are_shown_in_groups",
        engines: Engine::ALL,
        run: sources::many_files_are_shown_in_groups,
    },
    // In WebKitGTK the second of two clicks that follow one another closely at times does nothing.
    Case {
        name: "sources::many_files_are_removed",
        engines: &[Chromium, Firefox],
        run: sources::many_files_are_removed,
    },
    Case {
        name: "sources::records_add_up_and_a_file_is_removed",
        engines: Engine::ALL,
        run: sources::records_add_up_and_a_file_is_removed,
    },
    Case {
        name: "sources::a_table_is_read_once_somebody_says_what_its_columns_are",
        engines: Engine::ALL,
        run: sources::a_table_is_read_once_somebody_says_what_its_columns_are,
    },
    Case {
        name: "sources::somebody_says_whether_the_day_comes_first",
        engines: Engine::ALL,
        run: sources::somebody_says_whether_the_day_comes_first,
    },
    Case { name: "access::dialogs", engines: Engine::ALL, run: access::dialogs },
    Case {
        name: "help::a_key_opens_it_and_its_contents_lead_on",
        engines: Engine::ALL,
        run: help::a_key_opens_it_and_its_contents_lead_on,
    },
    Case { name: "help::nobody_is_kept_out", engines: Engine::ALL, run: help::nobody_is_kept_out },
    Case {
        name: "usage::a_day_of_a_chart_is_its_list",
        engines: Engine::ALL,
        run: usage::a_day_of_a_chart_is_its_list,
    },
    Case {
        name: "usage::a_users_page_tells_of_that_user",
        engines: Engine::ALL,
        run: usage::a_users_page_tells_of_that_user,
    },
    Case {
        name: "usage::applications_are_looked_at_one_by_one",
        engines: Engine::ALL,
        run: usage::applications_are_looked_at_one_by_one,
    },
    Case {
        name: "usage::applications_are_found_by_typing",
        engines: Engine::ALL,
        run: usage::applications_are_found_by_typing,
    },
    Case {
        name: "usage::a_table_keeps_its_header_and_its_names",
        engines: Engine::ALL,
        run: usage::a_table_keeps_its_header_and_its_names,
    },
    // WebKitGTK's driver has no way to say where downloads go.
    Case {
        name: "usage::a_chart_is_saved_as_numbers_and_as_a_drawing",
        engines: &[Chromium, Firefox],
        run: usage::a_chart_is_saved_as_numbers_and_as_a_drawing,
    },
    Case {
        name: "usage::more_rows_are_shown_when_asked_for",
        engines: Engine::ALL,
        run: usage::more_rows_are_shown_when_asked_for,
    },
    Case {
        name: "usage::an_hour_of_the_week_is_its_list",
        engines: Engine::ALL,
        run: usage::an_hour_of_the_week_is_its_list,
    },
    Case {
        name: "usage::the_timeline_zooms_in_and_back",
        engines: Engine::ALL,
        run: usage::the_timeline_zooms_in_and_back,
    },
    Case { name: "usage::nobody_is_kept_out", engines: Engine::ALL, run: usage::nobody_is_kept_out },
    // WebKitGTK's driver has no pointer and no keys in dialogs.
    Case {
        name: "columns::columns_move_by_pointer_and_keys",
        engines: &[Chromium, Firefox],
        run: columns::columns_move_by_pointer_and_keys,
    },
    Case { name: "columns::edges_change_widths", engines: &[Chromium, Firefox], run: columns::edges_change_widths },
    Case {
        name: "columns::a_range_of_numbers_narrows_the_list",
        engines: &[Chromium, Firefox],
        run: columns::a_range_of_numbers_narrows_the_list,
    },
    Case {
        name: "columns::a_policy_with_a_result_is_one_filter",
        engines: Engine::ALL,
        run: columns::a_policy_with_a_result_is_one_filter,
    },
    Case {
        name: "columns::a_view_outlives_a_reload_and_travels_in_a_file",
        engines: &[Chromium, Firefox],
        run: columns::a_view_outlives_a_reload_and_travels_in_a_file,
    },
    Case {
        name: "columns::dialogs_of_columns_and_views",
        engines: &[Chromium, Firefox],
        run: columns::dialogs_of_columns_and_views,
    },
];
