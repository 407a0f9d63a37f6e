"""The field that corrects a cell."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.sheet.side.cell_editor import CellEditor
from desktop.ui.theme import Theme


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> CellEditor:
    editor = CellEditor(theme)
    qtbot.addWidget(editor)
    editor.show_cell("Total", "15.90", "Found in the picture.", may_edit=True, may_ask=True)
    editor.show()
    return editor


def test_enter_emits_what_was_typed_once(editor: CellEditor) -> None:
    typed: list[str] = []
    editor.typed.connect(typed.append)
    editor.field.setText("16.90")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    editor.field.clearFocus()
    assert typed == ["16.90"]


def test_what_is_being_typed_is_not_overwritten_by_the_same_cell(editor: CellEditor, qtbot: QtBot) -> None:
    with qtbot.waitActive(editor.window()):
        editor.activateWindow()
    editor.field.setFocus()
    editor.field.setText("16.9")
    editor.show_cell("Total", "15.90", "Looked for.", may_edit=True, may_ask=True)
    assert editor.field.text() == "16.9"
    editor.show_cell("Total", "1.00", "", may_edit=True, may_ask=True)
    assert editor.field.text() == "1.00"


def test_names_carry_what_is_known(editor: CellEditor) -> None:
    assert editor.field.accessibleName() == "Total"
    assert editor.field.accessibleDescription() == editor.known == "Found in the picture."


def test_the_cell_can_be_asked_again_of_either_model(editor: CellEditor) -> None:
    asked: list[str] = []
    editor.again_pressed.connect(asked.append)
    editor.show_models(("gpt-4o-mini", "a&b"))
    menu = editor.again_button.menu()
    same, others = menu.actions()
    same.trigger()
    assert others.menu() is not None
    for action in others.menu().actions():  # type: ignore[attr-defined]
        action.trigger()
    assert asked == ["", "gpt-4o-mini", "a&b"]


def test_without_a_cell_nothing_can_be_done(editor: CellEditor) -> None:
    editor.show_nothing()
    assert editor.field.isReadOnly() and not editor.again_button.isEnabled()
