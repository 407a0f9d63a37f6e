"""The words about the text in a picture: that it is read, how much of it was copied, and the canvas's menu."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def reading_text() -> str:
    """Returns that a picture is being read."""
    return _("Reading text…")


def no_text() -> str:
    """Returns that nothing was read."""
    return _("No text in this picture.")


def copied_letters(count: int) -> str:
    """Returns how much went to the clipboard."""
    return counted("Copied {count} character", "Copied {count} characters", count)


def copy_all_label() -> str:
    """Returns the entry that copies the whole text."""
    return _("Copy all text")


def copy_all_as_markdown_label() -> str:
    """Returns the entry that copies it with its tables and headings."""
    return _("Copy all text as Markdown")


def select_all_label() -> str:
    """Returns the entry that selects the whole text."""
    return _("Select all text")
