"""The images of a conversation: which of them later questions carry."""

from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.number_badges import (
    BadgePosition,
)
from desktop.core.image.sent_image import SentImage
from tests.helpers.images import image_of, quarters


def sent(image_id: str, *badges: BadgePosition, resend_policy: ResendPolicy = ResendPolicy.FULL) -> SentImage:
    return SentImage(image_id, "image/png", 80, 60, 9, "high", f"look {image_id}.edits", badges, resend_policy)


def answered(turn_id: str, *images: SentImage) -> Turn:
    turn = Turn.new("c", "q", "gpt-4o", "h", 1.0).as_waiting(images).as_streaming("yes", 0.1).done(None)
    return replace(turn, id=turn_id)


def test_fates_decide_what_later_questions_carry() -> None:
    conversation = Conversation("c", (answered("t1", sent("a"), sent("b")),))
    assert conversation.with_resend_policy("a", ResendPolicy.OMIT).resent_images == (sent("b"),)
    assert conversation.with_resend_policy("a", ResendPolicy.OMIT).seen_images == (
        sent("a", resend_policy=ResendPolicy.OMIT),
        sent("b"),
    )
    newer = replace(sent("c"), content_key="look b.other edits")
    assert Conversation("c", (*conversation.turns, answered("t2", newer))).seen_images == (sent("a"), newer)
    assert [
        image.resend_policy for image in conversation.with_resend_policy("b", ResendPolicy.REDUCED).resent_images
    ] == [
        ResendPolicy.FULL,
        ResendPolicy.REDUCED,
    ]


def test_a_sheet_goes_once_for_each_state_of_it() -> None:
    image, _ = image_of(quarters())
    edited = image.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    conversation = Conversation("c", (answered("t1", sent("x")),))
    shown = Conversation("c", (answered("t1", SentImage("y", "image/png", 1, 1, 1, content_key=edited.content_key)),))
    assert not conversation.model_has_seen(image)
    assert shown.model_has_seen(edited)
    assert not shown.model_has_seen(image)
    assert not shown.model_has_seen(edited.rotated(1))
