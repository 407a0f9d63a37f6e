"""What a turn that is asked once more is made of: a question like any other, and the pictures that go as they went."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import Settings
from desktop.services.asking.request_builder import RequestInputs


@dataclass(frozen=True, slots=True)
class AskAgainRequest:
    """`question` stands after what had been said before `old`; `sent` go as they went with it, at half their size with
    `halve`.
    """

    old: Turn
    question: RequestInputs
    sent: tuple[SentImage, ...] = ()
    halve: bool = False


def build_ask_again(
    old: Turn,
    conversation: Conversation,
    settings: Settings,
    workspace: tuple[AnnotatedImage, ...],
    resend_policy: ResendPolicy = ResendPolicy.FULL,
) -> AskAgainRequest:
    """`old`, a turn of the conversation, asked once more. `fate` is what becomes of its pictures after an endpoint
    refused them: half their size (SMALL), or left out.

    When it was stopped before its pictures were ready, those on the desk go. A picture that whoever answers has not
    seen yet goes as it lies on the desk now, if it has changed there: what was covered meanwhile is covered.
    """
    before = conversation.before(old.id)
    if resend_policy is ResendPolicy.OMIT:
        return AskAgainRequest(old, RequestInputs(settings, before, old.prompt))
    if not old.images and not old.estimated_tokens and not old.answer:  # stopped before anything was packed
        return AskAgainRequest(old, RequestInputs(settings, before, old.prompt, workspace))
    carried = RequestInputs(settings, before, old.prompt).carried_images
    changed = edited_since_sent((*carried, *old.images), conversation, settings.host, workspace)
    sent = tuple(picture for picture in old.images if not any(picture.derives_from(image) for image in changed))
    return AskAgainRequest(
        old, RequestInputs(settings, before, old.prompt, changed), sent, halve=resend_policy is ResendPolicy.REDUCED
    )


def edited_since_sent(
    images: Iterable[SentImage], conversation: Conversation, host: str, workspace: tuple[AnnotatedImage, ...]
) -> tuple[AnnotatedImage, ...]:
    """The sheets on the desk that stand for pictures which a host has not seen, and have changed since those went."""
    seen = conversation.image_ids_seen_by(host)
    waiting = [picture for picture in images if picture.id not in seen]
    return tuple(
        image
        for image in workspace
        if any(picture.derives_from(image) for picture in waiting)
        and not any(picture.is_unchanged(image) for picture in waiting if picture.derives_from(image))
    )
