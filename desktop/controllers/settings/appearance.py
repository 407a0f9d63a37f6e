"""The window's appearance as the settings want it: its colours, and the key that asks."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QFont

from desktop.services.settings.settings_service import SettingsService
from desktop.ui.composer.composer import Composer
from desktop.ui.theme import Theme, ThemeColors, colors_for


class ColoredWindow(Protocol):
    """The window, as far as its colours go."""

    @property
    def colors_wanted(self) -> SignalInstance:
        """Emitted when the window notices that the system's colours have changed."""

    @property
    def colors(self) -> ThemeColors:
        """Returns the colours that it has now."""

    def show_colors(self, theme: Theme) -> None:
        """Show everything in these colours."""


class AppearanceController:
    """Follows the settings and the system's colour scheme."""

    def __init__(
        self,
        settings_service: SettingsService,
        window: ColoredWindow,
        composer: Composer,
        font: QFont,
        scheme_changed: SignalInstance,
    ) -> None:
        """`scheme_changed` is emitted when the system changes between light and dark."""
        self._settings_service = settings_service
        self._window = window
        self._composer = composer
        self._font = font
        self._scheme_changed = scheme_changed

    def connect(self) -> None:
        """Connect the settings, the window and the system."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._window.colors_wanted.connect(self._show_colors)
        self._scheme_changed.connect(lambda _: self._show_colors())

    def show(self) -> None:
        """Apply the settings in force."""
        self._composer.show_enter(self._settings_service.settings.enter_asks)
        self._show_colors()

    def _show_colors(self) -> None:
        colors = colors_for(self._settings_service.settings.theme)
        if colors != self._window.colors:
            self._window.show_colors(Theme(colors, self._font))
