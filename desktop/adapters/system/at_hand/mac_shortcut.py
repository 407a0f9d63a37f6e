"""A global shortcut on macOS by Carbon's RegisterEventHotKey, which needs no permission. Written by the documentation
and never run: there was no Mac to try it on.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.core.global_shortcut import ShortcutKeys, ShortcutState, ShortcutStatus
from desktop.deferred import deferred

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = deferred("ctypes")

CARBON = "/System/Library/Frameworks/Carbon.framework/Carbon"
# HIToolbox's Events.h and CarbonEvents.h. Ctrl is Command there, as everywhere in Qt, and Meta is Control.
MODIFIERS = {"Ctrl": 0x0100, "Shift": 0x0200, "Alt": 0x0800, "Meta": 0x1000}
KEYBOARD_CLASS, HOT_KEY_PRESSED = 0x6B657962, 5  # 'keyb'
SIGNATURE = 0x41736B63  # 'Askc'
ALREADY_EXISTS = -9878  # eventHotKeyExistsErr
_LETTERS = dict(zip("ASDFHGZXCV", range(10), strict=True)) | dict(zip("BQWERYT", range(11, 18), strict=True))
_LETTERS |= {"O": 31, "U": 32, "I": 34, "P": 35, "L": 37, "J": 38, "K": 40, "N": 45, "M": 46}
_DIGITS = {"1": 18, "2": 19, "3": 20, "4": 21, "6": 22, "5": 23, "9": 25, "7": 26, "8": 28, "0": 29}
_FUNCTION_KEYS = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111, 105, 107, 113, 106, 64, 79, 80, 90)
_NAMED = {
    "Space": 49,
    "Delete": 117,
    "Home": 115,
    "End": 119,
    "PageUp": 116,
    "PageDown": 121,
    "Left": 123,
    "Right": 124,
    "Down": 125,
    "Up": 126,
}
KEY_CODES = _LETTERS | _DIGITS | _NAMED | {f"F{at}": code for at, code in enumerate(_FUNCTION_KEYS, 1)}


class MacShortcut(QObject):
    """Holds one hot key. What the system calls back is kept as long as this object."""

    pressed = Signal()
    changed = Signal(object)  # ShortcutStatus

    def __init__(self) -> None:
        super().__init__()
        self._carbon: Any = None
        self._callback: Any = None
        self._hot_key: Any = None

    def take(self, keys: ShortcutKeys) -> None:
        """Registers a hot key in the place of the one that was held."""
        self._unregister()
        code = KEY_CODES.get(keys.key)
        if code is None:
            self.changed.emit(ShortcutStatus(ShortcutState.NOT_KEYS, str(keys)))
            return
        try:
            if self._carbon is None:
                self._connect()
        except OSError as error:
            self.changed.emit(ShortcutStatus(ShortcutState.FAILED, type(error).__name__))
            return
        modifiers = sum(MODIFIERS[name] for name in keys.modifiers)
        hot_key, identity = ctypes.c_void_p(), (ctypes.c_uint32 * 2)(SIGNATURE, 1)
        register, target = self._carbon.RegisterEventHotKey, self._carbon.GetApplicationEventTarget()
        identity_value = ctypes.c_uint64.from_buffer(identity)  # a struct of two words goes by value in one register
        failed = register(code, modifiers, identity_value, target, 0, ctypes.byref(hot_key))
        if failed:
            state = ShortcutState.TAKEN if failed == ALREADY_EXISTS else ShortcutState.FAILED
            self.changed.emit(ShortcutStatus(state, str(keys) if state is ShortcutState.TAKEN else str(failed)))
            return
        self._hot_key = hot_key
        self.changed.emit(ShortcutStatus(ShortcutState.ON, str(keys)))

    def release(self) -> None:
        """Gives the hot key back."""
        self._unregister()
        self.changed.emit(ShortcutStatus(ShortcutState.OFF))

    def _connect(self) -> None:
        """Loads Carbon and has it call back. Raises OSError."""
        self._carbon = ctypes.CDLL(CARBON)
        self._carbon.GetApplicationEventTarget.restype = ctypes.c_void_p
        pointer, word = ctypes.c_void_p, ctypes.c_uint32
        self._carbon.RegisterEventHotKey.argtypes = (word, word, ctypes.c_uint64, pointer, word, pointer)
        kind = ctypes.CFUNCTYPE(ctypes.c_int32, pointer, pointer, pointer)

        def heard(_call: object, _event: object, _data: object) -> int:
            self.pressed.emit()
            return 0

        self._callback = kind(heard)
        wanted = (ctypes.c_uint32 * 2)(KEYBOARD_CLASS, HOT_KEY_PRESSED)
        install = self._carbon.InstallEventHandler
        install.argtypes = (pointer, kind, ctypes.c_ulong, pointer, pointer, pointer)
        install(self._carbon.GetApplicationEventTarget(), self._callback, 1, ctypes.byref(wanted), None, None)

    def _unregister(self) -> None:
        hot_key, self._hot_key = self._hot_key, None
        if hot_key is not None:
            self._carbon.UnregisterEventHotKey(hot_key)
