"""The menu of a turn: copy, ask again, another model, edit, continue, pin, delete."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.adapters.system import clipboard
from desktop.controllers.conversation.transcript_actions import TranscriptActions
from desktop.controllers.conversation.turn_asking_menu import TurnAskingMenu
from desktop.controllers.error_notices import TAKEN_AWAY, ErrorNotices
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.conversation import menu_words
from desktop.messages.conversation.kept_words import deleted_question
from desktop.messages.notices import offer_labels
from desktop.services.conversation.history import History
from desktop.ui.transcript.transcript import TranscriptView


class TurnMenuController:
    """Builds the menu anew each time it is shown."""

    def __init__(
        self,
        history: History,
        transcript: TranscriptView,
        window: QWidget,
        transcript_actions: TranscriptActions,
        copy_with_images: Callable[[Turn], None],
        asking: TurnAskingMenu,
        notices: ErrorNotices,
    ) -> None:
        """`window` is the menu's parent."""
        self._history = history
        self._transcript = transcript
        self._window = window
        self._transcript_actions = transcript_actions
        self._copy_with_images = copy_with_images
        self._asking = asking
        self._notices = notices

    def connect(self) -> None:
        """Connects the transcript's request for a menu."""
        self._transcript.menu_requested.connect(self._show_menu)
        self._transcript.other_model_requested.connect(self._show_models)

    def _show_menu(self, turn_id: str, link: str, place: QPoint) -> None:
        """Shows the menu of a turn (none if the id is empty) and of a link, at a place on the screen."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        self._transcript_actions.fill_menu(menu, link)
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is not None:
            self._add_copying(menu, turn)
            if turn.stage.ended:
                self._asking.add_to(menu, turn, is_last=turn.id == self._history.conversation.last_turn_id)
                self._add_keeping(menu, turn)
        menu.addAction(menu_words.select_all(), self._transcript.select_all)
        if turn is not None and turn.stage is Stage.DONE and (facts := self._transcript.facts_of(turn_id)):
            menu.addSeparator()
            menu.addAction(facts.replace("&", "&&")).setEnabled(False)
        menu.popup(place)

    def _add_copying(self, menu: QMenu, turn: Turn) -> None:
        if turn.answer:
            markdown = neutralize_markdown(strip_control_characters(turn.answer))
            menu.addAction(menu_words.copy_answer_as_markdown(), partial(clipboard.put_text, markdown))
            copy_answer = partial(self._transcript_actions.copy_answer, turn.answer)
            menu.addAction(menu_words.copy_answer_formatted(), copy_answer)
            if turn.images:
                words = menu_words.copy_with_pictures(len(turn.images))
                menu.addAction(words, partial(self._copy_with_images, turn))
        menu.addAction(menu_words.copy_question(), partial(clipboard.put_text, strip_control_characters(turn.prompt)))
        menu.addSeparator()

    def _show_models(self, turn_id: str, place: QPoint) -> None:
        """Shows the models that a turn's question can be asked of, at a place on the screen."""
        turn = next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)
        if turn is not None:
            menu = QMenu(self._window)
            menu.aboutToHide.connect(menu.deleteLater)
            self._asking.add_models(menu, turn)
            menu.popup(place)

    def _add_keeping(self, menu: QMenu, turn: Turn) -> None:
        menu.addAction(menu_words.pin(turn.pinned), partial(self._history.pin_turn, turn.id))
        menu.addAction(menu_words.delete(), partial(self._delete, turn.id))
        menu.addSeparator()

    def _delete(self, turn_id: str) -> None:
        self._history.delete_turn(turn_id)
        self._notices.say(deleted_question(), (offer_labels.undo(), self._history.undo_delete), about=TAKEN_AWAY)
