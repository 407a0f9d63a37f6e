"""The menu of a turn: copy, ask again, another model, edit, continue, pin, delete."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.adapters.system import clipboard
from desktop.controllers.conversation.transcript_actions import TranscriptActions
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.covers import CONTINUE_AS_BEFORE, SEND_AS_BEFORE
from desktop.messages.language.catalogue import _, ngettext
from desktop.services.conversation.history import History
from desktop.ui.transcript.transcript import TranscriptView


class AskingAgain(Protocol):
    """Asking again, as far as the menu needs it."""

    def again(self, turn_id: str, *, model: str = "", uncovered: bool = False) -> None:
        """Ask a turn's question once more, of another model if one is named, with `uncovered` as it went before."""

    def may_go_uncovered(self, turn_id: str) -> bool:
        """Return True if it may go as before something was covered, and that would make a difference."""

    def continue_answer(self, uncovered: bool = False) -> None:
        """Ask for the rest of the last answer, with `uncovered` after images as they went before."""


class TurnMenuController:
    """Builds the menu anew each time it is shown."""

    def __init__(
        self,
        history: History,
        transcript: TranscriptView,
        window: QWidget,
        transcript_actions: TranscriptActions,
        copy_with_images: Callable[[Turn], None],
        asking_again: AskingAgain,
        models: Callable[[], Sequence[str]],
        notices: ErrorNotices,
    ) -> None:
        """`window` is the menu's parent; `models` returns the models that can be asked."""
        self._history = history
        self._transcript = transcript
        self._window = window
        self._transcript_actions = transcript_actions
        self._copy_with_images = copy_with_images
        self._asking_again = asking_again
        self._models = models
        self._notices = notices

    def connect(self) -> None:
        """Connect the transcript's request for a menu."""
        self._transcript.menu_requested.connect(self._show_menu)
        self._transcript.other_model_requested.connect(self._show_models)

    def _show_menu(self, turn_id: str, link: str, place: QPoint) -> None:
        """Show the menu of a turn (none if the id is empty) and of a link, at a place on the screen."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        self._transcript_actions.fill_menu(menu, link)
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is not None:
            self._add_copying(menu, turn)
            if turn.stage.ended:
                self._add_asking(menu, turn)
                self._add_keeping(menu, turn)
        menu.addAction(_("Select all"), self._transcript.select_all)
        if turn is not None and turn.stage is Stage.DONE and (facts := self._transcript.facts_of(turn_id)):
            menu.addSeparator()
            menu.addAction(facts.replace("&", "&&")).setEnabled(False)
        menu.popup(place)

    def _add_copying(self, menu: QMenu, turn: Turn) -> None:
        if turn.answer:
            markdown = neutralize_markdown(strip_control_characters(turn.answer))
            menu.addAction(_("Copy answer as Markdown"), partial(clipboard.put_text, markdown))
            copy_answer = partial(self._transcript_actions.copy_answer, turn.answer)
            menu.addAction(_("Copy answer as formatted text"), copy_answer)
            if turn.images:
                words = ngettext("Copy picture and answer", "Copy pictures and answer", len(turn.images))
                menu.addAction(words, partial(self._copy_with_images, turn))
        menu.addAction(_("Copy question"), partial(clipboard.put_text, strip_control_characters(turn.prompt)))
        menu.addSeparator()

    def _add_asking(self, menu: QMenu, turn: Turn) -> None:
        menu.addAction(_("Ask again"), partial(self._asking_again.again, turn.id))
        may_uncover = self._asking_again.may_go_uncovered(turn.id)
        if may_uncover:
            menu.addAction(_(SEND_AS_BEFORE), partial(self._asking_again.again, turn.id, uncovered=True))
        self._add_models(menu.addMenu(_("Ask another model")), turn)
        menu.addAction(_("Edit question"), partial(self._transcript.edit_requested.emit, turn.id))
        if turn.answer and turn.id == self._history.conversation.last_turn_id:
            menu.addAction(_("Continue answer"), partial(self._asking_again.continue_answer))
            if may_uncover:
                menu.addAction(_(CONTINUE_AS_BEFORE), partial(self._asking_again.continue_answer, uncovered=True))
        menu.addSeparator()

    def _show_models(self, turn_id: str, place: QPoint) -> None:
        """Show the models that a turn's question can be asked of, at a place on the screen."""
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is not None:
            menu = QMenu(self._window)
            menu.aboutToHide.connect(menu.deleteLater)
            self._add_models(menu, turn)
            menu.popup(place)

    def _add_models(self, others: QMenu, turn: Turn) -> None:
        for name in self._models():
            others.addAction(name, partial(self._asking_again.again, turn.id, model=name))
        if self._asking_again.may_go_uncovered(turn.id):
            bare = others.addMenu(_(SEND_AS_BEFORE))
            for name in self._models():
                bare.addAction(name, partial(self._asking_again.again, turn.id, model=name, uncovered=True))
        others.addAction(_("This computer"), partial(self._asking_again.again, turn.id, model=LOCAL_OCR_MODEL))

    def _add_keeping(self, menu: QMenu, turn: Turn) -> None:
        menu.addAction(_("Unpin") if turn.pinned else _("Pin"), partial(self._history.pin_turn, turn.id))
        menu.addAction(_("Delete"), partial(self._delete, turn.id))
        menu.addSeparator()

    def _delete(self, turn_id: str) -> None:
        self._history.delete_turn(turn_id)
        self._notices.say(_("Deleted the question and its answer"), (_("Undo"), self._history.undo_delete))
