"""Lines that begin with a letter for what they hold, as the AI SDK's data streams of version 1 have them: `0:"Hello"`.

No field of server-sent events has a name of one letter. Each line becomes an object in the form of chat completions.
"""

from collections.abc import Callable
from typing import Any

from desktop.adapters.network.large_json import parsed_json


def object_of_line(line: bytes) -> dict[str, Any] | None:
    """Returns what a line brings; None if it brings nothing, or is no such line."""
    make = _MAKERS.get(line[:1]) if line[1:2] == b":" else None
    if make is None:
        return None
    try:
        return make(parsed_json(line[2:]))
    except (ValueError, RecursionError):
        return None


def _delta(name: str) -> Callable[[Any], dict[str, Any] | None]:
    return lambda value: {"choices": [{"delta": {name: value}}]} if isinstance(value, str) else None


def _tool_call(value: Any) -> dict[str, Any]:
    name = value.get("toolName") if isinstance(value, dict) else ""
    return {"choices": [{"delta": {"tool_calls": [{"function": {"name": name}}]}}]}


def _source(value: Any) -> dict[str, Any]:
    return {"choices": [{"delta": {"citations": [value]}}]}


def _file(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict) or not str(value.get("mimeType")).startswith("image/"):
        return None
    return {"choices": [{"delta": {"images": [f"data:{value['mimeType']};base64,{value.get('data')}"]}}]}


def _finish(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    return {"choices": [{"delta": {}, "finish_reason": value.get("finishReason")}], "usage": value.get("usage")}


def _step(value: Any) -> dict[str, Any] | None:
    """Returns what a step's end tells: only how much it took, as further steps may follow."""
    return {"choices": [], "usage": value.get("usage")} if isinstance(value, dict) else None


_MAKERS: dict[bytes, Callable[[Any], dict[str, Any] | None]] = {
    b"0": _delta("content"),
    b"g": _delta("reasoning"),
    b"3": lambda value: {"error": value},
    b"b": _tool_call,
    b"9": _tool_call,
    b"h": _source,
    b"k": _file,
    b"e": _step,
    b"d": _finish,
}
"""By the letter; those that are left out hold nothing to show (AI SDK 4.3, data stream protocol)."""
