"""Untrusted text is made harmless, and its invisible characters visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.untrusted_text import make_controls_visible, strip_control_characters, untrusted_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil\x07link\x1b]8;;\x07", "link"),
        ("zero\u200bwidth", "zerowidth"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("bell\x07 c1\x9b31m", "bell c131m"),
        ("👩\u200d💻 stays", "👩\u200d💻 stays"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_text_is_made_harmless(text: str, shown: str) -> None:
    assert strip_control_characters(text) == shown


@given(st.text())
def test_harmless_is_harmless_at_once(text: str) -> None:
    once = strip_control_characters(text)
    assert strip_control_characters(once) == once


def test_a_servers_words_never_show_a_key() -> None:
    line = untrusted_line("Incorrect API key provided: sk-proj-abcdef123456. Bearer abcdefghijk")
    assert "abcdef" not in line
    assert len(untrusted_line("x" * 1000)) == 300


def test_what_hides_is_seen_and_what_acts_is_gone() -> None:
    assert make_controls_visible("a\u202eb\u200bc\x1b[31md\x07") == "a‹U+202E›b‹U+200B›c␛[31md␇"
    assert make_controls_visible("tab\tand\nline") == "tab\tand\nline"
    assert make_controls_visible("👩\u200d👩\u200d👧 می\u200cخواهم") == "👩\u200d👩\u200d👧 می\u200cخواهم"
    assert make_controls_visible("a\u200db") == "a‹U+200D›b"
    assert make_controls_visible("\U000e0041") == "‹U+E0041›"
    assert strip_control_characters("a\u202eb\u200bc\x1b[31md\x07\u3164") == "abcd"
