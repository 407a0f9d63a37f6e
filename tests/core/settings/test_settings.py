"""Settings, typed endpoints and typed keys."""

from dataclasses import replace

import pytest

from desktop.core.settings.settings import Settings, endpoint_of, from_plain, key_of, to_plain


def test_settings_survive_nonsense() -> None:
    stored = {"model": 7, "detail": "extreme", "theme": "dark", "keep_history": "no", "unknown": 1, "enter_asks": False}
    settings = from_plain(stored)
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
