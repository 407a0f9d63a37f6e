"""The words about pictures that come in: their names, and what else could be taken."""

from collections.abc import Sequence

from desktop.messages.language.catalogue import _

MOST_FORMATS = 4  # that are named


def dropped_name() -> str:
    """Returns the name of a picture that came without one."""
    return _("Picture")


def pasted_name() -> str:
    """Returns the name of a picture of the clipboard."""
    return _("Clipboard picture")


def name_in_link() -> str:
    """Returns the name of a picture that was written into its link."""
    return _("Picture from the link")


def table_question() -> str:
    """Returns the question when many pictures are dropped."""
    return _("Do you want to ask the same question about each picture, as a table?")


def table_label() -> str:
    """Returns the offer to ask about each by itself."""
    return _("Many pictures…")


def download_label() -> str:
    """Returns the offer to fetch the pictures that links name."""
    return _("Download")


def download_linked_label() -> str:
    """Returns the offer to fetch what a picture links to."""
    return _("Download what it links to")


def formats_words(formats: Sequence[str]) -> str:
    """Returns what a clipboard or a drop holds instead of something that can be used."""
    if not formats:
        return _("it is empty")
    return _("it holds {formats}").format(formats=", ".join(formats[:MOST_FORMATS]))


def pasted_text() -> str:
    """Returns that text was preferred."""
    return _("Pasted the text. The clipboard also has a picture.")


def as_picture_label() -> str:
    """Returns the offer to take the picture."""
    return _("Paste as picture instead")


def pasted_picture() -> str:
    """Returns that a picture was preferred."""
    return _("Pasted the picture. The clipboard also has text.")


def as_text_label() -> str:
    """Returns the offer to take the text."""
    return _("Paste as text instead")
