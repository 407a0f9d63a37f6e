"""One figure and its target."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` in `unit` (× is a ratio within this run); `target` is the most it may be, or None for information."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.target is None else self.value <= self.target

    def line(self) -> str:
        """For people."""
        verdict = {True: "met ", False: "MISS", None: "    "}[self.met]
        target = f"  (target {self.target:g})" if self.target is not None else ""
        return f"{verdict} {self.name}: {self.value:.3g} {self.unit}{target}  {self.note}"

    def plain(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "met": self.met}
