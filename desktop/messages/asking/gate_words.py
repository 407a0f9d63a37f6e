"""The words of the notice that a question waits under: what is being checked, why it may not go, and the buttons."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import sentences


def typed_on() -> str:
    """Returns that a question was given up because its text was changed while it waited."""
    return _("Not sent, because you kept typing. Press Enter when it is ready.")


def checking() -> str:
    """Returns that a question waits for the look at its pictures."""
    return _("Checking for private text…")


def then_sent() -> str:
    """Returns what comes after the check."""
    return _("Your question goes out after that.")


def not_checked() -> str:
    """Returns that nobody knows what is private on a picture."""
    return _("Couldn't check a picture for private text: text recognition failed.")


def must_be_covered(is_fixed: bool, is_in_earlier_question: bool) -> str:
    """Returns why a question can't go as it is; `is_fixed` where the organisation has decided it."""
    if is_fixed:
        reason = _("Your organisation requires it to be covered before asking, so “Ask anyway” is off.")
    else:
        reason = _("Your settings require it to be covered before asking, so “Ask anyway” is off.")
    begin_new = _("To leave an earlier question out, begin a new conversation.") if is_in_earlier_question else ""
    return sentences(reason, begin_new)


def cover_and_ask() -> str:
    """Returns the label of the button that covers what was found on pictures and asks."""
    return _("Cover and ask")


def cover_replace_and_ask() -> str:
    """Returns the label of the button that also replaces what was typed."""
    return _("Cover, replace and ask")


def ask_anyway() -> str:
    """Returns the label of the button that sends a question as it is."""
    return _("Ask anyway")


def check_again() -> str:
    """Returns the label of the button that has the pictures read once more."""
    return _("Check again")


def send() -> str:
    """Returns the label of the button that lets a question go where it has not gone before."""
    return _("Send")
