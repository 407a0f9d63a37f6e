"""Formulas as TeX, and as outlines that any painter can fill."""

from dataclasses import dataclass

SIZE = 16.0  # pixels: the font size of outlines; painters scale them
Op = tuple[str, tuple[float, ...]]  # M x y, L x y, Q x1 y1 x y, Z


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX; `display` is True for a formula on lines of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class FormulaOutline:
    """The shape of a formula at font size `SIZE`, in pixels: x to the right, y downwards from the baseline."""

    width: float
    ascent: float
    descent: float
    ops: tuple[Op, ...]
