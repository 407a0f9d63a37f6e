"""The dialog of a column."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.many.field import Field, FieldType
from desktop.ui.sheet.setup.column_dialog import ColumnDialog


def dialog_of(host: QWidget, field: Field | None = None) -> tuple[ColumnDialog, list[Field]]:
    dialog = ColumnDialog(host, ["Shop"], field)
    chosen: list[Field] = []
    dialog.chosen.connect(chosen.append)
    dialog.open()
    return dialog, chosen


def press(dialog: ColumnDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_a_complete_column_is_emitted(host: QWidget) -> None:
    dialog, chosen = dialog_of(host)
    dialog.name.setText(" Total ")
    dialog.type.setCurrentIndex(dialog.type.findData(FieldType.NUMBER))
    dialog.hint.setText("with tax")
    press(dialog, "Add")
    assert chosen == [Field("Total", FieldType.NUMBER, "with tax")]
    assert dialog.isHidden()


@pytest.mark.parametrize(
    ("name", "kind", "choices", "words"),
    [
        ("", FieldType.TEXT, "", "Give the column a name"),
        ("sHOP", FieldType.TEXT, "", "already"),
        ("Currency", FieldType.CHOICE, "EUR", "two choices"),
        ("Currency", FieldType.CHOICE, "EUR, EUR,", "two choices"),
    ],
)
def test_what_is_missing_is_said_and_the_dialog_stays(
    host: QWidget, name: str, kind: FieldType, choices: str, words: str
) -> None:
    dialog, chosen = dialog_of(host)
    dialog.name.setText(name)
    dialog.type.setCurrentIndex(dialog.type.findData(kind))
    dialog.choices.setText(choices)
    press(dialog, "Add")
    assert words in dialog.wrong and not chosen and dialog.isVisible()
    press(dialog, "Cancel")


def test_choices_are_asked_for_where_they_matter(host: QWidget, qtbot: QtBot) -> None:
    dialog, chosen = dialog_of(host, Field("Currency", FieldType.CHOICE, "", ("EUR", "USD")))
    assert dialog.choices.isVisible() and dialog.choices.text() == "EUR, USD"
    dialog.type.setCurrentIndex(dialog.type.findData(FieldType.TEXT))
    assert not dialog.choices.isVisible()
    press(dialog, "Change")
    assert chosen == [Field("Currency")]
