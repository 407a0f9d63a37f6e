"""The buttons below a chosen region are reached by Tab."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.core.image.screenshot import CaptureUse
from desktop.ui.capture.capture_overlay import CaptureOverlay
from tests.ui.capture.overlays import WINDOW, drag, overlay


def in_focus(widget: CaptureOverlay) -> str:
    """Returns the name of the button that has the focus; empty if the overlay itself has it."""
    taker = widget.focusWidget()
    return taker.accessibleName() if isinstance(taker, QAbstractButton) else ""


def tab(qtbot: QtBot, widget: CaptureOverlay, *modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Backtab if modifier else Qt.Key.Key_Tab, *modifier)


def test_tab_reaches_the_buttons_of_a_region_and_comes_back_to_it(qtbot: QtBot) -> None:
    widget = overlay(qtbot, main=CaptureUse.QUICK)
    drag(qtbot, widget, (20, 30), (120, 90))
    area, met = widget.choice.area, []
    for _ in range(6):
        tab(qtbot, widget)
        met.append(in_focus(widget))
    assert met == ["Quick ask, Enter", "Ask, A", "Copy text, T", "Cancel", "", "Quick ask, Enter"]
    assert widget.choice.area == area
    qtbot.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert widget.choice.is_chosen
    tab(qtbot, widget, Qt.KeyboardModifier.ShiftModifier)
    while in_focus(widget) != "Copy text, T":
        tab(qtbot, widget, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Space)
    assert taken.args[2] is CaptureUse.TEXT


def test_behind_the_last_window_tab_reaches_the_buttons_and_then_the_first_window(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    met = []
    for _ in range(7):
        tab(qtbot, widget)
        met.append(in_focus(widget) or widget.choice.area)
    assert met == [WINDOW, "Ask, Enter", "Quick ask, Q", "Copy text, T", "Cancel", WINDOW, "Ask, Enter"]
    with qtbot.waitSignal(widget.given_up):
        qtbot.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Escape)


def test_a_bar_that_goes_leaves_the_focus_with_the_overlay(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    drag(qtbot, widget, (20, 30), (120, 90))
    tab(qtbot, widget)
    assert in_focus(widget)
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(widget, QPoint(330, 230))
    assert in_focus(widget) == ""
    assert widget.focusWidget() in (widget, None)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(330, 230))


def test_arrows_move_the_region_also_where_a_button_has_the_focus(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    for name in ("Ask, Enter", "Cancel"):
        while in_focus(widget) != name:
            tab(qtbot, widget)
        before = widget.choice.area
        assert before is not None
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            qtbot.keyClick(widget.focusWidget() or widget, key)
        assert widget.choice.area == before.moved(1, 1)
        assert in_focus(widget) == name
