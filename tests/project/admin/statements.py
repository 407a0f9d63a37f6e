"""What docs/admin.md says, sentence by sentence by its beginning, and the tests that prove it."""

_FAULTY = ("nothing_leaves", "nothing_leaves_for_what_lies_beside_a_good_policy", "what_is_right_binds")
_OWNERS = (
    "a_file_that_others_may_change",
    "a_folder_above_that_others_may_change_though_the_sticky_bit_is_set",
    "a_link_by_way_of_a_folder_that_others_may_change",
    "a_file_a_folder_or_a_link_of_another_user",
)

STATEMENTS: dict[str, tuple[str, ...]] = {
    "Where the letter or the object leaves open": ("a_guess_loosens_nothing", "what_is_right_binds"),
    "A policy decides for everyone on a computer": (
        "what_is_right_binds",
        "connections_of_the_policy_are_the_only_ones",
    ),
    "Nothing a user sets (settings, variables, options, a second window) overrides it": (
        *("settings", "the_environment", "options", "another_home"),
        "a_second_instance_and_another_home_are_under_the_same_policy",
    ),
    "Files count in order of their names": (
        "the_files_of_a_folder_come_in_order_of_their_names",
        "a_later_file_counts_more_key_by_key",
    ),
    "On Linux every file, every folder above it": _OWNERS,
    "`C:\\ProgramData`, where every user may make a folder": ("nothing_for_everyone_lies_in_programdata",),
    "The ways of Windows and macOS have been written": ("the_workflows_check_types_as_windows_and_macos_have_them",),
    "An open window reads the policy every second": (
        "what_becomes_stricter_binds_at_once_in_the_open_window",
        "added_patterns_wait_for_the_next_start_of_a_window",
        "nothing_more_goes_to_the_first_one_once_the_policy_is_stricter",
    ),
    "Files may be in UTF-8, UTF-16 or UTF-32": ("an_encoding_of_json_is_read", *_FAULTY),
    "`askance policy` prints each value in force": (
        "each_value_is_shown_with_its_origin",
        "the_first_screen_says_whose_rules_apply_and_help_shows_them",
    ),
    "It ends with 1 if something is wrong": (
        "each_value_is_shown_with_its_origin",
        "files_that_are_no_use_on_this_computer",
    ),
    "`askance policy --check FILE` says what is wrong": (
        "a_file_is_checked",
        "a_file_of_recommended_settings_and_one_that_is_not_there",
        *("what_contradicts_is_told", "a_program_may_be_named_by_another_file"),
    ),
    "`askance policy --schema` prints the JSON schema": (
        "the_schema_knows_every_key",
        "the_templates_for_windows_know_every_key",
        "the_profile_for_macos_knows_every_key",
    ),
    "They are made of the same table": (
        "the_schema_knows_every_key",
        "the_table_for_administrators_is_that_of_the_keys",
    ),
    "Each key is judged by itself": ("a_wrong_value_is_at_its_strictest_and_the_rest_holds",),
    "One that this version does not know": ("a_setting_of_a_newer_version_is_told_of_and_the_rest_holds",),
    "One whose value cannot be used": (
        "a_wrong_value_is_at_its_strictest_and_the_rest_holds",
        "a_setting_that_stands_there_twice",
    ),
    "A misspelled or misplaced key": (
        "a_misspelled_name_is_understood_and_told_of",
        "a_setting_outside_of_the_settings_is_understood_and_told_of",
        "what_is_right_binds",
    ),
    "Patterns in another place are looked for": (
        "patterns_in_another_place_or_spelling_are_looked_for",
        "a_pattern_that_is_there_twice_is_rejected",
    ),
    "While a file is there and cannot be read": (
        *_FAULTY,
        "a_file_or_a_folder_of_somebody_else_is_not_believed",
        "nothing_leaves_while_the_policy_cannot_be_read",
        "no_server_is_looked_for_while_the_policy_cannot_be_read",
    ),
    "What this computer answers on its own": ("this_computer_still_answers",),
    "A key that only a policy has binds also": ("a_rule_among_the_recommended_binds_and_is_told_of",),
    "`patterns` beside `settings` adds": (
        "patterns_of_the_policy_and_of_the_user_are_both_there",
        "added_patterns_hold_a_question_back",
    ),
    "Of a run over many pictures, `confirm_sending`": ("a_run_wants_one_word_for_all_its_pictures",),
    "`allow_export` cannot hold what a command prints": (
        "what_a_command_prints_is_printed_though_nothing_may_be_exported",
    ),
    "`allowed_hosts` takes names, addresses": ("a_host_in_its_plain_form", "what_may_be_reached"),
    "It holds for questions, lists of models": (
        "hosts_where_the_endpoint_is_free",
        "pictures_from_addresses_and_links",
        "no_server_is_looked_for_while_the_policy_cannot_be_read",
    ),
    "An option of the command line that is equal": ("options",),
    "Where it names hosts, a proxy has to be one of them": (
        "one_of_a_variable_is_refused_and_hears_nothing",
        "one_of_the_settings_is_refused_too",
        "one_on_an_allowed_host_is_used",
        "one_that_the_policy_locks_is_used_whatever_the_hosts",
        "one_that_the_policy_recommends_is_used_until_the_user_types_another",
        "where_the_policy_names_hosts_only_root_adds_some",
    ),
    "The file of `certificates` counts": ("the_policys_file_counts_while_nobody_but_root_can_change_it",),
    "Where there is a policy, the variables of the system's resolver": (
        "no_variable_of_the_resolver_leads_a_name_of_the_house_elsewhere",
    ),
    "A limit counts by prices": (
        "prices_of_ones_own_pass_no_limit_of_the_policy",
        "locked_prices_are_those_that_count",
    ),
    "What users type counts where": ("prices_of_ones_own_pass_no_limit_of_the_policy",),
    "`NO_PROXY` does not bypass a proxy": ("no_variable_leads_past_the_proxy_of_the_policy",),
    "`connections` and `prompts` are lists of objects": ("what_a_policy_gives_is_shown_with_a_lock_and_follows_it",),
    "A connection needs `name` and `endpoint`": (
        "a_connection_of_the_policy_that_cannot_be_used",
        "what_cannot_be_used_sends_nothing_anywhere",
    ),
    "Users choose among the connections": (
        "nothing_of_it_can_be_changed_and_a_model_holds_for_the_conversation",
        "it_follows_the_policy",
    ),
    "The first answers where a user has chosen nothing": (
        "those_that_are_given_come_first_and_one_answers_where_the_user_chose_nothing",
    ),
    "Headers go to the connection's own origin": ("its_caps_and_headers_are_its_own",),
    "With `allow_connections` off": (
        "connections_of_the_policy_are_the_only_ones",
        "where_it_is_not_allowed_only_those_given_are_offered_and_asked",
    ),
    "Where `endpoint` is set, every connection leads there": ("the_policys_endpoint_holds_for_every_connection",),
    "`credential_helper` is a program that prints a key": (
        "a_program_gives_the_key_for_the_endpoint_of_the_policy_alone",
        "a_program_that_fails",
        "a_program_that_is_not_there_or_that_others_may_change",
        "the_key_of_a_program_goes_to_the_house_alone",
    ),
    "Its key stays in memory for `helper_lifetime_s`": (
        "a_key_lives_as_long_as_the_policy_says",
        "the_key_of_a_program_goes_to_the_house_alone",
    ),
    "The key and `headers` go to the policy's `endpoint`": (
        "headers_of_the_house_go_to_its_endpoint_in_the_place_of_the_users",
        "a_program_gives_the_key_for_the_endpoint_of_the_policy_alone",
        "headers_of_ones_own_do_not_take_the_place_of_the_houses_key",
    ),
    "Both, and `credential`, count in a managed policy only": ("no_credential_comes_from_a_recommended_file",),
    "Users may type a program of their own": (
        "a_program_that_the_user_typed_gives_the_key_of_its_address_alone",
        "a_program_of_the_user_counts_only_where_users_give_keys",
        "a_program_or_a_file_that_others_may_change_is_not_used",
        "nothing_but_the_settings_window_and_a_managed_policy_names_a_program",
    ),
    "Where it is `helper` or `environment`": ("headers_of_ones_own_do_not_take_the_place_of_the_houses_key",),
    "`credential` can be `user`": ("where_a_key_may_come_from", "no_key_is_kept_where_keys_come_from_elsewhere"),
    "With `ledger`, each request that carries a question": (
        "an_entry_says_where_to_how_much_and_at_what_price_and_nothing_of_the_question",
        "both_lines_make_an_entry_without_content",
    ),
    "Each attempt counts, also *Test*": (
        *("commands_have_their_lines", "the_window_has_its_lines", "lists_of_models_have_no_line_in_the_ledger"),
        "each_request_that_a_server_hears_has_one_entry",
    ),
    "It has no word of a question or an answer": ("the_window_has_its_lines",),
    "A line is on the disk before its request leaves": (
        "where_it_cannot_be_written_nothing_is_sent",
        "nothing_is_sent_that_cannot_be_entered",
        "a_line_is_on_the_disk_before_its_request_leaves",
    ),
    "A request without an end was cut off": (
        "kills_leave_a_line_for_each_request_that_was_heard",
        "each_road_killed_at_each_moment_has_a_line_for_each_request",
    ),
    "Each row of a batch is a request, too": (
        "each_row_has_its_lines_before_the_file_leaves_and_after_its_answer",
        "rows_that_a_batch_ended_without",
        "ends_of_every_kind",
        "another_process_takes_the_answers_and_enters_their_ends",
    ),
    "A file that has to be sent again": (
        "a_kill_at_any_moment_creates_no_second_batch",
        "no_batch_is_created_without_its_lines_once_the_ledger_is_kept",
    ),
    "What is written with `--export-requests`": ("what_is_written_into_files_of_requests_has_no_line_in_the_ledger",),
    "Files are added to only, are private": (
        "lines_are_added_in_their_order",
        "nobody_else_can_read_it_whatever_its_mode_was",
        "a_full_file_and_a_new_month_begin_another",
    ),
    "`askance ledger` lists them": ("it_is_read_summed_and_exported",),
    "It is the user's own file, which they can delete": ("a_ledger_that_the_user_does_not_want",),
    "`.deb`, `.rpm` and `.tar.xz` need no network": (
        "it_comes_asks_is_replaced_goes_back_and_goes",
        "the_self_test_passes_with_only_loopback",
        "the_rpm_asks_for_libraries_and_no_package_of_one_distribution",
    ),
    "On a system with an older C library": (
        "an_older_system_is_told_what_it_lacks_and_nothing_is_broken",
        "a_system_that_is_too_old_gets_one_sentence",
        "an_older_release_gets_a_sentence",
    ),
    "For Windows, `askance-…-setup.exe /S`": ("the_setup_holds_the_files", "the_msi_holds_every_file_once"),
    "These three have been written and checked on Linux": (
        "the_setup_holds_the_files",
        "the_msi_holds_every_file_once",
        "the_bundle_says_its_version_and_opens_pictures",
    ),
    "On Windows, commands are typed to `askance-console.exe`": ("the_setup_holds_the_files",),
    "*Memory.* A session with its window": ("sessions_take_the_memory_that_is_said",),
    "The reader ends after 45 s": (
        "the_reader_rests_as_soon_as_the_policy_says",
        "a_policy_bounds_the_threads_of_the_reader",
    ),
    "Measured ": ("sessions_take_the_memory_that_is_said",),
    "So fifty sessions take": ("sessions_take_the_memory_that_is_said",),
    "*Two sessions of one user* have a window each": (
        "another_program_has_the_history",
        "a_lock_that_a_dead_client_left_is_told_as_another_copy_and_the_history_stays_whole",
    ),
    "The first one has the history": (
        "a_lock_that_a_dead_client_left_is_told_as_another_copy_and_the_history_stays_whole",
    ),
    "A draft is kept by the window that has the history": (
        "a_draft_that_cannot_be_kept_is_asked_about_and_can_be_saved",
    ),
    "Settings, connections and saved prompts are kept of both": ("two_windows_of_one_home_keep_what_each_has_changed",),
    "Earlier conversations are not shown while": (
        "a_home_that_can_no_longer_be_written_is_not_called_a_disk_with_an_error",
    ),
    "*Homes that are read-only, full": (
        "a_home_that_cannot_be_written_still_answers_and_says_so",
        "a_home_that_is_full_still_answers_and_says_so",
        "a_quota_that_is_used_up_is_told_as_no_room_and_loses_nothing",
    ),
    "*Roaming homes* may be copied": ("a_home_that_is_copied_while_askance_is_closed_is_the_same_elsewhere",),
    "`ASKANCE_HOME` puts all of it": ("one_variable_puts_all_of_it_into_one_folder",),
    "*NFS.* The history is opened by one process": ("another_program_has_the_history",),
    "A lock that a dead client left": (
        "a_lock_that_a_dead_client_left_is_told_as_another_copy_and_the_history_stays_whole",
    ),
    "*An older version* leaves a newer history": ("an_older_version_leaves_a_newer_history_alone_and_says_so",),
    "The [README]": ("the_readmes_recipe_takes_the_history_back_as_it_was_before",),
    "`models.json` beside `policy.json`": (
        "a_newer_file_takes_its_place_and_the_first_one_wins",
        "the_table_for_everyone_counts_only_where_nobody_else_can_change_it",
    ),
    "On Windows it is in the folder of the program": ("nothing_for_everyone_lies_in_programdata",),
    "`model_table` names another file": (
        "a_table_that_a_policy_names_counts_whatever_its_date",
        "a_named_table_that_others_may_change_or_that_is_not_there_is_told",
    ),
    "No proxy is `": ("the_setting_decides",),
    "Other words for that": ("a_file_is_checked", "what_is_no_address"),
    "Scripts for proxies (PAC)": (
        "libproxy_runs_the_script",
        "the_sentence_names_the_setting_where_nobody_runs_the_script",
    ),
    "A sign-in by Kerberos or NTLM": ("a_sign_in_that_no_password_is_enough_for_has_its_own_sentence",),
}
"""The beginnings of sentences, which are enough to know them by."""

ADVICE = (
    "Tried with GlusterFS, two clients",
    "On a file system without locks",
    "Not tried on an NFS server",
    "Those of Windows and macOS",
    "Who may run other programs may also run a changed copy",
    "They can photograph the screen",
    "They can delete what counts",
    "So enforce where it counts",
    "At the gateway:",
    "At the endpoint:",
    "On desks:",
)
"""The beginnings of sentences that promise nothing of the program."""
