"""What an endpoint allows a minute, as it is typed: “300/15000” are requests and tokens, 0 where one is not known."""

import re

_RATE = re.compile(r"\s*(\d{1,9})\s*/\s*(\d{1,12})\s*")
UNKNOWN = 0, 0


def rate_of(text: str) -> tuple[int, int] | None:
    """Returns the requests and tokens a minute; nothing typed is an unknown rate, None stands for what is none."""
    if not text.strip():
        return UNKNOWN
    match = _RATE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match is not None else None


def is_rate(text: str) -> bool:
    """Returns True for a rate, and for nothing."""
    return rate_of(text) is not None
