"""Reads the JSON objects of an answer, chunks of a stream or a whole body, in every dialect, into `ChatEvent`s."""

from collections.abc import Iterator
from typing import Any

from desktop.adapters.network.framing.sse import END
from desktop.adapters.providers.chat.chat_events import (
    ChatEvent,
    Finished,
    ServerError,
    SourcesPart,
    StreamEnd,
    TextDelta,
    ThinkingDelta,
    UsageReport,
)
from desktop.adapters.providers.chat.choices import choices_in, has_end
from desktop.adapters.providers.chat.content_parts import events_in, image_events, text_of, thinking_in, tool_events
from desktop.adapters.providers.chat.cumulative import MessageTexts
from desktop.adapters.providers.chat.dialects.capitals import with_small_names
from desktop.adapters.providers.chat.dialects.named_texts import FINISH, THINKING
from desktop.adapters.providers.chat.dialects.proxied import proxied_body
from desktop.adapters.providers.chat.dialects.typed_events import WHOLE
from desktop.adapters.providers.chat.error_objects import is_error
from desktop.adapters.providers.chat.finish_reasons import finish_reason_of
from desktop.adapters.providers.chat.sources import LISTS, sources_in
from desktop.adapters.providers.usage import usage_in
from desktop.core.conversation.turn import Usage
from desktop.services.ports.provider import FinishReason

_TOOLS = ("tool_calls", "function_call", "toolUse", "functionCall")
_PERHAPS_REPEATED = frozenset({"choices", "output", "messages", "meta_info"})
"""The names under which, or beside which, some endpoints send all of the answer so far, instead of a piece of it."""
_FINISH = frozenset(FINISH)
_THINKING = frozenset(THINKING)
_LISTS = frozenset(LISTS)
_PLAIN = frozenset({
    "id", "object", "created", "model", "choices", "system_fingerprint", "service_tier", "obfuscation", "provider",
})  # fmt: skip


