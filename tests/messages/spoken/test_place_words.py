"""Places in words."""

from desktop.core.spoken.place import PicturePlace, Span
from desktop.messages.spoken.place_words import place_words


def test_every_place_has_words() -> None:
    words = {place_words(PicturePlace(across, down)) for across in Span for down in Span}
    assert len(words) == 16 and "upper left" in words


def test_what_is_there_is_quoted_on_one_line() -> None:
    assert place_words(PicturePlace(Span.FIRST, Span.FIRST), "pass\nword") == "upper left, over “pass word”"
