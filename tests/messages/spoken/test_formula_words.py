"""Formulas in words."""

import pytest

from desktop.messages.spoken.formula_words import formula_words


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("E = mc^2", "E equals m c squared"),
        (r"\frac{1}{2}", "1 over 2"),
        (
            r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
            "fraction minus b plus or minus square root of b squared minus 4 a c, end of root "
            "over 2 a, end of fraction",
        ),
        (r"\sum_{i=1}^{n} x_i", "sum from i equals 1 up to n x sub i"),
        (r"e^{-x}", "e to the power minus x, end of power"),
        (r"\alpha \leq \beta", "alpha is at most beta"),
        (r"\text{total} = 5\%", "total equals 5 percent"),
        ("", "empty formula"),
        (r"\unheardof x", "unheardof x"),
    ],
)
def test_a_formula_is_read(tex: str, words: str) -> None:
    assert formula_words(tex) == words