class ChatReader:
    """Reads the objects of one answer, in their order.

    `has_choices` is True once an object had the shape of an answer, `is_one_message` while one message is all there is.
    """

    def __init__(self) -> None:
        self.has_choices = False
        self._index: object = None  # of the choice that is read
        self._objects = 0
        self._has_deltas = False
        self._texts: list[str] = []
        self._kinds: set[type[ChatEvent]] = set()  # of the events that came
        self._messages = MessageTexts()
        self._thoughts = MessageTexts()
        self._usage: Usage | None = None  # as far as it was reported

    @property
    def is_one_message(self) -> bool:
        return self._objects == 1 and not self._has_deltas

    def read(self, value: dict[str, Any]) -> Iterator[ChatEvent]:
        """Yields what an object brings; nothing for one that means nothing."""
        if value is END:
            yield StreamEnd()
            return
        self._objects += 1
        value = with_small_names(proxied_body(value))
        choices = choices_in(value)
        if choices is not None:
            self.has_choices = True
            is_usual = "choices" in value
            for choice in choices:
                index = choice.get("index") if is_usual else None
                self._index = index if self._index is None else self._index
                if index in (None, self._index):  # of several answers, the first
                    yield from self._choice_events(choice, value)
        if "choices" in value and _is_plain(value):  # as nearly every chunk: the rest need not be looked for
            return
        yield from _listed_sources(value)
        yield from self._usage_events(value)
        if is_error(value):
            yield ServerError(value)
        elif has_end(value) and not any(value.get(name) for name in FINISH):
            yield from self.at_end()
            yield StreamEnd()

    def _choice_events(self, choice: dict[str, Any], value: dict[str, Any]) -> Iterator[ChatEvent]:
        """Yields what a choice of the object `value` brings."""
        delta, message = choice.get("delta"), choice.get("message")
        self._has_deltas |= delta is not None
        places = (choice, delta) if isinstance(delta, dict) else (choice,)
        finish = next((found for place in places if (found := _finish_in(place)) is not None), None)
        if isinstance(delta, dict) and delta:
            yield from self._noted(_message_events(delta))
        elif isinstance(delta, str):
            yield from self._noted(events_in(delta))
        is_whole = choice.get(WHOLE) is True
        is_again = is_whole and bool(self._texts)
        if isinstance(message, dict) and not is_again and not self._repeats(delta, message, finish is not None):
            events = self._missing(_message_events(message)) if is_whole else _message_events(message)
            in_pieces = _PERHAPS_REPEATED.isdisjoint(value)
            yield from self._noted(events if in_pieces else self._added(events, "output" not in value))
        elif delta is None and message is None:
            yield from self._noted(events_in(choice.get("text") or choice.get("content")))
        for place in places:  # Cohere has it in the delta of the last event
            if isinstance(place.get("error"), (dict, str)) and place["error"]:
                yield ServerError(place["error"])
                break
        for place in places:
            if "usage" in place:  # as Moonshot and Cohere report it
                yield from self._usage_events(place)
        if finish is not None:
            yield from self.at_end()
            yield Finished(*finish)

    def _usage_events(self, value: dict[str, Any]) -> Iterator[ChatEvent]:
        usage = usage_in(value, self._usage)
        if usage is not None:
            self._usage = usage
            yield UsageReport(usage)

    def at_end(self) -> Iterator[ChatEvent]:
        """Yields what still waits at the end of the answer."""
        if thinking := self._thoughts.rest():
            yield ThinkingDelta(thinking)
        if text := self._messages.rest():
            yield from self._noted(iter((TextDelta(text),)))

    def _added(self, events: Iterator[ChatEvent], is_equal_again: bool) -> Iterator[ChatEvent]:
        """Yields what a message adds: some endpoints repeat in each all that came before."""
        parts = tuple(events)
        thinking = "".join(event.text for event in parts if isinstance(event, ThinkingDelta))
        if thinking and (thinking := self._thoughts.added(thinking, is_equal_again=is_equal_again)):
            yield ThinkingDelta(thinking)
        text = "".join(event.text for event in parts if isinstance(event, TextDelta))
        if text and (text := self._messages.added(text, is_equal_again=is_equal_again)):
            yield TextDelta(text)
        yield from (event for event in parts if not isinstance(event, TextDelta | ThinkingDelta))

    def _noted(self, events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
        for event in events:
            if isinstance(event, TextDelta):
                self._texts.append(event.text)
            self._kinds.add(type(event))
            yield event

    def _missing(self, events: Iterator[ChatEvent]) -> Iterator[ChatEvent]:
        """Yields what a whole answer has of kinds of which nothing came in pieces before it."""
        known = frozenset(self._kinds)
        yield from (event for event in events if type(event) not in known)

    def _repeats(self, delta: object, message: dict[str, Any], at_end: bool) -> bool:
        """Returns True if a message repeats the deltas that came, as some endpoints send it beside or after them."""
        if not self._texts:
            return False
        if delta:
            return True
        is_open = self._messages.is_waiting  # it tells better, with this one, whether messages repeat each other
        return at_end and not is_open and text_of(message.get("content")) == "".join(self._texts)


def _is_plain(value: dict[str, Any]) -> bool:
    """Returns True if an object has nothing beside its choices that could mean anything."""
    return value.keys() <= _PLAIN or all(value[name] is None for name in value.keys() - _PLAIN)


def _finish_in(place: dict[str, Any]) -> tuple[FinishReason, str] | None:
    """Returns why the answer ended, if an object, a choice or a delta says so."""
    if _FINISH.isdisjoint(place):
        return None
    words = (place[name] for name in FINISH if place.get(name) is not None)
    return next((found for word in words if (found := finish_reason_of(word))), None)


def _listed_sources(*places: dict[str, Any]) -> Iterator[SourcesPart]:
    """Yields the sources under the best name that has any in one of the places."""
    if all(_LISTS.isdisjoint(place) for place in places):
        return
    listed = (sources_in(place.get(name)) for name in LISTS for place in places)
    if sources := next(filter(None, listed), None):
        yield SourcesPart(sources)


def _message_events(message: dict[str, Any]) -> Iterator[ChatEvent]:
    """Yields what a delta or a message brings: thinking, text, refusal, audio, images, sources, calls of tools."""
    content = message.get("content") or message.get("text")
    is_typed = str(message.get("type")).startswith(("thought", "thinking", "reasoning"))  # Gemini's interactions
    is_thought = "extra_content" in message and _is_thought(message["extra_content"])
    if is_typed and content:
        yield ThinkingDelta(thinking_in(content))
    elif not _THINKING.isdisjoint(message):
        texts = (thinking_in(message[name]) for name in THINKING if message.get(name))
        if thinking := next(filter(None, texts), ""):
            yield ThinkingDelta(thinking)
    if is_thought and not is_typed:
        yield ThinkingDelta(text_of(content))
    elif not is_typed or not content:
        yield from events_in(content)
    if message.keys() <= {"role", "content"}:  # as in nearly every chunk
        return
    yield from events_in(message.get("refusal"))
    audio = message.get("audio")
    if isinstance(audio, dict) and not content:
        yield from events_in(audio.get("transcript"))
    for name in ("images", "image"):
        yield from image_events(message[name]) if message.get(name) else ()
    if isinstance(message.get("citation"), dict):  # one by one, as Anthropic sends them
        yield SourcesPart(sources_in([message["citation"]]))
    context = message.get("context")  # as Azure's own data come
    yield from _listed_sources(message, context) if isinstance(context, dict) else _listed_sources(message)
    for name in _TOOLS:
        yield from tool_events(message[name]) if message.get(name) else ()


def _is_thought(extra: object) -> bool:
    """Returns True if what stands beside a text says that it is thinking, as Gemini marks it."""
    google = extra.get("google") if isinstance(extra, dict) else None
    return isinstance(google, dict) and google.get("thought") is True
