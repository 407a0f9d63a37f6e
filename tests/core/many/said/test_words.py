"""Lists that are one text, and choices that are written a little otherwise."""

import pytest

from desktop.core.many.said.words import said_choice, said_list

CHOICES = ("EUR", "US Dollar", "Other (say)", "N/A")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        *(('["a", "b"]', ("a", "b")), ("- a\n- b", ("a", "b")), ("1. a\n2) b", ("a", "b")), ("a\n\nb", ("a", "b"))),
        *(("a; b;", ("a", "b")), ("a", ("a",)), ("- a, b", ("a, b",)), ("[]", ())),
    ],
)
def test_a_list_in_one_text_is_parted_where_that_is_plain(text: str, parts: tuple[str, ...]) -> None:
    assert said_list(text) == parts


@pytest.mark.parametrize("text", ["a, b", "[1, 2]", '["a", {"b": 1}]', "[a, b]", "[" * 50_000, "a;" * 100_000])
def test_other_texts_are_no_list(text: str) -> None:
    assert said_list(text) is None


@pytest.mark.parametrize(
    ("text", "choice"),
    [("eur", "EUR"), (" EUR. ", "EUR"), ('"EUR"', "EUR"), ("us  dollar", "US Dollar"), ("n/a", "N/A"), ("Euro", None)],
)
def test_a_choice_is_known_whatever_its_case_and_spaces(text: str, choice: str | None) -> None:
    assert said_choice(text, CHOICES) == choice


def test_of_two_choices_that_are_alike_the_exact_one_is_meant_or_none() -> None:
    assert said_choice("a.", ("a", "a.")) == "a."
    assert said_choice("'a'", ("a", "a.")) is None
