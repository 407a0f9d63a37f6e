"""Conversation + question + settings → `Request`, whose pictures are `Prepared`: a raw picture does not type-check.

The request holds everything that leaves this computer but the key and the headers. `body` is its JSON form, which is
what the provider sends and what tests hold against the published schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core.asking.saved_prompts import numbered_instruction
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.number_badges import describe_badges
from desktop.core.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """`role` is system, user or assistant; `pictures` only with user, and `about` them what the model is told."""

    role: str
    text: str
    images: tuple[EncodedImage, ...] = ()
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
    messages: tuple[ChatMessage, ...]

    @property
    def images(self) -> tuple[EncodedImage, ...]:
        return tuple(image for message in self.messages for image in message.images)


def build_request(
    settings: Settings,
    conversation: Conversation,
    prompt: str,
    new_images: tuple[EncodedImage, ...],
    earlier: Mapping[str, EncodedImage],
    injection_notice: str = "",
) -> Request:
    """The request for `prompt` after all that `conversation` holds.

    `earlier` maps the ids of pictures sent before to what goes of them now; one that is missing there is left out, and
    the model is told so; each goes once. Turns that brought no answer are left out too: their question was asked again
    or given up. `told` is what the model is told of odd text on the pictures (core/privacy/findings.py).
    """
    messages, gone_along = [], set[str]()
    if instructions := "\n\n".join(part for part in (settings.instructions.strip(), injection_notice) if part):
        messages.append(ChatMessage("system", instructions))
    for turn in conversation.turns:
        if turn.answer:
            going = [
                each.id for each in turn.images if each.resend_policy is not ResendPolicy.OMIT and each.id in earlier
            ]
            images = tuple(earlier[image_id] for image_id in going if image_id not in gone_along)
            gone_along.update(going)
            messages.append(_asked(turn.prompt, images, len(turn.images) - len(images)))
            messages.append(ChatMessage("assistant", turn.answer))
    messages.append(_asked(prompt, new_images))
    return Request(settings.endpoint, settings.model, tuple(messages))


def _asked(prompt: str, images: tuple[EncodedImage, ...], left_out: int = 0) -> ChatMessage:
    """A question: what was typed, what its marks mean, its pictures."""
    annotations = describe_badges([(image.size, image.badges) for image in images])
    several = numbered_instruction(prompt)
    gone = f"({left_out} of the pictures that were here {'is' if left_out == 1 else 'are'} left out now.)"
    said = (annotations, several, gone if left_out else "")
    return ChatMessage("user", prompt, images, " ".join(part for part in said if part))
