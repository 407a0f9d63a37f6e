"""The keyboard of the whole window: the rules that hold everywhere, the panes, the menu bar, and the focus."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.deferred import deferred
from desktop.ui.keys.composition import CompositionGuard
from desktop.ui.keys.focus_in_view import FocusInView
from desktop.ui.keys.focus_keeper import FocusKeeper
from desktop.ui.keys.key_rules import KeyRules
from desktop.ui.keys.pane_cycle import PaneCycle
from desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.panes import menu_bar as bars
else:
    bars = deferred("desktop.ui.panes.menu_bar")


class KeyboardController:
    """Connects the keys that belong to no widget."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self._app = app
        self._window = window
        self._panes = PaneCycle(
            window.panes.show_around,
            (window.history, lambda: window.history.first_stop),
            (window.picture_pane, lambda: window.canvas if window.empty.isHidden() else window.empty.first_button),
            (window.transcript, lambda: window.transcript),
            (window.composer, lambda: window.composer.field),
        )
        self._menu_bar: bars.MenuBar | None = None

    def connect(self) -> None:
        """Connects the actions and watch the keys and the focus."""
        window, actions = self._window, self._window.actions_
        actions["next_pane"].triggered.connect(lambda: self._panes.go(1))
        actions["previous_pane"].triggered.connect(lambda: self._panes.go(-1))
        KeyRules(self._app, window, self._ask_for_menu_bar)
        CompositionGuard(self._app, window)
        FocusInView(self._app)
        FocusKeeper(
            self._app, window, (window.notice, window.hint, window.composer.gate), lambda: window.composer.field
        )

    def show(self) -> None:
        """Shows the menu bar at once where the system has a place for it."""
        if self._app.platformName() == "cocoa":
            self._new_menu_bar()

    def _new_menu_bar(self) -> "bars.MenuBar":
        self._menu_bar = bars.MenuBar(self._window, self._window.actions_)
        return self._menu_bar

    def _ask_for_menu_bar(self) -> None:
        (self._menu_bar or self._new_menu_bar()).ask()
