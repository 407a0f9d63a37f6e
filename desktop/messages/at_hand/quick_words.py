"""The words of the small window: what Esc does now, and what is private on its picture."""

from desktop.messages.language.catalogue import _


def esc_words(is_answering: bool, is_waiting: bool) -> str:
    """Returns what Esc does: it stops an answer, takes back a question that waits, or closes the window."""
    if is_answering:
        return _("Esc stops")
    return _("Esc cancels") if is_waiting else _("Esc closes")


def nothing_private() -> str:
    """Returns that the picture was looked at."""
    return _("Nothing private found")


def counting_down(seconds: int) -> str:
    """Returns how long the capture of the screen still waits."""
    return _("Capturing in {seconds} s").format(seconds=seconds)
