"""How much room a composer and its window have, and so what is left out."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

NARROW_UNITS = 400  # the width of the composer
NARROW_WINDOW_UNITS, LOW_UNITS, LOWEST_UNITS = 760, 520, 260  # of the window


class Room(NamedTuple):
    """Lacking room: in width, in height, and so much in height that a notice is brief."""

    is_narrow: bool
    is_low: bool
    is_lowest: bool


def room_of(composer: QWidget, theme: Theme) -> Room:
    """Returns the room of a composer. A window for a single question is small, and has room all the same."""
    window = composer.window()
    is_whole = not window.property("forOneQuestion")
    return Room(
        composer.width() < theme.px(NARROW_UNITS) or (is_whole and window.width() < theme.px(NARROW_WINDOW_UNITS)),
        is_whole and window.height() < theme.px(LOW_UNITS),
        is_whole and window.height() < theme.px(LOWEST_UNITS),
    )
