"""Conversation + question + settings → `Request`, whose pictures are `Prepared`: a raw picture does not type-check.

The request holds everything that leaves this computer but the key and the headers. `body` is its JSON form, which is
what the provider sends and what tests hold against the published schema.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.core.asking.saved_prompts import asked_in_words
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import Fate
from desktop.core.image.encoding import Prepared
from desktop.core.image.number_badges import in_words
from desktop.core.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class Message:
    """`role` is system, user or assistant; `pictures` only with user, and `about` them what the model is told."""

    role: str
    text: str
    pictures: tuple[Prepared, ...] = ()
    about: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All words in it."""
        return (self.text, self.about) if self.about else (self.text,)


@dataclass(frozen=True, slots=True)
class Request:
    """A question with all that goes with it, for `endpoint`."""

    endpoint: str
    model: str
    messages: tuple[Message, ...]

    @property
    def pictures(self) -> tuple[Prepared, ...]:
        return tuple(picture for message in self.messages for picture in message.pictures)


def build(
    settings: Settings,
    conversation: Conversation,
    prompt: str,
    new_pictures: tuple[Prepared, ...],
    earlier: Mapping[str, Prepared],
    told: str = "",
) -> Request:
    """The request for `prompt` after all that `conversation` holds.

    `earlier` maps the ids of pictures sent before to what goes of them now; one that is missing there is left out, and
    the model is told so; each goes once. Turns that brought no answer are left out too: their question was asked again
    or given up. `told` is what the model is told of odd text on the pictures (core/privacy/findings.py).
    """
    messages, gone_along = [], set[str]()
    if instructions := "\n\n".join(part for part in (settings.instructions.strip(), told) if part):
        messages.append(Message("system", instructions))
    for turn in conversation.turns:
        if turn.answer:
            going = [each.id for each in turn.pictures if each.fate is not Fate.OUT and each.id in earlier]
            pictures = tuple(earlier[picture_id] for picture_id in going if picture_id not in gone_along)
            gone_along.update(going)
            messages.append(_asked(turn.prompt, pictures, len(turn.pictures) - len(pictures)))
            messages.append(Message("assistant", turn.answer))
    messages.append(_asked(prompt, new_pictures))
    return Request(settings.endpoint, settings.model, tuple(messages))


def _asked(prompt: str, pictures: tuple[Prepared, ...], left_out: int = 0) -> Message:
    """A question: what was typed, what its marks mean, its pictures."""
    marks = in_words([(picture.size, picture.numbers) for picture in pictures])
    several = asked_in_words(prompt)
    gone = f"({left_out} of the pictures that were here {'is' if left_out == 1 else 'are'} left out now.)"
    said = (marks, several, gone if left_out else "")
    return Message("user", prompt, pictures, " ".join(part for part in said if part))


def body(request: Request, with_usage: bool = True) -> dict[str, Any]:
    """The JSON of a streaming chat completion. `with_usage` off is for servers that refuse `stream_options`."""
    made: dict[str, Any] = {
        "model": request.model,
        "messages": [_message(message) for message in request.messages],
        "stream": True,
    }
    if with_usage:
        made["stream_options"] = {"include_usage": True}
    return made


def _message(message: Message) -> dict[str, Any]:
    if not message.pictures and not message.about:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": text} for text in message.texts]
    parts += [
        {"type": "image_url", "image_url": {"url": data_url(picture), "detail": picture.detail}}
        for picture in message.pictures
    ]
    return {"role": message.role, "content": parts}


def data_url(picture: Prepared) -> str:
    """The picture as the `data:` URL that carries it."""
    return f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode('ascii')}"
