"""The overlay in which a part of the screen is chosen."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.region_choice import RegionChoice
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse
from desktop.ui.capture.magnifier import RADIUS, foot_size, magnifier_place, paint_magnifier, pixel_words
from desktop.ui.capture.overlay_painter import OverlayPainter, hints_for
from desktop.ui.qt_images import qimage
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import quarters
from tests.ui.capture.overlays import WINDOW, drag, overlay


@pytest.mark.parametrize(
    ("scale", "expected"),
    [(1, Rect(20, 30, 120, 90)), (1.5, Rect(30, 45, 180, 135)), (2, Rect(40, 60, 240, 180))],
)
def test_a_region_is_dragged_in_the_screens_own_pixels(qtbot: QtBot, scale: float, expected: Rect) -> None:
    widget = overlay(qtbot, scale)
    drag(qtbot, widget, (20, 30), (120, 90))
    assert not widget.grab().isNull()
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert taken.args[1:] == [expected, CaptureUse.ASK]


def test_a_window_is_clicked_all_is_entered_and_esc_gives_up(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert taken.args[1].size == (widget.width() * 2, widget.height() * 2)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert widget.choice.area == WINDOW
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert taken.args[1] == WINDOW
    with qtbot.waitSignal(widget.given_up):
        qtbot.keyClick(widget, Qt.Key.Key_Escape)
    with qtbot.waitSignal(widget.given_up):
        qtbot.mouseClick(widget, Qt.MouseButton.RightButton, pos=QPoint(5, 5))


def test_a_region_is_chosen_moved_and_resized_by_keys_alone(qtbot: QtBot) -> None:
    widget = overlay(qtbot, 1)
    for place in (QPoint(40, 40), QPoint(20, 20)):  # a mouse that stands there already would not be heard
        qtbot.mouseMove(widget, place)
    before = widget.choice.cursor
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    qtbot.keyClick(widget, Qt.Key.Key_Space)
    qtbot.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Space)
    left, top = round(before[0]) + 1, round(before[1])
    assert widget.choice.area == Rect(left, top, left + 10, top + 10)
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    qtbot.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert widget.choice.area == Rect(left, top + 1, left + 11, top + 11)


def test_enter_begins_a_region_at_the_crosshair_and_esc_gives_it_up_first(qtbot: QtBot) -> None:
    widget = overlay(qtbot, 1)
    given_up: list[bool] = []
    widget.given_up.connect(lambda: given_up.append(True))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        qtbot.keyClick(widget, key)
    assert given_up == []
    assert not widget.choice.is_drawing
    before = widget.choice.cursor
    qtbot.mouseMove(widget, QPoint(5, 5))  # a mouse that is pushed takes nothing over
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    qtbot.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert taken.args[1] == Rect.from_corners(before, (before[0] + 10, before[1] + 10))


def test_where_keys_have_led_is_announced(qtbot: QtBot, heard: list[str]) -> None:
    widget = overlay(qtbot, 1)
    qtbot.mouseMove(widget, QPoint(10, 10))
    x, y = (round(side) for side in widget.choice.cursor)
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: heard == [f"{x + 2} across, {y} down"])
    name = widget.accessibleName()
    qtbot.keyClick(widget, Qt.Key.Key_Left)
    assert widget.accessibleName() == name  # a change would be spoken, too
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    qtbot.keyClick(widget, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: heard[1:] == [f"10 × 10, {x + 1} across, {y} down"])
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    size = f"{WINDOW.width} × {WINDOW.height}"
    qtbot.waitUntil(lambda: heard[2:] == [f"{size}, {WINDOW.left} across, {WINDOW.top} down"])


def test_letters_count_by_key_on_a_layout_without_latin_ones(qtbot: QtBot) -> None:
    widget = overlay(qtbot, recent=Rect(10, 20, 30, 40))
    for code, key, text in ((27, 0x41A, "к"), (24, 0x419, "й")):  # the keys of R and Q
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, code, 0, 0, text)
        if text == "й":
            with qtbot.waitSignal(widget.taken) as taken:
                QApplication.sendEvent(widget, event)
            assert taken.args[1:] == [Rect(10, 20, 30, 40), CaptureUse.QUICK]
        else:
            QApplication.sendEvent(widget, event)
            assert widget.choice.area == Rect(10, 20, 30, 40)


def test_tab_chooses_a_window(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert taken.args[1] == WINDOW


def test_space_carries_a_region_that_is_being_dragged(qtbot: QtBot) -> None:
    widget = overlay(qtbot, 1)
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    qtbot.mouseMove(widget, QPoint(120, 90))
    qtbot.keyPress(widget, Qt.Key.Key_Space)
    qtbot.mouseMove(widget, QPoint(130, 95))
    qtbot.keyRelease(widget, Qt.Key.Key_Space)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(130, 95))
    assert widget.choice.area == Rect(30, 35, 130, 95)


def test_the_last_region_is_taken_again(qtbot: QtBot) -> None:
    widget = overlay(qtbot, recent=Rect(10, 20, 30, 40))
    assert "R: last region" in widget.accessibleName()
    qtbot.keyClick(widget, Qt.Key.Key_R)
    assert widget.choice.area == Rect(10, 20, 30, 40)


@pytest.mark.parametrize(
    ("key", "use"),
    [(Qt.Key.Key_A, CaptureUse.ASK), (Qt.Key.Key_Q, CaptureUse.QUICK), (Qt.Key.Key_T, CaptureUse.TEXT)],
)
def test_a_letter_says_what_becomes_of_the_region(qtbot: QtBot, key: Qt.Key, use: CaptureUse) -> None:
    widget = overlay(qtbot, main=CaptureUse.QUICK)
    drag(qtbot, widget, (20, 30), (120, 90))
    with qtbot.waitSignal(widget.taken) as taken:
        qtbot.keyClick(widget, key)
    assert taken.args[2] is use


def test_the_bar_offers_the_main_use_first(qtbot: QtBot) -> None:
    widget = overlay(qtbot, main=CaptureUse.QUICK)
    drag(qtbot, widget, (20, 30), (120, 90))
    names = [button.accessibleName() for button in widget.findChildren(QPushButton) if button.isVisible()]
    assert sorted(names) == ["Ask, A", "Copy text, T", "Quick ask, Enter"]
    (text,) = [button for button in widget.findChildren(QPushButton) if button.text() == "Copy text"]
    with qtbot.waitSignal(widget.taken) as taken:
        text.click()
    assert taken.args[2] is CaptureUse.TEXT


def test_an_overlay_that_was_put_away_takes_nothing(qtbot: QtBot) -> None:
    widget = overlay(qtbot)
    widget.let_go()
    with qtbot.assertNotEmitted(widget.taken):
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.screen_name == ""


@pytest.mark.parametrize("scale", [1, 1.5, 2, 3])
def test_the_magnifier_stays_on_the_screen_and_names_the_pixel(qapp: QApplication, scale: float) -> None:
    font, room = QFont(qapp.font()), QSize(1024, 600)
    font.setPointSizeF(scale * font.pointSizeF())
    for at in (QPoint(0, 0), QPoint(1023, 599), QPoint(400, 590)):
        place = magnifier_place(at, room, font)
        assert QRect(QPoint(0, 0), room).contains(place)
        assert not place.contains(at)
    assert pixel_words(qimage(PixelBuffer.of(quarters())), (3, 4))[0] == "3, 4"


@pytest.mark.parametrize("scale", [0.8, 1, 1.5, 2, 3])
def test_the_words_of_the_magnifier_are_whole_with_large_text(qapp: QApplication, scale: float) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(scale * font.pointSizeF())
    image = QImage(8000, 10, QImage.Format.Format_RGB32)
    image.fill("#DDDDDD")
    place = magnifier_place(QPoint(0, 0), QSize(1024, 600), font).translated(300, 300)
    canvas = QImage(1400, 1000, QImage.Format.Format_RGB32)
    canvas.fill("#ffffff")
    painter = QPainter(canvas)
    paint_magnifier(painter, place, image, (7999, 9), font)
    painter.end()
    foot = canvas.copy(place.adjusted(2, 2 + foot_size(font)[0].width(), -2, -2))
    light = [
        (x, y)
        for x in range(foot.width())
        for y in range(foot.height())
        if foot.pixelColor(x, y).lightness() > 120
        and not (y > foot.height() - RADIUS and min(x, foot.width() - x) < RADIUS)  # the round corners
    ]
    assert pixel_words(image, (7999, 9))[1] == "#DDDDDD"  # the colour of the pixel
    metrics, (size, has_two) = QFontMetrics(font), foot_size(font)
    lines = pixel_words(image, (7999, 9)) if has_two else ("   ".join(pixel_words(image, (7999, 9))),)
    assert max(metrics.horizontalAdvance(line) for line in lines) <= size.width()
    rows = [y for _, y in light]
    assert min(rows) > 0 and max(rows) < foot.height() - 1
    drawn = max(x for x, _ in light) - min(x for x, _ in light)
    assert drawn > max(metrics.tightBoundingRect(line).width() for line in lines) - 4


@pytest.mark.parametrize("room", [1000, 680])
def test_the_hints_stand_on_the_screen_with_text_of_twice_the_size(qapp: QApplication, room: int) -> None:
    large = QFont(qapp.font())
    large.setPointSizeF(2 * large.pointSizeF())
    hints = hints_for(RegionChoice(Rect(0, 0, room, 640)), has_recent=True)
    lines = OverlayPainter(Theme(LIGHT, large)).hint_lines(hints, room)
    assert [words for line in lines for _, words, _ in line] == [words for _, words in hints]
    assert len(lines) > 1 and all(sum(width for *_, width in line) <= room for line in lines)
