"""The menus."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.buttons import chevron_button
from desktop.ui.look.menu import Menu
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.ui.every_window import main_window


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_button_with_a_chevron_runs_as_the_program_does(qtbot: QtBot, host: QWidget) -> None:
    button = chevron_button("More", "More tools")
    button.setParent(host)
    menu = Menu(button)
    menu.addAction("Pen")
    button.setMenu(menu)
    directions = [menu.layoutDirection()]
    host.show()
    menu.popup(host.mapToGlobal(host.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    directions.append(menu.layoutDirection())
    menu.close()
    assert set(directions) == {host.layoutDirection()} != {button.layoutDirection()}


def test_a_menu_higher_than_its_screen_scrolls_and_has_one_column(qtbot: QtBot) -> None:
    window = main_window(qtbot, Theme(LIGHT, QApplication.font()), filled=False)
    menu = Menu(window)
    for number in range(100):
        menu.addAction(f"Entry {number}")
    places = [menu.actionGeometry(action) for action in menu.actions()]
    assert sum(place.height() for place in places) > window.screen().availableGeometry().height()
    assert len({place.x() for place in places}) == 1


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
def test_icons_and_ticks_of_menus_grow_with_the_text_and_are_seen(
    qtbot: QtBot, qapp: QApplication, colors: ThemeColors, zoom: float
) -> None:
    theme = Theme(colors, qapp.font()).zoomed(zoom)
    menu = Menu(main_window(qtbot, theme, filled=False))
    entry = menu.addAction("gpt-4o")
    entry.setCheckable(True)
    assert menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu) == theme.px(16)

    def seen() -> QImage:
        return menu.grab(menu.actionGeometry(entry)).toImage()

    bare = seen()
    entry.setChecked(True)
    ticked = seen()
    tick = [
        (x, y)
        for x in range(ticked.width())
        for y in range(ticked.height())
        if ticked.pixelColor(x, y) != bare.pixelColor(x, y)
    ]
    columns = {x for x, _ in tick}
    assert max(columns) - min(columns) >= theme.px(8)
    darkest = max(abs(ticked.pixelColor(*at).lightness() - QColor(colors.page).lightness()) for at in tick)
    assert darkest > 180
