"""A forecast of what Enter would send, and what a turn cost in the end. The counting is in estimator.py."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.model_catalog import Model

if TYPE_CHECKING:
    from desktop.core.conversation.turn import Turn  # brings marks and sheets, which the first paint need not wait for


@dataclass(frozen=True, slots=True)
class RequestEstimate:
    """`pictures` counts earlier ones too; `cost_usd` (of what is read, not of the answer) is None without a price."""

    images: int
    tokens: int
    exact: bool
    cost_usd: float | None
    sent_bytes: int


def cost_of(turn: "Turn", model: Model) -> float | None:
    """What a turn cost by the endpoint's own count and the price table, in US dollars; None where either is missing."""
    if turn.usage is None or model.price is None:
        return None
    return model.price.cost_usd(turn.usage.input_tokens, turn.usage.output_tokens, turn.usage.cached_tokens)
