"""The texts of pages in requests, in what is kept and in exports: always without what is covered by now."""

import json
from dataclasses import replace

import pytest
from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.pages.page_texts import questions_of, text_beside
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.covering import covered
from desktop.core.conversation.export.html import to_html
from desktop.core.conversation.export.json import from_plain, to_plain
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.later_covers import with_todays_covers
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.helpers.images import image_of

NAME = "a.pdf, page 1, text"


def letters(words: str, left: int, top: int) -> list[Letter]:
    boxes = [Rect(left + 10 * at, top, left + 10 * at + 10, top + 16) for at in range(len(words))]
    return [Letter(text, box, box) for text, box in zip(words, boxes, strict=True) if text != " "]


PAGE = PageText.of(NAME, [*letters("Invoice for Anna", 20, 20), *letters("Total 12.50", 20, 40)])
ANNA = Rect(140, 18, 180, 37)


def page(*covers: Rect, turns: int = 0, crop: Rect | None = None) -> tuple[AnnotatedImage, PixelBuffer]:
    image, pixels = image_of(Image.new("RGB", (400, 300), "white"))
    image = replace(image, page_text=PAGE, quarter_turns=turns, crop=crop)
    for cover in covers:
        image = image.with_annotation(Redaction(f"{cover}", cover))
    return image, pixels


def encoded(image: AnnotatedImage, pixels: PixelBuffer) -> EncodedImage:
    return encode_for_model(image, pixels, model_named("gpt-4o"), "high", lambda _, flat: flat)


def asked(image: EncodedImage) -> str:
    return build_request(Settings(), Conversation("c"), "what?", (image,), {}).messages[-1].text


def block(text: str) -> str:
    return f"what?\n\nAttached text: {NAME}\n```\n{text}\n```"


def test_a_page_goes_with_its_text_and_without_what_is_covered_or_cropped_away() -> None:
    assert asked(encoded(*page())) == block("Invoice for Anna\nTotal 12.50")
    assert asked(encoded(*page(ANNA))) == block("Invoice for\nTotal 12.50")
    assert asked(encoded(*page(crop=Rect(0, 38, 400, 300)))) == block("Total 12.50")
    assert asked(encoded(*page(Rect(0, 0, 400, 300)))) == "what?"


@pytest.mark.parametrize("turns", range(4))
def test_a_turned_page_reads_as_before(turns: int) -> None:
    assert asked(encoded(*page(ANNA, turns=turns, crop=Rect(10, 10, 390, 200)))) == block("Invoice for\nTotal 12.50")


def turn_of(image: EncodedImage) -> Turn:
    turn = Turn.new("c", "what?", "gpt-4o", "host", 1.0).as_waiting((image.to_sent_image(),))
    return replace(turn, answer="ok", stage=Stage.DONE)


@pytest.mark.parametrize("turns", range(4))
def test_a_later_cover_takes_its_words_out_of_earlier_turns(turns: int) -> None:
    image, pixels = page(turns=turns, crop=Rect(10, 10, 390, 200))
    before, (later, _) = encoded(image, pixels), page(ANNA)
    turn = turn_of(before)
    (sent,) = with_todays_covers(turn.images, (replace(later, id=image.id),))
    assert sent.covers
    again = EncodedImage.from_sent(sent, before.data)
    conversation = Conversation.of("c", [replace(turn, images=(sent,))])
    request = build_request(Settings(), conversation, "and?", (), {sent.id: again})
    assert request.messages[0].text == block("Invoice for\nTotal 12.50")
    assert "Anna" not in json.dumps([message.text for message in request.messages])
    left_out = build_request(Settings(), conversation, "and?", (), {})
    assert left_out.messages[0].text == "what?"  # without its picture it does not go


def test_where_the_place_of_the_page_is_not_known_no_text_goes() -> None:
    sent = replace(encoded(*page()).to_sent_image(), origin=None)
    assert sent.page_text is None
    assert text_beside(sent.page_text) is None


def test_it_is_kept_with_the_turn_and_follows_covers_after_that() -> None:
    origin = encoded(*page()).origin
    assert origin is not None
    kept = SentOrigin.from_plain(json.loads(json.dumps(origin.to_plain())))
    assert kept.page_text == PAGE
    assert "text" not in replace(origin, page_text=None).to_plain()


@pytest.mark.parametrize("text", [{"name": "x", "letters": "ab", "places": ""}, {}, [], 7, "x", None])
def test_a_text_that_cannot_be_read_back_leaves_the_place_of_the_page_known(text: object) -> None:
    origin = encoded(*page(ANNA)).origin
    assert origin is not None
    plain = {**json.loads(json.dumps(origin.to_plain())), "text": text}
    assert SentOrigin.from_plain(plain) == replace(origin, page_text=None, source_key="")


def test_exports_have_it_under_todays_covers_and_read_back() -> None:
    image, pixels = page()
    before = encoded(image, pixels)
    (sent,) = with_todays_covers([before.to_sent_image()], (replace(page(ANNA)[0], id=image.id),))
    conversation = Conversation.of("c", [replace(turn_of(before), images=(sent,))])
    bundle = covered(ExportBundle((conversation,), {before.id: before.data}))
    bundle = replace(bundle, questions=questions_of(bundle.conversations))
    shown = to_html(bundle, PAGE_WORDS)
    assert "Invoice for\nTotal 12.50" in shown
    assert "Anna" not in shown
    plain = to_plain(bundle)
    back = from_plain(json.loads(json.dumps(plain))).conversations[0].turns[0].images[0]
    assert back.page_text is not None
    text = text_beside(back.page_text)
    assert text is not None
    assert text.text == "Invoice for\nTotal 12.50"
    (covered_again,) = with_todays_covers([replace(back, covers=(Rect(0, 0, *back.size),))], ())
    assert covered_again.page_text is not None
    assert covered_again.page_text.is_empty
    plain["conversations"][0]["turns"][0]["pictures"][0]["page"]["text"]["letters"] = "x"
    (broken,) = from_plain(plain).conversations[0].turns[0].images
    assert broken.page_text is None
    assert broken.origin is not None
