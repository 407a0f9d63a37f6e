"""The limits of an answer that a request names; without them, the endpoint uses its own."""

from dataclasses import dataclass

from desktop.core.conversation.turn import Usage

TIMES = 4  # the length of an answer that may be longer, in lengths of the one before; chosen, like the next two
SHORTEST, LONGEST = 16_384, 131_072  # tokens
LESS = "low"
"""The reasoning effort of a model that is to think less. Every endpoint that takes an effort knows this one."""


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """`tokens` is the most that the answer and the thinking before it may have together; 0 names none.

    `effort` is a reasoning effort; empty names none.
    """

    tokens: int = 0
    effort: str = ""


ENDPOINTS_OWN = AnswerLimits()
LESS_EFFORT = AnswerLimits(effort=LESS)


def longer_than(usage: Usage | None) -> AnswerLimits:
    """Returns the limits of an answer that may be longer than one that has used so many tokens."""
    used = usage.output_tokens if usage is not None else 0
    return AnswerLimits(min(LONGEST, max(SHORTEST, TIMES * used)))
