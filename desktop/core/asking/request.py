"""Builds a `Request` of the settings, the conversation and the question.

A request contains everything that leaves this computer but the key and the headers. Its images are `EncodedImage`s, so
an image that was not redacted does not type-check. Providers turn it into their own wire format (adapters/providers).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.pages.page_texts import texts_beside
from desktop.core.asking.request_review import NOT_REVIEWED, RequestReview
from desktop.core.asking.saved_prompts import numbered_instruction
from desktop.core.conversation.attached_text import join_question, split_question
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.number_badges import describe_badges
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
    note for the model; none is sent twice. Turns without an answer are left out too: their question was asked again or
    given up. `injection_notice` warns the model of text on the images that gives it orders (core/privacy/findings.py).
    `limits` count more than the parameters in the settings.
    """
    messages, sent_ids = [], set[str]()
    parts = settings.instructions_before.strip(), settings.instructions.strip(), injection_notice
    if instructions := "\n\n".join(filter(None, parts)):
        messages.append(ChatMessage("system", instructions))
    for turn in conversation.turns:
        if turn.answer:
            resent_ids = [
                image.id
                for image in turn.images
                if image.resend_policy is not ResendPolicy.OMIT and image.id in earlier
            ]
            images = tuple(earlier[image_id] for image_id in resent_ids if image_id not in sent_ids)
            sent_ids.update(resent_ids)
            messages.append(_question(turn.prompt, images, len(turn.images) - len(images)))
            messages.append(ChatMessage("assistant", turn.answer))
    messages.append(_question(prompt, new_images))
    parameters = parameters_of(settings.parameters)
    parameters = replace(
        parameters, tokens=limits.tokens or parameters.tokens, effort=limits.effort or parameters.effort
    )
    return Request(settings.endpoint, settings.model, tuple(messages), parameters)


def _question(prompt: str, images: tuple[EncodedImage, ...], left_out: int = 0) -> ChatMessage:
    """Returns the message of a question: its text, its images with the texts of their pages, and what the number badges
    on them mean.
    """
    badges = describe_badges([(image.size, image.badges) for image in images])
    instruction = numbered_instruction(split_question(prompt)[0])
    note = f"({left_out} of the pictures that were here {'is' if left_out == 1 else 'are'} left out now.)"
    parts = (badges, instruction, note if left_out else "")
    text = join_question(prompt, texts_beside(image.page_text for image in images))
    return ChatMessage("user", text, images, " ".join(part for part in parts if part))
