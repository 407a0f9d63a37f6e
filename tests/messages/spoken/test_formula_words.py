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
        (r"\binom{n}{k}", "n choose k"),
        (r"\begin{pmatrix}a & b\\c & d\end{pmatrix}", "matrix a , b new line c , d end of matrix"),
        (r"\begin{array}{cc}1 & 2\end{array}", "matrix 1 , 2 end of matrix"),
        (r"\begin{cases}1 & x>0\\0 & x<0\end{cases}", "1 , x is greater than 0 new line 0 , x is less than 0"),
        (r"\begin{aligned}a &= b\\ &= c\end{aligned}", "a equals b new line equals c"),
        (r"P(A\mid B)", "P open bracket A given B close bracket"),
        (r"a \equiv b \pmod n", "a is equivalent to b modulo n"),
        (r"90^\circ", "90 degrees"),
        (r"90^{\circ}", "90 degrees"),
        (r"\vec{v}\perp\overline{AB}", "v vector is perpendicular to A B bar"),
        (r"A\cap B=\emptyset", "A intersection B equals empty set"),
        ("", "empty formula"),
        (r"\unheardof x", "unheardof x"),
    ],
)
def test_a_formula_is_read(tex: str, words: str) -> None:
    assert formula_words(tex) == words
