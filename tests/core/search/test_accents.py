"""Letters without their accents."""

import pytest

from desktop.core.search.accents import without_accents


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("", ""),
        ("plain", "plain"),
        ("märz août środa", "marz aout sroda"),
        ("e\u0301", "e"),
        ("złoty", "złoty"),  # a stroke is part of the letter
        ("يُونِيُو", "يونيو"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),  # syllables are taken apart: compare bare with bare
    ],
)
def test_accents_are_left_out_and_letters_stay(written: str, bare: str) -> None:
    assert without_accents(written) == bare
    assert without_accents(bare) == bare
