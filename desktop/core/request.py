"""Conversation + question + settings → `Request`, whose pictures are `Prepared`: a raw picture does not type-check.

The request holds everything that leaves this computer but the key and the headers. `body` is its JSON form, which is
what the provider sends and what tests hold against the published schema.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.core.conversation import Conversation
from desktop.core.models import Detail
from desktop.core.prepare import Prepared
from desktop.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Message:
    """`role` is system, user or assistant; `pictures` only with user."""

    role: str
    text: str
    pictures: tuple[Prepared, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A question with all that goes with it, for `endpoint`."""

    endpoint: str
    model: str
    messages: tuple[Message, ...]
    detail: Detail

    @property
    def pictures(self) -> tuple[Prepared, ...]:
        return tuple(picture for message in self.messages for picture in message.pictures)


def build(
    settings: Settings,
    conversation: Conversation,
    prompt: str,
    new_pictures: tuple[Prepared, ...],
    earlier: Mapping[str, Prepared],
) -> Request:
    """The request for `prompt` after all that `conversation` holds.

    `earlier` maps the ids of pictures sent before to their bytes; one that is missing there is left out. Turns that
    brought no answer are left out too: their question was asked again or given up.
    """
    messages = []
    if settings.instructions.strip():
        messages.append(Message("system", settings.instructions.strip()))
    for turn in conversation.turns:
        if turn.answer:
            pictures = tuple(earlier[picture.id] for picture in turn.pictures if picture.id in earlier)
            messages.append(Message("user", turn.prompt, pictures))
            messages.append(Message("assistant", turn.answer))
    messages.append(Message("user", prompt, new_pictures))
    return Request(settings.endpoint, settings.model, tuple(messages), settings.detail)


def body(request: Request, with_usage: bool = True) -> dict[str, Any]:
    """The JSON of a streaming chat completion. `with_usage` off is for servers that refuse `stream_options`."""
    made: dict[str, Any] = {
        "model": request.model,
        "messages": [_message(message, request.detail) for message in request.messages],
        "stream": True,
    }
    if with_usage:
        made["stream_options"] = {"include_usage": True}
    return made


def _message(message: Message, detail: Detail) -> dict[str, Any]:
    if not message.pictures:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": message.text}]
    parts += [
        {"type": "image_url", "image_url": {"url": data_url(picture), "detail": detail}} for picture in message.pictures
    ]
    return {"role": message.role, "content": parts}


def data_url(picture: Prepared) -> str:
    """The picture as the `data:` URL that carries it."""
    return f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode('ascii')}"
