"""From a number in an answer back to its place: on a sheet of the desk, or on a picture that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.geometry.rect import Area
from desktop.core.workspace.draft import Draft


@dataclass(frozen=True, slots=True)
class Spot:
    """`at` is the sheet's place on the desk and `area` in its picture's pixels; without a sheet, `sent` has it."""

    area: Area
    at: int | None = None
    sent: SentPicture | None = None


def spot_of(number: int, turn_id: str, turns: Sequence[Turn], draft: Draft) -> Spot | None:
    """Where the number of that turn is, or None when no picture of it or before it carries that number.

    The mark itself comes first, wherever it has been moved; then the picture as it was sent.
    """
    sent, area = _sent_with(number, turn_id, turns)
    if sent is None or area is None:
        return None
    for at, sheet in enumerate(draft.sheets):
        mark = next((mark for mark in sheet.numbers if mark.number == number), None)
        if mark is not None:
            return Spot(mark.area, at)
    for at, sheet in enumerate(draft.sheets):
        if sheet.picture.id == sent.id:
            return Spot(area, at)
    return Spot(area, sent=sent)


def _sent_with(number: int, turn_id: str, turns: Sequence[Turn]) -> tuple[SentPicture | None, Area | None]:
    last = next((at for at, turn in enumerate(turns) if turn.id == turn_id), -1)
    for turn in reversed(turns[: last + 1]):
        for picture in turn.pictures:
            for place in picture.numbers:
                if place.number == number:
                    return picture, place.area
    return None, None
