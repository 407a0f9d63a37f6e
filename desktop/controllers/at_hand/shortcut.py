"""The global shortcut, while the settings want it: its keys freeze the screen for Quick ask."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.core.global_shortcut import ShortcutState, ShortcutStatus, shortcut_keys
from desktop.core.image.screenshot import CaptureUse
from desktop.messages.settings.at_hand import shortcut_words
from desktop.services.image.screen_capture import CaptureWish, ScreenCapture
from desktop.services.ports.global_shortcut import GlobalShortcut
from desktop.services.settings.settings_service import SettingsService

TOLD = (
    ShortcutState.NOT_KEYS,
    ShortcutState.TAKEN,
    ShortcutState.NO_SERVICE,
    ShortcutState.CLOSED,
    ShortcutState.FAILED,
)
"""States that are told in the window, too: the user expects the keys to work."""


class _ShortcutStates(QObject):
    stated = Signal(ShortcutStatus)


class ShortcutController:
    """Takes and releases the keys.

    `warm` prepares what the first press will show; `command` returns the line that the desktop can bind itself.
    """

    def __init__(
        self,
        settings_service: SettingsService,
        screen_capture: ScreenCapture,
        new_shortcut: Callable[[], GlobalShortcut],
        warm: Callable[[], None],
        tell: Callable[[str], None],
        command: Callable[[], str],
    ) -> None:
        self._settings_service = settings_service
        self._screen_capture = screen_capture
        self._new_shortcut = new_shortcut
        self._warm = warm
        self._tell = tell
        self._command = command
        self._shortcut: GlobalShortcut | None = None
        self._taken = ""  # the keys that were asked for
        self._status = ShortcutStatus(ShortcutState.OFF)
        self._signals = _ShortcutStates()

    def connect(self) -> None:
        """Connects the settings."""
        self._settings_service.changed.connect(lambda _: self.show())

    def show(self) -> None:
        """Takes the keys that the settings name, or releases them."""
        settings = self._settings_service.settings
        wanted = settings.shortcut if settings.shortcut_on else ""
        if wanted == self._taken:
            return
        self._taken = wanted
        if wanted:
            self._take(wanted)
        else:
            self.put_away()

    def try_again(self) -> None:
        """Asks the system for the keys once more."""
        if self._taken:
            self._take(self._taken)

    def put_away(self) -> None:
        """Releases the keys."""
        self._taken = ""
        if self._shortcut is not None:
            self._shortcut.release()
        self._state(ShortcutStatus(ShortcutState.OFF))

    @property
    def status(self) -> ShortcutStatus:
        """How the shortcut stands."""
        return self._status

    @property
    def words(self) -> str:
        """The same in words."""
        return shortcut_words(self._status, self._command()) if self._status.state is not ShortcutState.OFF else ""

    @property
    def stated(self) -> SignalInstance:
        """Emitted with the ShortcutStatus when it changes."""
        return self._signals.stated

    def _take(self, text: str) -> None:
        keys = shortcut_keys(text)
        if keys is None:
            if self._shortcut is not None:
                self._shortcut.release()
            self._state(ShortcutStatus(ShortcutState.NOT_KEYS, text))
            return
        if self._shortcut is None:
            self._shortcut = self._new_shortcut()
            self._shortcut.pressed.connect(self._press)
            self._shortcut.changed.connect(self._state)
        self._shortcut.take(keys)

    def _press(self) -> None:
        self._screen_capture.start(CaptureWish(use=CaptureUse.QUICK, steps_aside=False))

    def _state(self, status: ShortcutStatus) -> None:
        if status == self._status:
            return
        self._status = status
        self._signals.stated.emit(status)
        if status.state is ShortcutState.ON:
            self._warm()
        elif status.state in TOLD:
            self._tell(self.words)
