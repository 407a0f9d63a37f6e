"""A model that can be chosen, with what is known of it at its endpoint."""

from dataclasses import dataclass
from datetime import date

from desktop.core.models.model import Price


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """A model to choose. Facts that are not known are None.

    `is_recommended` marks the one to take in the place of a model that is retiring.
    """

    name: str
    price: Price | None = None
    last_day: date | None = None
    sees: bool | None = None
    is_recommended: bool = False
