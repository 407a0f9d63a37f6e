"""Finds the choices of an object: under `choices`, or where endpoints that answer in another shape have their text."""

from typing import Any

from desktop.adapters.network.framing.sse import is_end
from desktop.adapters.providers.chat.dialects.messages import joined_message
from desktop.adapters.providers.chat.dialects.named_texts import FINISH, Choices, ending_choice, text_choices
from desktop.adapters.providers.chat.dialects.typed_events import WHOLE, typed_choices

MAX_DEPTH = 4  # of wrappers in wrappers; chosen
_WRAPPERS = (
    *("result", "output", "data", "payload", "event", "chunk", "response", "contentBlockDelta", "contentBlockStart"),
    *("messageStop", "start"),
)
"""The answer as a whole, or what an event brings, lies under one of these names."""
_FLAGS, _KINDS = ("done", "stop", "is_end"), ("type", "event_type", "event")
_SAYING_END = frozenset((*_FLAGS, *_KINDS))


def choices_in(value: dict[str, Any], depth: int = 0) -> Choices | None:
    """Returns the choices of an object, None if it has none; a list without any is an answer's, too."""
    choices = value.get("choices")
    if isinstance(choices, dict):
        choices = [choices]
    if isinstance(choices, list):
        return [_with_one_message(choice) for choice in choices if isinstance(choice, dict)]
    found = typed_choices(value)
    if found is None:
        found = _of_messages(value)
    if found is None:
        found = _wrapped(value, depth)
    if found is None:
        found = text_choices(value)
    return ending_choice(value) if found is None else found


def has_end(value: dict[str, Any]) -> bool:
    """Returns True if an object says beside other things that the answer is at its end."""
    if _SAYING_END.isdisjoint(value):
        return False
    return any(value.get(name) is True for name in _FLAGS) or _is_kind_of_end(value)


def _ends(value: dict[str, Any]) -> bool:
    """Returns True if an object is the event of an end, and so no piece, though it brings text."""
    return value.get("is_finished") is True or _is_kind_of_end(value)


def _is_kind_of_end(value: dict[str, Any]) -> bool:
    kinds = (value.get(name) for name in _KINDS)
    return any(is_end(kind) for kind in kinds if isinstance(kind, str))


def _of_messages(value: dict[str, Any]) -> Choices | None:
    """Returns the choices of an object with a message, a delta, several messages, or Gemini's candidates."""
    if isinstance(value.get("message"), dict) or "delta" in value:
        return [_with_one_message(value)]  # as Ollama's own interface answers
    if isinstance(value.get("candidates"), list):
        candidates = [entry for entry in value["candidates"] if isinstance(entry, dict)]
        return [_of_candidate(entry) for entry in candidates if entry.get("index") in (None, 0)]
    if (message := joined_message(value.get("messages"))) is not None:
        return [{**value, "message": message}]
    return None


def _of_candidate(candidate: dict[str, Any]) -> dict[str, Any]:
    grounds = candidate.get("groundingMetadata") or candidate.get("grounding_metadata")
    chunks = grounds.get("groundingChunks") or grounds.get("grounding_chunks") if isinstance(grounds, dict) else None
    return {**candidate, "message": {**candidate, "grounding_chunks": chunks}}


def _with_one_message(choice: dict[str, Any]) -> dict[str, Any]:
    """Returns a choice whose message is neither one of several nor wrapped in its delta, as Cohere has it."""
    delta = choice.get("delta")
    if isinstance(delta, dict) and isinstance(delta.get("message"), dict):
        return {**choice, "delta": {**delta, **delta["message"]}}
    if delta is None and choice.get("message") is None and "messages" in choice:
        return {**choice, "message": joined_message(choice["messages"])}
    return choice


def _wrapped(value: dict[str, Any], depth: int) -> Choices | None:
    if depth >= MAX_DEPTH:
        return None
    for name in _WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, dict) and (found := choices_in(inner, depth + 1)) is not None:
            reasons = {key: value[key] for key in FINISH if value.get(key) is not None}
            again = {WHOLE: True} if name == "response" and _ends(value) else {}  # as Cohere sends it after its pieces
            return [{**reasons, **choice, **again} for choice in found]
    return None
