"""Colours and line width of annotations. Every size is a multiple of the line width, so that an annotation looks the
same on the canvas and in what is sent.
"""

from desktop.core.geometry.rect import Size

COLORS = ("#e0482e", "#d98a00", "#2e8b57", "#2f6fd0", "#8a4fc9", "#202020")


def unit_of(size: Size) -> float:
    """Returns the line width of annotations, in view pixels, for a view of `size`: a 480th of the longer side, at
    least 2.
    """
    return max(2.0, max(size) / 480)
