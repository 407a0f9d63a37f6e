"""The desk: the draft, and its undo history. One command swaps one draft for another; drafts share what did not change.

The question's own undo belongs to the field it is typed in, so undo here leaves it alone.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.core.draft import Draft

STEPS = 200
BYTES = 500_000_000


class SetDraft(QUndoCommand):
    """From one draft to another and back."""

    def __init__(self, desk: "Desk", name: str, before: Draft, after: Draft) -> None:
        super().__init__(name)
        self._desk = desk
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._desk.put(replace(self._after, prompt=self._desk.draft.prompt))

    def undo(self) -> None:
        self._desk.put(replace(self._before, prompt=self._desk.draft.prompt))

    def picture_bytes(self) -> int:
        """The bytes of pictures that only this step may still hold."""
        kept = {sheet.picture.id for sheet in self._after.sheets}
        return sum(len(sheet.picture.data) for sheet in self._before.sheets if sheet.picture.id not in kept)


class Desk(QObject):
    """Owner of the draft."""

    changed = Signal(object)  # Draft

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self.history = QUndoStack(self)
        self.history.setUndoLimit(STEPS)

    @property
    def draft(self) -> Draft:
        return self._draft

    def change(self, name: str, draft: Draft) -> None:
        """Go on with `draft`; undo names the step `name`."""
        if replace(draft, looked_at=0) == replace(self._draft, looked_at=0):
            self.put(draft)  # looking at another sheet is no step
            return
        self.history.push(SetDraft(self, name, self._draft, draft))
        if self._held_bytes() > BYTES:
            self.history.clear()  # the oldest steps alone cannot be dropped; a desk this heavy starts afresh

    def type(self, prompt: str) -> None:
        """The question as it is being typed; no step of its own here."""
        self.put(self._draft.asking(prompt))

    def lay_out(self, draft: Draft) -> None:
        """The desk of another conversation, with a history of its own."""
        self.history.clear()
        self.put(draft)

    def put(self, draft: Draft) -> None:
        """Show `draft` from now on, without a step."""
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)

    def _held_bytes(self) -> int:
        commands = (self.history.command(at) for at in range(self.history.count()))
        return sum(command.picture_bytes() for command in commands if isinstance(command, SetDraft))
