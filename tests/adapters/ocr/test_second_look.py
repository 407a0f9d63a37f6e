"""Rows of digits in small text, and what is read a second time."""

import numpy
import pytest
from PIL import Image, ImageDraw

from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.ocr.scripts.capitals import with_capitals
from desktop.adapters.ocr.second_look import agreed, is_doubtful
from desktop.adapters.ocr.text_recognition import Recognized
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.adapters.ocr.sample_pages import DATA, SANS, pixels

DIGITS = DATA.parent / "digits"
LINES = (
    "Card # 5555-6666-7777-8888, phone 61",
    "Card 4444 3333 2222 1111 valid thru 11/28",
    "Acct 000111222333 ref 1000000001",
)


def reading(text: str, step: float = 0.02, sure: float = 1.0) -> Recognized:
    """Returns a line whose letters stand `step` apart."""
    count = len("".join(text.split()))
    return Recognized(text, tuple(at * step for at in range(count)), (sure,) * count, sure, 2.0 * len(text))


@pytest.mark.parametrize("name", ["narrow", "serif", "mono_dark", "noto"])
def test_equal_digits_of_eleven_to_fourteen_pixels_are_all_read(reader: OcrReader, name: str) -> None:
    text = "".join(reader.read(pixels(f"{name}.png", DIGITS)).text.split())
    assert [text.count("".join(line.split())) for line in LINES] == [4, 4, 4]


def test_a_capital_is_told_from_its_small_letter_by_the_digits_beside_it(reader: OcrReader) -> None:
    text = "".join(reader.read(pixels("mono_dark.png", DIGITS)).text.split())
    assert text.count("Order2222333344of99990000") == 4


@pytest.mark.parametrize("size", [11, 12, 13, 14, 16])
def test_small_letters_that_begin_a_word_stay_small(reader: OcrReader, size: int) -> None:
    lines = ["old 12 soda cold 7", "Sold 40 of Olive Oil", "zone 3 second shelf", "Zone 3 Second Offer 19"]
    image = Image.new("RGB", (300, 140), "white")
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((20, 15 + 30 * at), line, font=SANS.font_variant(size=size), fill="black")
    assert " ".join(reader.read(PixelBuffer.of(image)).text.split()) == " ".join(lines)


def test_a_letter_whose_middle_lies_on_the_right_edge_is_measured_there() -> None:
    image = numpy.full((20, 60, 3), 255, numpy.uint8)
    image[4:16, 50:] = 0
    first = Recognized("h3 cold", (0.1, 0.3, 0.5, 0.7, 0.9, 1.0), (0.9,) * 6, 0.9, 20.0)
    assert with_capitals(image, first).text.casefold() == "h3 cold"


def test_a_letter_that_looks_like_a_digit_is_a_letter_in_a_word(reader: OcrReader) -> None:
    words = [word.casefold() for word in reader.read(pixels("mono_dark.png", DIGITS)).text.split()]
    assert words.count("order") == 4 and "0rder" not in words


def test_a_digit_that_only_the_wide_reading_has_is_put_in_and_the_spaces_stay() -> None:
    both = agreed(reading("Card 444 3333 of 9990000"), reading("Card4444 3333of 99990000"))
    assert both.text == "Card 4444 3333 of 99990000"
    assert len(both.middles) == len(both.sure) == len("".join(both.text.split()))
    assert list(both.middles) == sorted(both.middles)


def test_letters_are_those_of_the_first_reading() -> None:
    assert agreed(reading("phone 661"), reading("ph0ne 6661")).text == "phone 6661"
    assert agreed(reading("1 of 22"), reading("l of 222")).text == "1 of 222"


def test_the_surer_of_two_digits_is_taken() -> None:
    assert agreed(reading("ref 1234", sure=0.6), reading("ref 1284", sure=0.9)).text == "ref 1284"
    assert agreed(reading("ref 1234", sure=0.9), reading("ref 1284", sure=0.6)).text == "ref 1234"


def test_only_numbers_are_looked_at_again() -> None:
    assert is_doubtful(reading("Acct 000111222333"))
    assert is_doubtful(reading("ref 173948", sure=0.7))
    assert not is_doubtful(reading("ref 173948"))
    assert not is_doubtful(reading("Nothing of the kind, in 12 rooms", sure=0.7))
