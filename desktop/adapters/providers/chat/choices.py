"""Finds the choices of an object: under `choices`, or where endpoints that answer in another shape have their text."""

from typing import Any

from desktop.adapters.network.sse import is_end

_WRAPPED = ("result", "output")  # the answer as a whole lies under it
_TEXT_NAMES = ("response", "generated_text")


def choices_in(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Returns the choices of an object, None if it has none; a list without any is an answer's, too."""
    choices = value.get("choices")
    if isinstance(choices, dict):
        return [choices]
    if isinstance(choices, list):
        return [choice for choice in choices if isinstance(choice, dict)]
    if isinstance(value.get("message"), dict) or "delta" in value:
        return [value]  # as Ollama's own interface answers
    for name in _WRAPPED:
        inner = value.get(name)
        if isinstance(inner, dict) and (found := choices_in(inner) or _of_text(inner)) is not None:
            return found
    if isinstance(value.get("candidates"), list):
        return [{**entry, "message": entry} for entry in value["candidates"] if isinstance(entry, dict)]
    return _of_text(value)


def has_end(value: dict[str, Any]) -> bool:
    """Returns True if an object says beside other things that the answer is at its end."""
    return value.get("done") is True or value.get("stop") is True or is_end(str(value.get("type") or ""))


def _of_text(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Returns the choice of an object that has its text by itself; None if that may be something else."""
    content = value.get("content")
    if isinstance(content, (str, list)) and ("stop" in value or value.get("role") == "assistant"):
        return [{**value, "message": {"content": content}}]
    if isinstance(value.get("output"), list):
        return [{"message": {"content": value["output"]}}]
    named = next((value[name] for name in _TEXT_NAMES if isinstance(value.get(name), str)), None)
    if named is None and "finish_reason" in value and isinstance(value.get("text"), str):
        named = value["text"]
    return None if named is None else [{**value, "text": named}]
