"""Long lines without an end are read in a time that grows with their length: with the square of it, none would end."""

import pytest

from desktop.core.markdown.parser import parser

LONG = 300_000


def kinds(text: str) -> list[str]:
    return [child.type for token in parser().parse(text) for child in token.children or ()]


@pytest.mark.parametrize(
    "text",
    [
        "<code>" + "a" * LONG,
        "<code>" + "a " * LONG,
        "<code>" + " " * LONG + "</code>",
        "<details>a" + " " * LONG + "b",
        "a <!-- " + "a" * LONG,
    ],
)
def test_what_is_not_closed_is_text(text: str) -> None:
    assert set(kinds(text)) == {"text"}


def test_code_in_tags_of_any_length_is_code() -> None:
    assert kinds("<code>" + "a " * LONG + "</code>") == ["code_inline"]


def test_a_foldable_part_keeps_what_is_in_it() -> None:
    inner = "a" + " " * LONG + "b"
    (token,) = (token for token in parser().parse(f"<details>{inner}</DETAILS>  ") if token.type == "inline")
    assert token.content == inner


def test_a_row_of_many_kinds_of_backticks_loses_only_what_is_too_much() -> None:
    row = "|".join("`" * count + "x" for count in range(1, 700))
    assert kinds(f"| a | b |\n|---|---|\n| {row} |\n") == ["text"] * 4
