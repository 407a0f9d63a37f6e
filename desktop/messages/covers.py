"""The words about pictures on which something was covered after they were sent."""

from desktop.core.conversation.turn import Turn
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted

SEND_AS_BEFORE = N_("Send as before, uncovered")
GOES_COVERED = N_("Your picture is sent with what you have covered since.")
GOES_UNCOVERED = N_("Your picture is sent as before, uncovered.")
COVERED_MEANWHILE = N_(
    "You covered something while the question was waiting, so it wasn't tried again. Ask again to send it covered."
)
CONTINUE_AS_BEFORE = N_("Continue answer, pictures uncovered as before")
EXPORT_AS_SENT = N_("Export as sent")
PRINT_AS_SENT = N_("Print as sent")
PRINTED_COVERED = N_("Printed. What you covered after sending is covered on paper, too.")
PRINT_WOULD_BE_BARE = N_("The pages would show what you have covered since. Print them anyway?")


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
