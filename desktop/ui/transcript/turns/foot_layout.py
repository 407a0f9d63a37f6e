"""The places of all that stands in the foot of a turn: one line where it fits, with what is too long above it."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from desktop.core.conversation.turn import Stage, Turn
from desktop.ui.look.mirroring import across
from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import SMALL_ICON, label_width, small_font
from desktop.ui.transcript.turns.turn_footer import TurnFooter, VersionPosition, footer_for, version_words

LINE, SIDE, GAP = 28.0, 26.0, 6.0  # a line, a button, and what keeps them apart: in units of the font
SLOTS = 4  # buttons at the right, which keep their places while others are missing
TEXT_WRAPS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class FootLayout:
    """Places in pixels from the top left of the foot. `before`, `version` and `after` are None without versions, `icon`
    is None without one; `slots` are the places at the end, the last one first.
    """

    height: float
    text: QRectF
    text_height: float  # of a text above the buttons; 0 where it stands beside them
    icon: QRectF | None
    before: QRectF | None
    version: QRectF | None
    after: QRectF | None
    offers: tuple[QRectF, ...]
    slots: tuple[QRectF, ...]


class KnownFoot:
    """The foot of one turn, made again when the turn, the width, the theme or the seconds of waiting change."""

    def __init__(self) -> None:
        self._footer: tuple[Turn, VersionPosition, int, TurnFooter] | None = None
        self._layout: tuple[TurnFooter, float, Theme, FootLayout] | None = None

    def footer(self, turn: Turn, version: VersionPosition) -> TurnFooter:
        """Returns the foot of a turn in its present state."""
        waited_s = int(max(0.0, time.time() - turn.asked_at)) if is_waiting(turn) else 0
        known = self._footer
        if known is None or known[0] is not turn or known[1:3] != (version, waited_s):
            known = self._footer = turn, version, waited_s, footer_for(turn, version, waited_s)
        return known[3]

    def layout(self, turn: Turn, version: VersionPosition, theme: Theme, width: float) -> FootLayout:
        """Returns the places of all that stands in it."""
        footer, known = self.footer(turn, version), self._layout
        if known is None or known[0] is not footer or known[1] != width or known[2] is not theme:
            has_buttons = turn.stage.ended or bool(turn.answer)
            known = self._layout = footer, width, theme, foot_layout(footer, version, theme, width, has_buttons)
        return known[3]


def is_waiting(turn: Turn) -> bool:
    """Returns True until something of the answer has come; the foot counts the seconds."""
    return turn.stage in (Stage.PREPARING, Stage.WAITING)


def foot_layout(
    footer: TurnFooter, version: VersionPosition, theme: Theme, width: float, has_buttons: bool = True
) -> FootLayout:
    """Returns the layout of a foot as wide as the column, with room for the buttons at the right if it has any."""
    line, gap, small = theme.px(LINE), theme.px(GAP), theme.px(SMALL_ICON)
    side = min(float(theme.px(SIDE)), width / SLOTS)
    metrics = QFontMetricsF(small_font(theme))
    walk = [side, _versions_width(metrics, version[1]) + gap, side] if version[1] > 1 else []
    start = sum(walk) + gap if walk else 0.0
    icon_room = small + gap if footer.icon else 0
    offers = [label_width(theme, label) for _, label in footer.offers]
    slots_width = SLOTS * side + gap if has_buttons else 0.0
    is_narrow = start + max(offers, default=icon_room) + slots_width > width
    right = width if is_narrow else width - slots_width
    text = QRectF(start + icon_room, 0, max(0.0, right - start - icon_room), line)
    top, first, icon_left = 0.0, start, start
    words = metrics.horizontalAdvance(footer.shown)
    if footer.is_message and words + sum(offers) + gap > text.width():
        text = QRectF(icon_room, theme.px(4), max(20.0, width - icon_room), 1e5)
        text.setHeight(metrics.boundingRect(text, TEXT_WRAPS, footer.shown).height())
        top, icon_left = text.bottom() + theme.px(2), 0.0
    elif offers:
        first = text.left() + words + gap
    places, bottom = _flow(offers, first, start if top else first, right, top, line)
    if not has_buttons and top:
        bottom = top
    slots_top = bottom if is_narrow else top
    icon_middle = text.top() + (metrics.height() / 2 if top else line / 2)
    versions = [across(place, width) for place in _side_by_side(walk, top, line)]
    return FootLayout(
        height=max(bottom, slots_top + line) if has_buttons else bottom,
        text=across(text, width),
        text_height=top,
        icon=across(QRectF(icon_left, icon_middle - small / 2, small, small), width) if footer.icon else None,
        before=versions[0] if versions else None,
        version=versions[1] if versions else None,
        after=versions[2] if versions else None,
        offers=tuple(across(place, width) for place in places),
        slots=tuple(across(QRectF(width - (at + 1) * side, slots_top, side, line), width) for at in range(SLOTS)),
    )


def _flow(
    widths: list[float], x: float, left: float, right: float, y: float, line: float
) -> tuple[tuple[QRectF, ...], float]:
    """Returns places side by side from `x` on, in new lines from `left` on where there is no room, and their bottom."""
    places = []
    for width in widths:
        if x > left and x + width > right:
            x, y = left, y + line
        places.append(QRectF(x, y, min(width, max(20.0, right - x)), line))
        x += width
    return tuple(places), y + line


def _versions_width(metrics: QFontMetricsF, count: int) -> float:
    """Returns the same width for all versions of an answer, so that the buttons around their words do not move."""
    return max(metrics.horizontalAdvance(version_words((at, count))) for at in range(1, count + 1))


def _side_by_side(widths: list[float], top: float, height: float) -> list[QRectF]:
    places, x = [], 0.0
    for width in widths:
        places.append(QRectF(x, top, width, height))
        x += width
    return places
