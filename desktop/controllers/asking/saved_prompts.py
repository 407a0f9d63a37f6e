"""Quick questions: the library, asking one of them by a click, and editing them."""

from typing import Any

from desktop.composition import config_files
from desktop.composition.container import Product
from desktop.composition.lazy_windows import quick_window
from desktop.controllers.asking.ask import Asking
from desktop.controllers.error_notices import Troubles
from desktop.core.asking.saved_prompts import QuickQuestion, questions_from_plain, questions_to_plain
from desktop.core.errors import KeepingFailed


class Quick:
    """Between the composer's quick questions and asking."""

    def __init__(self, product: Product, asking: Asking, troubles: Troubles) -> None:
        self._product = product
        self._asking = asking
        self._troubles = troubles
        self._questions = questions_from_plain(config_files.held_questions())
        composer = product.window.composer
        composer.show_questions(self._questions)
        composer.quick_chosen.connect(self._ask)
        composer.quick_edit_requested.connect(self._edit)
        product.window.actions_["quick"].triggered.connect(composer.show_quick_menu)

    def _ask(self, question: QuickQuestion) -> None:
        """Ask it at once where there is something to ask about; otherwise it waits in the field. What was typed
        already stays, and it comes behind.
        """
        desk = self._product.desk
        if (typed := desk.draft.prompt.strip()) and not typed.startswith("/"):
            self._product.window.composer.insert(question.words)
            self._product.window.focus_question()
            return
        desk.type(question.words)
        if desk.draft.sheets or self._product.history.conversation.pictures:
            self._asking.ask()
        self._product.window.focus_question()

    def _edit(self) -> None:
        window = quick_window(self._product.window)
        window.show_questions(self._questions)
        window.changed.connect(self._keep)
        window.finished.connect(window.deleteLater)
        window.open()

    def take_over(self, held: dict[str, Any]) -> None:
        """Other questions: those of a backup."""
        self._keep(questions_from_plain(held))

    def _keep(self, questions: tuple[QuickQuestion, ...]) -> None:
        self._questions = questions
        self._product.window.composer.show_questions(questions)
        try:
            config_files.write_questions(questions_to_plain(questions))
        except KeepingFailed as failed:
            self._troubles.tell(failed.trouble)
