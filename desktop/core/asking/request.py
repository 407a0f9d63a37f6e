"""Builds a `Request` of the settings, the conversation and the question.

A request contains everything that leaves this computer but the key and the headers. Its images are `EncodedImage`s, so
an image that was not redacted does not type-check. Providers turn it into their own wire format (adapters/providers).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.pages.page_texts import texts_beside
from desktop.core.asking.request_review import NOT_REVIEWED, RequestReview
from desktop.core.asking.saved_prompts import numbered_instruction
from desktop.core.conversation.attached_text import join_question, split_question
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.number_badges import describe_badges
from desktop.core.image.text.page_text import PageText
from desktop.core.models.answer_parameters import SERVERS_OWN, AnswerParameters, parameters_of
from desktop.core.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """`role` is "system", "user" or "assistant"; only a user's message has `images` and words `about` them."""

    role: str
    text: str
    images: tuple[EncodedImage, ...] = ()
    about: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All text in it."""
        return (self.text, self.about) if self.about else (self.text,)


@dataclass(frozen=True, slots=True)
class Request:
    """A question to `model` at `endpoint`, with everything that goes with it.

    `review`, what was found in it, is for the ledger and does not go.
    """

    endpoint: str
    model: str
    messages: tuple[ChatMessage, ...]
    parameters: AnswerParameters = SERVERS_OWN
    review: RequestReview = field(default=NOT_REVIEWED, compare=False)

    @property
    def images(self) -> tuple[EncodedImage, ...]:
        """The images of all messages, in order."""
        return tuple(image for message in self.messages for image in message.images)


def build_request(
    settings: Settings,
    conversation: Conversation,
    prompt: str,
    new_images: tuple[EncodedImage, ...],
    earlier: Mapping[str, EncodedImage],
    injection_notice: str = "",
    limits: AnswerLimits = ENDPOINTS_OWN,
) -> Request:
    """Returns the request for `prompt` after the turns of `conversation`.

    `earlier` maps the ids of images sent before to their present form. One that is missing there is left out, with a
    note for the model; none is sent twice, and neither is the text of its page, which stands in the question that it
    went with. Turns without an answer are left out too: their question was asked again or
    given up. `injection_notice` warns the model of text on the images that gives it orders (core/privacy/findings.py).
    `limits` count more than the parameters in the settings.
    """
    messages, placing = [], _Placing(earlier, new_images)
    parts = settings.instructions_before.strip(), settings.instructions.strip(), injection_notice
    if instructions := "\n\n".join(filter(None, parts)):
        messages.append(ChatMessage("system", instructions))
    for turn in conversation.turns:
        if turn.answer:
            messages.append(_question(turn.prompt, *placing.of(turn)))
            messages.append(ChatMessage("assistant", turn.answer))
    messages.append(_question(prompt, new_images, [image.page_text for image in new_images]))
    parameters = parameters_of(settings.parameters)
    parameters = replace(
        parameters, tokens=limits.tokens or parameters.tokens, effort=limits.effort or parameters.effort
    )
    return Request(settings.endpoint, settings.model, tuple(messages), parameters)


class _Placing:
    """Gives each question of before its part of the images in `earlier`, and of the texts beside them."""

    def __init__(self, earlier: Mapping[str, EncodedImage], new_images: Iterable[EncodedImage]) -> None:
        self._images = dict(earlier)
        self._texts = {image_id: image.page_text for image_id, image in earlier.items()}
        self._known = {*earlier, *(image.id for image in new_images)}

    def of(self, turn: Turn) -> tuple[tuple[EncodedImage, ...], list[PageText | None], int]:
        """Returns the images that stand in a question, the texts of pages, and how many images go nowhere now.

        The question takes what no other has taken yet: an image, and its text where one went along.
        """
        ids = [image.id for image in turn.images if image.resend_policy is not ResendPolicy.OMIT]
        with_text = {image.id for image in turn.images if image.page_text is not None}
        images = tuple(self._images.pop(image_id) for image_id in ids if image_id in self._images)
        texts = [self._texts.pop(image_id, None) for image_id in ids if image_id in with_text]
        return images, texts, sum(image.id not in self._known for image in turn.images)


def _question(
    prompt: str, images: tuple[EncodedImage, ...], page_texts: Iterable[PageText | None], left_out: int = 0
) -> ChatMessage:
    """Returns the message of a question: its text with the texts of pages, its images, and what the number badges on
    them mean.
    """
    badges = describe_badges([(image.size, image.badges) for image in images])
    instruction = numbered_instruction(split_question(prompt)[0])
    note = f"({left_out} of the pictures that were here {'is' if left_out == 1 else 'are'} left out now.)"
    parts = (badges, instruction, note if left_out else "")
    text = join_question(prompt, texts_beside(page_texts))
    return ChatMessage("user", text, images, " ".join(part for part in parts if part))
