"""Next steps that a message offers, and the labels of their buttons."""

from enum import StrEnum
from typing import assert_never

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.formatting import duration


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
    WITH_V1 = "with_v1"
    LONGER = "longer"
    LESS_EFFORT = "less_effort"


def offer_label(offer: SuggestedAction, problem: Problem | None = None, other_model: str = "") -> str:
    """Returns the label of an action's button; `other_model` is the model that OTHER_MODEL would use, if known."""
    match offer:
        case SuggestedAction.SETTINGS:
            return "Open settings"
        case SuggestedAction.AGAIN:
            if problem is not None and problem.seconds and problem.kind is ProblemKind.RATE_LIMIT:
                return f"Try again in {duration(problem.seconds)}"
            return "Try again"
        case SuggestedAction.CONTINUE:
            return "Continue"
        case SuggestedAction.OTHER_MODEL:
            return f"Use {other_model} instead" if other_model else "Choose another model"
        case SuggestedAction.SMALLER:
            return "Send smaller"
        case SuggestedAction.WITHOUT:
            return "Leave it out"
        case SuggestedAction.SHORTER:
            return "Ask without what came before"
        case SuggestedAction.HERE:
            return "Read it here"
        case SuggestedAction.WITH_V1:
            return "Use that address"
        case SuggestedAction.LONGER:
            return "Longer answer"
        case SuggestedAction.LESS_EFFORT:
            return "Less effort"
        case _:
            assert_never(offer)
