"""The part of a turn's menu that asks: again, another model, edited, the rest of the answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu

from desktop.core.conversation.turn import Turn
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.messages.conversation import menu_words
from desktop.messages.covers import continue_as_before, send_as_before
from desktop.messages.suggested_actions import SuggestedAction, offer_label


class AskingAgain(Protocol):
    """Asking again, as far as the menu needs it."""

    def again(self, turn_id: str, *, model: str = "", uncovered: bool = False) -> None:
        """Asks a turn's question once more, of another model if one is named, with `uncovered` as it went before."""

    def may_go_uncovered(self, turn_id: str) -> bool:
        """Returns True if it may go as before something was covered, and that would make a difference."""

    def continue_answer(self, uncovered: bool = False) -> None:
        """Asks for the rest of the last answer, with `uncovered` after images as they went before."""


class TurnAskingMenu:
    """Adds to menus; `models` returns the models that can be asked, `edit` puts a turn's question into the composer."""

    def __init__(
        self, asking_again: AskingAgain, models: Callable[[], Sequence[str]], edit: Callable[[str], None]
    ) -> None:
        self._asking_again = asking_again
        self._models = models
        self._edit = edit

    def add_to(self, menu: QMenu, turn: Turn, *, is_last: bool) -> None:
        """Adds all of it; only the last turn's answer can be continued."""
        menu.addAction(offer_label(SuggestedAction.AGAIN), partial(self._asking_again.again, turn.id))
        may_uncover = self._asking_again.may_go_uncovered(turn.id)
        if may_uncover:
            menu.addAction(send_as_before(), partial(self._asking_again.again, turn.id, uncovered=True))
        self.add_models(menu.addMenu(menu_words.ask_another_model()), turn)
        menu.addAction(menu_words.edit_question(), partial(self._edit, turn.id))
        if turn.answer and is_last:
            menu.addAction(menu_words.continue_answer(), partial(self._asking_again.continue_answer))
            if may_uncover:
                menu.addAction(continue_as_before(), partial(self._asking_again.continue_answer, uncovered=True))
        menu.addSeparator()

    def add_models(self, menu: QMenu, turn: Turn) -> None:
        """Adds the models that the turn's question can be asked of."""
        for name in self._models():
            menu.addAction(name, partial(self._asking_again.again, turn.id, model=name))
        if self._asking_again.may_go_uncovered(turn.id):
            bare = menu.addMenu(send_as_before())
            for name in self._models():
                bare.addAction(name, partial(self._asking_again.again, turn.id, model=name, uncovered=True))
        menu.addAction(menu_words.this_computer(), partial(self._asking_again.again, turn.id, model=LOCAL_OCR_MODEL))
