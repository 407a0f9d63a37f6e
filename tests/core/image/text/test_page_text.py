"""The letters of a page: which of them the covers and the crop of now leave, and how they are kept."""

import base64
import zlib

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import Letter, PageText, letters_left


def letter(text: str, left: int, top: int = 100) -> Letter:
    ink = Rect(left, top + 4, left + 9, top + 16)
    return Letter(text, ink, Rect(left, top, left + 10, top + 20))


WORD = PageText.of("a.pdf, page 1, text", [letter(text, 10 * at) for at, text in enumerate("SECRET")], hidden=3)


def left(page_text: PageText) -> str:
    return "".join(page_text.letters)


def test_a_letter_that_a_cover_touches_is_out_and_no_other() -> None:
    assert left(WORD.without([Rect(25, 90, 41, 130)])) == "SET"
    assert left(WORD.without([Rect(10, 90, 20, 104)])) == "SRET"  # it touches two of them from above
    assert left(WORD.without([Rect(0, 0, 100, 102)])) == "SECRET"
    assert WORD.without([]) is WORD


def test_a_letter_that_is_not_wholly_inside_a_crop_is_out() -> None:
    assert left(WORD.within(Rect(5, 0, 45, 200))) == "ECR"
    assert letters_left(WORD, None, (Rect(25, 90, 41, 130),)).letters == ("S", "E", "T")


def test_it_is_the_same_after_it_was_kept_without_a_word_of_what_is_hidden() -> None:
    kept = PageText.from_plain(WORD.to_plain())
    assert (kept.name, tuple(kept), kept.hidden) == (WORD.name, tuple(WORD), 0)
    assert PageText.from_plain(PageText("none").to_plain()).is_empty


def test_no_log_quotes_it() -> None:
    assert "S" not in repr(WORD).replace("PageText", "")


@pytest.mark.parametrize(
    "harm",
    [
        {"letters": "SECRE"},
        {"letters": "S\nE\nC\nR\nE\n"},
        {"letters": "\n".join(["SECRETSECRET", *"ECRET"])},
        {"letters": 5},
        {"places": "?"},
        {"places": base64.b64encode(b"no zlib").decode()},
        {"places": base64.b64encode(zlib.compress(bytes(6 * 33))).decode()},
        {"places": base64.b64encode(zlib.compress(bytes(10_000_000))).decode()},
    ],
)
def test_letters_without_their_places_are_refused(harm: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        PageText.from_plain({**WORD.to_plain(), **harm})
