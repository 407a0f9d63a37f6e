"""Shows in the small window its picture, what is private on it, and how the answer stands."""

from desktop.controllers.at_hand.private_words import PrivateWords
from desktop.controllers.at_hand.quick_loan import QuickLoan
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.at_hand.quick_words import esc_words
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.workspace import Workspace


class QuickViewController:
    """Shows nothing while the small window is closed."""

    def __init__(
        self, loan: QuickLoan, history: History, workspace: Workspace, runner: QuestionRunner, private: PrivateWords
    ) -> None:
        self._loan = loan
        self._history = history
        self._workspace = workspace
        self._runner = runner
        self._private = private

    def connect(self) -> None:
        """Connects what is shown."""
        self._workspace.changed.connect(lambda _: self.show())
        self._history.grown.connect(lambda _: self.show())
        self._runner.state_changed.connect(self.show)

    @property
    def answer(self) -> str:
        """The last answer, "" if there is none."""
        turns = self._history.conversation.turns
        return turns[-1].answer if turns else ""

    def show(self) -> None:
        """Shows all of it as it is now."""
        quick = self._loan.borrower
        if quick is None:
            return
        image, turns = self._workspace.draft.image, self._history.conversation.turns
        quick.picture.show_size(image.view.size if image is not None else None)
        quick.picture.show_private(*self._private.describe())
        is_answering = self._runner.is_busy(self._history.conversation.id)
        quick.show_state(esc_words(is_answering, self._runner.state is not None), bool(self.answer), bool(turns))

    def show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """Shows the thumbnail of the picture in view."""
        quick, image = self._loan.borrower, self._workspace.draft.image
        if quick is not None and image is not None and image.id == image_id:
            quick.picture.show_thumbnail(pixels)
