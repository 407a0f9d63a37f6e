"""Which parameters a model takes, as far as the server's list of models and its refusals tell."""

from dataclasses import dataclass

from desktop.core.models.answer_parameters import EFFORTS

TEMPERATURE, LENGTH, EFFORT, STORE = "temperature", "length", "effort", "store"
"""The parameters that the settings have fields for."""


@dataclass(frozen=True, slots=True)
class ListedParameters:
    """What a list of models says: the parameters that it names, and the reasoning efforts; None where it is silent."""

    names: frozenset[str] | None = None
    efforts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OfferedParameters:
    """`efforts` may be taken; `was_refused` is True where a refusal of the server says so, not its list alone.

    `unlisted` are the other parameters that its list leaves out: it may ignore them.
    """

    efforts: tuple[str, ...] = EFFORTS
    was_refused: bool = False
    unlisted: frozenset[str] = frozenset()
