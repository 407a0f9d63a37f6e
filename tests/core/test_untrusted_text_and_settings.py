"""A stranger's text, titles, settings, keys, endpoints."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.conversation.conversation import Conversation, title_of
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import SentImage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.settings import Settings, endpoint_of, from_plain, key_of, to_plain
from desktop.core.untrusted_text import strip_control_characters, untrusted_line
from desktop.core.usage.estimator import estimate_text_tokens


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
    injection_notice = untrusted_line("Incorrect API key provided: sk-proj-abcdef123456. Bearer abcdefghijk")
    assert "abcdef" not in injection_notice
    assert len(untrusted_line("x" * 1000)) == 300


def test_titles_are_one_short_line() -> None:
    assert title_of("  why\n does  it fail? ") == "why does it fail?"
    assert len(title_of("word " * 100)) <= 80
    assert Conversation("c").title == ""
    assert Conversation("c").titled("Mine").title == "Mine"


def test_settings_survive_nonsense() -> None:
    held = {"model": 7, "detail": "extreme", "theme": "dark", "keep_history": "no", "unknown": 1, "enter_asks": False}
    settings = from_plain(held)
    assert settings == replace(Settings(), theme="dark", enter_asks=False)
    assert to_plain(settings) == {"theme": "dark", "enter_asks": False}
    assert from_plain(to_plain(settings)) == settings


@pytest.mark.parametrize(
    ("typed", "endpoint"),
    [
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        (" api.example.com/v1 ", "https://api.example.com/v1"),
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("", None),
        ("ftp://x/v1", None),
        ("https://", None),
        ("https://user:secret@host/v1", None),
        ("https://host:99999/v1", None),
        ("https://ho st/v1", None),
        ("file:///etc/passwd", None),
        ("https://host/v1?key=1", None),
    ],
)
def test_endpoints(typed: str, endpoint: str | None) -> None:
    assert endpoint_of(typed) == endpoint


@pytest.mark.parametrize(
    ("typed", "key"),
    [(" sk-abc\n", "sk-abc"), ('"sk-abc"', "sk-abc"), ("", None), ("sk abc", None), ("sk-ábc", None), ("a\nb", None)],
)
def test_keys(typed: str, key: str | None) -> None:
    assert key_of(typed) == key


def test_text_is_estimated_by_script() -> None:
    assert estimate_text_tokens("word") == 1
    assert estimate_text_tokens("你好世界") == 4


def test_a_turn_survives_plain_values() -> None:
    turn = Turn.new("c", "why?", "gpt-4o", "h", 5.0).as_waiting((SentImage("a" * 64, "image/png", 3, 4, 5),))
    turn = turn.as_streaming("because", 0.4).failed(Problem(ProblemKind.CUT_OFF, "h"), Usage(3, 4, 1))
    assert turn_from_plain(turn_to_plain(turn)) == turn
    with pytest.raises(ValueError):
        turn_from_plain({"id": "x"})
