"""In the language for tests, every text is in the catalogue (it has brackets) and none is cut off (it has both)."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.core.settings.connections.templates import TEMPLATES
from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES, PSEUDO
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import every_window
from tests.ui.look.cut_words import is_cut

KEYS = re.compile(
    r"((Ctrl|Alt|Shift)[+ ])*(F?\d+|\S|Return|Enter|Esc|Left|Right)(, ((Ctrl|Alt|Shift)[+ ])*(\S|Enter|Right))*"
)
NAMES = {*LANGUAGES.values(), *(template.name for template in TEMPLATES), "Askance", "CSV", "SHA-256"}
NAMES |= {"none", "minimal", "low", "medium", "high", "xhigh"}  # a parameter's values, as servers spell them
NAMES |= {"Explain", "Read", "Something happened.", "Undo"}  # what the windows of this test were given
SIGNS = set("0123456789 .,:;·×÷%+-−–—/\\()[]{}<>=…⏎↵▾‹›°\n\t")


@pytest.fixture
def pseudo() -> Iterator[None]:
    """The language for tests, and English again."""
    catalogue.use(PSEUDO)
    yield
    catalogue.use("en")


def texts(widget: QWidget) -> Iterator[str]:
    """Yields the texts that a widget shows or has spoken."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(at).text() for at in range(widget.count()))
    if widget.isWindow():
        yield widget.windowTitle()


def is_foreign(text: str) -> bool:
    """Returns True for a text that has words and is not from the catalogue."""
    if "⟦" in text or set(text) <= SIGNS or text in NAMES or KEYS.fullmatch(text):
        return False
    return not re.fullmatch(r"[0-9a-f]{16}…|PNG, \d+ × \d+", text)


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("size", [(1440, 900), (1000, 640), (680, 400)], ids=str)
def test_every_text_is_in_the_catalogue_and_none_is_cut(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int]
) -> None:
    foreign, cut = set[str](), set[str]()
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font()), QSize(*size)):
        for widget in (window, *window.findChildren(QWidget)):
            if not widget.isVisible() or isinstance(widget, QMenu):
                continue
            foreign |= {
                f"{name}: {type(widget).__name__} {text!r}" for text in texts(widget) if text and is_foreign(text)
            }
            if is_cut(widget):
                cut.add(f"{name}: {type(widget).__name__} {widget.text()!r} in {widget.width()}×{widget.height()}")  # type: ignore[attr-defined]
        foreign |= {
            f"{name}: {text!r}"
            for action in window.findChildren(QAction)
            if (text := action.text()) and is_foreign(text)
        }
    assert not foreign, "\n".join(sorted(foreign))
    assert not cut, "\n".join(sorted(cut))


@pytest.mark.parametrize("percent", [200, 400])
def test_nothing_is_cut_where_text_is_very_large(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    usual, cut = QFont(qapp.font()), set[str]()
    for name, window in every_window(qtbot, Theme(LIGHT, usual).zoomed(percent / 100), QSize(1440, 900)):
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and not isinstance(widget, QMenu) and is_cut(widget):
                cut.add(f"{name}: {type(widget).__name__} {widget.text()!r} in {widget.width()}×{widget.height()}")  # type: ignore[attr-defined]
    assert not cut, "\n".join(sorted(cut))
