"""The desk: the draft, and its undo history.

The question's own undo belongs to the field it is typed in, so undo here leaves it alone, but for the step that took
it away with all else.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import Step, Steps


class Desk(QObject):
    """Owner of the draft."""

    changed = Signal(object)  # Draft
    steps_changed = Signal(object)  # Steps

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self._steps = Steps()
        self.sitting = 0  # counts the desks that were laid out: what is on its way belongs to one of them

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def steps(self) -> Steps:
        return self._steps

    def change(self, name: str, draft: Draft) -> None:
        """Go on with `draft`; undo names the step `name`."""
        if replace(draft, looked_at=0) != replace(self._draft, looked_at=0):
            self._go_to(self._steps.taken(Step(name, self._draft, draft)))
        self.put(draft)  # looking at another sheet is no step

    def type(self, prompt: str) -> None:
        """The question as it is being typed; no step of its own here."""
        self.put(self._draft.asking(prompt))

    def clear(self, name: str) -> None:
        """Take everything off, the question too; undo brings all of it back."""
        self.sitting += 1
        self.change(name, Draft())

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps.undo_name:
            step = self._steps.steps[self._steps.done - 1]
            steps, draft = self._steps.undone()
            self._go_to(steps)
            self.put(draft if step.took_question else draft.asking(self._draft.prompt))

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._steps.redo_name:
            step = self._steps.steps[self._steps.done]
            steps, draft = self._steps.redone()
            self._go_to(steps)
            self.put(draft if step.took_question else draft.asking(self._draft.prompt))

    def lay_out(self, draft: Draft) -> None:
        """The desk of another conversation, with a history of its own."""
        self.sitting += 1
        self.bring_back(draft)

    def bring_back(self, draft: Draft) -> None:
        """The desk as it was when the program was left; what is on its way since the start comes to it."""
        self._go_to(Steps())
        self.put(draft)

    def put(self, draft: Draft) -> None:
        """Show `draft` from now on, without a step."""
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)

    def _go_to(self, steps: Steps) -> None:
        self._steps = steps
        self.steps_changed.emit(steps)
