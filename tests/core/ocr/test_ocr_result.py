"""OCR results: the places of words, and what an annotated image shows of them."""

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.ocr.ocr_result import OcrResult, UnreadLine
from tests.services.fakes import line_at, lines_of


def image(width: int = 400, height: int = 300) -> AnnotatedImage:
    return AnnotatedImage("s", SourceImage("p" * 64, b"", width, height, "image/png"))


def places(ocr_result: OcrResult) -> list[Rect]:
    return [place.rect for place in ocr_result.unread]


# a line as a recogniser has it


def test_places_of_letters() -> None:
    line = line_at("one two", 10, 0)
    assert line.text == "one two"
    assert line.rects(0, 3) == (Rect(10, 0, 34, 20),)
    assert line.rects(1, 5) == (Rect(18, 0, 34, 20), Rect(42, 0, 50, 20))
    assert line.rects(3, 4) == ()


# what a sheet shows of it


def test_what_is_covered_or_cropped_away_is_not_in_a_reading() -> None:
    ocr_result = lines_of("name: Ada", "key secret", "end")
    covered = image().with_annotation(Redaction("r", Rect(40, 30, 80, 60)))
    assert ocr_result.visible_in(covered).text == "name: Ada\nkey\nend"
    cropped = image().cropped(Rect(0, 30, 400, 300))
    shown = ocr_result.visible_in(cropped)
    assert shown.text == "key secret\nend"
    assert shown.size == (400, 270)
    assert shown.lines[0].rect.top == 4
    assert ocr_result.visible_in(image().cropped(Rect(0, 20, 400, 300))).lines[0].rect.top >= 0


def test_a_turned_sheet_has_its_words_where_they_are_seen() -> None:
    ocr_result = lines_of("word")
    turned = ocr_result.visible_in(image().rotated(1))
    assert turned.size == (300, 400)
    rect = turned.lines[0].rect
    assert (rect.width, rect.height) == (20, 32)


@pytest.mark.parametrize("script", ["", "cyrillic"])
def test_an_unread_place_is_there_as_far_as_it_is_seen_and_until_all_of_it_is_covered(script: str) -> None:
    ocr_result = OcrResult((400, 300), unread=(UnreadLine(Rect(0, 100, 400, 300), script),))
    touched, whole = Rect(10, 150, 60, 170), Rect(0, 100, 400, 300)
    assert places(ocr_result.visible_in(image().with_annotation(Redaction("r", touched)))) == [whole]
    assert places(ocr_result.without_words_under((touched,))) == [whole]
    assert places(ocr_result.visible_in(image().cropped(Rect(0, 0, 400, 150)))) == [Rect(0, 100, 400, 150)]
    assert places(ocr_result.visible_in(image().cropped(Rect(0, 0, 400, 100)))) == []
    assert places(ocr_result.visible_in(image().with_annotation(Redaction("r", whole)))) == []
    halves = (Rect(0, 90, 200, 300), Rect(200, 90, 400, 300))
    assert places(ocr_result.without_words_under(halves)) == []


# reading order


# in words


# selecting
