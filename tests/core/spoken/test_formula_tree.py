"""How formulas are built."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.spoken.formula_tree import FormulaPart, formula_parts


def test_a_fraction_has_two_sides_and_a_root_its_degree() -> None:
    (fraction,) = formula_parts(r"\frac{a}{b+1}")
    assert fraction.kind == "fraction" and [len(side) for side in fraction.parts] == [1, 3]
    (root,) = formula_parts(r"\sqrt[3]{x}")
    assert root.parts == ((FormulaPart("sign", "x"),), (FormulaPart("sign", "3"),))


def test_sizes_spaces_and_environments_are_left_out() -> None:
    parts = formula_parts(r"\begin{aligned}\left( a \right)\,b\end{aligned}")
    assert [part.name for part in parts] == ["(", "a", ")", "b"]


def test_words_stay_whole() -> None:
    assert formula_parts(r"\text{in total}")[0] == FormulaPart("text", "in total")


@given(st.text(alphabet="\\{}[]^_ab2 fracsqrt", max_size=200))
def test_whatever_a_model_writes_has_parts(tex: str) -> None:
    formula_parts(tex)


def test_endless_nesting_ends() -> None:
    for tex in ("{" * 5000, "^" * 5000, "\\frac" * 3000, "\\sqrt{" * 2000):
        formula_parts(tex)
