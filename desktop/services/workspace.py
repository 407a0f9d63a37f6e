"""The workspace: the draft, and its undo history.

The field in which the prompt is typed has an undo of its own, so undo here leaves the prompt alone.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import EditStep, UndoHistory


class Workspace(QObject):
    """Owner of the draft."""

    changed = Signal(Draft)
    steps_changed = Signal(UndoHistory)

    def __init__(self) -> None:
        super().__init__()
        self._draft = Draft()
        self._steps = UndoHistory()
        self.generation = 0  # counts the drafts that were opened: an image on its way belongs to one of them

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def steps(self) -> UndoHistory:
        return self._steps

    def change(self, name: str, draft: Draft) -> None:
        """Replaces the draft as a step of the undo history, which shows it as `name`."""
        if replace(draft, current_index=0) != replace(self._draft, current_index=0):
            self._go_to(self._steps.pushed(EditStep(name, self._draft, draft)))
        self.set_draft(draft)  # choosing another image to look at is no step

    def set_prompt(self, prompt: str) -> None:
        """Replaces what is typed, without a step in the undo history."""
        self.set_draft(self._draft.with_prompt(prompt))

    def set_question(self, question: str) -> None:
        """Replaces what is typed and the texts beside it, without a step in the undo history."""
        self.set_draft(self._draft.with_question(question))

    def undo(self) -> None:
        """Reverts the last step, if there is one."""
        if self._steps.undo_name:
            steps, draft = self._steps.undone()
            self._return_to(steps, draft, self._steps.steps[steps.done].changes_texts)

    def redo(self) -> None:
        """Repeats the step that was reverted last, if there is one."""
        if self._steps.redo_name:
            steps, draft = self._steps.redone()
            self._return_to(steps, draft, steps.steps[steps.done - 1].changes_texts)

    def _return_to(self, steps: UndoHistory, draft: Draft, with_texts: bool) -> None:
        """Shows a draft of the undo history; its texts only if the step was about them, as they leave when asked."""
        self._go_to(steps)
        texts = draft.texts if with_texts else self._draft.texts
        self.set_draft(replace(draft, prompt=self._draft.prompt, texts=texts))

    def open(self, draft: Draft) -> None:
        """Shows the draft of another conversation, with a new undo history; images on their way are dropped."""
        self.generation += 1
        self.restore(draft)

    def restore(self, draft: Draft) -> None:
        """Shows the draft of the last run, with a new undo history; images that are on their way since the start are
        added.
        """
        self._go_to(UndoHistory())
        self.set_draft(draft)

    def set_draft(self, draft: Draft) -> None:
        """Replaces the draft, without a step in the undo history."""
        if draft != self._draft:
            self._draft = draft
            self.changed.emit(draft)

    def _go_to(self, steps: UndoHistory) -> None:
        self._steps = steps
        self.steps_changed.emit(steps)
