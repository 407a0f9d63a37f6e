"""The parameters of an answer that the user sets: for a connection, or for one conversation."""

import json
import re
from dataclasses import dataclass
from typing import Any

MOST_TOKENS, MOST_TEMPERATURE = 10_000_000, 2.0  # the first is chosen; the second is the API's
LONGEST_EXTRA = 20_000  # letters; chosen
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh")
"""Reasoning efforts that servers of this API are known to take, from little to much; none takes all of them."""
RESERVED = frozenset({"model", "messages", "stream", "stream_options"})
"""Names in the body that are not the user's to set: they say who is asked, what, and how the answer comes."""
_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class AnswerParameters:
    """None, 0 and an empty text name nothing, so that the server uses its own.

    `tokens` is the most that the answer and the thinking before it may have together; `effort` is a reasoning effort.
    `store` False asks the server to keep nothing of the question. `extra` is a JSON object that is added to the body.
    """

    temperature: float | None = None
    tokens: int = 0
    effort: str = ""
    store: bool | None = None
    extra: str = ""

    @property
    def extra_values(self) -> dict[str, Any]:
        """The members of `extra`; empty if it is no object that may be sent."""
        return extra_of(self.extra) or {}

    def to_text(self) -> str:
        """Returns it as `parameters_of` reads it; empty for parameters that name nothing."""
        plain: dict[str, Any] = {}
        if self.temperature is not None:
            plain["temperature"] = self.temperature
        if self.tokens:
            plain["longest"] = self.tokens
        if self.effort:
            plain["effort"] = self.effort
        if self.store is not None:
            plain["store"] = self.store
        if self.extra:
            plain["extra"] = self.extra_values
        return json.dumps(plain, ensure_ascii=False) if plain else ""


SERVERS_OWN = AnswerParameters()


def parameters_of(text: str) -> AnswerParameters:
    """Returns the parameters of a stored text; those that cannot be used are left out."""
    plain = _object(text) or {}
    temperature, tokens, effort = plain.get("temperature", -1), plain.get("longest"), plain.get("effort")
    store, extra = plain.get("store"), plain.get("extra")
    degree = float(temperature) if type(temperature) in (int, float) and 0 <= temperature <= MOST_TEMPERATURE else None
    extra_text = json.dumps(extra, ensure_ascii=False) if isinstance(extra, dict) and extra else ""
    return AnswerParameters(
        degree,
        tokens if type(tokens) is int and 0 < tokens <= MOST_TOKENS else 0,
        effort if effort in EFFORTS else "",
        store if type(store) is bool else None,
        extra_text if extra_of(extra_text) is not None else "",
    )


def are_parameters(text: str) -> bool:
    """Returns True if a stored text is empty or an object of which every member can be used."""
    if not text:
        return True
    plain = _object(text)
    return plain is not None and _object(parameters_of(text).to_text() or "{}") == plain


def extra_of(text: str) -> dict[str, Any] | None:
    """Returns the members that a typed JSON object adds to the body: empty for no text, None if it may not be sent."""
    if not text.strip():
        return {}
    plain = _object(text) if len(text) <= LONGEST_EXTRA else None
    return plain if plain is not None and RESERVED.isdisjoint(plain) else None


def temperature_of(text: str) -> float | None:
    """Returns a typed temperature, or None if the text is none."""
    text = text.strip()
    number = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else -1.0
    return number if 0 <= number <= MOST_TEMPERATURE else None


def tokens_of(text: str) -> int | None:
    """Returns a typed count of tokens, perhaps with separators, or None if the text is none."""
    digits = re.sub(r"[\s.,'’_]", "", text)
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
    return number if 0 < number <= MOST_TOKENS else None


def _object(text: str) -> dict[str, Any] | None:
    try:
        plain = json.loads(text, parse_constant=_refuse)
        json.dumps(plain, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # UnicodeEncodeError, half of a surrogate pair, is a ValueError
        return None
    return plain if isinstance(plain, dict) else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON
