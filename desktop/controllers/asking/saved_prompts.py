"""Asks saved prompts by a click, and edits their library."""

from collections.abc import Callable
from typing import Any

from desktop.composition import config_files
from desktop.composition.lazy_windows import quick_window
from desktop.core.asking.saved_prompts import QuickQuestion, questions_from_plain, questions_to_plain
from desktop.core.errors import Problem, StorageError
from desktop.services.conversation.history import History
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow


class QuickQuestionsController:
    """`ask` asks what is typed, `show_problem` tells the user what went wrong."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        history: History,
        ask: Callable[[], None],
        show_problem: Callable[[Problem], None],
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._history = history
        self._ask = ask
        self._show_problem = show_problem
        self._questions: tuple[QuickQuestion, ...] = ()

    def connect(self) -> None:
        """Connect the composer's prompts."""
        composer = self._window.composer
        composer.quick_chosen.connect(self._choose)
        composer.quick_edit_requested.connect(self._edit)
        self._window.actions_["quick"].triggered.connect(composer.show_quick_menu)

    def show(self) -> None:
        """Show the prompts of the library."""
        self._questions = questions_from_plain(config_files.load_quick_questions())
        self._window.composer.show_questions(self._questions)

    def take_over(self, stored: dict[str, Any]) -> None:
        """Replace the library by that of a backup."""
        self._save(questions_from_plain(stored))

    def _choose(self, question: QuickQuestion) -> None:
        """Ask the prompt at once if there is an image to ask about; else put it into the field.

        Text that was typed already stays, and the prompt comes after it.
        """
        workspace = self._workspace
        if (typed := workspace.draft.prompt.strip()) and not typed.startswith("/"):
            self._window.composer.insert(question.words)
            self._window.focus_question()
            return
        workspace.set_prompt(question.words)
        if workspace.draft.images or self._history.conversation.images:
            self._ask()
        self._window.focus_question()

    def _edit(self) -> None:
        dialog = quick_window(self._window)
        dialog.show_questions(self._questions)
        dialog.changed.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, questions: tuple[QuickQuestion, ...]) -> None:
        self._questions = questions
        self._window.composer.show_questions(questions)
        try:
            config_files.save_quick_questions(questions_to_plain(questions))
        except StorageError as failed:
            self._show_problem(failed.problem)
