"""A theme that changes while windows are open."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from desktop.composition.lazy_windows import settings_window
from desktop.core.settings.settings import Settings
from desktop.ui.find_bar import FindBar
from desktop.ui.icons import icon
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.ui.every_window import main_window


def inks(shown: QIcon, side: int = 48) -> set[str]:
    """Returns the opaque colours of an icon."""
    image = shown.pixmap(QSize(side, side), 1.0).toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {color.name() for color in colors if color.alpha() == 255}


@pytest.mark.parametrize("after", [DARK, CONTRAST_DARK, CONTRAST_LIGHT], ids=("dark", "black", "white"))
def test_icons_of_open_windows_take_the_new_colours_and_the_old_ones_again(
    qtbot: QtBot, qapp: QApplication, after: ThemeColors
) -> None:
    light = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, light)
    settings, bar = SettingsDialog(window, light), FindBar(LIGHT)
    settings.show_settings(Settings())
    window.add_find_bar(bar)
    (pages,) = (view for view in settings.findChildren(QListWidget) if view.objectName() == "pages")
    for colors in (LIGHT, after, LIGHT):
        window.show_colors(Theme(colors, qapp.font()))
        shown = [pages.item(0).icon(), *(button.icon() for button in bar.findChildren(QToolButton))]
        assert [inks(one) for one in shown] == [{QColor(colors.text).name()}] * len(shown)


def test_open_settings_give_larger_text_its_room(qtbot: QtBot, qapp: QApplication) -> None:
    usual = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, usual)
    settings = settings_window(window)
    settings.show_settings(Settings())
    (pages,) = (view for view in settings.findChildren(QListWidget) if view.objectName() == "pages")
    try:
        for is_open in (True, False):
            settings.setVisible(is_open)
            window.show_colors(usual.zoomed(1.5))
            settings.show()
            QApplication.processEvents()
            words = [pages.item(row).text() for row in range(pages.count())]
            assert max(pages.sizeHintForColumn(0), 1) <= pages.viewport().width(), (is_open, words)
            window.show_colors(usual)
    finally:
        window.show_colors(usual)


def test_a_colour_that_belongs_to_no_theme_stays(qtbot: QtBot, qapp: QApplication) -> None:
    window = main_window(qtbot, Theme(LIGHT, qapp.font()))
    own = icon("new", "#123456")
    window.show_colors(Theme(DARK, qapp.font()))
    assert inks(own) == {"#123456"}
    window.show_colors(Theme(LIGHT, qapp.font()))
