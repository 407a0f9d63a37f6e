"""Objects whose names are written as `FinishReason`: the same as those with `finish_reason` (Tencent's interface)."""

import re
from typing import Any

MAX_DEPTH = 8  # chosen: deeper names are of no use
_INNER_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def with_small_names(value: dict[str, Any]) -> dict[str, Any]:
    """Returns an object whose names all begin with capitals with small ones; any other as it is."""
    if not next(iter(value), "")[:1].isupper() or any(not name[:1].isupper() for name in value):
        return value
    return {_small(name): _inner(inner, 1) for name, inner in value.items()}


def _inner(value: Any, depth: int) -> Any:
    if depth < MAX_DEPTH and isinstance(value, dict):
        return {_small(name): _inner(inner, depth + 1) for name, inner in value.items()}
    if depth < MAX_DEPTH and isinstance(value, list):
        return [_inner(inner, depth + 1) for inner in value]
    return value


def _small(name: str) -> str:
    return _INNER_CAPITAL.sub(r"_\1", name).lower()
