"""OCR results as plain values, and back."""

from dataclasses import replace

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import Barcode, OcrResult, UnreadLine
from desktop.core.ocr.serialization import ocr_result_from_json, ocr_result_to_json
from tests.services.fakes import lines_of


def test_other_sizes_and_plain_values() -> None:
    ocr_result = replace(lines_of("a bc", "def"), barcodes=(Barcode("https://x.example", "QR Code", Rect(1, 2, 3, 4)),))
    half = ocr_result.scaled((200, 150))
    assert half.size == (200, 150)
    assert half.lines[0].words[1].rect == Rect(13, 5, 21, 15)
    assert half.lines[0].char_width == pytest.approx(4, rel=0.05)
    assert ocr_result_from_json(ocr_result_to_json(ocr_result)) == ocr_result
    assert ocr_result.word_count == 3 and not ocr_result.is_empty and OcrResult((1, 1)).is_empty


def test_unread_lines_are_kept_and_no_older_reading_has_any() -> None:
    ocr_result = replace(lines_of("a bc"), unread=(UnreadLine(Rect(10, 20, 90, 40), "thai"),))
    plain = ocr_result_to_json(ocr_result)
    assert ocr_result_from_json(plain) == ocr_result
    assert ocr_result.scaled((200, 150)).unread == (UnreadLine(Rect(5, 10, 45, 20), "thai"),)
    assert not replace(ocr_result, blocks=()).is_empty
    del plain["unread"]
    assert ocr_result_from_json(plain).unread == ()


def test_faces_are_kept_where_they_were_looked_for() -> None:
    ocr_result = replace(lines_of("a bc"), faces=(Rect(10, 20, 90, 40),))
    plain = ocr_result_to_json(ocr_result)
    assert ocr_result_from_json(plain) == ocr_result
    assert ocr_result.scaled((200, 150)).faces == (Rect(5, 10, 45, 20),)
    assert ocr_result_from_json(ocr_result_to_json(replace(ocr_result, faces=()))).faces == ()
    del plain["faces"]
    assert ocr_result_from_json(plain).faces is None


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {},
        {"size": [1], "blocks": [], "codes": []},
        {"size": [1, 1], "blocks": [["x", []]], "codes": []},
        {"size": [1, 1], "blocks": [["text", [[[None, False, []]]]]], "codes": []},
    ],
)
def test_what_is_no_reading_is_refused(plain: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        ocr_result_from_json(plain)
