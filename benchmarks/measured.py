"""One figure, and its target from the table of all targets."""

import functools
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "targets.toml"


@functools.cache
def targets() -> dict[str, float]:
    """The most that each figure may be, by its name.

    Raises ValueError when two sections of the table name the same figure.
    """
    found: dict[str, float] = {}
    for section, lines in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        for name, most in lines.items():
            if name in found:
                raise ValueError(f"[{section}] repeats {name!r}: a figure's name is its own")
            found[name] = float(most)
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` in `unit` (× is a ratio within this run). A line for `name` in targets.toml makes it a promise."""

    name: str
    value: float
    unit: str
    note: str = ""

    @property
    def target(self) -> float | None:
        """The most that the value may be; None for a figure that is only for information."""
        return targets().get(self.name)

    @property
    def met(self) -> bool | None:
        """True, False, or None without a target."""
        return None if self.target is None else self.value <= self.target

    def line(self) -> str:
        """For people."""
        verdict = {True: "met   ", False: "MISSED", None: "      "}[self.met]
        target = f"  (target {self.target:g})" if self.target is not None else ""
        return f"{verdict} {self.name}: {self.value:.3g} {self.unit}{target}  {self.note}"

    def plain(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "target": self.target, "met": self.met}
