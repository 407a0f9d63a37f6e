"""The window in which pages are chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.dialogs.page_picker import PagePickerDialog
from tests.helpers.images import quarters


def test_pages_are_chosen_one_or_several(qtbot: QtBot, host: QWidget) -> None:
    window = PagePickerDialog(host, "plan\u202e.pdf", 40, 2, frames=False)
    wanted: list[int] = []
    window.wanted.connect(wanted.append)
    window.show()
    window.ask_for_visible()
    assert 0 < len(wanted) < 40
    window.ask_for_visible()
    assert len(wanted) == len(set(wanted))
    window.show_page(wanted[0], PixelBuffer.of(quarters()))
    assert window.pages == (2,)
    (listed,) = window.findChildren(QListWidget)
    (take,) = (button for button in window.findChildren(QPushButton) if button.text().startswith("Add"))
    place = listed.visualItemRect(listed.item(5)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert take.text() == "Add 2 pages"
    with qtbot.waitSignal(window.chosen) as chosen:
        take.click()
    assert chosen.args == [(2, 5)]
    listed.clearSelection()
    assert not take.isEnabled()
