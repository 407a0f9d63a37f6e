"""Hands on a keyboard of one layout: keys are pressed by place on one with letters of its own, else by letter."""

from dataclasses import dataclass

from desktop.ui.keys.positions import BY_EVDEV, XKB_OFFSET
from tests.x11.screen import Screen

CODES = {letter: str(code + XKB_OFFSET) for code, letter in BY_EVDEV.items()} | {" ": "65"}
SIGNS = {",": "comma", "/": "slash"}
LATIN = ("us", "de", "fr", "cz")
HELD = {"ctrl": "37", "shift": "50", "alt": "64"}


@dataclass
class Hands:
    """A user who has no mouse, at a display whose keyboard has only that layout: its name, perhaps with `:variant`."""

    at: Screen
    layout: str

    def take(self) -> None:
        """Sets the layout, alone: no Latin one stands beside it."""
        name, _, variant = self.layout.partition(":")
        self.at.do("setxkbmap", "-layout", name, "-variant", variant, "-option", "")

    @property
    def goes_by_letter(self) -> bool:
        """True on a layout that writes Latin letters."""
        return self.layout.partition(":")[0] in LATIN

    def _key(self, name: str) -> str:
        """Returns X's name, or the code, of a key."""
        if self.goes_by_letter:
            return SIGNS.get(name, name.lower() if len(name) == 1 else name)
        return CODES.get(name, name)

    def press(self, *chords: str) -> None:
        """Presses keys one after another: `ctrl+K` is the key that is K on a US board, or has that letter on a Latin
        one; others by X's names.
        """
        for chord in chords:
            *modifiers, key = chord.split("+")
            codes = [HELD[name] for name in modifiers]
            for code in codes:
                self.at.do("xdotool", "keydown", code)
            self.at.do("xdotool", "key", self._key(key))
            for code in reversed(codes):
                self.at.do("xdotool", "keyup", code)

    def write(self, letters: str) -> None:
        """Presses the keys of these letters of a US board, which write others on a layout that is not Latin."""
        keys = ("space" if self.goes_by_letter and letter == " " else self._key(letter.upper()) for letter in letters)
        self.at.do("xdotool", "key", "--delay", "30", *keys)

    def repeat(self, chord: str, times: int) -> None:
        """Presses a key several times."""
        self.press(*[chord] * times)

    def copied(self) -> str:
        """The text on the clipboard; empty while there is none."""
        return self.at.pasted() if "UTF8_STRING" in self.at.targets() else ""

    def copy_until(self, wanted: str, *chords: str, within_s: float = 60.0) -> None:
        """Presses keys until that text is on the clipboard."""

        def look() -> bool:
            self.press(*chords)
            return wanted in self.copied()

        self.at.wait(look, within_s)
