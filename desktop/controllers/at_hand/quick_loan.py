"""Lends the main window's conversation and composer to the small window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.at_hand.quick_window import QuickAskWindow

LENT_ACTIONS = (
    *("ask_anyway", "next_place", "copy_text", "pin_picture", "sent", "model"),
    *("quick", "retry", "find", "edit_last"),
)
"""The actions whose keys work in the small window, too."""


class QuickLoan:
    """Owner of the small window, which `new_window` makes when it is first needed."""

    def __init__(self, window: MainWindow, new_window: Callable[[], "QuickAskWindow"]) -> None:
        self._window = window
        self._new_window = new_window
        self._quick: QuickAskWindow | None = None
        self._is_lent = False

    @property
    def main_window(self) -> MainWindow:
        """The window that lends."""
        return self._window

    @property
    def is_lent(self) -> bool:
        """True while the small window has the conversation and the composer."""
        return self._is_lent

    @property
    def borrower(self) -> "QuickAskWindow | None":
        """The small window while it has them."""
        return self._quick if self._is_lent else None

    def lend(self, connect: Callable[["QuickAskWindow"], None]) -> "QuickAskWindow":
        """Returns the small window with both in it. `connect` is called once, with a window that has just been made."""
        if self._quick is None:
            self._quick = self._new_window()
            for name in LENT_ACTIONS:
                self._quick.addAction(self._window.actions_[name])
            connect(self._quick)
        if not self._is_lent:
            self._is_lent = True
            self._quick.show_look(self._window.theme)
            self._quick.take(*self._window.conversation_pane.lend(), self._window.notice)
            self._window.conversation_pane.place_find_bar()
        return self._quick

    def take_back(self) -> None:
        """Takes back what is lent, and hides the small window."""
        if self._is_lent and self._quick is not None:
            self._is_lent = False
            self._quick.let_go()
            self._window.conversation_pane.take_back()
            self._window.conversation_pane.place_find_bar()
            self._window.composer.field.setFocus()

    def end(self) -> None:
        """Takes back what is lent for good: the program is being left."""
        self.take_back()
        if self._quick is not None:
            self._quick.deleteLater()
            self._quick = None
