"""What Enter would send: pictures, tokens, money, bytes. Text is counted by a rule of thumb and never called exact."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.conversation import Conversation
from desktop.core.models import Detail, Model, Size
from desktop.core.turn import Turn

LETTERS_PER_TOKEN = 4
TOKENS_PER_MESSAGE = 4


@dataclass(frozen=True, slots=True)
class Forecast:
    """`pictures` counts earlier ones too; `cost_usd` (of what is read, not of the answer) is None without a price."""

    pictures: int
    tokens: int
    exact: bool
    cost_usd: float | None
    sent_bytes: int
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Load:
    """A picture that would go along: the size at which it is sent and its bytes, 0 while it is being prepared."""

    size: Size
    bytes: int


def forecast(
    model: Model, detail: Detail, instructions: str, conversation: Conversation, prompt: str, loads: Iterable[Load]
) -> Forecast:
    """The forecast for asking `prompt` now. `loads` are all pictures that would go, earlier ones included."""
    loads = tuple(loads)
    seen = [model.seen(load.size, detail) for load in loads]
    texts = [instructions, prompt] + [text for turn in conversation.turns if turn.answer for text in _said(turn)]
    texts = [text for text in texts if text]
    text_tokens = sum(text_estimate(text) + TOKENS_PER_MESSAGE for text in texts)
    tokens = sum(each.tokens for each in seen) + text_tokens
    return Forecast(
        pictures=len(loads),
        tokens=tokens,
        exact=all(each.exact for each in seen) and not text_tokens,
        cost_usd=model.price.cost_usd(tokens, 0) if model.price else None,
        sent_bytes=sum(-(-load.bytes // 3) * 4 for load in loads) + sum(len(text.encode()) for text in texts),
        ready=all(load.bytes for load in loads),
    )


def _said(turn: Turn) -> tuple[str, str]:
    return turn.prompt, turn.answer


def text_estimate(text: str) -> int:
    """About how many tokens a text is: four Latin letters a token, one for each letter of denser scripts."""
    dense = sum(1 for letter in text if ord(letter) > 0x2E7F) if not text.isascii() else 0
    return dense + -(-(len(text) - dense) // LETTERS_PER_TOKEN)


def cost_of(turn: Turn, model: Model) -> float | None:
    """What a turn cost by the endpoint's own count and the price table, in US dollars; None where either is missing."""
    if turn.usage is None or model.price is None:
        return None
    return model.price.cost_usd(turn.usage.read, turn.usage.written, turn.usage.cached)
