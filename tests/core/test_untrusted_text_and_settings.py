"""A stranger's text, titles, settings, keys, endpoints, and the sentences."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.adapters.providers.openai_body import data_url
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation, title_of
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings, endpoint_of, from_plain, key_of, to_plain
from desktop.core.untrusted_text import strip_control_characters, untrusted_line
from desktop.core.usage.estimate import RequestEstimate
from desktop.core.usage.estimator import estimate_request, estimate_text_tokens
from desktop.messages.errors import duration, estimate_line, message_for, money, offer_label, size
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


def test_every_trouble_has_its_sentence_and_its_button_a_label() -> None:
    for kind in ProblemKind:
        for seconds in (0.0, 12.0):
            problem = Problem(kind, "host.example", "detail", 400, "code", seconds)
            told = message_for(problem)
            assert told.text.endswith((".", "”."))
            assert "{" not in told.text
            assert "!" not in told.text
            assert all(offer_label(offer, problem, "gpt-4o") for offer in told.offers)


def test_sizes_times_and_money_for_people() -> None:
    assert [size(999), size(143_200), size(1_250_000)] == ["999 bytes", "143 KB", "1.2 MB"]
    assert [duration(0.6), duration(12), duration(185), duration(60)] == ["0.6 s", "12 s", "3 min 5 s", "1 min"]
    assert [money(0.0028), money(0.25), money(1.5)] == ["$0.0028", "$0.250", "$1.50"]


def test_the_forecast_counts_what_enter_would_send() -> None:
    model = model_named("gpt-4o")

    def told(prompt: str, *images: EncodedImage) -> RequestEstimate:
        return estimate_request(build_request(Settings(), Conversation("c"), prompt, images, {}), model)

    image = prepared(quarters(1024, 1024))
    assert estimate_line(told(""), 0) == "No picture yet"
    one = told("", image)
    assert (one.tokens, one.exact, one.sent_bytes) == (765, True, len(data_url(image).partition(",")[2]))
    asked = told("what?", image)
    assert asked.tokens > 765
    assert not asked.exact
    assert estimate_line(asked, 1).startswith("1 picture · ≈ 77")
    assert estimate_line(None, 2) == "2 pictures · preparing…"


def test_text_is_estimated_by_script() -> None:
    assert estimate_text_tokens("word") == 1
    assert estimate_text_tokens("你好世界") == 4


def test_a_turn_survives_plain_values() -> None:
    turn = Turn.new("c", "why?", "gpt-4o", "h", 5.0).as_waiting((SentImage("a" * 64, "image/png", 3, 4, 5),))
    turn = turn.as_streaming("because", 0.4).failed(Problem(ProblemKind.CUT_OFF, "h"), Usage(3, 4, 1))
    assert turn_from_plain(turn_to_plain(turn)) == turn
    with pytest.raises(ValueError):
        turn_from_plain({"id": "x"})
