"""Tab goes down each page of the settings, whatever order its rows were made in."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QScrollArea, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.tab_order import stops_in
from desktop.ui.settings.connections.connection_list import ConnectionEntry
from desktop.ui.settings.settings_window import SettingsDialog


def stops_down(page: QWidget) -> list[tuple[str, int, int]]:
    """Presses Tab through a page. Returns the name of each stop, its top and its bottom on the page."""
    stops = list[tuple[str, int, int]]()
    first = next(stop for stop in stops_in(page) if stop.isVisible() and stop.isEnabled())
    first.setFocus()
    focus = QApplication.focusWidget()
    while focus is not None and page.isAncestorOf(focus):
        top = focus.mapTo(page, QPoint(0, 0)).y()
        stops.append((f"{type(focus).__name__} “{focus.accessibleName()}”", top, top + focus.height()))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    return stops


def test_tab_goes_down_each_page(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    entries = [ConnectionEntry(str(at), f"{at}.example", "gpt-4o", is_current=not at) for at in range(3)]
    window.answers.connections.show_entries(entries, may_change=True)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (pages,) = (view for view in window.findChildren(QListWidget) if view.objectName() == "pages")
    (stack,) = (view for view in window.findChildren(QStackedWidget) if view.parentWidget() is window)
    faults, count = list[str](), 0
    for row in range(pages.count()):
        pages.setCurrentRow(row)
        QApplication.processEvents()
        area = stack.currentWidget()
        assert isinstance(area, QScrollArea)
        page = area.widget()
        assert page is not None
        stops = stops_down(page)
        count += len(stops)
        faults += [
            f"{pages.item(row).text()}: up from {before[0]} to {after[0]}"
            for before, after in pairwise(stops)
            if after[2] <= before[1]
        ]
        if page is window.answers:
            assert "RadioButton" in stops[0][0]
    assert not faults, "\n".join(faults)
    assert count > 40


def test_the_field_that_stands_first_on_a_page_has_the_focus(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def focused() -> str:
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    name = window.field("connection_name", QLineEdit)
    assert focused() == name.accessibleName() != ""
    window.answers.show_locked(frozenset({"connection_name"}))
    window.show_page(window.answers)
    assert focused() == window.field("answers", QComboBox).accessibleName() != ""
