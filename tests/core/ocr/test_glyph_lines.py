"""Lines made from boxes and the middles of characters."""

import pytest

from desktop.core.ocr.glyph_lines import line_from_glyphs

BOX = ((10.0, 20.0), (110.0, 20.0), (110.0, 40.0), (10.0, 40.0))


def middles(count: int) -> tuple[float, ...]:
    return tuple((at + 0.5) / count for at in range(count))


def test_words_get_their_part_of_the_box() -> None:
    places = middles(10)
    line = line_from_glyphs("ab cdefghi", BOX, (*places[:2], *places[3:]), (1.0,) * 2 + (0.5,) * 7)
    assert [word.text for word in line.words] == ["ab", "cdefghi"]
    first, second = line.words
    assert first.rect.left <= 12 and 28 <= first.rect.right <= 36
    assert 36 <= second.rect.left <= 42 and second.rect.right >= 108
    assert (first.confidence, second.confidence) == (1.0, 0.5)
    assert line.confidence == pytest.approx((2 + 3.5) / 9)


def test_a_slanted_line_has_words_where_they_are() -> None:
    slanted = ((0.0, 0.0), (100.0, 50.0), (90.0, 70.0), (-10.0, 20.0))
    line = line_from_glyphs("aa bb", slanted, (0.1, 0.3, 0.7, 0.9), (1.0,) * 4)
    assert line.words[0].rect.top < line.words[1].rect.top
    assert line.words[0].rect.left < line.words[1].rect.left


def test_letters_of_one_width_are_told_from_others() -> None:
    text, count = "import sys, json", 16
    even = tuple(at for at, letter in zip(middles(count), text, strict=True) if letter != " ")
    sure = (1.0,) * len(even)
    assert line_from_glyphs(text, BOX, even, sure).char_width == pytest.approx(100 / 16, rel=0.01)
    uneven = tuple(at + 0.012 * (number % 4) for number, at in enumerate(even))
    assert line_from_glyphs(text, BOX, uneven, sure).char_width == 0.0
    assert line_from_glyphs("a b", BOX, (0.2, 0.8), (1.0, 1.0)).char_width is None, "too few to tell"
    digits = tuple(middles(9))
    assert line_from_glyphs("123456789", BOX, digits, (1.0,) * 9).char_width is None, (
        "digits are of one width in most fonts"
    )
