"""The desk: the draft, and its undo history.

The question's own undo belongs to the field it is typed in, so undo here leaves it alone, but for the step that took
it away with all else.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import EditStep, UndoHistory


class Workspace(QObject):
    """Owner of the draft."""

    changed = Signal(object)  # Draft
    steps_changed = Signal(object)  # Steps

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self._steps = UndoHistory()
        self.generation = 0  # counts the desks that were laid out: what is on its way belongs to one of them

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def steps(self) -> UndoHistory:
        return self._steps

    def change(self, name: str, draft: Draft) -> None:
        """Go on with `draft`; undo names the step `name`."""
        if replace(draft, current_index=0) != replace(self._draft, current_index=0):
            self._go_to(self._steps.pushed(EditStep(name, self._draft, draft)))
        self.set_draft(draft)  # looking at another sheet is no step

    def set_prompt(self, prompt: str) -> None:
        """The question as it is being typed; no step of its own here."""
        self.set_draft(self._draft.with_prompt(prompt))

    def clear(self, name: str) -> None:
        """Take everything off, the question too; undo brings all of it back."""
        self.generation += 1
        self.change(name, Draft())

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps.undo_name:
            step = self._steps.steps[self._steps.done - 1]
            steps, draft = self._steps.undone()
            self._go_to(steps)
            self.set_draft(draft if step.cleared_question else draft.with_prompt(self._draft.prompt))

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._steps.redo_name:
            step = self._steps.steps[self._steps.done]
            steps, draft = self._steps.redone()
            self._go_to(steps)
            self.set_draft(draft if step.cleared_question else draft.with_prompt(self._draft.prompt))

    def open(self, draft: Draft) -> None:
        """The desk of another conversation, with a history of its own."""
        self.generation += 1
        self.restore(draft)

    def restore(self, draft: Draft) -> None:
        """The desk as it was when the program was left; what is on its way since the start comes to it."""
        self._go_to(UndoHistory())
        self.set_draft(draft)

    def set_draft(self, draft: Draft) -> None:
        """Show `draft` from now on, without a step."""
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)

    def _go_to(self, steps: UndoHistory) -> None:
        self._steps = steps
        self.steps_changed.emit(steps)
