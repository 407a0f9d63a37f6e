"""Values of settings are named in words, and a stranger's value is one short harmless line."""

from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest

from desktop.core.settings.settings import Settings
from desktop.messages.settings.setting_values import value_in_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("private_text", "off", "Off"),
        ("keep_history", False, "off"),
        ("daily_limit_usd", 0.0, "none"),
        ("daily_limit_usd", 5.0, "$5.00"),
        ("instructions", "", "none"),
        ("instructions", "Be\n\u202ebrief.", "Be brief."),
        ("endpoint", "https://other.example/v1", "https://other.example/v1"),
    ],
)
def test_a_value_in_words(name: str, value: Any, words: str) -> None:
    assert value_in_words(name, value) == words


def test_a_long_value_is_cut() -> None:
    assert len(value_in_words("instructions", "x" * 5000)) == 80


def test_every_choice_has_words() -> None:
    kinds = get_type_hints(Settings)
    for setting in fields(Settings):
        choices = get_args(kinds[setting.name])
        words = {value_in_words(setting.name, choice) for choice in choices}
        assert len(words) == len(choices)
        assert "none" not in words
