"""A stranger's text, titles, settings, keys, endpoints, and the sentences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.asking.request import build, data_url
from desktop.core.conversation.conversation import Conversation, title_of
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import SentPicture, Turn, Usage
from desktop.core.errors import Kind, Trouble
from desktop.core.image.encoding import Prepared
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings, endpoint_of, from_plain, key_of, to_plain
from desktop.core.untrusted_text import harmless, said_by_a_stranger
from desktop.core.usage.estimate import Forecast
from desktop.core.usage.estimator import forecast, text_estimate
from desktop.messages.errors import duration, forecast_line, money, offer_label, said, size
from tests.images import prepared, quarters


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
    assert harmless(text) == shown


@given(st.text())
def test_harmless_is_harmless_at_once(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once


def test_a_servers_words_never_show_a_key() -> None:
    told = said_by_a_stranger("Incorrect API key provided: sk-proj-abcdef123456. Bearer abcdefghijk")
    assert "abcdef" not in told
    assert len(said_by_a_stranger("x" * 1000)) == 300


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


def test_every_trouble_has_its_sentence_and_its_button_a_label() -> None:
    for kind in Kind:
        for seconds in (0.0, 12.0):
            trouble = Trouble(kind, "host.example", "detail", 400, "code", seconds)
            told = said(trouble)
            assert told.text.endswith((".", "”."))
            assert "{" not in told.text
            assert "!" not in told.text
            assert all(offer_label(offer, trouble, "gpt-4o") for offer in told.offers)


def test_sizes_times_and_money_for_people() -> None:
    assert [size(999), size(143_200), size(1_250_000)] == ["999 bytes", "143 KB", "1.2 MB"]
    assert [duration(0.6), duration(12), duration(185), duration(60)] == ["0.6 s", "12 s", "3 min 5 s", "1 min"]
    assert [money(0.0028), money(0.25), money(1.5)] == ["$0.0028", "$0.250", "$1.50"]


def test_the_forecast_counts_what_enter_would_send() -> None:
    model = model_named("gpt-4o")

    def told(prompt: str, *pictures: Prepared) -> Forecast:
        return forecast(build(Settings(), Conversation("c"), prompt, pictures, {}), model)

    picture = prepared(quarters(1024, 1024))
    assert forecast_line(told(""), 0) == "No picture yet"
    one = told("", picture)
    assert (one.tokens, one.exact, one.sent_bytes) == (765, True, len(data_url(picture).partition(",")[2]))
    asked = told("what?", picture)
    assert asked.tokens > 765
    assert not asked.exact
    assert forecast_line(asked, 1).startswith("1 picture · ≈ 77")
    assert forecast_line(None, 2) == "2 pictures · preparing…"


def test_text_is_estimated_by_script() -> None:
    assert text_estimate("word") == 1
    assert text_estimate("你好世界") == 4


def test_a_turn_survives_plain_values() -> None:
    turn = Turn.new("c", "why?", "gpt-4o", "h", 5.0).waiting((SentPicture("a" * 64, "image/png", 3, 4, 5),))
    turn = turn.hearing("because", 0.4).failed(Trouble(Kind.CUT_OFF, "h"), Usage(3, 4, 1))
    assert turn_from_plain(turn_to_plain(turn)) == turn
    with pytest.raises(ValueError):
        turn_from_plain({"id": "x"})
