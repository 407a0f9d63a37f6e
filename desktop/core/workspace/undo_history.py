"""Undo as values: the steps taken, and where in them we are. Drafts share all that did not change, so a step is small.

Not a QUndoStack: that keeps Python's commands alive across C++ in a way that crashed when it was collected, and it
cannot drop its oldest steps by their bytes.
"""

from dataclasses import dataclass, field, replace

from desktop.core.workspace.draft import Draft

MOST_STEPS = 2000
MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class EditStep:
    """From one draft to another, under a name that undo tells. `held_bytes` are of pictures that it alone holds."""

    name: str
    before: Draft
    after: Draft
    held_bytes: int = field(init=False, compare=False)

    @property
    def cleared_question(self) -> bool:
        """Whether the question went with it."""
        return self.before.prompt != self.after.prompt

    def __post_init__(self) -> None:
        kept = {image.source.id for image in self.after.images}
        gone = {sheet.source.id: len(sheet.source.data) for sheet in self.before.images}
        held = sum(size for image_id, size in gone.items() if image_id not in kept)
        object.__setattr__(self, "held_bytes", held)


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """`steps[:done]` have been taken, the others undone. Every change returns new Steps."""

    steps: tuple[EditStep, ...] = ()
    done: int = 0

    @property
    def undo_name(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self.steps[self.done - 1].name if self.done else ""

    @property
    def redo_name(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self.steps[self.done].name if self.done < len(self.steps) else ""

    def pushed(self, step: EditStep, most_bytes: int = MOST_BYTES) -> "UndoHistory":
        """One more step; what had been undone is forgotten, and the oldest steps beyond the bounds."""
        steps = (*self.steps[: self.done], step)[-MOST_STEPS:]
        held = sum(each.held_bytes for each in steps)
        first = 0
        while first < len(steps) - 1 and held > most_bytes:
            held -= steps[first].held_bytes
            first += 1
        return UndoHistory(steps[first:], len(steps) - first)

    def undone(self) -> "tuple[UndoHistory, Draft]":
        """One step back, and the draft that was there before. Raises IndexError when there is none."""
        if not self.done:
            raise IndexError("nothing to undo")
        return replace(self, done=self.done - 1), self.steps[self.done - 1].before

    def redone(self) -> "tuple[UndoHistory, Draft]":
        """One step on, and the draft that comes then. Raises IndexError when there is none."""
        return replace(self, done=self.done + 1), self.steps[self.done].after
