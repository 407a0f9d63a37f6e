"""A number in an answer leads back to its place."""

from dataclasses import replace

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.number_badges import (
    BadgePosition,
)
from desktop.core.image.sent_image import SentImage
from desktop.core.workspace.badge_lookup import BadgeTarget, find_badge
from desktop.core.workspace.draft import Draft
from tests.helpers.images import image_of, quarters


def numbered(*numbers: tuple[int, Rect], size: tuple[int, int] = (80, 60)) -> AnnotatedImage:
    image, _ = image_of(quarters(*size))
    for number, rect in numbers:
        image = image.with_annotation(NumberBadge(str(number), rect, number))
    return image


def sent(image_id: str, *badges: BadgePosition, resend_policy: ResendPolicy = ResendPolicy.FULL) -> SentImage:
    return SentImage(image_id, "image/png", 80, 60, 9, "high", f"look {image_id}.edits", badges, resend_policy)


def answered(turn_id: str, *images: SentImage) -> Turn:
    turn = Turn.new("c", "q", "gpt-4o", "h", 1.0).as_waiting(images).as_streaming("yes", 0.1).done(None)
    return replace(turn, id=turn_id)


def test_a_number_leads_back_to_the_mark_the_picture_or_the_history() -> None:
    place = BadgePosition(1, Rect(4, 4, 20, 20))
    turns = (answered("t1", sent("p1", place)), answered("t2"))
    other, _ = image_of(quarters(90, 60))
    marked = numbered((1, Rect(8, 8, 30, 30)))
    assert find_badge(1, "t2", turns, Draft("", (other, marked))) == BadgeTarget(Rect(8, 8, 30, 30), 1)
    as_sent = AnnotatedImage("x", type(other.source)("p1", b"", 80, 60, "image/png"))
    assert find_badge(1, "t2", turns, Draft("", (other, as_sent))) == BadgeTarget(place.rect, 1)
    assert find_badge(1, "t1", turns, Draft("", (other,))) == BadgeTarget(place.rect, sent=turns[0].images[0])
    assert find_badge(2, "t2", turns, Draft("", (marked,))) is None
    assert find_badge(1, "t1", (answered("t1"), answered("t2", sent("p", place))), Draft("", (marked,))) is None
