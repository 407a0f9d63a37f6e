"""What the window "What is sent" shows of a picture."""

from enum import Enum, auto


class ViewKind(Enum):
    """Before beside what leaves, what leaves alone, or what was changed on it."""

    BOTH = auto()
    SENT = auto()
    CHANGES = auto()
