"""A system that changes from one of its high contrast palettes to another while the program runs."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.controllers.settings.appearance import AppearanceController
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeSettings
from tests.helpers.look.contrast_palettes import OF_WINDOWS, contrast_palette
from tests.helpers.look.wishes import Wishes
from tests.ui.every_window import main_window


def test_another_palette_of_the_system_is_followed(qtbot: QtBot, qapp: QApplication) -> None:
    """The system is as dark and as rich in contrast as before, so that all it tells is that its theme has changed."""
    window = main_window(qtbot, Theme(LIGHT, qapp.font()))
    system = Wishes()
    controller = AppearanceController(
        FakeSettings(theme="system"), window, window.composer, window.actions_, qapp.font(), (), system
    )
    controller.connect()
    controller.show()
    for name, (ground, words, *_) in OF_WINDOWS.items():
        system.now = contrast_palette(name)
        qapp.sendEvent(window.windowHandle(), QEvent(QEvent.Type.ThemeChange))  # as Qt does once it has the palette
        assert (window.colors.page, window.colors.text) == (ground, words)
        seen = window.conversation_pane.head.grab().toImage()
        assert ground in {seen.pixelColor(x, seen.height() // 2).name() for x in range(seen.width())}
