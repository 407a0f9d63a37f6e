"""A real window with everything that a question goes through, over a scripted provider."""

from PySide6.QtWidgets import QPushButton

from desktop.controllers.asking.asker import Asker
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.controllers.asking.window_user import WindowUser
from desktop.controllers.privacy.concern_notices import ConcernNotices
from desktop.services.asking.edited_question import EditedQuestion
from desktop.services.asking.repeated_question import RepeatedQuestion
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeSettings, Recorder
from tests.controllers.privacy.review import Scanned
from tests.services.fakes import Step
from tests.services.program import Program


class NoEditing(EditQuestionController):
    """Records that editing would end."""

    def __init__(self) -> None:
        self.cancelled = 0
        self.begun: list[str] = []

    def cancel(self) -> None:
        self.cancelled += 1

    def begin(self, turn_id: str) -> None:
        self.begun.append(turn_id)


class NoNotices(ConcernNotices):
    """Nothing is private here."""

    def __init__(self) -> None:
        pass


class AskingDesk:
    """The window, the program behind it, and what asks in it. `scripts` are the answers in their order."""

    def __init__(self, *scripts: list[Step]) -> None:
        self.program = Program(*scripts)
        self.window = MainWindow(Theme(LIGHT, QPushButton().font()))
        self.window.build_panes()
        self.settings = FakeSettings(endpoint="http://127.0.0.1:8/v1", answers="endpoint", model="llava")
        self.workspace, self.history = self.program.workspace, self.program.history
        self.edited, self.review = EditedQuestion(), Scanned()
        self.draft = DraftQuestion(self.workspace, self.settings, self.history, self.review, self.edited)
        self.repeated = RepeatedQuestion(self.history, self.workspace, self.settings, self.review)
        self.asker = Asker(self.program.ask, self.program.services, self.new_user, self.workspace, lambda: False)

    def new_user(self) -> WindowUser:
        return WindowUser(self.window.composer.gate, self.workspace, self.settings, NoNotices(), Recorder())

    @property
    def prompts(self) -> list[str]:
        """The last message of each request that was sent."""
        return [request.messages[-1].text for request in self.program.provider.requests]

    async def close(self) -> None:
        """Ends the program and takes the window away."""
        await self.program.ask.stop_all()
        await self.program.close()
        self.window.deleteLater()
