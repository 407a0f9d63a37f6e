"""Editing that only records what is wanted of it."""

from desktop.controllers.asking.edit_question import EditQuestionController


class NoEditing(EditQuestionController):
    """Records that editing would end."""

    def __init__(self) -> None:
        self.cancelled = 0
        self.begun: list[str] = []

    def cancel(self) -> None:
        self.cancelled += 1

    def begin(self, turn_id: str) -> None:
        self.begun.append(turn_id)
