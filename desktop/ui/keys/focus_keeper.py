"""Keeps the focus where it can be seen: after a notice has closed, a button has gone, or a row was deleted."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.keys.tab_order import stops_in


class FocusKeeper(QObject):
    """Gives the focus back to the widget that had it before one of `passing` did, once that one closes.

    If nothing in the window has the focus any more, the nearest widget around the last one takes it, or `fallback`'s;
    in another window of the program its first stop.
    """

    def __init__(
        self, app: QApplication, window: QWidget, passing: tuple[QWidget, ...], fallback: Callable[[], QWidget]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._passing = passing
        self._fallback = fallback
        self._before = app.focusWidget()  # had the focus last, outside of those that pass
        self._around: list[QWidget] = []  # the last focused widget, and those around it from the inside out
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._restore)
        app.focusChanged.connect(self._changed)

    def _changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            if before is not None:
                self._around = _around(before)
            self._look.start()
            return
        closed = before is not None and any(part.isHidden() and part.isAncestorOf(before) for part in self._passing)
        if closed and _can_take(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]
        elif now.window() is self._window and not any(part.isAncestorOf(now) for part in self._passing):
            self._before = now

    def _restore(self) -> None:
        """Gives the focus to somebody in the window that is in use, if nobody in it has it."""
        window, modal = QApplication.activeWindow(), QApplication.activeModalWidget()
        if QApplication.focusWidget() is not None or window is None or QApplication.activePopupWidget() is not None:
            return
        if modal is not None and modal is not window:
            return
        around = (widget for widget in self._around if _can_take(widget) and widget.window() is window)
        takes = next(around, None) or (self._fallback() if window is self._window else _first_stop(window))
        if takes is not None:
            takes.setFocus(Qt.FocusReason.OtherFocusReason)


def _first_stop(window: QWidget) -> QWidget | None:
    """Returns the first widget of a window that Tab reaches, or the window itself."""
    return next((widget for widget in (*stops_in(window), window) if _can_take(widget)), None)


def _around(widget: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    part: QWidget | None = widget
    while part is not None:
        found.append(part)
        part = part.parentWidget()
    return found


def _can_take(widget: QWidget | None) -> bool:
    return (
        widget is not None
        and shiboken6.isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
