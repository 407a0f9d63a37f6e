"""Events that say in their `type` what they are: of Anthropic, Cohere, the AI SDK and OpenAI's Responses.

The text of some is a mere string, so the type alone tells text from thinking, and both from what is not for reading:
the arguments of a call, a signature, the data of a sound.
"""

import re
from functools import lru_cache
from typing import Any

from desktop.adapters.providers.chat.dialects.responses import choice_of_response

WHOLE = "is whole"
"""The name under which a choice says that it has the whole answer once more, after its pieces."""

_THINKING = ("think", "thought", "reason")  # what a word of a kind begins with, as in the next line
_SILENT = (
    *("argument", "input", "tool", "function", "audio", "code", "image", "signature", "json", "mcp", "search"),
    "compaction",
)
_SILENT_OF_RESPONSE = ("call", "command", "patch", "diff")
"""Of the tools of a response: “response.shell_call_command.delta”. Others name their text so: “llm_call.delta”."""
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_TEXTS = frozenset(
    {"text", "text-delta", "text_delta", "content", "content_delta", "text-generation", "answer", "token"}
)
_LONGEST_KIND = 200  # characters; chosen: no kind is as long
_TEXT_NAMES = ("textDelta", "text", "value", "content", "token")
Choices = list[dict[str, Any]]


def typed_choices(value: dict[str, Any]) -> Choices | None:
    """Returns the choices of an event, none for one that brings nothing; None for what is no such event."""
    name = value.get("type") or value.get("event_type")
    if not name:
        return None
    kind, words = _read_kind(str(name)[:_LONGEST_KIND])
    if kind.startswith("response.") and isinstance(value.get("response"), dict):
        ends = kind.rpartition(".")[2] in ("completed", "incomplete", "failed", "cancelled", "done")
        return [{**choice_of_response(value["response"]), WHOLE: True}] if ends else []
    delta = value.get("delta")
    if isinstance(delta, str):
        return _of_text(words, delta)
    if isinstance(delta, dict) and str(delta.get("type")).startswith("compaction"):  # of what was said before
        return []
    if kind in _TEXTS or kind.startswith(_THINKING):
        text = next((value[name] for name in _TEXT_NAMES if isinstance(value.get(name), str)), None)
        return None if text is None else _of_text(words, text)
    return _of_parts(kind, value)


@lru_cache(maxsize=64)  # a stream has a few kinds, each many times
def _read_kind(name: str) -> tuple[str, tuple[str, ...]]:
    """Returns a kind in small letters, and its words: “input_json_delta” and “inputJsonDelta” have three."""
    return name.lower(), tuple(word.lower() for word in _WORD.findall(name))


def _of_text(words: tuple[str, ...], text: str) -> Choices:
    if any(word.startswith(_THINKING) for word in words):
        return [{"delta": {"reasoning": text}}]
    is_spoken = any(word.startswith("transcript") for word in words)
    silent = _SILENT + _SILENT_OF_RESPONSE if words[:1] == ("response",) else _SILENT
    if not is_spoken and any(word.startswith(silent) for word in words):
        return []
    return [{"delta": {"content": text}}]


def _of_parts(kind: str, value: dict[str, Any]) -> Choices | None:
    """Returns what an event has besides text: a block that begins, a call, a source, a file, an end."""
    block, item = value.get("content_block"), value.get("item")
    if isinstance(item, dict) and kind.endswith(".done") and "call" in str(item.get("type")):
        block = item  # those of text and thinking have come in pieces
    if isinstance(block, dict):
        return [{"delta": {"content": [block]}}]
    if isinstance(value.get("annotation"), dict):
        return [{"delta": {"annotations": [value["annotation"]]}}]
    if isinstance(value.get("toolName"), str):
        return [{"delta": {"tool_calls": [{"function": {"name": value["toolName"]}}]}}]
    if kind in ("source-url", "source"):
        return [{"delta": {"citations": [value.get("source") or value]}}]
    if kind == "file" and str(value.get("mediaType") or value.get("mimeType")).startswith("image/"):
        return [{"delta": {"images": [value.get("url") or value]}}]
    if kind in ("abort", "cancelled", "response.cancelled"):
        return [{"finish_reason": kind.rpartition(".")[2]}]
    is_part_of_response = kind.startswith("response.") and not kind.endswith("error")
    return [] if is_part_of_response else None
