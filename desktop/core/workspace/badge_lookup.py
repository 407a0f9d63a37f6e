"""From a number in an answer back to its place: on a sheet of the desk, or on a picture that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.sent_image import SentImage
from desktop.core.workspace.draft import Draft


@dataclass(frozen=True, slots=True)
class BadgeTarget:
    """`at` is the sheet's place on the desk and `area` in its picture's pixels; without a sheet, `sent` has it."""

    rect: Rect
    at: int | None = None
    sent: SentImage | None = None


def find_badge(number: int, turn_id: str, turns: Sequence[Turn], draft: Draft) -> BadgeTarget | None:
    """Where the number of that turn is, or None when no picture of it or before it carries that number.

    The mark itself comes first, wherever it has been moved; then the picture as it was sent.
    """
    sent, rect = _sent_with(number, turn_id, turns)
    if sent is None or rect is None:
        return None
    for at, image in enumerate(draft.images):
        annotation = next((mark for mark in image.number_badges if mark.number == number), None)
        if annotation is not None:
            return BadgeTarget(annotation.rect, at)
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
