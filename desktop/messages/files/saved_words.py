"""The words after a file was saved, and before one is written over."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences


def saved(name: str) -> str:
    """Returns that the file of that name was saved, as a remark."""
    return _("Saved “{name}”").format(name=name)


def saved_table(name: str, unsure: int) -> str:
    """Returns that a table was saved, as sentences, and how many of its rows are unsure."""
    doubts = counted("{count} row is unsure.", "{count} rows are unsure.", unsure) if unsure else ""
    return sentences(_("Saved “{name}”.").format(name=name), doubts)


def show_in_folder() -> str:
    """Returns the offer to show the file in the file manager."""
    return _("Show in folder")


def folder_not_opened(name: str) -> str:
    """Returns that the file manager could not be opened."""
    return _("Couldn't open the folder of “{name}”.").format(name=name)


def exists(name: str) -> str:
    """Returns that a file of that name is there."""
    return _("“{name}” already exists.").format(name=name)


def replace_label() -> str:
    """Returns the offer to write over it."""
    return _("Replace")


def folder_exists(name: str) -> str:
    """Returns that a folder of that name is there, with files of an export."""
    return _("A folder “{name}” already exists.").format(name=name)


def add_to_folder() -> str:
    """Returns the offer to write beside them."""
    return _("Add to folder")
