"""The page of the settings about what is at hand: how each part stands, and the start at login."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.controllers.at_hand.shortcut import ShortcutController
from desktop.controllers.at_hand.tray import TrayController
from desktop.core.global_shortcut import ShortcutState
from desktop.messages.settings.at_hand import autostart_failed_words, installed_words, no_autostart_words
from desktop.services.settings.settings_service import SettingsService

if TYPE_CHECKING:
    from desktop.ui.settings.pages.at_hand_page import AtHandPage


class AtHandPageController:
    """Connects the page, which is made with the settings window, and keeps the file for the login in step."""

    def __init__(
        self,
        settings_service: SettingsService,
        shortcut: ShortcutController,
        tray: TrayController,
        start_at_login: Callable[[bool], bool],
        install_entry: Callable[[], Path],
        tell: Callable[[str], None],
    ) -> None:
        """`start_at_login` returns False where the program cannot enter itself; both may raise OSError."""
        self._settings_service = settings_service
        self._shortcut = shortcut
        self._tray = tray
        self._start_at_login = start_at_login
        self._install_entry = install_entry
        self._tell = tell
        self._at_login = settings_service.settings.start_at_login

    def connect(self) -> None:
        """Connects the settings."""
        self._settings_service.changed.connect(lambda settings: self._follow(settings.start_at_login))

    def attach(self, page: "AtHandPage") -> None:
        """Connects a page."""

        def show_shortcut() -> None:
            page.show_shortcut(self._shortcut.words, self._shortcut.status.state is ShortcutState.UNKNOWN_PROGRAM)

        self._shortcut.stated.connect(lambda _: show_shortcut())
        self._tray.stated.connect(page.show_tray)
        page.install_requested.connect(self._install)
        show_shortcut()
        page.show_tray(self._tray.words)

    def _install(self) -> None:
        try:
            path = self._install_entry()
        except OSError as failed:
            self._tell(autostart_failed_words(str(failed.filename)))
            return
        self._tell(installed_words(str(path)))
        self._shortcut.try_again()

    def _follow(self, wanted: bool) -> None:
        if wanted == self._at_login:
            return
        self._at_login = wanted
        try:
            is_entered = self._start_at_login(wanted)
        except OSError as failed:
            self._tell(autostart_failed_words(str(failed.filename)))
            return
        if wanted and not is_entered:
            self._tell(no_autostart_words())
