"""Starts questions in the window: with the services and the user that all of them share."""

from collections.abc import Callable

from desktop.controllers.asking.window_user import WindowUser
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.services.asking.ask_question import AskServices, AskState, ask_question
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.workspace import Workspace

Collect = Callable[[], Question | None]


class Asker:
    """Asks a question that was typed, asked again or continued."""

    def __init__(
        self,
        runner: QuestionRunner,
        services: AskServices,
        new_user: Callable[[], WindowUser],
        workspace: Workspace,
        has_policy_moved: Callable[[], bool],
    ) -> None:
        """`new_user` returns the one who decides about one question; `has_policy_moved` reads the policy anew."""
        self.runner = runner
        self._services = services
        self._new_user = new_user
        self._user: WindowUser | None = None  # of the latest question
        self._workspace = workspace
        self._typed = ""
        self._has_policy_moved = has_policy_moved

    @property
    def typed(self) -> str:
        """The text of the question that waits, if it was typed; "" for one that was asked again."""
        return self._typed if self.runner.state is not None else ""

    def ask(
        self, question: Question, collect_again: Collect, on_kept: Callable[[], None], waits_for_images: bool = False
    ) -> None:
        """Asks it in place of one that still waits; `on_kept` is called when it is kept as a turn.

        It is collected anew where the policy has moved in the last second.
        """
        if self._has_policy_moved():
            question = collect_again() or question
        typed = self._workspace.draft.asked
        self._typed = typed if typed == question.inputs.prompt else ""

        user = self._user = self._new_user()

        def kept() -> None:
            user.dismiss()
            on_kept()

        async def ask(show: Callable[[AskState], None]) -> Turn | None:
            try:
                return await ask_question(question, collect_again, self._services, user, show, waits_for_images)
            finally:
                user.dismiss()

        self.runner.start(question, ask, kept)

    def give_up(self) -> None:
        """Gives up the question that waits; it stays where it was typed."""
        self.runner.cancel_waiting()
        if self._user is not None:
            self._user.dismiss()
