"""Numbers that speak: the signs ①②③, where each number stands in a picture that is sent, and how that is said.

The model is told in words what each number means; an answer that names ① can then be led back to its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.geometry.rect import Area, Size
from desktop.core.image.annotated_image import Sheet

SIGNS = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
SIGN = re.compile(f"[{SIGNS}]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in a picture as it was sent, in that picture's pixels. A point has an empty area."""

    number: int
    area: Area


def sign(number: int) -> str:
    """① for 1, up to ㊿."""
    return SIGNS[number - 1]


def number_of(letter: str) -> int:
    """The number of a sign."""
    return SIGNS.index(letter) + 1


def places(sheet: Sheet, size: Size) -> tuple[Place, ...]:
    """Where the sheet's numbers stand when it is sent at `size`; those outside the crop are not on the picture."""
    frame = sheet.frame
    across, down = size[0] / frame.size[0], size[1] / frame.size[1]
    found = []
    for mark in sheet.numbers:
        shown = frame.shown_area(mark.area)
        if shown.is_point:
            if Area.whole(frame.size).holds((shown.left, shown.top)):
                found.append(Place(mark.number, shown.scaled(across, down)))
            continue
        seen = shown.within(Area.whole(frame.size))
        if not seen.empty:
            found.append(Place(mark.number, seen.scaled(across, down).within(Area.whole(size))))
    return tuple(sorted(found, key=lambda place: place.number))


def in_words(pictures: Sequence[tuple[Size, tuple[Place, ...]]]) -> str:
    """What the model is told of the numbers on the pictures of one question; nothing where there are none."""
    said = []
    for at, (size, numbers) in enumerate(pictures, 1):
        if numbers:
            which = "the picture" if len(pictures) == 1 else f"picture {at}"
            told = "; ".join(_told(place) for place in numbers)
            said.append(f"Marks on {which} ({size[0]}×{size[1]} pixels, from its top left): {told}.")
    if not said:
        return ""
    return " ".join([*said, f"Refer to a mark by its sign, like {sign(1)}."])


def _told(place: Place) -> str:
    area = place.area
    if area.is_point:
        return f"{sign(place.number)} is the point at x {area.left}, y {area.top}"
    return (
        f"{sign(place.number)} is the box from x {area.left}, y {area.top} to x {area.right}, y {area.bottom} "
        f"({area.width}×{area.height})"
    )
