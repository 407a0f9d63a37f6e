"""Undo and redo as values. Drafts share what did not change, so a step takes little memory.

This is no QUndoStack: that keeps Python commands alive across C++ in a way that crashed when they were collected, and
it cannot drop its oldest steps by their bytes.
"""

from dataclasses import dataclass, field, replace

from desktop.core.workspace.draft import Draft

MOST_STEPS = 2000  # chosen
MOST_BYTES = 500_000_000  # of images that only the history still refers to; chosen


@dataclass(frozen=True, slots=True)
class EditStep:
    """A change of the draft, under the name that the menu shows. `held_bytes` are those of images that it removed."""

    name: str
    before: Draft
    after: Draft
    held_bytes: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        kept = {image.source.id for image in self.after.images}
        sizes = {image.source.id: len(image.source.data) for image in self.before.images}
        removed = sum(size for image_id, size in sizes.items() if image_id not in kept)
        object.__setattr__(self, "held_bytes", removed)

    @property
    def changes_texts(self) -> bool:
        """True if it adds, replaces or removes texts."""
        return self.before.texts != self.after.texts


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """`steps[:done]` are in effect, the others undone. Every change returns a new value."""

    steps: tuple[EditStep, ...] = ()
    done: int = 0

    @property
    def undo_name(self) -> str:
        """The name of the step that undo would take back, or an empty string."""
        return self.steps[self.done - 1].name if self.done else ""

    @property
    def redo_name(self) -> str:
        """The name of the step that redo would repeat, or an empty string."""
        return self.steps[self.done].name if self.done < len(self.steps) else ""

    def pushed(self, step: EditStep, most_bytes: int = MOST_BYTES) -> "UndoHistory":
        """Returns the history with one more step, without the undone ones and without the oldest beyond the limits."""
        steps = (*self.steps[: self.done], step)[-MOST_STEPS:]
        total = sum(step.held_bytes for step in steps)
        first = 0
        while first < len(steps) - 1 and total > most_bytes:
            total -= steps[first].held_bytes
            first += 1
        return UndoHistory(steps[first:], len(steps) - first)

    def undone(self) -> "tuple[UndoHistory, Draft]":
        """Returns the history one step back, and the draft there. Raises IndexError if there is no step to undo."""
        if not self.done:
            raise IndexError("nothing to undo")
        return replace(self, done=self.done - 1), self.steps[self.done - 1].before

    def redone(self) -> "tuple[UndoHistory, Draft]":
        """Returns the history one step on, and the draft there. Raises IndexError if there is no step to redo."""
        return replace(self, done=self.done + 1), self.steps[self.done].after
