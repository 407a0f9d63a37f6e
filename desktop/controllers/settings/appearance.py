"""The window's appearance as the settings want it: its colours, the size of its text, and the key that asks."""

from functools import partial
from typing import Protocol, get_args

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QFont

from desktop.core.settings.settings import TextSize
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.look.system_colors import System, colors_for
from desktop.ui.theme import Theme

SIZES: tuple[str, ...] = get_args(TextSize)
USUAL = "100"
STEPS = (("larger", 1), ("smaller", -1), ("usual", 0))


class ColoredWindow(Protocol):
    """The window, as far as its colours and its text go."""

    @property
    def colors_wanted(self) -> SignalInstance:
        """Emitted when the window notices that the system's colours have changed."""

    @property
    def theme(self) -> Theme:
        """Returns the colours and the font that it has now."""

    def show_colors(self, theme: Theme) -> None:
        """Shows everything in these colours."""


class AppearanceController:
    """Follows the settings and the system's colour scheme."""

    def __init__(
        self,
        settings_service: SettingsService,
        window: ColoredWindow,
        composer: Composer,
        actions: Actions,
        font: QFont,
        system_changed: tuple[SignalInstance, ...],
        system: System,
    ) -> None:
        """`font` is that of 100 %; `system_changed` are emitted when the system changes between light and dark, or its
        contrast. That it changes its palette alone is what the window notices.
        """
        self._settings_service = settings_service
        self._window = window
        self._composer = composer
        self._actions = actions
        self._font = font
        self._system_changed = system_changed
        self._system = system

    def connect(self) -> None:
        """Connects the settings, the window and the system."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._window.colors_wanted.connect(self._show_colors)
        for changed in self._system_changed:
            changed.connect(lambda _: self._show_colors())
        for name, step in STEPS:
            self._actions[name].triggered.connect(partial(self._step_size, step))

    def show(self) -> None:
        """Applies the settings in force."""
        self._composer.show_enter(self._settings_service.settings.enter_asks)
        self._show_colors()

    def _show_colors(self) -> None:
        settings = self._settings_service.settings
        theme = Theme(colors_for(settings.theme, self._system), self._font).zoomed(int(settings.text_size) / 100)
        if theme != self._window.theme:
            self._window.show_colors(theme)

    def _step_size(self, step: int, _: bool = False) -> None:
        """Takes the next larger or smaller text, or with 0 the usual one."""
        at = SIZES.index(self._settings_service.settings.text_size) + step
        self._settings_service.change(text_size=SIZES[max(0, min(len(SIZES) - 1, at))] if step else USUAL)
