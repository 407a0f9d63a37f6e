"""The main window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSplitter, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.canvas.bar.tool_stages import STAGES
from desktop.ui.drop.drop_target import OWN_IMAGE
from desktop.ui.drop.drop_veil import DropVeil, dragged_words
from desktop.ui.look.room import NARROW_UNITS, NARROW_WINDOW_UNITS
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


def dragged(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("/x") / name)) for name in names])
    return data


def lit(window: MainWindow) -> list[QRect]:
    veils = [veil for veil in window.findChildren(DropVeil) if veil.isVisible()]
    return [QRect(veil.mapTo(window, QPoint()), veil.size()) for veil in veils]


def enter(over: QWidget, data: QMimeData) -> None:
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(over, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, none))


def test_where_files_are_dragged_lights_up(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    room = window.picture_pane.canvas_room
    canvas = QRect(room.mapTo(window, QPoint()), room.size())
    files = dragged("a.png", "b.JPG", "sync.log")
    for over in (window, window.canvas.viewport()):
        enter(over, files)
        assert lit(window) == [canvas]
        qapp.sendEvent(over, QDragLeaveEvent())
        assert lit(window) == []
        enter(over, files)
        with qtbot.waitSignal(window.dropped):
            qapp.sendEvent(over, QDropEvent(QPoint(9, 9), copy, files, button, none, QEvent.Type.Drop))
        assert lit(window) == []
    words, own = QMimeData(), QMimeData()
    words.setText("words")
    own.setData(OWN_IMAGE, b"1")
    for data in (words, own):
        enter(window, data)
        assert lit(window) == []


def test_a_drag_makes_no_window_and_takes_no_focus(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.composer.field.setFocus()
    qtbot.waitUntil(window.composer.field.hasFocus)
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        enter(window, dragged("a.png"))
        qapp.processEvents()
    finally:
        qapp.removeEventFilter(watch)
    assert shown == []
    assert lit(window) != []
    assert qapp.activeWindow() is window
    assert window.composer.field.hasFocus()


def test_the_place_that_is_lit_keeps_its_size_and_is_the_window_where_no_picture_is_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    enter(window, dragged("a.png"))
    window.resize(900, 600)
    room = window.picture_pane.canvas_room
    assert lit(window) == [QRect(room.mapTo(window, QPoint()), room.size())]
    qapp.sendEvent(window, QDragLeaveEvent())
    window.picture_pane.hide()
    enter(window, dragged("a.png"))
    assert lit(window) == [window.rect()]


def test_what_is_dragged_is_counted() -> None:
    assert dragged_words(dragged("a.png", "b.JPG", "sync.log")) == "2 pictures, 1 file"
    assert dragged_words(dragged("a.pdf", "b.txt")) == "2 files"
    for folder in ("folder", ".config", ""):
        assert dragged_words(dragged("a.png", folder)) == "", "how much is in a folder is not known"
    assert dragged_words(dragged("a.webp")) == "1 picture"
    assert dragged_words(QMimeData()) == ""


def test_the_window_alone_becoming_narrow_folds_the_line_below_the_question(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(LIGHT, qapp.font())
    window = MainWindow(theme)
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    bound = theme.px(NARROW_WINDOW_UNITS)
    window.resize(bound + 4, 700)
    (splitter,) = window.findChildren(QSplitter)
    wide_enough = theme.px(NARROW_UNITS) + 2
    splitter.setSizes([bound + 3 - wide_enough, wide_enough])
    assert not window.host_label.isHidden()
    width = window.conversation_pane.width()
    window.resize(bound - 4, 700)
    assert window.conversation_pane.width() == width
    assert window.host_label.isHidden()
    window.resize(bound + 4, 700)
    assert not window.host_label.isHidden()


def test_a_low_window_has_a_question_of_one_line(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Theme(LIGHT, qapp.font()))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    window.resize(1000, 700)
    high = window.composer.field.height()
    window.resize(1000, 450)
    low, line = window.composer.field.height(), window.composer.field.fontMetrics().lineSpacing()
    assert high - low == line
    qapp.processEvents()
    assert window.composer.field.verticalScrollBar().maximum() == 0
    window.composer.field.setPlainText("one\ntwo")
    assert window.composer.field.height() == high
    window.composer.field.clear()
    window.resize(1000, 700)
    assert window.composer.field.height() == high


class FramedWindow(MainWindow):
    """A window to which the window manager has given a frame."""

    def frameGeometry(self) -> QRect:
        place = super().frameGeometry()
        return QRect(place.topLeft(), place.size() + QSize(2, 24))


def test_a_window_that_was_as_large_as_the_screen_is_whole_on_it_with_its_frame(qtbot: QtBot) -> None:
    window = FramedWindow(Theme(LIGHT, QApplication.font()))
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(room.size() - QSize(2, 24))
    window.move(room.left() + 2, room.top() + 24)  # where it was left, and once more the height of its frame
    window.fit_on_screen()
    assert room.contains(window.frameGeometry())
    assert window.size() == room.size() - QSize(2, 24)
