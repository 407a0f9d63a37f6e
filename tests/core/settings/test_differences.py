"""The settings of a backup are compared with those here, and those that protect less are told apart."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.core.settings.differences import setting_differences
from desktop.core.settings.settings import FIELDS, Settings
from desktop.messages.settings.setting_labels import setting_label


def test_equal_settings_have_no_difference() -> None:
    assert setting_differences(Settings(), Settings()) == ()


@pytest.mark.parametrize(
    ("name", "laxer", "stricter"),
    [
        ("answers", "endpoint", "auto"),
        ("answers", "auto", "computer"),
        ("private_text", "off", "warn"),
        ("private_text", "warn", "insist"),
        ("unfound", "never", "auto"),
        ("unfound", "auto", "always"),
        ("read_text", False, True),
        ("open_heic", True, False),
        ("keep_history", True, False),
        ("keep_originals", True, False),
        ("daily_limit_usd", 0.0, 5.0),
        ("allow_uncovered", True, False),
        ("find_ip_addresses", False, True),
        ("find_faces", False, True),
        ("daily_limit_usd", 5.0, 2.5),
        ("monthly_limit_usd", 0.0, 5.0),
    ],
)
def test_what_protects_less_is_told_apart(name: str, laxer: Any, stricter: Any) -> None:
    lax, strict = replace(Settings(), **{name: laxer}), replace(Settings(), **{name: stricter})
    assert [(found.name, found.is_laxer) for found in setting_differences(strict, lax)] == [(name, True)]
    assert [(found.name, found.is_laxer) for found in setting_differences(lax, strict)] == [(name, False)]


def test_every_difference_is_there_once_and_locked_ones_are_not() -> None:
    other = Settings(
        *("computer", "http://127.0.0.1:1/v1", "m", "low", "Be brief.", False, True, False, 1.0, 2.0),
        *(False, "off", "never", False, "dark", False, True, "m: 2000 px, 4 MP"),
        endpoint_found=True,
        proxy="none",
        language="de",
        connection_name="Work",
        parameters='{"temperature": 0.2}',
        prices="m: 1, 2",
        rate="300/15000",
        announced="all",
        read_aloud=True,
        find_ip_addresses=False,
        find_faces=True,
        shortcut_on=True,
        shortcut="F12",
        tray=True,
        close_to_tray=True,
        start_at_login=True,
        text_size="200",
        translation_language="Deutsch",
        check_spelling=False,
        notify_answers=False,
        notify_content=True,
        ledger=True,
    )
    names = list(FIELDS.values())
    assert [found.name for found in setting_differences(Settings(), other)] == names
    found = setting_differences(Settings(), other, frozenset({"endpoint", "theme"}))
    assert [difference.name for difference in found] == [name for name in names if name not in ("endpoint", "theme")]
    assert setting_label(found[0].name) == "Who answers"
    assert (found[0].here, found[0].there) == ("auto", "computer")
