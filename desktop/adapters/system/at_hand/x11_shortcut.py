"""A global shortcut on X11: the key is grabbed from the server on a connection of its own.

The state of Caps Lock and Num Lock is part of what a grab compares, so every combination of them is grabbed. A grab
that another program holds is refused with BadAccess. When the keyboard is mapped otherwise, the key is grabbed again.
"""

import contextlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from desktop.core.global_shortcut import ShortcutKeys, ShortcutState, ShortcutStatus
from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import xcffib
    from xcffib import xproto
else:
    xcffib = deferred("xcffib")
    xproto = deferred("xcffib.xproto")

SHIFT, LOCK, CONTROL, MOD1, MOD4 = 1, 2, 4, 8, 64  # KeyButMask of X.h
MODIFIER_BITS = {"Shift": SHIFT, "Ctrl": CONTROL, "Alt": MOD1, "Meta": MOD4}
NUM_LOCK, SCROLL_LOCK = 0xFF7F, 0xFF14  # keysymdef.h, as those below
KEYSYMS = {
    "Space": 0x20,
    "Print": 0xFF61,
    "Pause": 0xFF13,
    "Insert": 0xFF63,
    "Delete": 0xFFFF,
    "Home": 0xFF50,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "PageUp": 0xFF55,
    "PageDown": 0xFF56,
    "End": 0xFF57,
}
F1 = 0xFFBE


def keysym(key: str) -> int:
    """Returns the symbol of a key of `KEYS`."""
    if key in KEYSYMS:
        return KEYSYMS[key]
    return F1 + int(key[1:]) - 1 if len(key) > 1 else ord(key.lower())


class X11Shortcut(QObject):
    """Holds one key combination at the server that DISPLAY names. On the GUI thread."""

    pressed = Signal()
    changed = Signal(object)  # ShortcutStatus

    def __init__(self) -> None:
        super().__init__()
        self._connection: Any = None
        self._notifier: QSocketNotifier | None = None
        self._keys: ShortcutKeys | None = None
        self._grabs: tuple[tuple[int, int], ...] = ()  # key code and modifiers of each
        self._status = ShortcutStatus(ShortcutState.OFF)

    def take(self, keys: ShortcutKeys) -> None:
        """Grabs a combination in the place of the one that was held."""
        self._keys = keys
        try:
            if self._connection is None:
                self._connect()
            self._ungrab()
            self._tell(self._grab(keys))
        except Exception as error:
            # a server that goes or answers oddly is raised as nearly anything
            log.warning("no global shortcut from the X server: %s", type(error).__name__)
            self._tell(ShortcutStatus(ShortcutState.FAILED, type(error).__name__))

    def release(self) -> None:
        """Gives the combination back, and closes the connection."""
        self._keys = None
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._connection is not None:
            with contextlib.suppress(Exception):
                self._ungrab()
                self._connection.core.GetInputFocus().reply()  # whoever asks for the keys next finds them free
            with contextlib.suppress(Exception):
                self._connection.disconnect()
            self._connection, self._grabs = None, ()
        self._tell(ShortcutStatus(ShortcutState.OFF))

    def _tell(self, status: ShortcutStatus) -> None:
        if status != self._status:
            self._status = status
            self.changed.emit(status)

    def _connect(self) -> None:
        self._key_press = xproto.KeyPressEvent  # the first look imports xproto, which gives every connection its `core`
        self._connection = xcffib.connect()  # type: ignore[no-untyped-call]
        descriptor = self._connection.get_file_descriptor()
        self._notifier = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @property
    def _root(self) -> int:
        return int(self._connection.get_setup().roots[self._connection.pref_screen].root)

    def _grab(self, keys: ShortcutKeys) -> ShortcutStatus:
        codes, locks = self._mapped(keysym(keys.key))
        if not codes:
            return ShortcutStatus(ShortcutState.NOT_KEYS, str(keys))
        wanted = 0
        for name in keys.modifiers:
            wanted |= MODIFIER_BITS[name]
        mode = xproto.GrabMode.Async
        for code in codes:
            for lock in locks:
                grab = code, wanted | lock
                try:
                    self._connection.core.GrabKeyChecked(False, self._root, grab[1], code, mode, mode).check()
                except xproto.AccessError:
                    self._ungrab()
                    return ShortcutStatus(ShortcutState.TAKEN, str(keys))
                self._grabs = (*self._grabs, grab)
        return ShortcutStatus(ShortcutState.ON, str(keys))

    def _ungrab(self) -> None:
        grabs, self._grabs = self._grabs, ()
        if self._connection is not None:
            for code, modifiers in grabs:
                self._connection.core.UngrabKey(code, self._root, modifiers)
            self._connection.flush()

    def _mapped(self, symbol: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Returns the codes of a key, and every combination of the bits of the locks."""
        setup, core = self._connection.get_setup(), self._connection.core
        first, count = setup.min_keycode, setup.max_keycode - setup.min_keycode + 1
        mapping = core.GetKeyboardMapping(first, count).reply()
        width, symbols = mapping.keysyms_per_keycode, list(mapping.keysyms)
        codes_of = {
            wanted: {first + at // width for at, found in enumerate(symbols) if found == wanted}
            for wanted in (symbol, NUM_LOCK, SCROLL_LOCK)
        }
        modifiers = core.GetModifierMapping().reply()
        per, codes = modifiers.keycodes_per_modifier, list(modifiers.keycodes)
        bits = {LOCK}
        for at, code in enumerate(codes):
            if code and code in codes_of[NUM_LOCK] | codes_of[SCROLL_LOCK]:
                bits.add(1 << (at // per))
        combinations = {0}
        for bit in bits:
            combinations |= {other | bit for other in combinations}
        return tuple(sorted(codes_of[symbol])), tuple(sorted(combinations))

    def _read(self) -> None:
        """Takes the events that have come."""
        try:
            while self._connection is not None and (event := self._connection.poll_for_event()) is not None:
                if isinstance(event, self._key_press):
                    self.pressed.emit()
                elif isinstance(event, xproto.MappingNotifyEvent) and self._keys is not None:
                    self.take(self._keys)
        except Exception as error:
            log.warning("the X server no longer hands over the shortcut: %s", type(error).__name__)
            if self._notifier is not None:
                self._notifier.setEnabled(False)
            self._tell(ShortcutStatus(ShortcutState.FAILED, type(error).__name__))
