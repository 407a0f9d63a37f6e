"""Where the sentences of a growing text end."""

import pytest

from desktop.core.spoken.sentences import sentence_end


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("One. Two", "One."),
        ("One. Two? Thr", "One. Two?"),
        ("Is it? Yes! An", "Is it? Yes!"),
        ("1. first point", ""),
        ("Do this:\n1. first point", "Do this:\n"),
        ("The total is 42.50 euros", ""),
        ("e.g. this one", ""),
        ("Dr. Who is here. And", "Dr. Who is here."),
        ("am 3. Mai kam es. Dann", "am 3. Mai kam es."),
        ("It was in 1999. Then", "It was in 1999."),
        ("He said “yes.” Then", "He said “yes.”"),
        ("完了。次", "完了。"),
        ("هل تم؟ نعم", "هل تم؟"),
        ("यह है। और", "यह है।"),
        ("no end", ""),
        ("", ""),
        ("Wait… what", "Wait…"),
        ("see example.com for", ""),
    ],
)
def test_it_ends_behind_the_last_complete_sentence(text: str, spoken: str) -> None:
    assert text[: sentence_end(text)] == spoken


def test_it_never_goes_back() -> None:
    text = "One. Two. Three"
    assert sentence_end(text, 9) == 9
    assert text[5 : sentence_end(text, 5)] == "Two."
