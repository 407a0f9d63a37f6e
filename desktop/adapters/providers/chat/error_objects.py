"""Tells an error in the place of an answer, or of a part of it, from everything else that an object may be."""

from typing import Any

_KEYS = ("error", "errors", "errorText", "error_msg", "errorMessage", "error_message", "fault")
_MARKS = frozenset(_KEYS)
_CHOICES = frozenset({"choices", "message", "delta"})
_KINDS = frozenset({"object", "type", "event", "status"})
_NAMES = ("error", "exception", "invalid", "fail")  # in the type of an object
_WORDS = frozenset({"message", "detail", "details", "msg", "title", "description"})
_BESIDE_WORDS = frozenset({
    "code", "status", "param", "id", "request_id", "requestid", "created", "timestamp", "path", "success", "ok",
})  # fmt: skip


def is_error(value: dict[str, Any]) -> bool:
    """Returns True if an object is an error: by its key, its type, its code, or because it has nothing but words."""
    beside = value.get("x_groq")  # why Groq stopped early
    if isinstance(beside, dict) and beside.get("error"):
        return True
    if (not _MARKS.isdisjoint(value) and any(value.get(key) for key in _KEYS)) or value.get("object") == "error":
        return True
    result = value.get("base_resp")  # of MiniMax
    if isinstance(result, dict) and result.get("status_code"):
        return True
    if len(value) == 1 and next(iter(value)).endswith(("Exception", "Error")):  # of Bedrock
        return True
    if not _CHOICES.isdisjoint(value) and not all(isinstance(value.get(name, ""), str) for name in _CHOICES):
        return False
    if not _KINDS.isdisjoint(value):
        names = [str(value[name] or "").lower() for name in _KINDS if name in value]
        if any(word in name for name in names for word in _NAMES):
            return True
    if _WORDS.isdisjoint(value):
        return False
    codes = (value.get(name) for name in ("code", "status", "status_code", "statusCode"))
    has_words = any(bool(value.get(name)) for name in _WORDS)
    if has_words and (value.get("success") is False or value.get("ok") is False):
        return True
    if has_words and any(str(code).isdecimal() and int(str(code)) >= 400 for code in codes):
        return True
    return has_words and {name.lower() for name in value} <= _WORDS | _BESIDE_WORDS
