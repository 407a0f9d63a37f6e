"""Counts a request: pictures, tokens, money, bytes. Text is counted by a rule of thumb and never called exact."""

from dataclasses import dataclass
from functools import lru_cache

from desktop.core.asking.request import Request
from desktop.core.model_catalog import Model
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimate import RequestEstimate

LETTERS_PER_TOKEN = 4
TOKENS_PER_MESSAGE = 4


@dataclass(frozen=True, slots=True)
class TokenCount:
    """The tokens of a request by the rules alone: of its pictures, of its words, and whether the former are certain."""

    image_tokens: int
    text_tokens: int
    certain: bool


def count_tokens(request: Request, model: Model) -> TokenCount:
    """What the rules say of a request."""
    seen = [model.view_of(image.size, image.detail) for image in request.images]
    texts = [text for message in request.messages for text in message.texts if text]
    text_tokens = sum(estimate_text_tokens(text) + TOKENS_PER_MESSAGE for text in texts)
    return TokenCount(sum(each.tokens for each in seen), text_tokens, all(each.exact for each in seen))


def estimate_request(request: Request, model: Model, calibration: TokenCalibration = UNCALIBRATED) -> RequestEstimate:
    """The forecast for sending `request` to `model`, by the rules and by what its endpoint has taught."""
    by_rule = count_tokens(request, model)
    tokens = calibration.expected_tokens(by_rule.image_tokens, by_rule.text_tokens, by_rule.certain)
    texts = (text for message in request.messages for text in message.texts)
    return RequestEstimate(
        images=len(request.images),
        tokens=tokens,
        exact=by_rule.certain and not by_rule.text_tokens,
        cost_usd=model.price.cost_usd(tokens, 0) if model.price else None,
        sent_bytes=sum(-(-len(each.data) // 3) * 4 for each in request.images) + sum(map(utf8_length, texts)),
    )


@lru_cache(maxsize=8192)  # a forecast is made at every keystroke, over the whole conversation
def utf8_length(text: str) -> int:
    """How many bytes the text takes."""
    return len(text) if text.isascii() else len(text.encode())


@lru_cache(maxsize=8192)
def estimate_text_tokens(text: str) -> int:
    """About how many tokens a text is: four Latin letters a token, one for each letter of denser scripts."""
    dense = sum(1 for letter in text if ord(letter) > 0x2E7F) if not text.isascii() else 0
    return dense + -(-(len(text) - dense) // LETTERS_PER_TOKEN)
