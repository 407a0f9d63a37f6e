"""The tray icon, while the settings want it, and whether the program goes on without its window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop.core.image.screenshot import CaptureUse
from desktop.messages.settings.at_hand import no_tray_words
from desktop.services.image.screen_capture import CaptureWish, ScreenCapture
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.at_hand.tray_icon import TrayIcon

WAIT_MS = 8_000  # for the tray of a desktop that has just been logged in to; chosen


class _TrayStates(QObject):
    stated = Signal(str)


class TrayController:
    """Owner of the icon. `tell` shows a notice in the window."""

    def __init__(
        self,
        settings_service: SettingsService,
        screen_capture: ScreenCapture,
        window: MainWindow,
        new_icon: Callable[[], "TrayIcon"],
        tell: Callable[[str], None],
        wait_ms: int = WAIT_MS,
    ) -> None:
        self._settings_service = settings_service
        self._screen_capture = screen_capture
        self._window = window
        self._new_icon = new_icon
        self._tell = tell
        self._icon: TrayIcon | None = None
        self._words = ""
        self._signals = _TrayStates()
        self._looking = QTimer(window, singleShot=True, interval=wait_ms)

    def connect(self) -> None:
        """Connects the settings."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._looking.timeout.connect(self._look)

    def show(self) -> None:
        """Shows the icon, or takes it away, as the settings want it."""
        wanted = self._settings_service.settings.tray
        if wanted and self._icon is None:
            self._icon = self._connected(self._new_icon())
            self._icon.show()
            if self._icon.is_possible():
                self._state("")
            else:
                self._looking.start()
        elif not wanted and self._icon is not None:
            self.put_away()

    def put_away(self) -> None:
        """Takes the icon away."""
        self._looking.stop()
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon.menu.deleteLater()
            self._icon = None
        self._state("")

    @property
    def is_shown(self) -> bool:
        """True if the user can reach the program by its icon."""
        return self._icon is not None and self._icon.is_possible()

    @property
    def words(self) -> str:
        """Why there is no icon although one is wanted; empty otherwise."""
        return self._words

    @property
    def stated(self) -> SignalInstance:
        """Emitted with these words when they change."""
        return self._signals.stated

    def keeps_running(self) -> bool:
        """Hides the window that the user closes, if the icon brings it back. Returns False if the program is to end."""
        if not (self._settings_service.settings.close_to_tray and self.is_shown):
            return False
        self._window.wants_to_close = False
        self._window.hide()
        return True

    def leave_if_unseen(self) -> None:
        """Ends the program if neither a window nor the icon is left to reach it by; an answer is not lost by it."""
        if self._window.isHidden() and not self.is_shown and not self._looking.isActive():
            self._window.closed.emit()

    def show_if_unreachable(self) -> None:
        """Shows the window of a start in the background where no icon will: nobody could reach the program."""
        if self._icon is None:
            self._window.come_to_front()

    def _connected(self, icon: "TrayIcon") -> "TrayIcon":
        quick = CaptureWish(use=CaptureUse.QUICK)  # it steps aside, so that the menu has gone from the picture
        icon.capture_requested.connect(lambda: self._screen_capture.start(CaptureWish()))
        icon.quick_requested.connect(lambda: self._screen_capture.start(quick))
        icon.open_requested.connect(self._window.come_to_front)
        icon.quit_requested.connect(self._window.actions_["quit"].trigger)
        return icon

    def _look(self) -> None:
        """Says that the desktop shows no icons, and brings the window back that only an icon would."""
        if self._icon is not None and not self._icon.is_possible():
            self._state(no_tray_words())
            self._window.come_to_front()
            self._tell(self._words)

    def _state(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._signals.stated.emit(words)
