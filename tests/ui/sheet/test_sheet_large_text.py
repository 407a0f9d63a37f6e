"""The window of many pictures at its smallest with large text: nothing is cut, and what has no room scrolls."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.many.field import Field, FieldType
from desktop.ui.look.program_look import show_everywhere
from desktop.ui.sheet.progress_line import RunFigures
from desktop.ui.sheet.setup.run_choice import RunChoice
from desktop.ui.sheet.sheet_window import LEAST, SheetWindow
from desktop.ui.theme import LIGHT, Theme
from tests.ui.look.cut_words import is_cut
from tests.ui.sheet.rows import COLUMNS, ROWS

POINTS = 18.0
FIGURES = RunFigures(64, 37, 2, 1, 12, 3, "about 2 min left", "$0.11 so far · about $0.18 in all · budget $1.00", True)
DECISION = "An e-mail address was found on 12 pictures. Nothing was sent. Decide for all of them, or look first."
FIELDS = (Field("Total", FieldType.NUMBER, "the sum with taxes"), Field("Shop"))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> SheetWindow:
    """The smallest window, with all that it can show in it, as a run is put together."""
    font = QFont(qapp.font())
    font.setPointSizeF(POINTS)
    theme = Theme(LIGHT, font)
    show_everywhere(theme)
    window = SheetWindow(theme, (("e-mail address", "an e-mail address"),))
    qtbot.addWidget(window)
    window.resize(LEAST)
    page = window.setup
    page.show_where("Questions go to OpenAI (api.openai.com) and are answered by gpt-4o, as the settings say.")
    page.show_sources(["receipts-november (folder)", "scan-016.png"])
    page.show_runs(["Receipts, November · 64 pictures · 37 done"])
    page.show_choice(RunChoice("Receipts", "Read it.", FIELDS, frozenset({"e-mail address"}), 1.5, (300, 15_000)))
    page.show_state("“receipts-november” can't be read. Choose another folder, or leave it out.")
    page.kept.show_words("History is off: the run can't be resumed once Askance is closed.", True, True)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QApplication.processEvents()
    return window


def with_table(window: SheetWindow) -> SheetWindow:
    window.model.show_all(COLUMNS, ROWS)
    window.head.show_run("Receipts, November", "64 pictures · 4 columns · OpenAI · gpt-4o")
    window.progress.show_figures(FIGURES)
    steps = ("Cover on all", print), ("Show them", print), ("Send on all", print), ("Decide later", print)
    window.notice.say(DECISION, *steps)
    window.side.show_head("receipt-014.jpg", "“15.90” stands here, and in one more place.")
    window.side.editor.show_cell("Total", "15.90", DECISION, may_edit=True, may_ask=True)
    window.show_table()
    QApplication.processEvents()
    return window


def shown(window: SheetWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not isinstance(widget, QMenu):
            yield widget


def hidden_parts(window: SheetWindow) -> list[str]:
    """Returns the widgets with words that are cut, or reach beyond what holds them, where nothing scrolls to them."""
    found = []
    for widget in shown(window):
        if not (words := getattr(widget, "text", str)()) and not isinstance(widget, QPushButton):
            continue
        inside: QWidget | None = widget
        whole = True
        while whole and inside is not None and inside is not window:
            parent = inside.parentWidget()
            if parent is not None and not isinstance(parent.parentWidget(), QScrollArea):  # a viewport scrolls
                whole = parent.rect().contains(QRect(widget.mapTo(parent, QPoint()), widget.size()))
            elif parent is not None:
                whole = inside.width() <= parent.width()
                break
            inside = parent
        if is_cut(widget) or not whole:
            found.append(f"{type(widget).__name__} {words!r} {widget.size().toTuple()}")
    return found


def test_nothing_is_cut_where_a_run_is_put_together(window: SheetWindow) -> None:
    assert window.size() == LEAST
    assert hidden_parts(window) == []
    foot = window.setup.list_button.parentWidget()
    assert foot is not None and foot.height() < window.height() / 2  # there is room for what is put together


def test_nothing_is_cut_above_the_table(window: SheetWindow) -> None:
    with_table(window)
    assert window.size() == LEAST
    assert hidden_parts(window) == []
    head = window.table.horizontalHeader()
    assert window.table.viewport().height() >= 3 * window.table.rowHeight(0) and head.isVisible()


def test_nothing_is_cut_beside_the_picture_which_is_large_enough_to_see(window: SheetWindow) -> None:
    with_table(window)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert hidden_parts(window) == []
    assert window.side.canvas.height() >= window.height() / 2


def in_view(window: SheetWindow, widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_keys_bring_what_they_lead_to_into_view(window: SheetWindow, qtbot: QtBot) -> None:
    with_table(window)
    window.activateWindow()
    assert in_view(window, window.head) and not in_view(window, window.table)  # as it is opened
    window.notice.steps[0].setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.table.hasFocus() and in_view(window, window.table)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert in_view(window, window.filters.field)
    window.table.choose(0, 0)
    window.notice.say("Now something else has to be decided.", ("Run all", print))
    qtbot.waitUntil(lambda: in_view(window, window.notice))
    window.table.setFocus()
    QTest.keyClick(window.table, Qt.Key.Key_Down)
    assert in_view(window, window.table)


def test_there_is_no_scroll_bar_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    window = SheetWindow(theme, ())
    qtbot.addWidget(window)
    window.resize(1000, 640)
    window.show()
    with_table(window)
    assert in_view(window, window.table) and in_view(window, window.head)
    assert window.table.geometry().bottom() == window.height() - 1
    assert not window.progress.main_button.mapTo(window, QPoint()).y() > window.progress.height()


def test_the_figures_of_a_run_stand_in_one_line_with_its_buttons_where_there_is_room(window: SheetWindow) -> None:
    with_table(window)
    window.progress.show_figures(RunFigures(64, 37, is_running=True))
    window.resize(2200, 900)
    QApplication.processEvents()
    (place,) = (label for label in window.progress.findChildren(QLabel) if label.text() == "37 of 64")
    middles = [part.mapTo(window, part.rect().center()).y() for part in (place, window.progress.main_button)]
    assert abs(middles[0] - middles[1]) <= 3
