"""What was found in a question before it left, by kind, and what was decided about it; nothing of what stands there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FindingDecision(StrEnum):
    """What became of a finding. The values are stored."""

    SENT = "sent"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class ReviewedKind:
    """The findings of one kind that one thing was decided about: the name of the kind, and how many there were."""

    kind: str
    decision: FindingDecision
    count: int


@dataclass(frozen=True, slots=True)
class RequestReview:
    """How a request was looked through: `private_text` is the setting in force. It stays on this computer."""

    private_text: str = ""
    found: tuple[ReviewedKind, ...] = ()

    @classmethod
    def of(cls, private_text: str, covered: Iterable[str], sent: Iterable[str]) -> "RequestReview":
        """Returns the review of findings, given by the names of their kinds."""
        counts = ((FindingDecision.COVERED, Counter(covered)), (FindingDecision.SENT, Counter(sent)))
        found = tuple(
            ReviewedKind(kind, decision, count) for decision, kinds in counts for kind, count in sorted(kinds.items())
        )
        return cls(private_text, found)


NOT_REVIEWED = RequestReview()
