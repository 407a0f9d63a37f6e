"""Reads the content of a message: a text, a part, or a list of parts of many kinds, which may hold others."""

from collections.abc import Iterator

from desktop.adapters.providers.chat.chat_events import (
    ChatEvent,
    ImagePart,
    SourcesPart,
    TextDelta,
    ThinkingDelta,
    ToolCallPart,
)
from desktop.adapters.providers.chat.sources import sources_in

MAX_DEPTH = 6  # of parts in parts; chosen
_THINKING = ("think", "reason", "thought")  # in the type of a part
_TOOLS = ("tool", "function_call", "functioncall")
_TEXT_NAMES = ("text", "content", "value", "refusal", "transcript", "output_text")
_THINKING_NAMES = (
    *("thinking", "reasoning", "reasoning_content", "reasoningContent", "reasoningText", "text", "content", "summary"),
    "value",
)
_UNTYPED_THINKING = ("thinking", "reasoning", "reasoning_content", "reasoningContent")  # of parts without a type
_UNTYPED_TOOLS = ("functionCall", "function_call", "toolUse", "tool_use")
_IMAGE_NAMES = ("image_url", "image", "url", "b64_json", "data", "source", "inline_data", "inlineData", "result")
_SILENT = ("reference", "redacted", "encrypted", "signature", "search", "step", "tool_result", "compaction")


def events_in(content: object, depth: int = 0) -> Iterator[ChatEvent]:
    """Yields what a content brings, in its order."""
    if isinstance(content, str):
        if content:
            yield TextDelta(content)
    elif depth < MAX_DEPTH and isinstance(content, list):
        for part in content:
            yield from events_in(part, depth + 1)
    elif depth < MAX_DEPTH and isinstance(content, dict):
        yield from _part_events(content, depth + 1)


def text_of(value: object, names: tuple[str, ...] = _TEXT_NAMES, depth: int = 0) -> str:
    """Returns the text in a value: itself, that under the first of `names`, or all of a list."""
    if isinstance(value, str):
        return value
    if depth < MAX_DEPTH and isinstance(value, list):
        return "".join(text_of(entry, names, depth + 1) for entry in value)
    if depth < MAX_DEPTH and isinstance(value, dict):
        inner = next((value[name] for name in names if value.get(name)), None)
        return text_of(inner, names, depth + 1)
    return ""


def thinking_in(value: object) -> str:
    """Returns the text of a model's thinking, of whatever shape."""
    return text_of(value, _THINKING_NAMES)


def image_events(value: object) -> Iterator[ImagePart]:
    """Yields the images in a value: an address, an object that has one or holds the data, or a list of these."""
    for entry in value if isinstance(value, list) else [value]:
        if url := _image_url(entry, "image/png"):
            yield ImagePart(url)


def tool_events(value: object) -> Iterator[ToolCallPart]:
    """Yields the calls in `tool_calls` or `function_call`."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            function = entry.get("function")
            name = (function if isinstance(function, dict) else entry).get("name")
            yield ToolCallPart(name if isinstance(name, str) else "")


def _part_events(part: dict[str, object], depth: int) -> Iterator[ChatEvent]:
    kind = str(part.get("type") or "").lower()
    if part.get("thought") is True or any(word in kind for word in _THINKING):
        if "redacted" not in kind and "encrypted" not in kind and (text := thinking_in(part)):
            yield ThinkingDelta(text)
    elif "image" in kind or any(
        isinstance(part.get(name), dict) for name in ("image_url", "inline_data", "inlineData")
    ):
        yield from image_events(part)
    elif any(word in kind for word in _SILENT):
        return
    elif any(word in kind for word in _TOOLS):
        yield from tool_events(part)
    elif "audio" in kind:
        yield from events_in(text_of(part.get("audio") or part, ("transcript", "text")), depth)
    elif tool := next((part[name] for name in _UNTYPED_TOOLS if isinstance(part.get(name), dict)), None):
        yield from tool_events(tool)
    elif not kind and "text" not in part and any(part.get(name) for name in _UNTYPED_THINKING):
        yield ThinkingDelta(thinking_in(part))
    elif "citation" in kind:
        yield from events_in(text_of(part), depth)
        if sources := sources_in([part]):
            yield SourcesPart(sources)
    else:
        inner = part.get("parts") or (part.get("content") if kind.startswith("message") else None)
        yield from events_in(inner or text_of(part), depth)
        if sources := sources_in(part.get("annotations") or part.get("citations")):
            yield SourcesPart(sources)


def _image_url(value: object, mime: str, depth: int = 0) -> str:
    if isinstance(value, str):
        if value.startswith(("data:", "http://", "https://")):
            return value
        return f"data:{mime};base64,{value}" if len(value) > 100 else ""  # bare Base64; a word is none
    if isinstance(value, dict) and depth < MAX_DEPTH:
        named = (value.get(name) for name in ("mime_type", "mimeType", "media_type"))
        mime = next((name for name in named if isinstance(name, str)), mime)
        urls = (_image_url(value[name], mime, depth + 1) for name in _IMAGE_NAMES if value.get(name))
        return next((url for url in urls if url), "")
    return ""
