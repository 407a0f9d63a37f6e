"""The words of the canvas and of the menu of a picture in the strip."""

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import N_, _

_RESEND_POLICIES = {
    ResendPolicy.FULL: N_("Send again"),
    ResendPolicy.REDUCED: N_("Send smaller"),
    ResendPolicy.OMIT: N_("Leave out"),
}


def resend_policy_words(policy: ResendPolicy, saving: str) -> str:
    """Returns “Leave out · saves $0.0012 per question”; `saving` is in words, and may be empty."""
    words = _(_RESEND_POLICIES[policy])
    return f"{words} · {saving}" if saving else words


def saving_words(price: str) -> str:
    """Returns how much less a question costs, by the price in words."""
    return _("saves {price} per question").format(price=price)


def turn_right_label() -> str:
    """Returns the entry that turns a picture."""
    return _("Turn right")


def pin_label() -> str:
    """Returns the entry that shows a picture above all windows."""
    return _("Pin picture on top")


def detail_label() -> str:
    """Returns the menu of how finely a model looks."""
    return _("Detail")


def follow_ups_label() -> str:
    """Returns the menu of how a picture goes along with later questions."""
    return _("In follow-ups")


def most_numbers(count: int) -> str:
    """Returns how many numbers there are to put on pictures."""
    return _("You can use up to {count} numbers.").format(count=count)
