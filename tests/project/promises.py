"""What README promises, word for word, and the tests that prove it."""

PROMISES: dict[str, tuple[str, ...]] = {
    "Without a key and without a network it": ("an_error_is_read_without_a_key_and_a_network",),
    "No question and no picture leaves this computer until you press Ask": (
        "an_address_is_fetched_only_after_the_user_says_so",
        "a_server_on_this_computer_is_looked_for_only_when_asked",
        "the_real_program_starts_and_leaves_on_a_signal_in_silence",
    ),
    "there is no telemetry and no update check": ("no_look_up_no_connection_no_file",),
    "runs every check, and every test but the slow ones and those of the package": (
        "every_folder_of_tests_is_run",
        "the_test_run_leaves_out_the_slow_tests_and_all_leaves_out_none",
    ),
    "prints the coverage": ("the_test_run_leaves_out_the_slow_tests_and_all_leaves_out_none",),
    "Press **Ctrl+V** anywhere in the window": ("paste_type_enter_and_the_answer_is_copied",),
    "drag a region, click a window, Enter for the whole screen": (
        "a_region_is_dragged_in_the_screens_own_pixels",
        "a_window_is_clicked_all_is_entered_and_esc_gives_up",
    ),
    "Dropping files and folders": ("a_real_drag_of_files", "a_folder_is_its_pictures_and_a_word_about_the_rest"),
    "of a PDF, a TIFF or a GIF you choose the pages": (
        "the_first_page_lies_down_at_once_and_others_are_chosen",
        "every_frame_can_be_had",
    ),
    "The address of a picture is downloaded only after you say so": (
        "an_address_is_fetched_only_after_the_user_says_so",
    ),
    "**Esc** stops it and keeps what came": ("stop_keeps_what_was_heard_and_closes_although_the_server_goes_on",),
    "Earlier pictures and answers go along": ("a_question_its_pictures_and_the_next_one",),
    "Edit (the old branch is kept)": (
        "a_question_is_asked_otherwise_and_the_old_branch_is_kept",
        "versions_and_their_buttons",
    ),
    "to use a saved prompt": (
        "a_quick_question_is_one_click",
        "the_library_is_edited_and_kept",
    ),
    "several questions written as a list come back under their own headings": ("several_questions_go_in_one_request",),
    "as Markdown, HTML, PDF or JSON": ("a_conversation_goes_out_in_every_form_and_comes_back",),
    "everything into one backup file": ("everything_goes_into_a_backup_and_comes_back",),
    "What you cover is gone: it is burnt into new pixels before anything is encoded": (
        "no_byte_depends_on_what_is_covered",
        "a_cover_drawn_with_the_mouse_is_in_what_arrives",
    ),
    "double-click a number to put it into the question": ("a_number_is_spoken_of_and_lit",),
    "a ① in the answer leads back to its place": (
        "a_number_in_an_answer_leads_to_its_mark_through_edits_and_a_restart",
    ),
    "Each of these can be undone, and placed with the keyboard alone": (
        "each_tool_makes_its_mark_in_one_step",
        "everything_can_be_placed_with_the_keyboard_alone",
    ),
    "drag over it, Ctrl+C": ("text_is_selected_like_that_of_a_page_and_copied",),
    "the search finds it": ("the_text_of_a_picture_finds_its_conversation",),
    "is framed, and pointed out before you ask": ("what_looks_private_is_pointed_out_before_asking",),
    "So is text that gives orders to the model": ("pale_text_is_told", "the_user_looks_and_sends_all_the_same"),
    "a quote that is not there is marked": ("what_stands_there_leads_there_and_what_does_not_is_said",),
    "The line below the question tells what Enter would send": ("the_forecast_counts_what_enter_would_send",),
    "each picture pixel for pixel, what was covered, the request": (
        "the_window_shows_each_picture_pixel_for_pixel",
        "what_is_sent_is_the_request_itself_with_all_that_is_known",
        "what_is_shown_is_what_arrives_by_every_door",
        "what_is_shown_is_what_arrives_after_every_edit",
    ),
    "crop, or split into tiles, each with its price": ("a_screen_that_the_model_cannot_read_is_offered_in_tiles",),
    "whether later questions send it again, small, or not at all": (
        "the_strips_menu_tells_prices_and_savings_and_sets_them",
        "pictures_go_small_or_not_at_all_in_later_questions",
    ),
    "one key for each endpoint's scheme, host and port": (
        "a_key_is_kept_told_of_and_forgotten_for_each_host",
        "a_key_belongs_to_scheme_host_and_port",
    ),
    "it is kept until you close the window": ("without_a_store_a_key_lasts_for_the_session",),
    "in a file that only you can read": ("by_choice_a_key_goes_to_a_file_that_only_its_owner_reads",),
    "no other server is shown it": (
        "the_environments_key_is_shown_only_to_whom_it_was_meant_for",
        "the_environments_key_goes_to_no_other_origin",
        "the_environments_key_never_goes_to_a_server_that_was_merely_found",
    ),
    "Headers that a gateway wants are set under *Headers*": ("own_headers_go_to_their_origin_alone",),
    "`OPENAI_CUSTOM_HEADERS` adds none": ("only_known_headers_leave", "the_environment_adds_no_header_to_them"),
    "leads to this computer and to private networks only": (
        "one_address_that_is_not_private_is_enough_to_refuse",
        "addresses_that_are_not_private_are_refused",
        "the_connection_goes_to_the_address_that_was_checked",
    ),
    "*Test* tells in words whether endpoint and key work": (
        "a_test_tells_in_words",
        "the_test_button_asks_the_endpoint",
    ),
    "it needs no key": ("without_a_key_none_is_sent",),
    "each picture once, in its latest state": ("a_sheet_goes_in_its_latest_state_alone",),
    "shrunk to what the model will look at": ("a_large_one_is_shrunk_to_what_the_model_sees",),
    "no metadata and no file name goes along": ("nothing_but_pixels_goes_out", "only_known_headers_leave"),
    "Redirects are not followed": ("every_refusal_has_its_kind_and_never_shows_the_key",),
    "shows what would be sent without sending it": ("what_prepare_tells_is_what_ask_sends",),
    "The log holds no questions, answers, pictures or keys": ("nothing_of_the_user_is_in_the_log",),
    "conversations never touch the disk": ("keep_history_off_touches_no_disk",),
    "its index, its daily copies and the folder of pictures": (
        "what_is_deleted_is_in_no_file_any_more",
        "deleted_words_are_in_no_file_and_no_copy",
    ),
    "once the cover has been burnt in, unless you turn *Keep originals* on": (
        "what_is_covered_is_not_in_what_is_kept_unless_the_user_wants_originals",
    ),
    "into the window that is open, or opens one": ("a_start_may_ask_for_a_capture_of_the_running_program",),
    "Under Wayland the desktop itself asks what to share": (
        "the_portal_is_asked_where_only_it_may_look_and_its_file_goes",
    ),
    "Questions asked on the command line appear in the window's list": (
        "an_answer_goes_to_standard_output_and_into_the_history",
        "what_the_command_line_left_is_taken_in",
    ),
    "which needs neither Python nor a network": ("the_self_test_passes_with_only_loopback",),
    "and everything else works": ("without_its_packages_everything_else_works_and_it_says_so",),
    "An administrator sets settings for everyone": ("a_policy_locks_what_it_locked",),
    "a C library at least as new as that of the machine that built it": ("nothing_unused_is_in_it",),
    "Two builds of the same files on the same machine are the same byte for byte": (
        "a_second_build_is_the_same_byte_for_byte",
        "two_packages_of_one_tree_are_the_same_byte_for_byte",
    ),
    "On an older system `askance` says so in a sentence": (
        "a_system_that_is_too_old_gets_one_sentence",
        "an_older_release_gets_a_sentence",
        "an_older_system_is_told_what_it_lacks_and_nothing_is_broken",
    ),
}
