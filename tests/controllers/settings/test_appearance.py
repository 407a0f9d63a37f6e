from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.controllers.settings.appearance import AppearanceController
from desktop.ui.composer.composer import Composer
from desktop.ui.theme import DARK, LIGHT, Theme, ThemeColors
from tests.controllers.fakes import FakeSettings


class Window(QObject):
    """A window that records what it is to look like."""

    colors_wanted = Signal()
    scheme_changed = Signal(Qt.ColorScheme)

    def __init__(self) -> None:
        super().__init__()
        self.colors: ThemeColors = LIGHT
        self.shown: list[Theme] = []

    def show_colors(self, theme: Theme) -> None:
        self.colors = theme.colors
        self.shown.append(theme)


def test_colours_and_the_key_that_asks_follow_the_settings(qapp: QApplication) -> None:
    window, composer, font = Window(), Composer(), QFont()
    settings = FakeSettings(theme="dark", enter_asks=False)
    controller = AppearanceController(settings, window, composer, font, window.scheme_changed)
    controller.connect()
    assert window.shown == []
    controller.show()
    assert [theme.colors for theme in window.shown] == [DARK]
    assert not composer.field.enter_asks
    settings.change(theme="light", enter_asks=True)
    assert [theme.colors for theme in window.shown] == [DARK, LIGHT]
    assert composer.field.enter_asks


def test_the_same_colours_are_not_shown_again(qapp: QApplication) -> None:
    window = Window()
    controller = AppearanceController(FakeSettings(theme="light"), window, Composer(), QFont(), window.scheme_changed)
    controller.connect()
    window.colors_wanted.emit()
    window.scheme_changed.emit(Qt.ColorScheme.Dark)
    assert window.shown == []
    window.colors = DARK
    window.colors_wanted.emit()
    assert [theme.colors for theme in window.shown] == [LIGHT]
