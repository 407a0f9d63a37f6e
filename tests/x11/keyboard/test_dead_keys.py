"""Accents by dead keys, in a question and in a search, on boards that have them."""

from pathlib import Path

import pytest

from tests.x11.keyboard.desk import desk
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11")]


@pytest.mark.parametrize(
    ("layout", "keys", "letters"),
    [
        ("de", ("dead_acute", "e", "dead_circumflex", "o"), "éô"),
        ("fr", ("dead_circumflex", "a", "dead_diaeresis", "i", "eacute"), "âïé"),
        ("us:intl", ("dead_diaeresis", "u", "dead_tilde", "n"), "üñ"),
    ],
)
def test_accents_are_typed_by_two_keys_and_enter_asks(
    at: Screen, home: Path, layout: str, keys: tuple[str, ...], letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")  # by which X's table of composed letters is chosen
    with desk(at, home, layout) as one:
        one.hands.press(*keys, "Return")
        one.wait_for_answer(1)
        assert one.endpoint.posts[0].json["messages"][-1]["content"] == letters
        one.hands.press("ctrl+K", *keys, "ctrl+A", "ctrl+C")
        at.wait(lambda: one.hands.copied() == letters)
