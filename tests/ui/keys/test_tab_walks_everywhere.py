"""Tab and Shift+Tab walk through every stop of every window and come back, and each stop is in view as they arrive."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.focus_in_view import FocusInView
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.flat_button import FlatButton
from tests.ui.every_window import every_window

MOST = 150  # presses of a key until the walk must have come back
SEEN_SHARE = 0.6  # of a stop's height, or of the view that it is larger than


def stops(window: QWidget) -> set[QWidget]:
    """Returns the widgets that Tab must reach, tabs among them; of buttons of which one is chosen, it reaches one."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if (widget.focusPolicy().value & 1 or isinstance(widget, QTabBar))
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and not (isinstance(widget, QAbstractButton) and widget.group() and not widget.isChecked())
        and not is_scrolled_out(widget)
    }


def is_scrolled_out(widget: QWidget) -> bool:
    """Returns True for a button of the conversation whose middle is out of view: Tab passes over it."""
    around = widget.parentWidget()
    return (
        isinstance(widget, FlatButton) and around is not None and not around.rect().contains(widget.geometry().center())
    )


def hidden_part(widget: QWidget) -> str:
    """Returns in which view a widget cannot be seen well; empty if it can."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.viewport().isAncestorOf(widget):
            place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
            seen = place.intersected(area.viewport().rect())
            if seen.height() < SEEN_SHARE * min(place.height(), area.viewport().height()):
                return f"{seen.height()} of {place.height()} px in view"
        area = area.parentWidget()
    return ""


def walk(window: QWidget, key: Qt.Key) -> tuple[list[QWidget], list[str]]:
    """Presses a key until the focus is where it was. Returns where it has been, and what was not in view then."""
    visited, unseen = list[QWidget](), list[str]()
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        assert focus is not None, f"the focus was lost after {visited[-1:]}"
        if visited and focus is visited[0]:
            return visited, unseen
        visited.append(focus)
        if part := hidden_part(focus):
            unseen.append(f"{type(focus).__name__} “{focus.accessibleName()}”: {part}")
        QTest.keyClick(focus, key)
        for _ in range(2):
            QApplication.processEvents()
    words = [f"{type(widget).__name__} “{widget.accessibleName()}”" for widget in dict.fromkeys(visited[-20:])]
    raise AssertionError(f"Tab does not come back, but goes on among {words}")


@pytest.mark.slow
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=("forward", "back"))
def test_tab_reaches_every_stop_and_each_is_in_view(qtbot: QtBot, qapp: QApplication, key: Qt.Key) -> None:
    FocusInView(qapp)
    found, count = list[str](), 0
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font())):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if QApplication.focusWidget() is None:
            QTest.keyClick(window, Qt.Key.Key_Tab)
        try:
            visited, unseen = walk(window, key)
        except AssertionError as error:
            found.append(f"{name}: {error}")
            continue
        count += len(visited)
        found += [f"{name}: {fault}" for fault in unseen]
        found += [
            f"{name}: {type(widget).__name__} “{widget.accessibleName()}” is not reached"
            for widget in stops(window) - set(visited)
            if not isinstance(widget, QAbstractScrollArea) or not any(widget.isAncestorOf(other) for other in visited)
        ]
    assert not found, "\n".join(found)
    assert count > 100
