"""Which pattern somebody sees along a line, by its shape alone."""

import functools
import itertools

from desktop.core.annotation.style import LinePattern
from tests.helpers.look.sights import SIGHTS, seen

NO_COLORS = "no colours"
EVERY_SIGHT = (*SIGHTS, NO_COLORS)
PLAIN = 10  # of 100: the difference in lightness from which on something is seen on its ground


@functools.cache
def lightness(color: str, sight: str) -> float:
    """Returns how light somebody of a sight sees a colour; whoever sees no colours does so like others."""
    return seen(color, "usual" if sight == NO_COLORS else sight)[0]


def pattern_seen(across: list[list[str]], ground: str, sight: str, unit: float) -> LinePattern:
    """Returns the pattern of a line by where it is lighter or darker than its ground, and where not.

    `across` has for every pixel of its length the colours across it; `unit` is its width in pixels.
    """
    around = lightness(ground, sight)
    marked = [any(abs(lightness(color, sight) - around) >= PLAIN for color in colors) for colors in across]
    longest = max(len(list(run)) for is_line, run in itertools.groupby(marked) if is_line)
    if longest > 100:
        return LinePattern.SOLID
    assert sum(1 for is_line, _ in itertools.groupby(marked) if not is_line) >= 5, marked
    return LinePattern.DASHED if longest / unit > 3.5 else LinePattern.DOTTED
