"""The window in which pages are chosen."""

import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.helpers.images import quarters
from tests.ui.every_window import main_window


def test_pages_are_chosen_one_or_several(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = PagePickerDialog(host, theme, "plan\u202e.pdf", 40, 2, frames=False)
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
def test_pages_grow_with_the_text_and_have_room_for_their_numbers(
    qtbot: QtBot, qapp: QApplication, zoom: float
) -> None:
    window = main_window(qtbot, Theme(LIGHT, qapp.font()).zoomed(zoom), filled=False)
    dialog, pages = picker(window)
    qapp.processEvents()
    room = pages.visualItemRect(pages.item(0)).size()
    assert room.height() >= window.theme.px(150) + pages.fontMetrics().lineSpacing()
    assert room.width() > window.theme.px(132)
    dialog.show_look(Theme(LIGHT, qapp.font()).zoomed(zoom * 1.5))
    qapp.processEvents()
    assert pages.visualItemRect(pages.item(0)).width() > room.width()


def picker(window: MainWindow) -> tuple[PagePickerDialog, QListWidget]:
    """A dialog of six pages, of which the third is chosen, with its list."""
    dialog = PagePickerDialog(window, window.theme, "plan.pdf", 6, 2, frames=False)
    dialog.show()
    pages = dialog.findChild(QListWidget)
    assert pages is not None
    return dialog, pages


def seen(pages: QListWidget, page: int) -> QImage:
    """What is seen of a page."""
    QApplication.processEvents()
    place = pages.visualItemRect(pages.item(page))
    place.moveTopLeft(pages.viewport().mapTo(pages.window(), place.topLeft()))
    return pages.window().grab(place).toImage()


def test_the_page_that_the_keys_have_reached_is_seen_though_it_is_not_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    dialog, pages = picker(main_window(qtbot, Theme(LIGHT, qapp.font()), filled=False))
    pages.setFocus()
    qtbot.waitUntil(pages.hasFocus)
    before = [seen(pages, page) for page in range(4)]
    assert before[2] != before[1]  # it is chosen
    pages.setCurrentRow(3, QItemSelectionModel.SelectionFlag.NoUpdate)
    after = [seen(pages, page) for page in range(4)]
    assert dialog.pages == (2,)
    assert after[3] != before[3] and after[3] != after[2] != after[1]
    ring = [after[3].pixelColor(0, y).name() for y in range(20, after[3].height() - 20)]
    assert set(ring) == {LIGHT.accent}  # a whole line, as everywhere, and no dashes
    assert after[3].pixelColor(3, 60).name() == LIGHT.page  # which stands off


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT], ids=("light", "dark", "contrast"))
def test_a_page_in_the_colour_of_the_ground_has_an_edge(qtbot: QtBot, qapp: QApplication, colors: ThemeColors) -> None:
    dialog, pages = picker(main_window(qtbot, Theme(colors, qapp.font()), filled=False))
    blank = PixelBuffer.of(Image.new("RGB", (132, 150), colors.page))
    bare = seen(pages, 0)
    dialog.show_page(0, blank)
    shown = seen(pages, 0)
    middle = shown.height() // 2
    changed = [x for x in range(shown.width()) if shown.pixelColor(x, middle) != bare.pixelColor(x, middle)]
    assert len(changed) == 2
    assert {shown.pixelColor(x, middle).name() for x in changed} == {colors.edge}
