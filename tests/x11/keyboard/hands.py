"""Hands on a keyboard of one layout: letters are pressed by key, wherever the layout has its own."""

from dataclasses import dataclass

from desktop.ui.keys.positions import BY_EVDEV, XKB_OFFSET
from tests.x11.screen import Screen

CODES = {letter: str(code + XKB_OFFSET) for code, letter in BY_EVDEV.items()} | {" ": "65"}
HELD = {"ctrl": "37", "shift": "50", "alt": "64"}


@dataclass
class Hands:
    """A user who has no mouse, at a display whose keyboard has only that layout."""

    at: Screen
    layout: str

    def take(self) -> None:
        """Sets the layout, alone: no Latin one stands beside it."""
        self.at.do("setxkbmap", "-layout", self.layout, "-option", "")

    def press(self, *chords: str) -> None:
        """Presses keys one after another: `ctrl+K` is the key that is K on a US board; others by X's names."""
        for chord in chords:
            *modifiers, key = chord.split("+")
            codes = [HELD[name] for name in modifiers]
            for code in codes:
                self.at.do("xdotool", "keydown", code)
            self.at.do("xdotool", "key", CODES.get(key, key))
            for code in reversed(codes):
                self.at.do("xdotool", "keyup", code)

    def write(self, letters: str) -> None:
        """Presses the keys of these letters of a US board, which write others on this layout."""
        self.at.do("xdotool", "key", "--delay", "30", *(CODES[letter.upper()] for letter in letters))

    def repeat(self, chord: str, times: int) -> None:
        """Presses a key several times."""
        self.press(*[chord] * times)

    def copied(self) -> str:
        """The text on the clipboard; empty while there is none."""
        return self.at.pasted() if "UTF8_STRING" in self.at.targets() else ""

    def copy_until(self, wanted: str, *chords: str, within_s: float = 240.0) -> None:
        """Presses keys until that text is on the clipboard."""

        def look() -> bool:
            self.press(*chords)
            return wanted in self.copied()

        self.at.wait(look, within_s)
