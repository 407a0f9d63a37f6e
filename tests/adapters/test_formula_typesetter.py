"""Formulas become outlines, or None; one that would take for ever is not begun."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.adapters.formula_typesetter import HEAVIEST, typeset, weight
from desktop.core.markdown.formula import Formula


@pytest.mark.parametrize(
    "tex",
    [
        "x^2",
        r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
        r"\sum_{i=0}^{n} i^2",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
        r"\begin{cases}1&x>0\\0&x\le0\end{cases}",
        r"\left( \frac{1}{2} \right)^n",
        r"\boxed{x} \cancel{y} \underline{z}",
        r"\text{rate} = 5\%",
        r"\vec{F} = m\vec{a}, \mathbb{R}",
    ],
)
def test_formulas_have_outlines(tex: str) -> None:
    outline = typeset(Formula(tex))
    assert outline is not None
    assert outline.width > 3
    assert outline.ascent > 3
    xs = [numbers[at] for _, numbers in outline.ops for at in range(0, len(numbers), 2)]
    ys = [numbers[at] for _, numbers in outline.ops for at in range(1, len(numbers), 2)]
    assert min(xs) >= -1
    assert max(xs) <= outline.width + 1
    assert -outline.ascent - 1 <= min(ys)
    assert max(ys) <= outline.descent + 1
    assert outline.ops[0][0] == "M"
    assert outline.ops[-1][0] == "Z"


def test_on_a_line_of_its_own_it_is_taller() -> None:
    inside, alone = (typeset(Formula(r"\sum_{i=0}^{n} i", display)) for display in (False, True))
    assert inside is not None
    assert alone is not None
    assert alone.ascent + alone.descent > inside.ascent + inside.descent


@pytest.mark.parametrize(
    "tex",
    ["", "   ", r"\frac{a", r"\left(", "x_{", r"\newcommand{\a}{\a}\a", "数", "مرحبا", "😀"],
)
def test_what_cannot_be_set_is_none(tex: str) -> None:
    assert typeset(Formula(tex)) is None


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{" * 14 + "x" + "}" * 14,
        r"\left(" * 14 + "x" + r"\right)" * 14,
        r"\begin{pmatrix}" * 12 + "x" + r"\end{pmatrix}" * 12,
        "x+" * 2000,
        r"\sqrt" * 30 + " x",
    ],
)
def test_what_would_take_for_ever_is_weighed_and_not_begun(tex: str) -> None:
    assert weight(tex) > HEAVIEST
    assert typeset(Formula(tex)) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([r"\frac", "{", "}", "x", "^", "_", r"\left(", r"\right)", "&", r"\\", "a", "1", " "])))
def test_no_formula_raises(parts: list[str]) -> None:
    typeset(Formula("".join(parts)))
