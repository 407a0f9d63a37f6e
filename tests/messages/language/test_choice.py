"""The language that the setting, the environment or the system asks for."""

from typing import get_args

import pytest

from desktop.core.settings.settings import Language
from desktop.messages.language.choice import LANGUAGES, language_of, languages_of_environment, supported_language


def test_the_setting_knows_the_languages() -> None:
    assert set(get_args(Language)) == {"system", *LANGUAGES}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("de_AT.UTF-8", "de"),
        ("fr-CA", "fr"),
        ("es", "es"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-Hans-SG", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_TW", ""),
        ("zh-Hant-HK", ""),
        ("en_XA", "en_XA"),
        ("sv_SE", ""),
        ("C.UTF-8", "en"),
        ("", ""),
        ("../../etc", ""),
    ],
)
def test_names_of_languages(name: str, code: str) -> None:
    assert supported_language(name) == code


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LANGUAGE": "sv:pl:de"}, "pl"),
        ({"LANG": "C", "LANGUAGE": "de"}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_asked_as_gettext_asks_it(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of("system") == language
    assert language_of("ja") == "ja"
    assert isinstance(languages_of_environment(environment), tuple)


def test_the_system_s_own_list_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert language_of("system", ("nl-NL", "ar-EG", "en-US")) == "ar"
