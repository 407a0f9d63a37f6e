"""The settings about the program itself: a page of the settings window."""

from typing import get_args

from desktop.core.settings.settings import Settings, Theme
from desktop.ui.settings.fields import SettingsPage


class GeneralPage(SettingsPage):
    """Says what the user changed."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = self.add_choice("theme", ((theme, theme.capitalize()) for theme in get_args(Theme)))
        self._history = self.add_switch("keep_history", "Keep history: conversations stay on this computer")
        self._enter = self.add_switch("enter_asks", "Enter asks, Shift+Enter breaks the line")

    def show_settings(self, settings: Settings) -> None:
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        self._history.setChecked(settings.keep_history)
        self._enter.setChecked(settings.enter_asks)
