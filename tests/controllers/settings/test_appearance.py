from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.controllers.settings.appearance import AppearanceController
from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.look.system_colors import System
from desktop.ui.theme import DARK, LIGHT, Theme
from tests.controllers.fakes import FakeSettings


class Window(QObject):
    """A window that records what it is to look like."""

    colors_wanted = Signal()
    scheme_changed = Signal(Qt.ColorScheme)

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme(LIGHT, QFont())
        self.shown: list[Theme] = []

    def show_colors(self, theme: Theme) -> None:
        self.theme = theme
        self.shown.append(theme)


def actions() -> Actions:
    """Actions whose window lives as long as the test."""
    host = QWidget()
    _hosts.append(host)
    return Actions(host)


_hosts: list[QWidget] = []


def test_all_text_grows_and_shrinks_by_steps_that_are_kept(qapp: QApplication) -> None:
    window, font, keys = Window(), QFont(), actions()
    settings = FakeSettings(theme="light", text_size="300")
    controller = AppearanceController(settings, window, Composer(), keys, font, (window.scheme_changed,), System())
    controller.connect()
    controller.show()
    assert window.theme.points == font.pointSizeF() * 3
    for name, size in (("larger", "400"), ("larger", "400"), ("smaller", "300"), ("usual", "100")):
        keys[name].trigger()
        assert settings.settings.text_size == size
        assert window.theme.points == font.pointSizeF() * int(size) / 100


def test_colours_and_the_key_that_asks_follow_the_settings(qapp: QApplication) -> None:
    window, composer, font = Window(), Composer(), QFont()
    settings = FakeSettings(theme="dark", enter_asks=False)
    controller = AppearanceController(settings, window, composer, actions(), font, (window.scheme_changed,), System())
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
    controller = AppearanceController(
        FakeSettings(theme="light"), window, Composer(), actions(), QFont(), (window.scheme_changed,), System()
    )
    controller.connect()
    window.colors_wanted.emit()
    window.scheme_changed.emit(Qt.ColorScheme.Dark)
    assert window.shown == []
    window.theme = Theme(DARK, QFont())
    window.colors_wanted.emit()
    assert [theme.colors for theme in window.shown] == [LIGHT]
