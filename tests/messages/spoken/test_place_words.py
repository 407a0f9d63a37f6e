"""Places in words."""

from desktop.core.spoken.place import Place, Third
from desktop.messages.spoken.place_words import place_words


def test_every_place_has_words() -> None:
    words = {place_words(Place(across, down)) for across in Third for down in Third}
    assert len(words) == 16 and "upper left" in words


def test_what_is_there_is_quoted_on_one_line() -> None:
    assert place_words(Place(Third.FIRST, Third.FIRST), "pass\nword") == "upper left, over “pass word”"
