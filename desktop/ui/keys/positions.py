"""The letters of keys by their position, whatever the layout writes with them. The positions are those of a US board.

X11 and Wayland count as evdev does, plus 8, and Windows' scan codes are evdev's for the keys with letters; macOS has
its own virtual key codes.
"""

import sys
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'", 44: "ZXCVBNM,./"}  # evdev's codes, row by row
BY_EVDEV = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)} | {43: "\\"}
_APPLE_ROWS = {  # kVK_ANSI_… of Carbon's HIToolbox/Events.h; a space is a key that writes nothing here
    0: "ASDFHGZXCV BQWERYT123465=97-80]OU[IP LJ'K;\\,/NM.",
}
BY_APPLE = {first + at: letter for first, row in _APPLE_ROWS.items() for at, letter in enumerate(row) if letter != " "}
XKB_OFFSET = 8
FIRST_NOT_ASCII, FIRST_NOT_LATIN = 0x80, 0x250
WRITTEN_BY_LAYOUT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def letter_at(scan_code: int, virtual_key: int, platform: str = sys.platform) -> str:
    """Returns what a US board writes with a key, as a capital; empty if the key has no letter, digit or sign there."""
    if platform == "darwin":
        return BY_APPLE.get(virtual_key, "")
    return BY_EVDEV.get(scan_code if platform == "win32" else scan_code - XKB_OFFSET, "")


def letter_of(event: QKeyEvent) -> str:
    """Returns the capital that a key stands for: what it writes if that is a Latin letter, a digit or a bracket, or
    else what a US board writes there.
    """
    written = event.text().upper()
    if written.isascii() and (written.isalnum() or written in ("[", "]")):
        return written
    return letter_at(event.nativeScanCode(), event.nativeVirtualKey())


def is_of_other_script(key: int) -> bool:
    """Returns True for the key of a letter that is not Latin; a euro sign or a dash is none."""
    if not FIRST_NOT_LATIN <= key <= sys.maxunicode:
        return False
    return chr(key).isalpha() and not unicodedata.name(chr(key), "").startswith("LATIN")


def is_latin_letter(key: int) -> bool:
    """Returns True for the key of an unaccented Latin letter."""
    return Qt.Key.Key_A <= key <= Qt.Key.Key_Z
