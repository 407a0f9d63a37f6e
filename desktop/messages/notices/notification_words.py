"""The words of notifications: nothing of a question or an answer, unless the user allows that."""

from desktop.core.conversation.turn import Stage, Turn
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _

LONGEST_TITLE, LONGEST_TEXT = 60, 200  # letters; chosen


def notification_words(turn: Turn, with_content: bool) -> tuple[str, str]:
    """Returns the title and the text for an answer that has ended, with or without what was asked and answered."""
    failed = turn.stage is Stage.FAILED
    title = _("No answer came") if failed else _("The answer is here")
    if not with_content:
        return title, _("Click to open the conversation in Askance.")
    asked = untrusted_line(turn.prompt, LONGEST_TITLE) or title
    return asked, title if failed or not turn.answer else untrusted_line(turn.answer, LONGEST_TEXT)


def unavailable_words() -> str:
    """Returns the sentences about a desktop that shows no notifications."""
    return _(
        "An answer came while this window was not in front, but this desktop has no service that shows notifications. "
        "You can switch them off under Appearance in the settings."
    )


def open_label() -> str:
    """Returns the button of a notification that opens its conversation."""
    return _("Open")
