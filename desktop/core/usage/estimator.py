"""Estimates a request: images, tokens, cost, bytes. Text is counted by a rule of thumb and is never exact."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.core.asking.request import Request
from desktop.core.models.model import Model
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimate import RequestEstimate

LETTERS_PER_TOKEN = 4  # the usual rule of thumb for English
TOKENS_PER_MESSAGE = 4  # chosen
_DENSE = re.compile("[\u2e80-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class TokenCount:
    """The tokens of a request by the rules alone. `certain` means that the rules for its images are published."""

    image_tokens: int
    text_tokens: int
    certain: bool


def count_tokens(request: Request, model: Model) -> TokenCount:
    """Returns the tokens of `request` by the rules of `model`."""
    views = [model.view_of(image.size, image.detail) for image in request.images]
    texts = [text for message in request.messages for text in message.texts if text]
    text_tokens = sum(estimate_text_tokens(text) + TOKENS_PER_MESSAGE for text in texts)
    return TokenCount(sum(view.tokens for view in views), text_tokens, all(view.exact for view in views))


def estimate_request(request: Request, model: Model, calibration: TokenCalibration = UNCALIBRATED) -> RequestEstimate:
    """Returns the estimate for sending `request` to `model`, corrected by the calibration of its endpoint."""
    by_rule = count_tokens(request, model)
    tokens = calibration.expected_tokens(by_rule.image_tokens, by_rule.text_tokens, by_rule.certain)
    texts = (text for message in request.messages for text in message.texts)
    return RequestEstimate(
        images=len(request.images),
        tokens=tokens,
        exact=by_rule.certain and not by_rule.text_tokens,
        cost_usd=model.price.cost_usd(tokens, 0) if model.price else None,
        sent_bytes=sum(-(-len(image.data) // 3) * 4 for image in request.images) + sum(map(utf8_length, texts)),
        calibration=calibration,
    )


@lru_cache(maxsize=8192)  # an estimate is made at every keystroke, over the whole conversation
def utf8_length(text: str) -> int:
    """Returns the number of bytes of the text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode())


@lru_cache(maxsize=8192)
def estimate_text_tokens(text: str) -> int:
    """Returns about how many tokens a text has: one for four Latin letters, one for each letter of denser scripts."""
    dense = sum(map(len, _DENSE.findall(text))) if not text.isascii() else 0
    return dense + -(-(len(text) - dense) // LETTERS_PER_TOKEN)
