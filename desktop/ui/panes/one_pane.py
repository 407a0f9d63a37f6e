"""One pane at a time, where the window has no room for two: with very large text, or in a very narrow window."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

LEAST_UNITS = 560  # the width of the window below which picture and conversation do not stand side by side


class OnePane(QObject):
    """Shows one of `panes` where there is no room for all of them: the one that was asked for last.

    Elsewhere it shows those that are not put away. `changed` says that other ones may be shown now.
    """

    changed = Signal()

    def __init__(self, window: QWidget, *panes: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._asked = panes[-1]
        self._put_away: set[QWidget] = set()  # where there is room for all
        self._units = 1.0
        self._is_narrow = False
        window.installEventFilter(self)

    def show_look(self, theme: Theme) -> None:
        """Decides by lengths of this theme."""
        self._units = theme.px(1000) / 1000
        self._follow()

    def show(self, pane: QWidget) -> None:
        """Shows a pane, alone where there is no room for others."""
        self._asked = pane
        if self._is_narrow:
            self._show_asked()
        else:
            self.want(pane, True)

    def is_wanted(self, pane: QWidget) -> bool:
        """Returns True if a pane is shown wherever there is room for all."""
        return pane not in self._put_away

    def want(self, pane: QWidget, wanted: bool) -> None:
        """Gives a pane its place where there is room for all, or takes it."""
        self._put_away = self._put_away - {pane} if wanted else self._put_away | {pane}
        self._show_asked()

    def toggle(self, pane: QWidget) -> None:
        """Puts a pane away or shows it again. Where there is room for one alone, another takes turns with it."""
        if not self._is_narrow:
            self.want(pane, pane.isHidden())
        else:
            self.show(pane if pane.isHidden() else next(other for other in self._panes if other is not pane))

    def focus(self, pane: QWidget, widget: QWidget) -> None:
        """Shows a pane and gives the focus to a widget in it."""
        self.show(pane)
        widget.setFocus()

    def show_around(self, widget: QWidget) -> None:
        """Shows the pane that a widget is in; one that is in none of them changes nothing."""
        for pane in self._panes:
            if self._is_narrow and (pane is widget or pane.isAncestorOf(widget)):
                self.show(pane)

    def _follow(self) -> None:
        is_narrow = self._window.width() < LEAST_UNITS * self._units
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_asked()

    def _show_asked(self) -> None:
        for pane in self._panes:
            pane.setVisible(pane is self._asked if self._is_narrow else self.is_wanted(pane))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False
