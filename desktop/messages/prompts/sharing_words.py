"""The words of prompts and connections that are saved in a file, and taken over from one."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def save_title() -> str:
    """Returns the title of the dialog that saves them."""
    return _("Save prompts and connections")


def import_title() -> str:
    """Returns the title of the dialog that chooses a file of them."""
    return _("Import prompts and connections")


def nothing_new(file_name: str) -> str:
    """Returns that a file has nothing that is not here."""
    return _("Everything in “{name}” is here already.").format(name=file_name)


def taken_over(count: int) -> str:
    """Returns how many changes were made."""
    return counted("Applied {count} change.", "Applied {count} changes.", count)
