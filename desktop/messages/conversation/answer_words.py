"""The words about an answer that is copied or followed: its pictures, its links, its code."""

from desktop.messages.language.catalogue import _


def copied_answer(pictures: int) -> str:
    """Returns that an answer is on the clipboard, with so many pictures of its question."""
    if not pictures:
        return _("Copied the answer. Its pictures are no longer there.")
    return _("Copied the picture and the answer.") if pictures == 1 else _("Copied the pictures and the answer.")


def link_blocked() -> str:
    """Returns why a link does not open."""
    return _("Link blocked: only web and e-mail links open.")


def save_code_title() -> str:
    """Returns the title of the dialog that saves code of an answer."""
    return _("Save code")
