"""Numbers that speak: the signs ①②③, where each number stands in a picture that is sent, and how that is said.

The model is told in words what each number means; an answer that names ① can then be led back to its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage

SIGNS = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
SIGN = re.compile(f"[{SIGNS}]")


@dataclass(frozen=True, slots=True)
class BadgePosition:
    """Where a number stands in a picture as it was sent, in that picture's pixels. A point has an empty area."""

    number: int
    rect: Rect


def circled_digit(number: int) -> str:
    """① for 1, up to ㊿."""
    return SIGNS[number - 1]


def digit_value(letter: str) -> int:
    """The number of a sign."""
    return SIGNS.index(letter) + 1


def badge_positions(image: AnnotatedImage, size: Size) -> tuple[BadgePosition, ...]:
    """Where the sheet's numbers stand when it is sent at `size`; those outside the crop are not on the picture."""
    frame = image.view
    across, down = size[0] / frame.size[0], size[1] / frame.size[1]
    found = []
    for annotation in image.number_badges:
        shown = frame.rect_to_view(annotation.rect)
        if shown.is_point:
            if Rect.from_size(frame.size).contains((shown.left, shown.top)):
                found.append(BadgePosition(annotation.number, shown.scaled(across, down)))
            continue
        seen = shown.intersection(Rect.from_size(frame.size))
        if not seen.is_empty:
            found.append(BadgePosition(annotation.number, seen.scaled(across, down).intersection(Rect.from_size(size))))
    return tuple(sorted(found, key=lambda place: place.number))


def describe_badges(images: Sequence[tuple[Size, tuple[BadgePosition, ...]]]) -> str:
    """What the model is told of the numbers on the pictures of one question; nothing where there are none."""
    said = []
    for at, (size, badges) in enumerate(images, 1):
        if badges:
            which = "the picture" if len(images) == 1 else f"picture {at}"
            injection_notice = "; ".join(_told(place) for place in badges)
            said.append(f"Marks on {which} ({size[0]}×{size[1]} pixels, from its top left): {injection_notice}.")
    if not said:
        return ""
    return " ".join([*said, f"Refer to a mark by its sign, like {circled_digit(1)}."])


def _told(place: BadgePosition) -> str:
    rect = place.rect
    if rect.is_point:
        return f"{circled_digit(place.number)} is the point at x {rect.left}, y {rect.top}"
    return (
        f"{circled_digit(place.number)} is the box from x {rect.left}, y {rect.top} to x {rect.right}, y {rect.bottom} "
        f"({rect.width}×{rect.height})"
    )
