"""The main window."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.canvas.bar.tool_stages import STAGES
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme


def test_the_window_folds_when_narrow_and_keeps_its_places(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    assert window.history.isVisible()
    window.resize(700, 600)
    assert not window.history.isVisible()
    window.resize(1200, 700)
    assert window.history.isVisible()
    window.actions_["side"].trigger()
    places = window.layout_state()
    assert places["side"] is False
    window.restore_layout({"geometry": 5, "splitter": "!!", "side": True})
    assert window.history.isVisible()
    window.restore_layout(places)
    assert not window.history.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.isVisible()
    window.hide()


def test_everything_in_the_window_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    for button in window.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or button.parent() is not None
    for widget in (window.canvas, window.transcript, window.composer.field, window.model_button):
        assert widget.accessibleName()


def test_every_button_of_the_bar_has_its_room_in_the_smallest_window(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()

    (bar,), (conversation,) = window.findChildren(QWidget, "bar"), window.findChildren(QWidget, "conversationPane")

    def has_room() -> bool:
        buttons = [button for button in bar.findChildren(QToolButton) if button.isVisible()]
        return all(button.width() >= 24 for button in buttons) and conversation.geometry().right() <= window.width()

    for width in (1440, 760, 700, window.minimumWidth()):
        window.resize(width, 500)
        qtbot.waitUntil(has_room)
        assert (window.tools.stage == STAGES[-1]) == (width < 1000)


@pytest.mark.parametrize("width", [1440, 1024, 1000, 760, 680])
def test_the_buttons_of_the_empty_canvas_stand_within_its_frame(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.resize(width, 575)
    window.show()
    qapp.processEvents()
    empty = window.empty
    buttons = [button for button in empty.findChildren(QPushButton) if button.isVisible()]
    places = [QRect(button.mapTo(empty, QPoint(0, 0)), button.size()) for button in buttons]
    assert buttons and all(empty.frame.contains(QRectF(place)) for place in places)
