"""A shortcut that works from any program: its keys, and how it stands with the system."""

from dataclasses import dataclass
from enum import Enum, auto

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_OTHER_NAMES = {"control": "Ctrl", "strg": "Ctrl", "cmd": "Meta", "super": "Meta", "win": "Meta", "option": "Alt"}
NAMED_KEYS = (
    "Space",
    "Print",
    "Pause",
    "Insert",
    "Delete",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Left",
    "Right",
    "Up",
    "Down",
)
_ALONE = frozenset({"Print", "Pause", *(f"F{number}" for number in range(1, 25))})
"""Keys that type nothing, so that they may be taken without a modifier."""
KEYS = frozenset({*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *NAMED_KEYS, *_ALONE})


@dataclass(frozen=True, slots=True)
class ShortcutKeys:
    """`modifiers` in the order of `MODIFIERS`, and one of `KEYS`."""

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))


def shortcut_keys(text: str) -> ShortcutKeys | None:
    """Returns the keys that a text names, such as “Ctrl+Shift+Space”.

    None if there is no such key, or if it would be taken from everybody's typing: a letter needs Ctrl, Alt or Meta.
    """
    *before, last = (part.strip() for part in text.split("+"))
    modifiers = set()
    for name in before:
        known = _OTHER_NAMES.get(name.lower(), name.capitalize())
        if known not in MODIFIERS:
            return None
        modifiers.add(known)
    key = next((known for known in KEYS if known.lower() == last.lower()), None)
    if key is None or (key not in _ALONE and not modifiers - {"Shift"}):
        return None
    return ShortcutKeys(tuple(name for name in MODIFIERS if name in modifiers), key)


class ShortcutState(Enum):
    """How a shortcut stands."""

    OFF = auto()
    ASKING = auto()  # the desktop has been asked, and may ask the user
    ON = auto()
    NOT_KEYS = auto()
    TAKEN = auto()  # another program has these keys
    NO_SERVICE = auto()  # the desktop offers no global shortcuts
    UNKNOWN_PROGRAM = auto()  # the desktop wants an installed desktop file
    DENIED = auto()  # by the user or by the desktop
    CLOSED = auto()  # by the desktop, after it had given the keys
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ShortcutStatus:
    """`detail` are the keys in the system's words, or what it said about a failure."""

    state: ShortcutState
    detail: str = ""
