"""Number badges: named in the question by a double click, and highlighted and shown from answers that mention them."""

from collections.abc import Callable

from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.image.number_badges import circled_digit
from desktop.core.workspace.badge_lookup import BadgeTarget, find_badge
from desktop.services.conversation.history import History
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.composer.composer import Composer
from desktop.ui.transcript.transcript import TranscriptView


class NumberBadgesController:
    """Connects badges on the canvas to the question, and their mentions in the transcript to the canvas."""

    def __init__(
        self,
        workspace: Workspace,
        history: History,
        canvas: Canvas,
        transcript: TranscriptView,
        composer: Composer,
        navigation: CanvasNavigation,
        focus_question: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._history = history
        self._canvas = canvas
        self._transcript = transcript
        self._composer = composer
        self._navigation = navigation
        self._focus_question = focus_question

    def connect(self) -> None:
        """Connects the canvas and the transcript."""
        self._canvas.number_named.connect(self._insert_number)
        self._transcript.mark_pointed.connect(self._highlight)
        self._transcript.mark_chosen.connect(self._show)

    def _insert_number(self, number: int) -> None:
        self._composer.insert(circled_digit(number))
        self._focus_question()

    def _target(self, turn_id: str, number: int) -> BadgeTarget | None:
        return find_badge(number, turn_id, self._history.conversation.turns, self._workspace.draft)

    def _highlight(self, turn_id: str, number: int) -> None:
        """Highlights a badge of the image in view; with number 0, removes the highlight."""
        draft = self._workspace.draft
        target = self._target(turn_id, number) if number else None
        if draft.image is not None:
            in_view = target is not None and target.at == draft.current_index
            self._canvas.light(target.rect if target is not None and in_view else None)

    def _show(self, turn_id: str, number: int) -> None:
        target = self._target(turn_id, number)
        if target is None:
            return
        if target.at is not None:
            self._workspace.set_draft(self._workspace.draft.looking_at(target.at))
            self._canvas.go_to(target.rect)
        elif target.sent is not None:
            self._navigation.show(target.sent, target.rect)
