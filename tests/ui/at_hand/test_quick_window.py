"""The small window: where it stands, what it shows, and its keys."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.at_hand.quick_window import QuickAskWindow, place_beside
from desktop.ui.keys.focus_in_view import FocusInView
from desktop.ui.keys.tab_order import stops_in
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import DARK, Theme
from tests.helpers.images import quarters
from tests.ui.at_hand.quick_windows import answer_at_length, quick_of

SIZE, ROOM = QSize(420, 360), QRect(0, 0, 1440, 900)


@pytest.mark.parametrize(
    ("region", "place"),
    [
        (QRect(100, 100, 300, 200), QPoint(411, 100)),
        (QRect(1000, 100, 400, 200), QPoint(568, 100)),
        (QRect(200, 0, 1200, 300), QPoint(200, 311)),
        (QRect(200, 600, 1200, 300), QPoint(200, 228)),
        (QRect(100, 880, 300, 20), QPoint(411, 540)),
        (QRect(0, 0, 1440, 900), QPoint(1007, 527)),
    ],
    ids=["right", "left", "below", "above", "moved up", "no room"],
)
def test_it_stands_beside_the_region_where_there_is_room(region: QRect, place: QPoint) -> None:
    found = place_beside(region, SIZE, ROOM)
    assert (found - place).manhattanLength() <= 2
    if region != ROOM:
        assert not QRect(found, SIZE).intersects(region)


@pytest.mark.parametrize("size", [QSize(1440, 360), QSize(420, 900), ROOM.size()], ids=["wide", "high", "both"])
def test_a_window_as_large_as_the_screen_stands_on_it(size: QSize) -> None:
    assert ROOM.contains(QRect(place_beside(QRect(0, 0, 1440, 900), size, ROOM), size))


def words(quick: QuickAskWindow) -> list[str]:
    return [label.text() for label in quick.picture.findChildren(QLabel) if not label.isHidden()]


def offers(quick: QuickAskWindow) -> list[str]:
    return [button.text() for button in quick.findChildren(QPushButton) if button.isVisible() and button.text()]


def test_what_was_lent_goes_back(quick: QuickAskWindow, main: MainWindow) -> None:
    assert main.composer.window() is quick
    quick.let_go()
    main.conversation_pane.take_back()
    assert main.composer.window() is main
    assert main.transcript.window() is main


def test_the_picture_its_size_and_what_is_private_are_shown(quick: QuickAskWindow) -> None:
    assert "Reading the picture…" in words(quick)
    quick.picture.show_size((804, 240))
    quick.picture.show_thumbnail(PixelBuffer.of(quarters()))
    quick.picture.show_private("Private text found: a key, a password.", 2)
    assert words(quick)[-2:] == ["804 × 240", "Private text found: a key, a password."]
    buttons = [button.text() for button in quick.picture.findChildren(QPushButton) if not button.isHidden()]
    assert buttons == ["Cover all", "Pin on top"]
    assert not quick.grab().isNull()


def test_a_copy_is_offered_with_an_answer(quick: QuickAskWindow) -> None:
    quick.show_state("Esc closes", has_answer=False, has_turns=False)
    assert "Copy" not in offers(quick)
    assert {"Copy text", "Open in Askance"} <= set(offers(quick))
    quick.show_state("Esc stops", has_answer=True, has_turns=True)
    assert "Copy" in offers(quick)


def test_esc_and_the_cross_are_told_apart_and_nothing_closes_by_itself(quick: QuickAskWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(quick.escaped):
        qtbot.keyClick(quick, Qt.Key.Key_Escape)
    with qtbot.waitSignal(quick.closed):
        quick.close()
    assert quick.isVisible()
    with qtbot.waitSignal(quick.open_requested):
        qtbot.keyClick(quick, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def test_the_pin_says_how_it_stands(quick: QuickAskWindow) -> None:
    assert quick.head.pin.accessibleName() == "Stays on top: on"
    quick.head.pin.click()
    assert quick.head.pin.accessibleName() == "Stays on top: off"
    handle = quick.windowHandle()
    assert handle is not None
    assert not handle.flags() & Qt.WindowType.WindowStaysOnTopHint


def test_it_is_shown_in_the_dark_too(quick: QuickAskWindow) -> None:
    quick.show_look(Theme(DARK, QFont()))
    assert DARK.page in quick.styleSheet()


@pytest.mark.parametrize("zoom", [1, 2, 4])
def test_text_of_four_times_its_size_scrolls_instead_of_being_cut(qtbot: QtBot, qapp: QApplication, zoom: int) -> None:
    main, quick, area = quick_of(qtbot, 10 * zoom)
    FocusInView(qapp)
    assert quick.height() <= quick.screen().availableGeometry().height()
    assert (area.verticalScrollBar().maximum() > 0) == (zoom == 4)
    stops = [stop for stop in stops_in(quick) if stop.isVisible() and stop.isEnabled()]
    assert len(stops) >= 6
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert stop is main.composer.field or stop.height() >= stop.minimumSizeHint().height()
        place = QRect(stop.mapTo(quick, QPoint(0, 0)), stop.size())
        assert quick.rect().contains(place), stop.accessibleName()
        found = quick.childAt(place.center())
        assert found is not None
        assert found is stop or stop.isAncestorOf(found)


def test_an_answer_has_room_where_large_text_takes_most_of_the_screen(
    qtbot: QtBot, main: MainWindow, quick: QuickAskWindow
) -> None:
    large = main.theme.zoomed(2.1)
    main.show_colors(large)
    quick.show_look(large)
    answer_at_length(qtbot, main, quick)
    qtbot.waitUntil(lambda: main.transcript.height() > 100)  # five lines of this size
    assert quick.height() <= quick.screen().availableGeometry().height()


def test_a_question_is_typed_in_sight_though_the_answer_has_pushed_its_field_out(
    qtbot: QtBot, qapp: QApplication
) -> None:
    main, quick, area = quick_of(qtbot, 40)
    FocusInView(qapp)
    field = main.composer.field
    field.setFocus()
    answer_at_length(qtbot, main, quick)
    area.verticalScrollBar().setValue(0)
    assert field.hasFocus() and not area.viewport().rect().contains(caret_in(area, main))
    qtbot.keyClicks(field, "and then?")
    qtbot.waitUntil(lambda: area.viewport().rect().contains(caret_in(area, main)))
    quick.let_go()
    main.conversation_pane.take_back()
    at = area.verticalScrollBar().value()
    field.clear()
    assert area.verticalScrollBar().value() == at


def caret_in(area: QScrollArea, main: MainWindow) -> QRect:
    """Returns where the caret of the question stands in the view of the area."""
    field = main.composer.field
    caret = field.cursorRect()
    return QRect(field.viewport().mapTo(area.viewport(), caret.topLeft()), caret.size())


@pytest.mark.parametrize("zoom", [1, 2])
def test_with_an_answer_it_scrolls_only_where_the_rest_has_no_room(qtbot: QtBot, zoom: int) -> None:
    main, quick, area = quick_of(qtbot, 10 * zoom)
    answer_at_length(qtbot, main, quick)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert quick.height() <= quick.screen().availableGeometry().height()
    assert main.transcript.height() > 100
