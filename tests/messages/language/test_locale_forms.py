"""Numbers, money and dates as each language writes them."""

import struct
from datetime import date
from pathlib import Path

import pytest

from desktop.messages.formatting import money, size
from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.language.locale_forms import day_in_words, number, sentences, weekday

DAY = date(2027, 1, 14)
EXPECTED = {
    "en": ("1,234", "12,345.6", "$1.25", "14 January 2027", "Thursday", "A. B."),
    "de": ("1.234", "12.345,6", "1,25\u00a0$", "14. Januar 2027", "Donnerstag", "A. B."),
    "fr": ("1\u202f234", "12\u202f345,6", "1,25\u00a0$US", "14 janvier 2027", "jeudi", "A. B."),
    "es": ("1234", "12.345,6", "1,25\u00a0US$", "14 de enero de 2027", "jueves", "A. B."),
    "pl": ("1234", "12\u00a0345,6", "1,25\u00a0USD", "14 stycznia 2027", "czwartek", "A. B."),
    "ja": ("1,234", "12,345.6", "$1.25", "2027年1月14日", "木曜日", "A.B."),
    "zh_CN": ("1,234", "12,345.6", "US$1.25", "2027年1月14日", "星期四", "A.B."),
    "ar": ("1,234", "12,345.6", "1.25\u00a0US$", "14 يناير 2027", "الخميس", "A. B."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty catalogue for each language."""
    empty = struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28)
    for code in LANGUAGES:
        file = tmp_path / code / "LC_MESSAGES" / "askance.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(empty)
    return tmp_path


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_its_forms(code: str, folder: Path) -> None:
    assert catalogue.use(code, folder=folder) == code
    shown = number(1234), number(12345.6, 1), money(1.25), day_in_words(DAY), weekday(DAY), sentences("A.", "", "B.")
    assert shown == EXPECTED[code]
    assert catalogue.is_right_to_left() is (code == "ar")


def test_small_and_negative_numbers() -> None:
    assert (number(0), number(-1234.5, 1), number(0.06, 1), number(999_999)) == ("0", "-1,234.5", "0.1", "999,999")
    assert size(1_234_000_000) == "1,234.0 MB"
