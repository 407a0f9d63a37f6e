"""The words of a question whose spelling is checked."""

import pytest

from desktop.core.asking.checked_words import checked_words, utf16_length


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Teh end. Is it?", ["Teh", "end", "Is", "it"]),
        ("it isn’t, it's", ["it", "isn't", "it's"]),
        ("Größe, naïve, обычный", ["Größe", "naïve", "обычный"]),
        ("see https://a.exmple/teh, me@exmple.org and /usr/lbi", ["see", "and"]),
        ("run `pyhton x` on NASA’s v2 getWidth snake_caes main.py a", ["run", "on"]),
        ("- [ ] **bold** (maybe)", ["bold", "maybe"]),
        ("", []),
    ],
)
def test_running_text_is_checked_and_nothing_else(line: str, words: list[str]) -> None:
    assert [word for _start, word in checked_words(line)] == words


def test_offsets_are_those_of_the_line_as_qt_counts() -> None:
    line = "🙂 teh 🙂 `x` end"
    assert list(checked_words(line)) == [(3, "teh"), (14, "end")]
    assert utf16_length("🙂 teh 🙂 `x` ") == 14


@pytest.mark.parametrize("line", ["\u6f22" * 60_000, "teh " * 60_000, "teh " * 60_000 + "\u6f22" * 60_000 + " end"])
def test_a_very_long_line_is_looked_through_once(line: str) -> None:
    """Were it looked through again from each of its letters, this test would take minutes."""
    assert [line[start : start + len(word)] for start, word in checked_words(line)] == line.split()
