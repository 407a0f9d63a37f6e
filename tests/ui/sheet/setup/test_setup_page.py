"""The page on which a run is put together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.many.field import Field, FieldType
from desktop.ui.sheet.setup.column_dialog import ColumnDialog
from desktop.ui.sheet.setup.run_choice import RunChoice
from desktop.ui.sheet.setup.setup_page import SetupPage
from desktop.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> SetupPage:
    page = SetupPage(theme, (("e-mail address", "E-mail address"), ("token", "Token")))
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def press(page: SetupPage, words: str) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text() == words).click()


CHOICE = RunChoice("Receipts", "Read it.", (Field("Total", FieldType.NUMBER),), frozenset({"token"}), 1.5, (300, 15000))


def test_what_is_shown_is_what_is_chosen(page: SetupPage) -> None:
    page.show_choice(CHOICE)
    assert page.choice == CHOICE
    assert page.columns.names == ("Total · Number",)
    assert "Token" in page.covers.accessibleName()


def test_nothing_is_listed_before_there_are_pictures(page: SetupPage) -> None:
    assert not page.list_button.isEnabled() and page.list_button.toolTip() == "Add pictures first"
    page.show_sources(["receipts (folder)"])
    assert page.list_button.isEnabled()
    page.show_state("Reading files: 12 so far…", is_busy=True)
    assert not page.list_button.isEnabled()


def test_columns_are_added_changed_and_removed_by_keys(page: SetupPage) -> None:
    page.add_column()
    (dialog,) = page.findChildren(ColumnDialog)
    dialog.name.setText("Shop")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert page.choice.fields == (Field("Shop"),)
    page.show_choice(CHOICE)
    page.columns.delete_pressed.emit()
    assert not page.choice.fields


def test_buttons_tell_what_is_wanted(page: SetupPage, qtbot: QtBot) -> None:
    page.show_sources(["a.png", "b.png"])
    page.show_runs(["November · 64 pictures"])
    for words, signal, arguments in (
        ("Add pictures…", page.pictures_pressed, []),
        ("Add folder…", page.folder_pressed, []),
        ("From this conversation", page.conversation_pressed, []),
        ("Remove", page.source_removed, [0]),
        ("Open", page.run_opened, [0]),
        ("Delete", page.run_deleted, [0]),
        ("List pictures", page.list_pressed, []),
    ):
        with qtbot.waitSignal(signal) as wanted:
            press(page, words)
        assert wanted.args == arguments


def test_that_a_run_cannot_be_resumed_is_said(page: SetupPage) -> None:
    page.kept.show_words("History is off.", may_choose=False, may_open=False)
    assert page.kept.words == "History is off."


def test_the_focus_stays_where_it_was_when_the_window_becomes_low(page: SetupPage, qtbot: QtBot) -> None:
    page.kept.show_words("History is off.", may_choose=True, may_open=True)
    page.activateWindow()
    button = next(one for one in page.kept.findChildren(QPushButton) if one.text() == "Save it in a file…")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    for height in (250, 700):
        page.resize(900, height)
        QApplication.processEvents()
        assert button.hasFocus() and button.isVisible()
