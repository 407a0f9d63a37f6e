"""The words about pictures on which something was covered after they were sent."""

from desktop.core.conversation.turn import Turn
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def send_as_before() -> str:
    """Returns the offer to send pictures without the covers that were drawn since."""
    return _("Send as before, uncovered")


def continue_as_before() -> str:
    """Returns the same offer for the rest of an answer."""
    return _("Continue answer, pictures uncovered as before")


def goes_covered() -> str:
    """Returns that an edited question carries later covers."""
    return _("Your picture is sent with what you have covered since.")


def goes_uncovered() -> str:
    """Returns that it goes without them."""
    return _("Your picture is sent as before, uncovered.")


def covered_meanwhile() -> str:
    """Returns why a question that waited to be tried again was stopped."""
    return _(
        "You covered something while the question was waiting, so it wasn't tried again. Ask again to send it covered."
    )


def export_as_sent() -> str:
    """Returns the offer to export pictures without later covers."""
    return _("Export as sent")


def print_as_sent() -> str:
    """Returns the offer to print them so."""
    return _("Print as sent")


def printed_covered() -> str:
    """Returns that later covers are on paper."""
    return _("Printed. What you covered after sending is covered on paper, too.")


def print_would_be_bare() -> str:
    """Returns the question before pages are printed without later covers."""
    return _("The pages would show what you have covered since. Print them anyway?")


def written_covered(name: str) -> str:
    """Returns the sentence after an export with covers that were drawn later."""
    return _("Saved “{name}”. What you covered after sending is covered in it, too.").format(name=name)


def would_be_bare(name: str) -> str:
    """Returns the question before an export of pictures as they were sent."""
    return _("“{name}” would show what you have covered since. Export it anyway?").format(name=name)


def cover_note(turn: Turn) -> str:
    """Returns “Sent without this cover” in the number that fits; empty if nothing was covered later."""
    count = turn.covers_since
    return counted("Sent without this cover", "Sent without these {count} covers", count) if count else ""
