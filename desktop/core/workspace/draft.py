"""What is on the desk: the question being typed, the sheets, and which of them is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.core.image.annotated_image import Sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """`looked_at` is an index into `sheets`; it means nothing when there are none. Every edit returns a new Draft."""

    prompt: str = ""
    sheets: tuple[Sheet, ...] = ()
    looked_at: int = 0

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is looked at, or None on an empty desk."""
        return self.sheets[self.looked_at] if self.sheets else None

    def asking(self, prompt: str) -> "Draft":
        """The same desk with another question."""
        return replace(self, prompt=prompt)

    def with_sheets(self, added: Iterable[Sheet]) -> "Draft":
        """`added` at the end, its first looked at."""
        added = tuple(added)
        if not added:
            return self
        return replace(self, sheets=self.sheets + added, looked_at=len(self.sheets))

    def without(self, index: int) -> "Draft":
        """The sheet at `index` taken away; the view stays on its sheet, or goes to a neighbour."""
        kept = self.sheets[:index] + self.sheets[index + 1 :]
        looked_at = self.looked_at - 1 if index < self.looked_at else self.looked_at
        return replace(self, sheets=kept, looked_at=max(0, min(looked_at, len(kept) - 1)))

    def replacing(self, sheet: Sheet) -> "Draft":
        """`sheet` in the place of the one with its id; the same draft where there is none."""
        return replace(self, sheets=tuple(sheet if mine.id == sheet.id else mine for mine in self.sheets))

    def split(self, index: int, parts: Iterable[Sheet]) -> "Draft":
        """Other sheets in the place of the one at `index`, the first of them looked at."""
        parts = tuple(parts)
        return replace(self, sheets=(*self.sheets[:index], *parts, *self.sheets[index + 1 :]), looked_at=index)

    def next_number(self, taken: Iterable[int] = ()) -> int:
        """The number for a new mark: above all on the desk and those `taken` elsewhere in the conversation."""
        here = (mark.number for sheet in self.sheets for mark in sheet.numbers)
        return max((0, *here, *taken)) + 1

    def moved(self, index: int, to: int) -> "Draft":
        """The sheet at `index` at place `to`, and looked at there."""
        order = list(self.sheets)
        order.insert(to, order.pop(index))
        return replace(self, sheets=tuple(order), looked_at=to)

    def looking_at(self, index: int) -> "Draft":
        """The same desk with another sheet in view."""
        return replace(self, looked_at=index)
