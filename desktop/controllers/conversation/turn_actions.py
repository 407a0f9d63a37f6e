"""What can be done with a turn: ask it again, of another model, walk its versions, pin, copy, delete."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop.adapters.system import clipboard
from desktop.composition.container import Container
from desktop.controllers.asking.ask_again import AskAgainController
from desktop.controllers.conversation.transcript import TranscriptController
from desktop.controllers.settings.settings import SettingsController
from desktop.core.conversation.turn import Turn
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.model_catalog import LOCAL_OCR_MODEL
from desktop.core.untrusted_text import strip_control_characters


class TurnActions:
    """Between the transcript's menus and the history."""

    def __init__(
        self,
        container: Container,
        again: AskAgainController,
        page: TranscriptController,
        preferences: SettingsController,
    ) -> None:
        self._container = container
        self._again = again
        self._page = page
        self._preferences = preferences
        transcript, actions = container.window.transcript, container.window.actions_
        transcript.version_requested.connect(self._walk)
        transcript.menu_requested.connect(self._show_menu)
        actions["retry"].triggered.connect(self._retry_last)
        actions["edit_last"].triggered.connect(again.edit_last)

    def _turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self._container.history.conversation.turns if turn.id == turn_id), None)

    def _walk(self, turn_id: str, by: int) -> None:
        if not self._container.question_runner.is_busy(self._container.history.conversation.id):
            self._container.history.switch_version(turn_id, by)

    def _retry_last(self) -> None:
        turns = self._container.history.conversation.turns
        if turns:
            self._again.again(turns[-1].id)

    def _show_menu(self, turn_id: str, link: str, place: QPoint) -> None:
        menu = QMenu(self._container.window)
        menu.aboutToHide.connect(menu.deleteLater)
        self._page.fill_menu(menu, link)
        turn = self._turn(turn_id)
        if turn is not None:
            self._fill(menu, turn)
        menu.addAction("Select all", self._container.window.transcript.select_all)
        menu.popup(place)

    def _fill(self, menu: QMenu, turn: Turn) -> None:
        if turn.answer:
            menu.addAction(
                "Copy the answer as Markdown",
                partial(clipboard.put_text, neutralize_markdown(strip_control_characters(turn.answer))),
            )
            menu.addAction("Copy the answer with formatting", partial(self._page.copy_rich, turn.answer, turn.answer))
        menu.addAction("Copy the question", partial(clipboard.put_text, strip_control_characters(turn.prompt)))
        menu.addSeparator()
        if turn.stage.ended:
            menu.addAction("Ask again", partial(self._again.again, turn.id))
            others = menu.addMenu("Ask another model")
            for name in self._preferences.models():
                others.addAction(name, partial(self._ask_other, turn.id, name))
            others.addAction("This computer", partial(self._ask_other, turn.id, LOCAL_OCR_MODEL))
            menu.addAction("Edit the question", partial(self._container.window.transcript.edit_requested.emit, turn.id))
            last = turn.id == self._container.history.conversation.last_turn_id
            if turn.answer and last:
                menu.addAction("Continue the answer", self._again.continue_answer)
            menu.addSeparator()
            menu.addAction("Unpin" if turn.pinned else "Pin", partial(self._container.history.pin_turn, turn.id))
            menu.addAction("Delete", partial(self._delete, turn.id))
            menu.addSeparator()

    def _ask_other(self, turn_id: str, model: str) -> None:
        self._again.again(turn_id, model=model)

    def _delete(self, turn_id: str) -> None:
        history, notice = self._container.history, self._container.window.notice
        history.delete_turn(turn_id)
        notice.say("The question and its answer are deleted.", ("Undo", history.undo_delete))
