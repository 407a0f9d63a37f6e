"""Steps of a user in the program's window, and what it shows to them."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.conversation import Summary
from desktop.core.geometry.rect import Rect
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.helpers.images import png
from tests.services.qt_loop import until


def clip(text: str = "", **formats: bytes) -> None:
    """Puts text and data on the clipboard; a format's name is a MIME type with `_` for `/`."""
    mime = QMimeData()
    if text:
        mime.setText(text)
    for name, data in formats.items():
        mime.setData(name.replace("_", "/"), data)
    QGuiApplication.clipboard().setMimeData(mime)


async def paste_image(window: MainWindow, data: bytes = b"") -> None:
    """Pastes an image (PNG), and waits until it is in the strip."""
    count = len(window.strip.labels)
    clip(image_png=data or png(300, 200))
    window.canvas.setFocus()
    window.actions_["paste"].trigger()
    await until(lambda: len(window.strip.labels) > count and window.empty.isHidden())


async def ask(window: MainWindow, question: str) -> None:
    """Types a question and presses Enter."""
    QTest.keyClicks(window.composer.field, question)
    QTest.keyClick(window.composer.field, Qt.Key.Key_Return)


async def answered(window: MainWindow, words: str) -> None:
    """Waits until an answer with these words has ended."""
    await until(lambda: words in window.transcript.plain_text() and not busy(window))


def busy(window: MainWindow) -> bool:
    """Returns True while there is something to stop."""
    return window.actions_["stop"].isEnabled()


def feet(window: MainWindow) -> list[str]:
    """The lines below the answers."""
    return [item.footer.text for item in window.transcript.items]


def buttons(where: QWidget, label: str) -> list[QPushButton]:
    """The visible buttons with that label."""
    found = where.findChildren(QPushButton)
    return [button for button in found if button.isVisible() and label in (button.text(), button.accessibleName())]


async def press(where: QWidget, label: str) -> None:
    """Presses a button, once it is there."""
    await until(lambda: buttons(where, label))
    buttons(where, label)[0].click()


async def ask_anyway(window: MainWindow) -> None:
    """Asks although something was found or a limit is in the way, once that is known."""
    gate = window.composer.gate
    await until(lambda: "Ask anyway" in gate.offers and "Checking" not in gate.words)
    await press(gate, "Ask anyway")


def drop(window: MainWindow, *paths: Path) -> None:
    """Drops files on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropped.emit(mime)


def cover(window: MainWindow) -> None:
    """Covers the rectangle from (90, 40) to (210, 110) of the image in view."""
    image = window.canvas.image
    assert image is not None
    window.canvas.edited.emit("Redact", image.with_annotation(Redaction("r", Rect(90, 40, 210, 110))))


def menu_of(window: MainWindow, turn: int = 0) -> dict[str, object]:
    """The menu of a turn: an action for each entry's words; those of a submenu stand after its own and `/`."""
    window.transcript.menu_requested.emit(window.transcript.items[turn].turn.id, "", QCursor.pos())
    menu = [menu for menu in window.findChildren(QMenu) if menu.parent() is window and menu.isVisible()][-1]
    entries = _entries(menu)
    menu.hide()
    return entries


def _entries(menu: QMenu, path: str = "") -> dict[str, object]:
    entries: dict[str, object] = {}
    for action in menu.actions():
        entries[f"{path}{action.text()}"] = action
        inner = action.menu()
        if isinstance(inner, QMenu):
            entries.update(_entries(inner, f"{path}{action.text()}/"))
    return entries


def trigger(entries: dict[str, object], words: str) -> None:
    """Chooses an entry of a menu."""
    entries[words].trigger()  # type: ignore[attr-defined]


def titles(window: MainWindow) -> list[str]:
    """The titles of the conversations in the list."""
    model = window.history.model
    found = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row.title for row in found if isinstance(row, Summary)]


def choose(window: MainWindow, **values: Any) -> None:
    """Changes settings, as their window does."""
    window.actions_["settings"].trigger()
    (opened,) = window.findChildren(SettingsDialog)
    opened.changed.emit(values)
    opened.accept()
