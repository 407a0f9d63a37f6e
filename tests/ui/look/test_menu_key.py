"""The Menu key and Shift+F10 open the menu at the thing: a platform sends for the one what the program does for the
other, an event of the window that has the focus.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Summary
from desktop.core.workspace.draft import Draft
from desktop.ui.keys.key_rules import KeyRules
from desktop.ui.main_window import MainWindow
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import CellView, ColumnView, RowState, RowView
from desktop.ui.theme import Theme
from tests.ui.every_window import main_window, narrow
from tests.ui.strip.draft_images import images

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen one


def menu_key(window: QWidget) -> None:
    """Asks for a menu as the platform does at the Menu key."""
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QCoreApplication.sendEvent(window.windowHandle(), menu)


def shift_f10(window: QWidget) -> None:
    """Presses Shift+F10."""
    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    QCoreApplication.sendEvent(window.windowHandle(), key)


Ask = Callable[[QWidget], None]
BOTH = pytest.mark.parametrize("ask", [menu_key, shift_f10])


def focus(qtbot: QtBot, widget: QWidget) -> None:
    """Gives a widget the focus, with the rules of the keyboard on its window."""
    window, app = widget.window(), QApplication.instance()
    assert isinstance(app, QApplication)
    window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    KeyRules(app, window, lambda: None)


def opened() -> QMenu:
    """Returns the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def place_of(view: QWidget, rect: QRect) -> QRect:
    """Returns a place in a view on the screen, with the edges of its pixels."""
    return QRect(view.mapToGlobal(rect.topLeft()), rect.size()).adjusted(-2, -2, 2, 2)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    """The main window with a picture, an answer and two conversations."""
    return main_window(qtbot, theme)


@BOTH
@pytest.mark.parametrize("scrolled", [False, True])
def test_in_the_history_at_the_row_also_if_it_was_scrolled_away(
    window: MainWindow, qtbot: QtBot, ask: Ask, scrolled: bool
) -> None:
    rows = tuple(Summary(f"c{at}", f"title {at}", 1_800_000_000.0 - at, 1, "") for at in range(60))
    window.history.show_summaries(rows, "c1")
    view = window.history.list_view
    focus(qtbot, view)
    if scrolled:
        view.scrollToBottom()
    ask(window)
    menu = opened()
    assert [action.text() for action in menu.actions()][2] == "Rename\tF2"
    place = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(place)
    assert place_of(view.viewport(), place).contains(menu.pos())
    menu.close()


@BOTH
@pytest.mark.parametrize("scrolled", [False, True])
def test_in_the_strip_at_the_picture_also_if_it_was_scrolled_away(
    window: MainWindow, qtbot: QtBot, ask: Ask, scrolled: bool
) -> None:
    window.strip.show_draft(Draft("", images(30), 2), ("85",) * 30)
    listed = window.strip.findChild(QListWidget)
    assert listed is not None
    focus(qtbot, listed)
    if scrolled:
        listed.scrollToItem(listed.item(29))
    with qtbot.waitSignal(window.strip.menu_wanted) as wanted:
        ask(window)
    menu = opened()
    assert wanted.args[0] == 2
    place = listed.visualRect(listed.currentIndex())
    assert listed.viewport().rect().intersects(place)
    shown = place_of(listed.viewport(), place)
    assert shown.left() <= menu.x() <= shown.right()  # the screen of the tests ends above the strip
    menu.close()


@BOTH
def test_on_the_switch_its_own_menu_and_not_that_of_the_canvas(qtbot: QtBot, theme: Theme, ask: Ask) -> None:
    window = narrow(qtbot, theme)
    of_canvas: list[QPoint] = []
    window.canvas.menu_wanted.connect(of_canvas.append)
    (number,) = (one for one in window.canvas.findChildren(QToolButton) if one.text() == "2 of 2")
    focus(qtbot, number)
    QApplication.processEvents()
    ask(window)
    menu = opened()
    assert menu is number.menu() and of_canvas == []
    menu.close()


@BOTH
def test_in_the_transcript_at_the_link_and_for_its_turn(window: MainWindow, qtbot: QtBot, ask: Ask) -> None:
    view = window.transcript
    focus(qtbot, view)
    with qtbot.waitSignal(view.menu_requested) as wanted:
        ask(window)
    turn_id, address, place = wanted.args
    assert turn_id and address == ""
    assert place_of(view, view.rect()).contains(place)
    links = view.parts.links
    links.focus(links.in_view()[0])
    with qtbot.waitSignal(view.menu_requested) as wanted:
        ask(window)
    assert wanted.args[:2] == [turn_id, "https://a.example/"]
    assert place_of(view.viewport(), links.focused_rect().toRect()).contains(wanted.args[2])


@BOTH
def test_in_the_table_of_many_pictures_at_the_cell(qtbot: QtBot, theme: Theme, ask: Ask) -> None:
    sheet = SheetWindow(theme, (("1", "2"),))
    qtbot.addWidget(sheet)
    rows = tuple(RowView(at, str(at), RowState.DONE, (CellView("1"),)) for at in range(90))
    sheet.model.show_all((ColumnView("1"),), rows)
    sheet.show()
    sheet.show_table()
    sheet.table.choose(2, 1)
    focus(qtbot, sheet.table)
    sheet.table.scrollToBottom()
    with qtbot.waitSignal(sheet.table.menu_wanted) as wanted:
        ask(sheet)
    table, place = sheet.table, wanted.args[0]
    assert table.viewport().rect().contains(table.viewport().mapFromGlobal(place))
    assert place_of(table.viewport(), table.visualRect(table.currentIndex())).contains(place)
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
