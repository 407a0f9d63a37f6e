"""Values of the registry and of managed preferences as JSON: both know fewer types than a policy does."""

import json
from collections.abc import Mapping
from typing import Any

from desktop.core.settings.policy.keys import KEYS_BY_NAME, ValueKind
from desktop.core.settings.values.json_objects import loads


def text_of(values: Mapping[str, Any]) -> str:
    """Returns the text of a policy with these values by the names of keys; `patterns` is JSON, or a list of it."""
    settings = {name: _meant(name, value) for name, value in values.items() if name != "patterns"}
    policy: dict[str, Any] = {"settings": settings}
    if "patterns" in values:
        policy["patterns"] = _patterns(values["patterns"])
    return json.dumps(policy, default=str)


def _meant(name: str, value: Any) -> Any:
    """Returns a value with the type of its key: a switch may be 0 or 1, an amount a text, a list the values of a key.

    What is none of these stays as it is, and is then judged as any wrong value.
    """
    key = KEYS_BY_NAME.get(name)
    if key is None:
        return value
    if key.kind is ValueKind.SWITCH and type(value) is int and value in (0, 1):
        return bool(value)
    if key.kind is ValueKind.AMOUNT and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    if key.kind in (ValueKind.LIST, ValueKind.OBJECTS) and isinstance(value, Mapping):
        return [value[name] for name in sorted(value, key=lambda name: (len(str(name)), str(name)))]
    return value


def _patterns(value: Any) -> Any:
    texts = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    return [_parsed(text) for text in texts]


def _parsed(text: Any) -> Any:
    try:
        return loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return text  # which is no pattern, and is rejected
