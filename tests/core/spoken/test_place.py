"""Places in a picture, and the words that an area covers."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.spoken.place import LONGEST_QUOTE, PicturePlace, Span, place_of, words_in

SIZE = (900, 600)


@pytest.mark.parametrize(
    ("rect", "place"),
    [
        (Rect(0, 0, 100, 50), PicturePlace(Span.FIRST, Span.FIRST)),
        (Rect(400, 280, 500, 320), PicturePlace(Span.MIDDLE, Span.MIDDLE)),
        (Rect(800, 550, 900, 600), PicturePlace(Span.LAST, Span.LAST)),
        (Rect(0, 0, 900, 60), PicturePlace(Span.ALL, Span.FIRST)),
        (Rect(0, 0, 60, 600), PicturePlace(Span.FIRST, Span.ALL)),
        (Rect(0, 0, 900, 600), PicturePlace(Span.ALL, Span.ALL)),
    ],
)
def test_a_place_is_a_third_each_way_or_all_of_it(rect: Rect, place: PicturePlace) -> None:
    assert place_of(rect, SIZE) == place


def test_a_picture_without_pixels_has_a_place_all_the_same() -> None:
    assert isinstance(place_of(Rect(0, 0, 0, 0), (0, 0)), PicturePlace)


def test_the_words_of_an_area_are_those_with_their_middle_in_it() -> None:
    words = tuple(
        OcrWord(text, Rect(at * 100, 0, at * 100 + 80, 20)) for at, text in enumerate(("user", "password", "ok"))
    )
    read = OcrResult(SIZE, (TextBlock(TextBlockKind.TEXT, ((OcrLine(words),),)),))
    assert words_in(Rect(90, 0, 190, 20), read) == "password"
    assert words_in(Rect(0, 0, 190, 20), read) == "user password"
    assert words_in(Rect(0, 300, 190, 320), read) == ""
    assert words_in(Rect(0, 0, 900, 600), None) == ""


def test_a_long_quote_is_cut() -> None:
    words = tuple(OcrWord("word" * 5, Rect(at, 0, at + 1, 20)) for at in range(50))
    read = OcrResult(SIZE, (TextBlock(TextBlockKind.TEXT, ((OcrLine(words),),)),))
    quote = words_in(Rect(0, 0, 900, 600), read)
    assert len(quote) <= LONGEST_QUOTE and quote.endswith("…")
