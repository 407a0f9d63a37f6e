"""The proxy is chosen or typed; what is no proxy is told, and a password is not kept."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.settings.proxy_field import ProxyField


@pytest.fixture
def field(qtbot: QtBot) -> ProxyField:
    field = ProxyField()
    qtbot.addWidget(field)
    field.show_value("system")
    return field


def typed(field: ProxyField, text: str) -> list[str]:
    """Types a text and leaves the field. Returns what is emitted."""
    emitted: list[str] = []
    field.chosen.connect(emitted.append)
    line = field.choice.lineEdit()
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.editingFinished.emit()
    return emitted


def test_the_setting_is_shown_in_words(field: ProxyField) -> None:
    assert field.choice.currentText() == "As the system"
    field.show_value("socks5://10.0.0.1:1080")
    assert field.choice.currentText() == "socks5://10.0.0.1:1080"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("None: always connect directly", "none"),
        ("none", "none"),
        ("None", "none"),
        ("none: always connect directly", "none"),
        (" proxy.example:3128 ", "http://proxy.example:3128"),
        ("socks5://10.0.0.1", "socks5://10.0.0.1:1080"),
    ],
)
def test_what_is_chosen_or_typed_is_emitted(text: str, value: str, field: ProxyField) -> None:
    assert typed(field, text) == [value]
    assert field.note == ""


def test_nothing_new_is_not_emitted(field: ProxyField) -> None:
    assert typed(field, "As the system") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<proxy>:1", "“<proxy>:1” isn't the address of a proxy"),
        ("off", "http://proxy.example:8080. To use none, choose “None: always connect directly”."),
        ("Direct", "To use none, choose “None: always connect directly”."),
        ("", "“” isn't the address of a proxy"),
        ("socks4://p:1", "Askance can't use"),
        ("http://me:canary@p:1", "user names and passwords are not saved here"),
        ("http://me:canary@p:port", "“p:port” isn't the address of a proxy"),
    ],
)
def test_what_is_no_proxy_is_told_and_stays_as_typed(text: str, words: str, field: ProxyField) -> None:
    assert typed(field, text) == []
    assert words in field.note
    assert "canary" not in field.note
    assert field.choice.currentText() == text
