"""The overlay in which a part of the screen is chosen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import Screenshot
from desktop.ui.capture_overlay import CaptureOverlay
from tests.helpers.images import quarters


def overlay(qtbot: QtBot) -> CaptureOverlay:
    screen = QGuiApplication.primaryScreen()
    size = screen.geometry().size()
    pixels = PixelBuffer.of(quarters(size.width() * 2, size.height() * 2))  # a screen at twice the scale
    widget = CaptureOverlay(Screenshot(screen.name(), pixels, (Rect(100, 100, 400, 300),)))
    qtbot.addWidget(widget)
    widget.resize(size)
    widget.show()
    return widget


def test_a_region_is_dragged_in_the_screens_own_pixels(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    qtbot.mouseMove(widget, QPoint(120, 90))
    assert not widget.grab().isNull()
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(120, 90))
    assert taken.args[1] == Rect(40, 60, 240, 180)


def test_a_window_is_clicked_all_is_entered_and_esc_gives_up(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert taken.args[1] == Rect(100, 100, 400, 300)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert taken.args[1].size == (widget.width() * 2, widget.height() * 2)
    with qtbot.waitSignal(widget.given_up):
        qtbot.keyClick(widget, Qt.Key.Key_Escape)
    with qtbot.waitSignal(widget.given_up):
        qtbot.mouseClick(widget, Qt.MouseButton.RightButton, pos=QPoint(5, 5))


def press(qtbot: QtBot, widget: CaptureOverlay, key: Qt.Key, times: int = 1, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for _ in range(times):
        qtbot.keyClick(widget, key, modifier)


def test_a_region_is_taken_by_arrows_and_enter(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    x, y = widget.width(), widget.height()  # the middle, in pixels of a screen at twice the scale
    press(qtbot, widget, Qt.Key.Key_Left, 5)
    qtbot.mouseMove(widget, QPoint(5, 5))  # a mouse that is pushed takes nothing over
    press(qtbot, widget, Qt.Key.Key_Return)
    press(qtbot, widget, Qt.Key.Key_Right, 3)
    press(qtbot, widget, Qt.Key.Key_Down, 2)
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert not widget.grab().isNull()
    with qtbot.waitSignal(widget.taken) as taken:
        press(qtbot, widget, Qt.Key.Key_Return)
    assert taken.args[1] == Rect(x - 100, y, x - 40, y + 41)


def test_shift_begins_a_region_esc_gives_it_up_and_tab_chooses_a_window(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    given_up: list[bool] = []
    widget.given_up.connect(lambda: given_up.append(True))
    press(qtbot, widget, Qt.Key.Key_Right, 2, shift=True)
    press(qtbot, widget, Qt.Key.Key_Escape)
    assert given_up == []
    press(qtbot, widget, Qt.Key.Key_Tab)
    with qtbot.waitSignal(widget.taken) as taken:
        press(qtbot, widget, Qt.Key.Key_Return)
    assert taken.args[1] == Rect(100, 100, 400, 300)
    press(qtbot, widget, Qt.Key.Key_Escape)
    assert given_up == [True]
