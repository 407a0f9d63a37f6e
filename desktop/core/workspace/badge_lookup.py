"""Finds the place of a number in an answer: on an image in the workspace, or on one that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.sent_image import SentImage
from desktop.core.workspace.draft import Draft


@dataclass(frozen=True, slots=True)
class BadgeTarget:
    """A place: `rect` in source pixels of the workspace image with index `at`, or in sent pixels of `sent`."""

    rect: Rect
    at: int | None = None
    sent: SentImage | None = None


def find_badge(number: int, turn_id: str, turns: Sequence[Turn], draft: Draft) -> BadgeTarget | None:
    """Returns the place that `number` has in the turn of that id; None if no image up to it carries the number.

    A number badge in the workspace comes first, wherever it has been moved to, then the image as it was sent.
    """
    sent, rect = _sent_with(number, turn_id, turns)
    if sent is None or rect is None:
        return None
    for at, image in enumerate(draft.images):
        badge = next((badge for badge in image.number_badges if badge.number == number), None)
        if badge is not None:
            return BadgeTarget(badge.rect, at)
    for at, image in enumerate(draft.images):
        if image.source.id == sent.id:
            return BadgeTarget(rect, at)
    return BadgeTarget(rect, sent=sent)


def _sent_with(number: int, turn_id: str, turns: Sequence[Turn]) -> tuple[SentImage | None, Rect | None]:
    last = next((at for at, turn in enumerate(turns) if turn.id == turn_id), -1)
    for turn in reversed(turns[: last + 1]):
        for image in turn.images:
            for place in image.badges:
                if place.number == number:
                    return image, place.rect
    return None, None
