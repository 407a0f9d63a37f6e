"""The request with its images: badges are named alike each time, and the turn keeps a record of each image."""

from dataclasses import replace

from desktop.adapters.providers.openai_body import openai_body
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.number_badges import (
    badge_positions,
)
from desktop.core.settings.settings import Settings
from tests.helpers.chat_completions_schema import check
from tests.helpers.images import image_of, prepared, quarters


def numbered(*numbers: tuple[int, Rect], size: tuple[int, int] = (80, 60)) -> AnnotatedImage:
    image, _ = image_of(quarters(*size))
    for number, rect in numbers:
        image = image.with_annotation(NumberBadge(str(number), rect, number))
    return image


def test_marks_are_named_in_the_request_and_in_later_ones_alike() -> None:
    sheet = numbered((1, Rect(4, 4, 20, 20)))
    marked = prepared(quarters())
    marked = replace(marked, content_key=sheet.content_key, badges=badge_positions(sheet, (80, 60)))
    first = build_request(Settings(), Conversation("c"), "what is ①?", (marked,), {})
    check(openai_body(first))
    _, note, image = openai_body(first)["messages"][0]["content"]
    assert "① is the box from x 4, y 4" in note["text"]
    assert image["type"] == "image_url"
    turn = (
        Turn.new("c", "what is ①?", "gpt-4o", "h", 1.0)
        .as_waiting((marked.to_sent_image(),))
        .as_streaming("a dog", 0.1)
        .done(None)
    )
    later = build_request(Settings(), Conversation("c", (turn,)), "sure?", (), {marked.id: marked})
    assert openai_body(later)["messages"][0] == openai_body(first)["messages"][0]


def test_a_packed_request_remembers_its_pictures_with_their_fates() -> None:
    image, _ = image_of(quarters())
    small = image.with_resend_policy(ResendPolicy.REDUCED)
    new, old = prepared(quarters(40, 30)), prepared(quarters(50, 30))
    request = build_request(Settings(), Conversation("c"), "?", (new,), {})
    packed = PreparedRequest(
        request, (RequestImage(old, previously_sent=old.to_sent_image()), RequestImage(new, small)), 1
    )
    assert [parcel.encoded for parcel in packed.new_images] == [new]
    assert [(record.id, record.resend_policy) for record in packed.sent] == [(new.id, ResendPolicy.REDUCED)]
