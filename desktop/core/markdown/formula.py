"""A formula as it was written, and as outlines that any painter can fill."""

from dataclasses import dataclass

SIZE = 16.0  # the size of letters, in pixels, at which outlines are made; whoever paints them scales
Op = tuple[str, tuple[float, ...]]  # M x y, L x y, Q x1 y1 x y, Z


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX; `display` when it stands on lines of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class FormulaOutline:
    """A formula's shape at `SIZE`: x to the right, y down from the base line; sizes in pixels."""

    width: float
    ascent: float
    descent: float
    ops: tuple[Op, ...]
