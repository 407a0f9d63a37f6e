"""Waiting times that endpoints ask for, from their headers and from the bodies of their refusals."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from desktop.adapters.providers.errors.error_body import ErrorBody, named_values

LONGEST_S = 86_400.0  # a day
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d)(?![a-z])")
_DURATION = re.compile(rf"(?:{_PART.pattern}[\s,]*(?:and\s+)?)+")
_IN_WORDS = re.compile(
    rf"(?:again|retry|wait|reset|cool ?down|\b(?:available|ready|back)(?: \w+)? (?:in|after)\b)[^.\d]{{0,40}}?"
    rf"({_DURATION.pattern})"
)
_BARE = re.compile(r"retry[ _-]after[:=] ?(\d+(?:\.\d+)?)\b|(?<!\d)(\d{1,9}(?:\.\d{1,9})?) ?秒")
_MINUTES = re.compile(r"(?<!\d)(\d{1,9}(?:\.\d{1,9})?) ?分(?:钟|鐘)?[后後]")
_SECONDS_NAMES = frozenset({
    "retry_after", "retryafter", "retry-after", "retry_after_seconds", "retryafterseconds", "retry_in", "retrydelay",
    "wait_seconds", "estimated_time", "reset_after", "reset_seconds", "resets_in_seconds", "cooldown",
    "resets_in", "retry_after_sec", "retry_in_seconds", "next_retry_in", "retry_after_secs", "retry-after-secs",
    "reset_in_seconds",
})  # fmt: skip
_MILLISECONDS_NAMES = frozenset({"retry_after_ms", "retryafterms", "retry-after-ms"})


_LIMITS = (
    *((f"x-ratelimit-remaining-{subject}", f"x-ratelimit-reset-{subject}") for subject in ("requests", "tokens")),
    *(
        (f"anthropic-ratelimit-{subject}-remaining", f"anthropic-ratelimit-{subject}-reset")
        for subject in ("requests", "tokens", "input-tokens", "output-tokens")
    ),
    ("ratelimit-remaining", "ratelimit-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
)
"""Headers with what is left of a limit, and with the time at which it is whole again: a duration, or a moment."""
_EPOCH_S, _EPOCH_MS = 1e9, 1e12  # a number above is a moment, in seconds or milliseconds since 1970


def retry_after_s(headers: Mapping[str, str], body: ErrorBody | None = None) -> float:
    """Returns the seconds that the endpoint asks to wait (at most a day); 0 if it does not say."""
    return _from_headers(headers) or (_from_body(body) if body is not None else 0.0)


def duration_s(text: str) -> float:
    """Returns the seconds of a duration as endpoints write it: "6m0s", "120ms", "34.07 seconds", "7"; 0 for others."""
    text = text.strip().lower()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return _bounded(float(text))
    return _sum_s(text) if _DURATION.fullmatch(text) else 0.0


def _sum_s(text: str) -> float:
    return _bounded(sum(float(number) * _factor(unit) for number, unit in _PART.findall(text)))


def _factor(unit: str) -> float:
    return _UNITS["ms" if unit.startswith(("ms", "milli")) else unit[0]]


def _from_headers(headers: Mapping[str, str]) -> float:
    try:
        for name in ("retry-after-ms", "x-ms-retry-after-ms"):
            if name in headers:
                return _bounded(float(headers[name]) / 1000)
        if "retry-after" in headers:
            return _retry_after(headers["retry-after"], headers.get("date", ""))
    except (ValueError, OverflowError):
        return 0.0
    spent = (reset for remaining, reset in _LIMITS if headers.get(remaining) == "0")
    return max((_until(headers.get(reset, ""), headers.get("date", "")) for reset in spent), default=0.0)


def _until(value: str, now: str) -> float:
    """Returns the seconds until a limit is whole again; 0 for a moment where the response has none to count from."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if number < _EPOCH_S and (seconds := duration_s(value)):
        return seconds
    try:
        moment = datetime.fromtimestamp(number / (1000 if number > _EPOCH_MS else 1), UTC) if number else _iso(value)
        return _bounded((moment - _moment(now)).total_seconds()) if now else 0.0
    except (ValueError, OverflowError, OSError):
        return 0.0


def _iso(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _retry_after(value: str, now: str) -> float:
    """Returns the seconds of a `Retry-After`; of a date only where the response has one to count from.

    Some write a duration there, and two proxies on the way may each have their own: the longest counts.
    """
    if seconds := max(map(duration_s, value.split(","))):
        return seconds
    try:
        return _bounded(float(value))
    except ValueError:
        return _bounded((_moment(value) - _moment(now)).total_seconds()) if now else 0.0


def _moment(text: str) -> datetime:
    """Returns the moment of a date in any form of HTTP, in Greenwich where it names no zone. Raises ValueError."""
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _from_body(body: ErrorBody) -> float:
    for name, value in named_values(body.value):
        if name in _SECONDS_NAMES or name in _MILLISECONDS_NAMES:
            seconds = _seconds_of(value) * (0.001 if name in _MILLISECONDS_NAMES else 1.0)
            if seconds > 0:
                return _bounded(seconds)
    if found := _IN_WORDS.search(body.words):
        return _sum_s(found.group(1))
    if minutes := _MINUTES.search(body.words):
        return _bounded(float(minutes[1]) * 60)
    bare = _BARE.search(body.words)
    return _bounded(float(bare[1] or bare[2])) if bare else 0.0


def _seconds_of(value: object) -> float:
    if isinstance(value, Mapping):  # a protobuf duration
        return _seconds_of(value.get("seconds"))
    if isinstance(value, str):
        return duration_s(value)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _bounded(seconds: float) -> float:
    return min(max(0.0, seconds), LONGEST_S) if math.isfinite(seconds) else 0.0
