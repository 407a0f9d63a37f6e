"""The words of backups: saving one, and bringing one back in the place of what is here."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences


def backup_filter() -> str:
    """Returns the kind of file, as a file dialog names it."""
    return _("Askance backup (*.askance-backup)")


def save_title() -> str:
    """Returns the title of the dialog that saves a backup."""
    return _("Save backup")


def restore_title() -> str:
    """Returns the title of the dialog that chooses one to restore."""
    return _("Restore backup")


def saving() -> str:
    """Returns that a backup is being written."""
    return _("Saving the backup…")


def checking() -> str:
    """Returns that a backup is being unpacked and checked."""
    return _("Checking the backup…")


def backup_saved(name: str) -> str:
    """Returns that the backup of that file name was saved."""
    return _("Backup saved (without keys): “{name}”").format(name=name)


def restore_question(name: str) -> str:
    """Returns what restoring a backup would do."""
    return _("Restoring “{name}” replaces your history. The current one is kept beside it.").format(name=name)


def restore_label() -> str:
    """Returns the offer to restore it."""
    return _("Restore")


def restored_words(name: str, left_out: int, returned: int, set_aside: str) -> str:
    """Returns that a backup is back, without `left_out` pictures, and in which file the earlier history is.

    In `returned` conversations something is there again that had been deleted.
    """
    unread, deleted = "", ""
    if left_out:
        unread = counted("{count} picture in it can't be read.", "{count} pictures in it can't be read.", left_out)
    if returned:
        deleted = counted(
            "In {count} conversation, something you had deleted is back.",
            "In {count} conversations, something you had deleted is back.",
            returned,
        )
    is_back = _("Restored “{name}”.").format(name=name)
    earlier = _("Your earlier history is in “{name}”.").format(name=set_aside)
    return sentences(is_back, unread, deleted, earlier)


def prompts_words() -> tuple[str, str]:
    """Returns saved prompts as values of a setting: those that are here, and those that came with a backup."""
    return _("unchanged"), _("those of the backup")
