"""Keys of a global shortcut, as people type them."""

import pytest

from desktop.core.global_shortcut import shortcut_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ctrl+Shift+Space", "Ctrl+Shift+Space"),
        (" shift + ctrl + space ", "Ctrl+Shift+Space"),
        ("super+a", "Meta+A"),
        ("Strg+Alt+F5", "Ctrl+Alt+F5"),
        ("print", "Print"),
        ("F12", "F12"),
        ("Shift+F1", "Shift+F1"),
    ],
)
def test_keys_are_understood_however_they_are_typed(text: str, keys: str) -> None:
    assert str(shortcut_keys(text)) == keys


@pytest.mark.parametrize("text", ["", "A", "Shift+A", "Shift+Space", "Ctrl+", "Ctrl+Foo", "Hyper+A", "Ctrl", "+"])
def test_what_is_no_shortcut_or_would_take_typing_away_is_none(text: str) -> None:
    assert shortcut_keys(text) is None
