"""The same picture in several questions, with the text of its page beside some of them alone."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.asking.pages.page_texts import questions_of
from desktop.core.asking.request import Request, build_request
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.covering import covered
from desktop.core.conversation.export.json import to_plain
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from tests.helpers.images import image_of

BARE, PIXELS = image_of(Image.new("RGB", (300, 200), "white"))
PLACES = [Rect(left, 20, left + 10, 36) for left in (*range(20, 50, 10), *range(100, 160, 10))]
LETTERS = [Letter(text, place, place) for text, place in zip("pinsecret", PLACES, strict=True)]
PAGE = replace(BARE, page_text=PageText.of("page 1, text", LETTERS))
BLOCK = "\n\nAttached text: page 1, text\n```\npin  secret\n```"
SECRET = Rect(98, 10, 162, 50)
LEFT_OUT = "left out now"


def encoded(image: AnnotatedImage) -> EncodedImage:
    return encode_for_model(image, PIXELS, model_named("gpt-4o"), "high", lambda _, flat: flat)


def asked(number: int, *images: AnnotatedImage, covers: tuple[Rect, ...] = ()) -> Turn:
    sent = tuple(replace(encoded(image).to_sent_image(), covers=covers) for image in images)
    parent = f"t{number - 1}" if number > 1 else ""
    turn = replace(Turn.new("c", f"question {number}", "gpt-4o", "h", float(number)), id=f"t{number}", parent=parent)
    return turn.as_waiting(sent).as_streaming("yes", 0.1).done(None)


def request_of(conversation: Conversation, *new: AnnotatedImage) -> Request:
    inputs = RequestInputs(Settings(), conversation, "next", new)
    data = encoded(BARE).data
    earlier = {sent.id: EncodedImage.from_sent(sent, data) for sent in inputs.carried_images}
    return build_request(Settings(), conversation, "next", tuple(map(encoded, inputs.new_images)), earlier)


def questions(request: Request) -> list[tuple[str, int]]:
    return [(message.text, len(message.images)) for message in request.messages if message.role == "user"]


def test_a_text_that_was_added_later_stands_in_the_question_beside_which_it_went() -> None:
    request = request_of(Conversation.of("c", [asked(1, BARE), asked(2, PAGE)], last="t2"))
    assert questions(request) == [("question 1", 1), (f"question 2{BLOCK}", 0), ("next", 0)]
    assert LEFT_OUT not in "".join(message.about for message in request.messages)


def test_a_text_goes_once_and_a_picture_that_goes_now_was_not_left_out() -> None:
    request = request_of(Conversation.of("c", [asked(1, PAGE), asked(2, PAGE)], last="t2"))
    assert questions(request) == [(f"question 1{BLOCK}", 1), ("question 2", 0), ("next", 0)]
    assert LEFT_OUT not in "".join(message.about for message in request.messages)
    request = request_of(Conversation.of("c", [asked(1, BARE)], last="t1"), PAGE)
    assert questions(request) == [("question 1", 0), (f"next{BLOCK}", 1)]
    assert LEFT_OUT not in "".join(message.about for message in request.messages)


def test_a_picture_that_goes_nowhere_takes_its_text_along_and_is_told() -> None:
    turns = [asked(1, PAGE), asked(2, replace(BARE, id="other").rotated(1))]
    request = build_request(Settings(), Conversation.of("c", turns, last="t2"), "next", (), {})
    assert questions(request) == [("question 1", 0), ("question 2", 0), ("next", 0)]
    assert [LEFT_OUT in message.about for message in request.messages if message.role == "user"] == [True, True, False]


@pytest.mark.parametrize("images", [{}, {encoded(BARE).id: encoded(BARE).data}], ids=["bytes gone", "bytes there"])
@pytest.mark.parametrize("covered_at", [1, 2, 3])
def test_what_is_covered_in_one_turn_is_in_no_exported_question(images: Mapping[str, bytes], covered_at: int) -> None:
    states = (BARE, PAGE, PAGE)
    turns = [asked(at, state, covers=(SECRET,) * (at == covered_at)) for at, state in enumerate(states, 1)]
    bundle = covered(ExportBundle((Conversation.of("c", turns, last="t3"),), images))
    exported = questions_of(bundle.conversations)
    assert {key: "pin" in text for key, text in exported.items()} == {"t2": True, "t3": True}
    bundle = replace(bundle, questions=exported)
    assert not any("secret" in text for text in exported.values())
    assert not any("s\ne\nc" in text for text in json.dumps(to_plain(bundle)).replace("\\n", "\n").split('"'))


def test_a_host_has_received_a_text_only_if_it_went_there() -> None:
    first, second = asked(1, BARE), replace(asked(2, PAGE), host="other")
    conversation = Conversation.of("c", [first, second], last="t2")
    bare, page = first.images[0], second.images[0]
    assert conversation.has_received("h", bare)
    assert not conversation.has_received("h", page)
    assert conversation.has_received("other", page) and conversation.has_received("other", bare)
    assert conversation.has_received("other", replace(page, covers=(SECRET,)))
    assert not conversation.has_received("nobody", bare)
    assert conversation.has_received("h", replace(page, covers=(Rect(0, 0, *page.size),)))
