"""The words of long work on files: how far it is, and what its end by Cancel means."""

from desktop.messages.formatting import duration, percent
from desktop.messages.language.catalogue import _


def progress_words(work: str, share: float, left_s: float) -> str:
    """Returns what is being done (“Exporting…”), how much of it is done, and the seconds that it still takes."""
    words = _("{work} {percent} · {time} left")
    return words.format(work=work, percent=percent(share), time=duration(round(left_s)))


def nothing_changed() -> str:
    """Returns that cancelled work has left everything as it was."""
    return _("Cancelled. Nothing was changed.")
