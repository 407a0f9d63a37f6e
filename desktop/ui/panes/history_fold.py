"""The place of the history: beside the canvas in a wide window, in a narrow one over it, on demand."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from desktop.ui.panes.pane import Pane
from desktop.ui.theme import Theme

NARROW_UNITS = 1180  # the width of the window below which the history is folded
WIDTH_UNITS = 236


class HistoryFold(QObject):
    """Moves the pane of the history between the splitter, where it has a width of its own, and a place over the rest.

    Over the rest it goes away with a click beside it.
    """

    def __init__(self, window: QWidget, splitter: QSplitter, pane: Pane) -> None:
        super().__init__(window)
        self._window = window
        self._splitter = splitter
        self._pane = pane
        self._units = 1.0
        self._is_narrow = False
        self._is_wanted = True  # in a wide window
        self._wide_state = splitter.saveState()  # the sizes of the three panes beside one another
        window.installEventFilter(self)

    @property
    def is_wanted(self) -> bool:
        """Returns True if the history has its place whenever the window is wide enough."""
        return self._is_wanted

    @property
    def is_over(self) -> bool:
        """Returns True while the history lies over the canvas."""
        return self._is_narrow and not self._pane.isHidden()

    def show_look(self, theme: Theme) -> None:
        """Folds by lengths of this theme."""
        self._units = theme.px(1000) / 1000
        self._pane.setMinimumWidth(round(224 * min(self._units, 1.3)))
        self._follow()

    @property
    def splitter_state(self) -> QByteArray:
        """Returns the sizes of the panes in a wide window, for `QSplitter.restoreState`."""
        return self._wide_state if self._is_narrow else self._splitter.saveState()

    def restore(self, state: QByteArray) -> None:
        """Gives the panes the sizes that `splitter_state` was."""
        self._wide_state = state
        if not self._is_narrow:
            self._splitter.restoreState(state)

    def want(self, wanted: bool) -> None:
        """Gives the history its place in a wide window, or takes it."""
        self._is_wanted = wanted
        self._follow()

    def toggle(self) -> None:
        """Shows the history or puts it away."""
        if self._is_narrow:
            self._show_over(self._pane.isHidden())
        else:
            self.want(self._pane.isHidden())

    def show(self) -> None:
        """Shows the history, in a narrow window over the canvas."""
        if self._is_narrow:
            self._show_over(True)
        else:
            self.want(True)

    def put_away(self) -> None:
        """Puts the history away if it lies over the canvas."""
        if self.is_over:
            self._show_over(False)

    def _follow(self) -> None:
        narrow = self._window.width() < NARROW_UNITS * self._units
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            if narrow:
                self._wide_state = self._splitter.saveState()
                self._pane.hide()
                self._pane.setParent(self._window)
            else:
                self._splitter.insertWidget(0, self._pane)
                self._splitter.setStretchFactor(0, 0)
                self._splitter.setCollapsible(0, False)
                self._splitter.restoreState(self._wide_state)
                QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        if not narrow:
            self._pane.setVisible(self._is_wanted)
        elif self.is_over:
            self._place()

    def _show_over(self, shown: bool) -> None:
        app = QApplication.instance()
        assert app is not None
        if shown:
            self._place()
            self._pane.show()
            self._pane.raise_()
            app.installEventFilter(self)
        else:
            self._pane.hide()
            app.removeEventFilter(self)

    def _place(self) -> None:
        width = max(self._pane.minimumWidth(), round(WIDTH_UNITS * self._units))
        self._pane.setGeometry(QRect(0, 0, min(width, self._window.width()), self._window.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._follow()
        elif self.is_over and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._close_if_beside(watched)
        return False

    def _close_if_beside(self, pressed: QObject) -> None:
        if not isinstance(pressed, QWidget) or pressed.window() is not self._window:
            return
        if pressed is not self._pane and not self._pane.isAncestorOf(pressed):
            self._show_over(False)
