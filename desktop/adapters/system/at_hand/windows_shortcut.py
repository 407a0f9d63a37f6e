"""A global shortcut on Windows by RegisterHotKey, whose messages arrive in Qt's own loop. Written by the documentation
and never run: there was no Windows to try it on.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

from desktop.core.global_shortcut import ShortcutKeys, ShortcutState, ShortcutStatus
from desktop.deferred import deferred

if TYPE_CHECKING:
    import ctypes
    from ctypes import wintypes
else:
    ctypes = deferred("ctypes")
    wintypes = deferred("ctypes.wintypes")

WM_HOTKEY = 0x0312  # WinUser.h, as those below
NO_REPEAT = 0x4000
MODIFIERS = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
VIRTUAL_KEYS = {
    "Space": 0x20,
    "PageUp": 0x21,
    "PageDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Print": 0x2C,
    "Insert": 0x2D,
    "Delete": 0x2E,
    "Pause": 0x13,
}
F1 = 0x70
ALREADY_REGISTERED = 1409  # ERROR_HOTKEY_ALREADY_REGISTERED
HOTKEY_ID = 0x41


def virtual_key(key: str) -> int:
    """Returns the code of a key of `KEYS`; letters and digits are their own."""
    if key in VIRTUAL_KEYS:
        return VIRTUAL_KEYS[key]
    return F1 + int(key[1:]) - 1 if len(key) > 1 else ord(key)


class _Filter(QAbstractNativeEventFilter):
    """Hears the hot key among the messages of the thread."""

    def __init__(self, pressed: Any) -> None:
        super().__init__()
        self._pressed = pressed

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        content = wintypes.MSG.from_address(int(message))
        if content.message == WM_HOTKEY and content.wParam == HOTKEY_ID:
            self._pressed()
        return False, 0


class WindowsShortcut(QObject):
    """Holds one hot key of the GUI thread."""

    pressed = Signal()
    changed = Signal(object)  # ShortcutStatus

    def __init__(self) -> None:
        super().__init__()
        self._filter: _Filter | None = None

    def take(self, keys: ShortcutKeys) -> None:
        """Registers a hot key in the place of the one that was held."""
        self._unregister()
        modifiers = NO_REPEAT
        for name in keys.modifiers:
            modifiers |= MODIFIERS[name]
        if self._user().RegisterHotKey(None, HOTKEY_ID, modifiers, virtual_key(keys.key)):
            self._filter = _Filter(self.pressed.emit)
            app = QCoreApplication.instance()
            if app is not None:
                app.installNativeEventFilter(self._filter)
            self.changed.emit(ShortcutStatus(ShortcutState.ON, str(keys)))
            return
        code = int(ctypes.GetLastError())  # type: ignore[attr-defined, unused-ignore]
        state = ShortcutState.TAKEN if code == ALREADY_REGISTERED else ShortcutState.FAILED
        self.changed.emit(ShortcutStatus(state, str(keys) if state is ShortcutState.TAKEN else str(code)))

    def release(self) -> None:
        """Gives the hot key back."""
        self._unregister()
        self.changed.emit(ShortcutStatus(ShortcutState.OFF))

    def _unregister(self) -> None:
        if self._filter is not None:
            app = QCoreApplication.instance()
            if app is not None:
                app.removeNativeEventFilter(self._filter)
            self._filter = None
            self._user().UnregisterHotKey(None, HOTKEY_ID)

    @staticmethod
    def _user() -> Any:
        return ctypes.windll.user32  # type: ignore[attr-defined, unused-ignore]
