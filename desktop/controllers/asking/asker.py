"""Starts questions in the window: with the services and the user that all of them share."""

from collections.abc import Callable
from functools import partial

from desktop.controllers.asking.window_user import WindowUser
from desktop.core.asking.question import Question
from desktop.services.asking.ask_question import AskServices, ask_question
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.workspace import Workspace

Collect = Callable[[], Question | None]


class Asker:
    """Asks a question that was typed, asked again or continued."""

    def __init__(self, runner: QuestionRunner, services: AskServices, user: WindowUser, workspace: Workspace) -> None:
        self.runner = runner
        self._services = services
        self._user = user
        self._workspace = workspace
        self._typed = ""

    @property
    def typed(self) -> str:
        """The text of the question that waits, if it was typed; "" for one that was asked again."""
        return self._typed if self.runner.state is not None else ""

    def ask(
        self, question: Question, collect_again: Collect, on_kept: Callable[[], None], waits_for_images: bool = False
    ) -> None:
        """Ask it in place of one that still waits; `on_kept` is called when it is kept as a turn."""
        typed = self._workspace.draft.prompt.strip()
        self._typed = typed if typed == question.inputs.prompt else ""

        def kept() -> None:
            self._user.dismiss()
            on_kept()

        ask = partial(
            ask_question, question, collect_again, self._services, self._user, waits_for_images=waits_for_images
        )
        self.runner.start(question, ask, kept)

    def give_up(self) -> None:
        """Give up the question that waits; it stays where it was typed."""
        self.runner.cancel_waiting()
        self._user.dismiss()
