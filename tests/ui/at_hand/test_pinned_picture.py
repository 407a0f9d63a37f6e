"""The window of a pinned picture: its size, its place, its menu, its keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.formatting import percent
from desktop.ui.at_hand.pinned_picture import PinnedPicture
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import quarters


@pytest.fixture
def pin(qtbot: QtBot) -> PinnedPicture:
    return pinned(qtbot)


def pinned(qtbot: QtBot, *, allowed: bool = True, size: tuple[int, int] = (80, 60)) -> PinnedPicture:
    window = PinnedPicture(Theme(LIGHT, QFont()), allowed, allowed)
    qtbot.addWidget(window)
    window.show_picture(PixelBuffer.of(quarters(*size)))
    window.show()
    return window


def turn(window: PinnedPicture, by: int, at: QPointF) -> None:
    keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, window.mapToGlobal(at), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, keys, phase, False
    )
    QApplication.sendEvent(window, event)


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_it_stays_on_top_without_a_frame_and_says_what_it_is(pin: PinnedPicture) -> None:
    flags = pin.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert (pin.width(), pin.height()) == (80, 60)
    assert pin.accessibleName() == "Pinned picture, 80 × 60"
    assert pin.accessibleDescription()


def test_a_large_picture_opens_within_the_screen(qtbot: QtBot) -> None:
    pin = pinned(qtbot, size=(4000, 200))
    assert pin.width() <= pin.screen().availableGeometry().width() * 0.6 + 1
    assert pin.zoom < 1.0


def test_the_wheel_resizes_it_around_the_pointer(pin: PinnedPicture) -> None:
    pin.move(200, 200)
    turn(pin, 60, QPointF(80, 60))
    assert pin.zoom == 1.0  # half a step
    turn(pin, 60, QPointF(80, 60))
    assert (pin.width(), pin.height()) == (100, 75)
    assert pin.pos() == QPoint(180, 185)
    turn(pin, -120 * 40, QPointF(0, 0))
    assert max(pin.width(), pin.height()) == 48
    turn(pin, 120 * 80, QPointF(0, 0))
    assert pin.zoom == 8.0


def test_keys_move_resize_copy_save_and_close(pin: PinnedPicture, qtbot: QtBot, heard: list[str]) -> None:
    pin.move(100, 100)
    qtbot.keyClick(pin, Qt.Key.Key_Right)
    qtbot.keyClick(pin, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert pin.pos() == QPoint(110, 99)
    qtbot.keyClick(pin, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: heard == ["Zoom: " + percent(1.25)])
    qtbot.keyClick(pin, Qt.Key.Key_Minus)
    qtbot.keyClick(pin, Qt.Key.Key_Minus)
    qtbot.keyClick(pin, Qt.Key.Key_1)
    assert pin.zoom == 1.0
    with qtbot.waitSignal(pin.copy_requested):
        qtbot.keyClick(pin, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(pin.save_requested):
        qtbot.keyClick(pin, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(pin.closed):
        qtbot.keyClick(pin, Qt.Key.Key_Escape)
    assert pin.isHidden()


def test_the_menu_has_all_of_it_and_only_what_may_be(pin: PinnedPicture, qtbot: QtBot) -> None:
    menu = pin.menu()
    assert entries(menu) == ["Copy picture", "Save picture…", "Zoom in", "Zoom out", "Actual size", "Opacity", "Close"]
    opacity = next(action for action in menu.actions() if action.text() == "Opacity").menu()
    assert isinstance(opacity, QMenu)
    assert [action.isChecked() for action in opacity.actions()] == [True, False, False, False]
    bare = pinned(qtbot, allowed=False)
    assert entries(bare.menu()) == ["Zoom in", "Zoom out", "Actual size", "Opacity", "Close"]
    with qtbot.assertNotEmitted(bare.copy_requested), qtbot.assertNotEmitted(bare.save_requested):
        qtbot.keyClick(bare, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(bare, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_another_state_of_the_picture_takes_its_place(pin: PinnedPicture) -> None:
    zoom = pin.zoom
    pin.show_picture(PixelBuffer.of(quarters(60, 80)))
    assert (pin.width(), pin.height(), pin.zoom) == (60, 80, zoom)
    assert pin.grab().toImage().pixelColor(15, 15).red() > 200
