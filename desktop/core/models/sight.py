"""The sight of a model, as a test image has shown it."""

from dataclasses import dataclass
from enum import Enum, auto

from desktop.core.errors import Problem


class Sight(Enum):
    """If a model sees, or that it did not answer."""

    SEES = auto()
    BLIND = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SightResult:
    """The sight of `model`; for FAILED, the problem that kept it from answering."""

    model: str
    sight: Sight
    problem: Problem | None = None
