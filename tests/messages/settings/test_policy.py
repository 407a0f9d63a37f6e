"""The sentences about mistakes in a policy name what would be right."""

import json

import pytest

from desktop.core.settings.policy.judge import judged
from desktop.core.settings.policy.keys import KEYS
from desktop.core.settings.policy.source import Level, PolicySource
from desktop.messages.settings.policy import mistake_words

SECRETS = {"credential": "user", "helper_lifetime_s": 900, "helper_timeout_s": 10, "headers": ["X-Desk: 7"]}


def words(text: str, level: Level = Level.MANAGED, has_lines: bool = True) -> list[str]:
    source = PolicySource("policy.json", level, text, has_lines=has_lines)
    return [mistake_words(mistake) for mistake in judged(source).mistakes]


@pytest.mark.parametrize("has_lines", [True, False])
@pytest.mark.parametrize(("key", "value"), SECRETS.items())
def test_a_right_value_at_the_wrong_level_is_not_called_wrong(key: str, value: object, has_lines: bool) -> None:
    (sentence,) = words(json.dumps({"settings": {key: value}}), Level.RECOMMENDED, has_lines)
    assert "must be" not in sentence
    assert "counts in a managed policy only" in sentence and "nothing is sent" in sentence
    assert words(json.dumps({"settings": {key: value}}), Level.MANAGED, has_lines) == []


@pytest.mark.parametrize("has_lines", [True, False])
@pytest.mark.parametrize(
    ("name", "meant"),
    [("allowCopy", "allow_copy"), ("allow_exprot", "allow_export"), ("Daily-Limit-USD", "daily_limit_usd")],
)
def test_the_right_name_of_what_is_misspelled_is_told(name: str, meant: str, has_lines: bool) -> None:
    (sentence,) = words(json.dumps({"settings": {name: 1 if "imit" in name else False}}), has_lines=has_lines)
    assert f"“{name}”" in sentence and f"“{meant}”" in sentence


@pytest.mark.parametrize(
    ("name", "meant"), [("Settings", "settings"), ("paterns", "patterns"), ("PATTERN", "patterns")]
)
def test_the_right_name_of_a_section_is_told(name: str, meant: str) -> None:
    every = words(json.dumps({name: {} if meant == "settings" else [], "theme": "dark"}))
    assert any(f"“{name}”" in one and f"“{meant}”" in one for one in every)


def test_what_a_name_that_is_not_used_is_like_is_told() -> None:
    (sentence,) = words('{"settings": {"keep_histroy": true}}')
    assert "“keep_histroy”" in sentence and "“keep_history”" in sentence and "not used" in sentence


@pytest.mark.parametrize("key", ["parameters", "prices", "picture_caps", "rate"])
def test_a_text_of_the_wrong_form_is_told_of_by_its_form(key: str) -> None:
    (sentence,) = words(json.dumps({"settings": {key: "{"}}))
    assert "must be a text." not in sentence and "such as" in sentence


@pytest.mark.parametrize(
    "key", [key.stored for key in KEYS if key.stored in ("banner", "instructions", "instructions_before")]
)
def test_a_text_that_is_too_long_is_told_its_bound(key: str) -> None:
    (sentence,) = words(json.dumps({"settings": {key: "x" * 20_001}}))
    assert "20,000 characters" in sentence
