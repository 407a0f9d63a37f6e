"""Number badges: their signs, their positions in a sent image, and what the model is told of them."""

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.number_badges import (
    SIGN,
    BadgePosition,
    badge_positions,
    circled_digit,
    describe_badges,
    digit_value,
)
from tests.helpers.images import image_of, quarters


def numbered(*numbers: tuple[int, Rect], size: tuple[int, int] = (80, 60)) -> AnnotatedImage:
    image, _ = image_of(quarters(*size))
    for number, rect in numbers:
        image = image.with_annotation(NumberBadge(str(number), rect, number))
    return image


def test_signs_go_to_fifty_and_back() -> None:
    assert [circled_digit(at) for at in (1, 20, 21, 35, 36, 50)] == list("①⑳㉑㉟㊱㊿")
    assert all(digit_value(circled_digit(at)) == at and SIGN.fullmatch(circled_digit(at)) for at in range(1, 51))
    assert not SIGN.search("1 (1) ⓵ ⑴")


def test_numbers_are_where_the_model_sees_them() -> None:
    image = numbered((2, Rect(40, 30, 60, 50)), (1, Rect(10, 20, 10, 20)))
    assert badge_positions(image, (80, 60)) == (
        BadgePosition(1, Rect(10, 20, 10, 20)),
        BadgePosition(2, Rect(40, 30, 60, 50)),
    )
    assert badge_positions(image, (40, 30)) == (
        BadgePosition(1, Rect(5, 10, 5, 10)),
        BadgePosition(2, Rect(20, 15, 30, 25)),
    )
    turned = image.rotated(1)
    assert badge_positions(turned, (60, 80)) == (
        BadgePosition(1, Rect(40, 10, 40, 10)),
        BadgePosition(2, Rect(10, 40, 30, 60)),
    )
    cropped = image.cropped(Rect(50, 40, 80, 60))
    assert badge_positions(cropped, (30, 20)) == (
        BadgePosition(2, Rect(0, 0, 10, 10)),
    )  # ① is outside, of ② a part shows


def test_the_model_is_told_in_words_and_only_of_what_is_there() -> None:
    place, point = BadgePosition(2, Rect(10, 20, 30, 60)), BadgePosition(1, Rect(5, 6, 5, 6))
    assert describe_badges([((80, 60), ()), ((9, 9), ())]) == ""
    assert describe_badges([((80, 60), (point, place))]) == (
        "Marks on the picture (80×60 pixels, from its top left): ① is the point at x 5, y 6; "
        "② is the box from x 10, y 20 to x 30, y 60 (20×40). Refer to a mark by its sign, like ①."
    )
    assert "Marks on picture 2 (9×9" in describe_badges([((80, 60), ()), ((9, 9), (point,))])
