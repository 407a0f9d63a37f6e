"""Next steps that a message offers, and the labels of their buttons."""

from enum import StrEnum

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.formatting import duration
from desktop.messages.language.catalogue import N_, _


class SuggestedAction(StrEnum):
    """A next step that a button can do."""

    SETTINGS = "settings"
    AGAIN = "again"
    CONTINUE = "continue"
    OTHER_MODEL = "other_model"
    SMALLER = "smaller"
    WITHOUT = "without"
    SHORTER = "shorter"
    HERE = "here"


_LABELS = {
    SuggestedAction.SETTINGS: N_("Open settings"),
    SuggestedAction.AGAIN: N_("Ask again"),
    SuggestedAction.CONTINUE: N_("Continue"),
    SuggestedAction.OTHER_MODEL: N_("Choose another model"),
    SuggestedAction.SMALLER: N_("Send smaller"),
    SuggestedAction.WITHOUT: N_("Leave out the picture"),
    SuggestedAction.SHORTER: N_("Ask without earlier questions"),
    SuggestedAction.HERE: N_("Read on this computer"),
}


def offer_label(offer: SuggestedAction, problem: Problem | None = None, other_model: str = "") -> str:
    """Returns the label of an action's button; `other_model` is the model that OTHER_MODEL would use, if known."""
    if offer is SuggestedAction.OTHER_MODEL and other_model:
        return _("Use {model} instead").format(model=other_model)
    is_rate_limit = problem is not None and problem.kind is ProblemKind.RATE_LIMIT
    if offer is SuggestedAction.AGAIN and is_rate_limit and problem is not None and problem.seconds:
        return _("Ask again in {wait}").format(wait=duration(problem.seconds))
    return _(_LABELS[offer])
