"""The search of the settings finds every word that a person can read there, and leads to its place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.settings.connections.connection_list import ConnectionEntry
from desktop.ui.settings.fields import SettingsPage
from desktop.ui.settings.settings_window import SettingsDialog

READ = ("toolTip", "accessibleName", "accessibleDescription", "placeholderText")


@pytest.fixture
def shown(window_of_settings: SettingsDialog, qtbot: QtBot) -> SettingsDialog:
    """The window as users see it, with a connection in its list."""
    entries = (ConnectionEntry("a", "Work & play", "work.example · llava", True),)
    window_of_settings.answers.connections.show_entries(entries, may_change=True)
    window_of_settings.show()
    qtbot.waitUntil(lambda: window_of_settings.isVisible())
    return window_of_settings


def search_field(window: SettingsDialog) -> QLineEdit:
    (field,) = (one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Find a setting")
    return field


def listed(window: SettingsDialog) -> list[str]:
    """The titles of the pages that are listed."""
    (pages,) = (one for one in window.findChildren(QListWidget) if one.objectName() == "pages")
    return [pages.item(row).text() for row in range(pages.count()) if not pages.item(row).isHidden()]


def readable(page: SettingsPage) -> Iterator[str]:
    """Every text that is shown on the page, is spoken of it, or comes up beside it."""
    for widget in (one for one in page.findChildren(QWidget) if one.isVisibleTo(page)):
        yield from (str(widget.property(name) or "") for name in READ)
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text().replace("&&", "&")
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(at) for at in range(widget.count()))
        menu = getattr(widget, "menu", lambda: None)()
        yield from (action.text() for action in menu.actions()) if menu is not None else ()


def test_every_label_button_help_and_choice_is_found_on_its_page(shown: SettingsDialog) -> None:
    field, missed, tried = search_field(shown), list[tuple[str, str]](), 0
    for page in shown.findChildren(SettingsPage):
        for words in sorted({" ".join(text.split()) for text in readable(page)} - {""}):
            field.setText(words)
            tried += 1
            if page.title not in listed(shown):
                missed.append((page.title, words))
    assert missed == []
    assert tried > 150


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Test", "Connections"),
        ("remove headers", "Connections"),
        ("test connection", "Connections"),
        ("lm studio", "Connections"),
        ("Find servers", "Connections"),
        ("import", "Prompts"),
        ("work & play", "Connections"),
    ],
)
def test_a_button_is_found_by_its_words(shown: SettingsDialog, words: str, title: str) -> None:
    search_field(shown).setText(words)
    assert title in listed(shown)


def test_the_page_is_scrolled_to_what_was_sought(shown: SettingsDialog, qtbot: QtBot) -> None:
    shown.resize(860, 400)
    (button,) = (one for one in shown.answers.findChildren(QPushButton) if one.text() == "Test")
    area = shown.findChild(QStackedWidget)
    assert area is not None
    scrolled = area.currentWidget()
    assert isinstance(scrolled, QScrollArea)
    qtbot.waitUntil(lambda: scrolled.verticalScrollBar().maximum() > 0)
    assert button.visibleRegion().isEmpty()
    qtbot.keyClicks(search_field(shown), "Test", Qt.KeyboardModifier.NoModifier)
    assert not button.visibleRegion().isEmpty()


def test_what_was_typed_into_a_field_is_not_sought(shown: SettingsDialog) -> None:
    shown.answers.field("endpoint", QLineEdit).setText("https://zebra.example/v1")
    search_field(shown).setText("zebra")
    assert listed(shown) == []
