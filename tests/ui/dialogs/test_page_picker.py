"""The window in which pages are chosen."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import quarters
from tests.ui.every_window import main_window


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


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_pages_have_room_for_their_numbers_in_larger_text(qtbot: QtBot, qapp: QApplication, zoom: float) -> None:
    window = main_window(qtbot, Theme(LIGHT, qapp.font()).zoomed(zoom), filled=False)
    dialog = PagePickerDialog(window, "plan.pdf", 6, 2, frames=False)
    dialog.show()
    pages = dialog.findChild(QListWidget)
    assert pages is not None
    assert pages.sizeHintForRow(0) <= pages.gridSize().height()


def test_the_page_that_the_keys_have_reached_is_seen_though_it_is_not_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    window = main_window(qtbot, Theme(LIGHT, qapp.font()), filled=False)
    dialog = PagePickerDialog(window, "plan.pdf", 6, 2, frames=False)
    dialog.show()
    pages = dialog.findChild(QListWidget)
    assert pages is not None
    pages.setFocus()
    qtbot.waitUntil(pages.hasFocus)

    def seen(page: int) -> QImage:
        qapp.processEvents()
        return pages.viewport().grab(pages.visualItemRect(pages.item(page))).toImage()

    before = [seen(page) for page in range(4)]
    assert before[2] != before[1]  # it is chosen
    pages.setCurrentRow(3, QItemSelectionModel.SelectionFlag.NoUpdate)
    after = [seen(page) for page in range(4)]
    assert dialog.pages == (2,)
    assert after[3] != before[3] and after[3] != after[2] != after[1]
