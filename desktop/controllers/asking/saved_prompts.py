"""Quick questions: the library, asking one of them by a click, and editing them."""

from typing import Any

from desktop.composition import config_files
from desktop.composition.container import Container
from desktop.composition.lazy_windows import quick_window
from desktop.controllers.asking.ask import AskController
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.asking.saved_prompts import QuickQuestion, questions_from_plain, questions_to_plain
from desktop.core.errors import StorageError


class QuickQuestionsController:
    """Between the composer's quick questions and asking."""

    def __init__(self, container: Container, asking: AskController, problems: ErrorNotices) -> None:
        self._container = container
        self._asking = asking
        self._problems = problems
        self._questions = questions_from_plain(config_files.load_quick_questions())
        composer = container.window.composer
        composer.show_questions(self._questions)
        composer.quick_chosen.connect(self._ask)
        composer.quick_edit_requested.connect(self._edit)
        container.window.actions_["quick"].triggered.connect(composer.show_quick_menu)

    def _ask(self, question: QuickQuestion) -> None:
        """Ask it at once where there is something to ask about; otherwise it waits in the field. What was typed
        already stays, and it comes behind.
        """
        workspace = self._container.workspace
        if (typed := workspace.draft.prompt.strip()) and not typed.startswith("/"):
            self._container.window.composer.insert(question.words)
            self._container.window.focus_question()
            return
        workspace.set_prompt(question.words)
        if workspace.draft.images or self._container.history.conversation.images:
            self._asking.ask()
        self._container.window.focus_question()

    def _edit(self) -> None:
        window = quick_window(self._container.window)
        window.show_questions(self._questions)
        window.changed.connect(self._keep)
        window.finished.connect(window.deleteLater)
        window.open()

    def take_over(self, held: dict[str, Any]) -> None:
        """Other questions: those of a backup."""
        self._keep(questions_from_plain(held))

    def _keep(self, questions: tuple[QuickQuestion, ...]) -> None:
        self._questions = questions
        self._container.window.composer.show_questions(questions)
        try:
            config_files.save_quick_questions(questions_to_plain(questions))
        except StorageError as failed:
            self._problems.tell(failed.problem)
