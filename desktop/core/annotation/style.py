"""Colours, widths and patterns of annotations. Every size is a multiple of the line width, so that an annotation looks
the same on the canvas and in what is sent.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.geometry.rect import Size

COLORS = ("#d33941", "#c68801", "#4ca299", "#0735aa", "#6c387c", "#202020")
"""Chosen by a search: any two differ by 29 (CIE 1976) at least for all usual kinds of colour blindness, too, and white
letters can be read on each."""
WIDTHS = (0.6, 1.0, 1.8, 3.0)
"""The widths and sizes that marks are offered in: multiples of the usual line width."""
USUAL_WIDTH = WIDTHS[1]


class LinePattern(StrEnum):
    """The pattern of a line, by which marks differ for whoever does not see their colours. The values are stored."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


_IN_ORDER = (LinePattern.SOLID, LinePattern.DASHED, LinePattern.DOTTED)
OWN_PATTERNS = dict(zip(COLORS, (*_IN_ORDER, LinePattern.DASHED, LinePattern.DOTTED, LinePattern.SOLID), strict=True))
"""The pattern that a line of each colour has unless another one was chosen. Of two colours that share one, one is light
and the other dark, so that who sees no colours at all tells them apart, too.
"""


def pattern_after(change: "StyleChange", color: str, pattern: LinePattern) -> LinePattern:
    """Returns the pattern of a line after a change: that of its new colour, if it had that of its colour before. A line
    that is drawn does not tell whether its pattern was chosen.
    """
    if change.pattern is not None:
        return change.pattern
    follows = pattern is OWN_PATTERNS.get(color) and change.color in OWN_PATTERNS
    return OWN_PATTERNS[change.color] if follows else pattern


@dataclass(frozen=True, slots=True)
class StyleChange:
    """What is changed of a style: a colour ("#rrggbb"), a width (a multiple of the usual one), or a pattern."""

    color: str = ""
    width: float = 0.0
    pattern: LinePattern | None = None


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """The style of new annotations."""

    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID
    is_pattern_chosen: bool = field(default=False, compare=False)  # so that it stays with every colour

    def changed(self, change: StyleChange) -> "MarkStyle":
        """Returns the style after a change."""
        color, width = change.color or self.color, change.width or self.width
        pattern = self.pattern if self.is_pattern_chosen else pattern_after(change, self.color, self.pattern)
        is_chosen = self.is_pattern_chosen or change.pattern is not None
        return MarkStyle(color, width, change.pattern or pattern, is_chosen)

    def stepped(self, steps: int) -> StyleChange:
        """Returns the change to the width so many steps on, within those that are offered."""
        at = min(range(len(WIDTHS)), key=lambda index: abs(WIDTHS[index] - self.width))
        return StyleChange(width=WIDTHS[max(0, min(at + steps, len(WIDTHS) - 1))])

    @property
    def next_pattern(self) -> StyleChange:
        """The change to the pattern after this one."""
        patterns = tuple(LinePattern)
        return StyleChange(pattern=patterns[(patterns.index(self.pattern) + 1) % len(patterns)])


def unit_of(size: Size) -> float:
    """Returns the line width of annotations, in view pixels, for a view of `size`: a 480th of the longer side, at
    least 2.
    """
    return max(2.0, max(size) / 480)
