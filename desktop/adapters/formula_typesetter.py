"""TeX → outlines, by ziamath. Slow (1–100 ms), so not for the GUI thread.

The cost doubles with each level of braces, so a formula is weighed first. None stands for a formula that weighs too
much, that the library does not understand or has no letters for: it is shown as it was written.
"""

import re
import threading
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from desktop.core.markdown.formula import SIZE, Formula, FormulaOutline, Op
from desktop.deferred import deferred

if TYPE_CHECKING:
    import ziamath
    from ziamath import config  # type: ignore[attr-defined]
else:
    ziamath = deferred("ziamath")
    config = deferred("ziamath.config")

HEAVIEST = 2000  # about a second, measured
_PATH = re.compile(r"([MLQZ])|(-?[\d.]+(?:e-?\d+)?)")
_OPENING, _CLOSING = re.compile(r"\{|\\left\b|\\begin\b|\\sqrt(?!\s*[{\[])"), re.compile(r"\}|\\right\b|\\end\b")
_NO_LETTERS = re.compile("[\u0590-\u08ff\u2e80-\U0001d3ff\U0001d800-\U0010ffff]")  # outside the font: no boxes
_ONE_AT_A_TIME = threading.Lock()


def typeset(formula: Formula) -> FormulaOutline | None:
    """Returns the outlines of a formula, or None if it cannot be set."""
    if not formula.tex.strip() or _NO_LETTERS.search(formula.tex) or weight(formula.tex) > HEAVIEST:
        return None
    with _ONE_AT_A_TIME:
        try:
            drawn = _ziamath().Latex(formula.tex, size=SIZE, inline=not formula.display).svgxml()
            return _outlines(drawn)
        except Exception:  # the library raises whatever its parser stumbles over
            return None


def weight(tex: str) -> int:
    """Returns the cost of a formula: a character counts 1, and twice as much inside of one more pair of braces."""
    total, depth, at = 0, 0, 0
    while at < len(tex):
        if opened := _OPENING.match(tex, at):
            depth, at = min(depth + 1, 30), opened.end()
        elif closed := _CLOSING.match(tex, at):
            depth, at = max(depth - 1, 0), closed.end()
        else:
            total, at = total + (1 << depth), at + 1
    return total


@cache
def _ziamath() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it reads its font in a way that Python 3.11 discourages
        config.config.svg2 = False  # type: ignore[attr-defined]  # outlines in place, no symbols to look up
        ziamath.Latex("x")  # type: ignore[attr-defined]  # 0.25 s with its font
    return ziamath


def _outlines(svg: object) -> FormulaOutline:
    """Returns the shapes of the SVG that ziamath draws: filled paths and rectangles, lines with a width."""
    left, top, width, height = map(float, svg.get("viewBox").split())  # type: ignore[attr-defined]
    ops: list[Op] = []
    for shape in svg.iter():  # type: ignore[attr-defined]
        if shape.tag == "path" and shape.get("fill") != "none":
            ops += _path(shape.get("d"), left)
        elif shape.tag == "path":
            ops += _line(shape.get("d"), float(shape.get("stroke-width", 1)), left)
        elif shape.tag == "rect":
            ops += _rect(shape, left)
    return FormulaOutline(width, -top, height + top, tuple(ops))


def _path(data: str, left: float) -> list[Op]:
    ops: list[Op] = []
    letter, numbers = "", list[float]()
    for command, number in [*_PATH.findall(data), ("Z", "")]:
        if number:
            numbers.append(float(number))
        else:
            if letter and letter != "Z":
                ops += _steps(letter, numbers, left)
            if command == "Z" and letter and letter != "Z":
                ops.append(("Z", ()))
            letter, numbers = command, []
    return ops


def _steps(letter: str, numbers: list[float], left: float) -> list[Op]:
    size = 4 if letter == "Q" else 2
    moved = [number - left if at % 2 == 0 else number for at, number in enumerate(numbers)]
    return [(letter, tuple(moved[at : at + size])) for at in range(0, len(moved) - size + 1, size)]


def _line(data: str, width: float, left: float) -> list[Op]:
    """Returns a straight line as a thin box."""
    numbers = [float(number) for _, number in _PATH.findall(data) if number]
    if len(numbers) < 4:
        return []
    x1, y1, x2, y2 = numbers[0] - left, numbers[1], numbers[-2] - left, numbers[-1]
    long = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    dx, dy = -(y2 - y1) / long * width / 2, (x2 - x1) / long * width / 2
    corners = ((x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy))
    return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ())]


def _rect(shape: object, left: float) -> list[Op]:
    x, y, width, height = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))  # type: ignore[attr-defined]
    x -= left
    if shape.get("fill") == "none" or shape.get("stroke"):  # type: ignore[attr-defined]
        edges = ((x, y, x + width, y), (x + width, y, x + width, y + height), (x, y + height, x + width, y + height))
        sides = (*edges, (x, y, x, y + height))
        return [op for a, b, c, d in sides for op in _line(f"M {a} {b} L {c} {d}", 0.7, 0.0)]
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ())]
