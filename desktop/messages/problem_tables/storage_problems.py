"""The sentences about what is stored on this computer: the history, keys, settings, and files that the user chose."""

from desktop.core.errors import ProblemKind
from desktop.messages.language.catalogue import N_
from desktop.messages.problem_tables.problem_words import Kept, ProblemWords, words
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS, _AGAIN, _HERE = SuggestedAction.SETTINGS, SuggestedAction.AGAIN, SuggestedAction.HERE

STORAGE_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.SPENDING_NOT_ENTERED: words(
        N_("Not sent: there is a spending limit, and Askance couldn't save what counts towards it{detail_words}."),
        _AGAIN,
    ),
    ProblemKind.LEDGER_NOT_WRITTEN: words(
        N_(
            "Not sent: every request is entered into the ledger first, and Askance couldn't write it{detail_words}. "
            "Make room on the disk, or let Askance write to its folder."
        ),
        _AGAIN,
    ),
    ProblemKind.LEDGER_NOT_READ: words(N_("Couldn't read “{name}” of the ledger{detail_words}.")),
    ProblemKind.STORE_DAMAGED: words(
        N_("The history was damaged and moved to “{name}”. The latest good copy is in use.")
    ),
    ProblemKind.STORE_RESET: words(
        N_("The history was damaged and moved to “{name}”. No good copy was found, so it starts empty.")
    ),
    ProblemKind.STORE_INTEGRITY_CHECK_FAILED: words(
        N_("Can't read part of the history. The rest is shown, and earlier copies are kept.")
    ),
    ProblemKind.DRAFT_IMAGE_UNREADABLE: words(
        N_("Couldn't restore your edits to “{name}”. It is hidden, as something may have been covered. Paste it again.")
    ),
    ProblemKind.STORE_WRITTEN_ANEW: words(
        N_(
            "The history was deleted or moved while Askance was running. Askance has saved it again; pictures that "
            "were stored beside it may be missing."
        )
    ),
    ProblemKind.RESTORE_FINISHED: words(
        N_("Askance closed while restoring a backup. The backup is in use now; your earlier history is in “{name}”.")
    ),
    ProblemKind.RESTORE_GIVEN_UP: words(
        N_("Askance closed while restoring a backup. Nothing changed. Restore it again.")
    ),
    ProblemKind.STORE_DISK_ERROR: words(
        N_(
            "The disk has an error, so new questions and answers aren't being saved. Save a backup on another disk "
            "while this one can still be read."
        )
    ),
    ProblemKind.STORE_INTERNAL_ERROR: words(N_("Couldn't save the history. Trying again. Details are in the log.")),
    ProblemKind.STORE_NEWER: words(N_("A newer Askance wrote this history. Nothing new is saved.")),
    ProblemKind.STORE_FULL: words(N_("The disk is full. New questions and answers aren't being saved.")),
    ProblemKind.STORE_READ_ONLY: words(N_("Can't write to the history. New questions and answers aren't being saved.")),
    ProblemKind.STORE_IS_FOLDER: words(
        N_(
            "“{name}” in Askance's data folder is a folder, so new questions and answers aren't being saved. Move it "
            "to another place, and Askance saves them."
        )
    ),
    ProblemKind.STORE_IS_LINK: words(
        N_(
            "“{name}” in Askance's data folder is a link that leads to no file, so new questions and answers aren't "
            "being saved. Make that file reachable or move the link to another place, and Askance saves them."
        )
    ),
    ProblemKind.STORE_IS_NO_FILE: words(
        N_(
            "“{name}” in Askance's data folder is not an ordinary file, so new questions and answers aren't being "
            "saved. Move it to another place, and Askance saves them."
        )
    ),
    ProblemKind.STORE_USED_AGAIN: words(
        N_("Askance can use the history again, and has saved what you asked meanwhile.")
    ),
    ProblemKind.STORE_BUSY: words(
        N_("Another copy of Askance is using the history. New questions and answers aren't being saved.")
    ),
    ProblemKind.KEY_STORE_TIMED_OUT: words(
        N_("The system's key store didn't respond within {seconds} s."), _SETTINGS, _HERE
    ),
    ProblemKind.KEY_FILE_DAMAGED: words(
        N_(
            "The file with your keys was damaged and moved to “{name}”. Paste your key again. “Remove key” in the "
            "settings deletes that file too."
        ),
        _SETTINGS,
    ),
    ProblemKind.KEY_FILE_UNREADABLE: words(
        N_("Can't read the file with your keys, “{name}”. Nothing in it was changed."),
        _SETTINGS,
    ),
    ProblemKind.KEY_STORE_REFUSED: words(N_("The system's key store denied access ({name})."), _SETTINGS, _HERE),
    ProblemKind.SETTINGS_DAMAGED: words(
        N_(
            "The settings were damaged and moved to “{name}”. Defaults are in use, and private text must be covered "
            "before asking."
        )
    ),
    ProblemKind.SETTINGS_UNREADABLE: words(
        N_(
            "Can't read the settings in “{name}”. Defaults are in use, and private text must be covered before asking. "
            "The file is unchanged."
        )
    ),
    ProblemKind.SETTINGS_NOT_SAVED: words(
        N_("Couldn't save “{name}”{detail_words}. This change lasts until you close Askance.")
    ),
    ProblemKind.PROMPTS_DAMAGED: words(
        N_("Your saved prompts were damaged and moved to “{name}”. The ones that come with Askance are in use.")
    ),
    ProblemKind.PROMPTS_UNREADABLE: words(
        N_(
            "Can't read your saved prompts in “{name}”. The ones that come with Askance are in use. The file is "
            "unchanged."
        )
    ),
    ProblemKind.POLICY_UNREADABLE: words(
        N_(
            "Couldn't read your organisation's settings in “{name}”{detail_words}. Nothing is sent until that is "
            "fixed. Tell your administrator."
        ),
        _HERE,
    ),
    ProblemKind.POLICY_MISTAKES: words(
        N_("Some of your organisation's settings in “{name}” can't be used. The others apply. Tell your administrator.")
    ),
    ProblemKind.CREDENTIAL_HELPER: words(
        N_(
            "Your organisation's program “{name}” gave no key{detail_words}. Nothing was sent. Try again, or tell your "
            "administrator."
        ),
        _AGAIN,
    ),
    ProblemKind.HOST_NOT_ALLOWED: words(
        N_("Your organisation doesn't allow “{name}”. Nothing was sent there. Choose another connection.")
    ),
    ProblemKind.NOT_ALLOWED: words(N_("Your organisation doesn't allow this. Ask your administrator if you need it.")),
    ProblemKind.INVALID_PATTERN: words(
        N_("Ignored the private-text pattern “{name}”: it isn't valid, matches everything or is too slow.")
    ),
    ProblemKind.MODEL_TABLE_WRONG: words(
        N_("The table of models “{name}” has mistakes and is not used: {detail}. The one that came with Askance is.")
    ),
    ProblemKind.NOT_WRITTEN: words(N_("Couldn't save “{name}”{detail_words}. Choose another place.")),
    ProblemKind.NOT_AN_EXPORT: words(N_("“{name}” isn't an Askance export{detail_words}. Nothing was imported.")),
    ProblemKind.NOT_A_BACKUP: words(
        N_("“{name}” isn't a backup this version can read{detail_words}. Nothing changed.")
    ),
    ProblemKind.NOT_SHARED: words(
        N_("“{name}” isn't a file of prompts and connections of Askance{detail_words}. Nothing was imported.")
    ),
    ProblemKind.HISTORY_DISABLED: words(N_("History is off, so there is nothing to save in “{name}”.")),
    ProblemKind.INTERNAL_ERROR: words(
        N_("Something went wrong in Askance. Details are in the log."), _AGAIN, kept=Kept.QUESTION
    ),
}
