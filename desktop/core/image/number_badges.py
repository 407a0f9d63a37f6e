"""Number badges in questions and answers: the signs ①②③, their positions in a sent image, and the model's instruction.

The model is given the position of each number in words; a ① in its answer then leads back to the place.
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
    """The position of a number in a sent image, in sent pixels. A point has an empty rectangle."""

    number: int
    rect: Rect


def circled_digit(number: int) -> str:
    """Returns the sign of a number: ① for 1, up to ㊿ for 50."""
    return SIGNS[number - 1]


def digit_value(letter: str) -> int:
    """Returns the number of a sign, 1 for ①. Raises ValueError for another letter."""
    return SIGNS.index(letter) + 1


def badge_positions(image: AnnotatedImage, size: Size) -> tuple[BadgePosition, ...]:
    """Returns the positions of the numbers in the image sent at `size`, in order, without those outside the crop."""
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
    """Returns the words about the numbers on the images of one question, for the model; empty where there are none."""
    sentences = []
    for at, (size, badges) in enumerate(images, 1):
        if badges:
            which = "the picture" if len(images) == 1 else f"picture {at}"
            positions = "; ".join(_in_words(place) for place in badges)
            sentences.append(f"Marks on {which} ({size[0]}×{size[1]} pixels, from its top left): {positions}.")
    if not sentences:
        return ""
    return " ".join([*sentences, f"Refer to a mark by its sign, like {circled_digit(1)}."])


def _in_words(place: BadgePosition) -> str:
    rect = place.rect
    if rect.is_point:
        return f"{circled_digit(place.number)} is the point at x {rect.left}, y {rect.top}"
    return (
        f"{circled_digit(place.number)} is the box from x {rect.left}, y {rect.top} to x {rect.right}, y {rect.bottom} "
        f"({rect.width}×{rect.height})"
    )
