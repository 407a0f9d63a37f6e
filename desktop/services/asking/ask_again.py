"""Builds the question of a turn that is asked again, and finds the images that were edited since they were sent."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import Settings


def build_ask_again(
    old: Turn,
    conversation: Conversation,
    settings: Settings,
    workspace: tuple[AnnotatedImage, ...],
    resend_policy: ResendPolicy = ResendPolicy.FULL,
    with_history: bool = True,
    uncovered: bool = False,
) -> Question:
    """Returns the question of `old`, a turn of the conversation, to be asked again.

    `resend_policy` applies to the images of the turn, after an endpoint refused them: at half their size (REDUCED) or
    without them (OMIT). If the turn was stopped before its images were ready, those of the workspace go. An image that
    the endpoint has not received and that was edited since it was sent goes in its present state, so that what has been
    redacted since stays redacted; the others go under the covers that they carry today. With `uncovered` all go as they
    went, whatever has been done to them since. Without `with_history`, no earlier turn goes along, after an endpoint
    called the conversation too long.
    """
    if uncovered:
        old, conversation, workspace = old.without_covers, conversation.without_covers, ()
    before = conversation.before(old.id)
    if not with_history:
        before = replace(before, turns=())
    if resend_policy is ResendPolicy.OMIT:
        return Question(RequestInputs(settings, before, old.prompt), old)
    if not old.images and not old.estimated_tokens and not old.answer:  # stopped before its request was built
        return Question(RequestInputs(settings, before, old.prompt, workspace), old)
    carried = RequestInputs(settings, before, old.prompt).carried_images
    edited = edited_since_sent((*carried, *old.images), conversation, settings.host, workspace)
    resent = tuple(sent for sent in old.images if not any(sent.derives_from(image) for image in edited))
    inputs = RequestInputs(settings, before, old.prompt, edited)
    return Question(inputs, old, resent, halved=resend_policy is ResendPolicy.REDUCED)


def edited_since_sent(
    images: Iterable[SentImage], conversation: Conversation, host: str, workspace: tuple[AnnotatedImage, ...]
) -> tuple[AnnotatedImage, ...]:
    """Returns the workspace images that were edited since they were last sent and that `host` has not received."""
    not_received = [sent for sent in images if not conversation.has_received(host, sent)]
    return tuple(
        image
        for image in workspace
        if any(sent.derives_from(image) for sent in not_received)
        and not any(sent.is_unchanged(image) for sent in not_received if sent.derives_from(image))
    )
