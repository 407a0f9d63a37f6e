"""Trust in readings of the first engine, and the marks that Vietnamese leaves on them."""

import pytest

from desktop.adapters.ocr.scripts.script_finder import Trust, has_lost_letters, seems_vietnamese, trust_in


@pytest.mark.parametrize(
    ("text", "sure", "width", "trust"),
    [
        ("The ferry leaves", 0.99, 200, Trust.PLAIN),
        ("The ferry leaves", 0.92, 200, Trust.LIKELY),
        ("The ferry leaves", 0.7, 200, Trust.NONE),
        ("UCIXI ALIA AUICIU IUCILU.", 0.82, 270, Trust.NONE),
        ("Acct 000111222333 ref", 0.82, 200, Trust.LIKELY),
        ("   .", 0.99, 200, Trust.NONE),
        ("  4111 1111 1111 1111", 0.99, 300, Trust.NONE),
        ("MOCKBA", 0.99, 70, Trust.NONE),
        ("4711", 0.99, 60, Trust.PLAIN),
        ("渡船中午出发", 0.99, 150, Trust.PLAIN),
        ("", 0.0, 200, Trust.NONE),
    ],
)
def test_trust_in_a_reading(text: str, sure: float, width: int, trust: Trust) -> None:
    letters = [sure for letter in text if not letter.isspace()]
    assert trust_in(text, letters, width, 24) is trust


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        *(("Phà ri bn vào bui trưa.", True), ("Hãy mang ba tm chăn và mt ngn đèn.", True)),
        *(
            ("Où est la forêt ?", False),
            ("Đorđe čeka", False),
            ("București și Iași", False),
            ("São João à noite", False),
        ),
    ],
)
def test_vietnamese_is_known_by_letters_that_only_it_has(text: str, is_it: bool) -> None:
    assert seems_vietnamese(text) is is_it


def test_room_for_a_letter_inside_a_word_tells_that_one_was_lost() -> None:
    even = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    assert not has_lost_letters("cho em", [*even[:3], *even[4:]])
    assert has_lost_letters("bn cho", [0.1, 0.35, 0.5, 0.6, 0.7])
    assert has_lost_letters("và", [0.1, 0.2])
