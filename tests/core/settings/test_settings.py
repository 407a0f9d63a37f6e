"""Settings and their plain form."""

from dataclasses import replace

from desktop.core.settings.settings import Settings, from_plain, to_plain


def test_settings_survive_nonsense() -> None:
    stored = {"model": 7, "detail": "extreme", "theme": "dark", "keep_history": "no", "unknown": 1, "enter_asks": False}
    settings = from_plain(stored)
    assert settings == replace(Settings(), theme="dark", enter_asks=False)
    assert to_plain(settings) == {"theme": "dark", "enter_asks": False}
    assert from_plain(to_plain(settings)) == settings
