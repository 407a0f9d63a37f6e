"""What is said when pictures come, go or are read, and why nothing can be said."""

from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def pictures_changed(change: int, total: int) -> str:
    """Returns how many pictures have come, or gone where `change` is below zero, and how many there are now."""
    if change > 0:
        added = counted("{count} picture added", "{count} pictures added", change)
        return _("{added}, now there are {total}.").format(added=added, total=total)
    gone = counted("{count} picture removed", "{count} pictures removed", -change)
    return _("{removed}, {total} left.").format(removed=gone, total=total)


def reading_words(fraction: float) -> str:
    """Returns how much of a picture has been read."""
    return _("Reading text… {percent}").format(percent=percent(fraction))


def no_voice() -> str:
    """Returns that the system can't read aloud, and what to install."""
    return _(
        "This system has no voice that can read aloud. On Linux, install speech-dispatcher; then switch it on again."
    )


def no_screen_reader() -> str:
    """Returns that nobody reads with the caret."""
    return _("A screen reader reads with the caret here. Start one, then press F7 again.")
