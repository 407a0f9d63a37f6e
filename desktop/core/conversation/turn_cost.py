"""The cost of a turn, once the endpoint has counted its tokens."""

from desktop.core.conversation.turn import Turn
from desktop.core.models.model import Model


def cost_of(turn: Turn, model: Model) -> float | None:
    """Returns the cost of `turn` in US dollars, by the endpoint's token counts and the price of `model`.

    None if the endpoint counted nothing or the price is not known.
    """
    if turn.usage is None or model.price is None:
        return None
    return model.price.cost_usd(turn.usage.input_tokens, turn.usage.output_tokens, turn.usage.cached_tokens)
