"""The bounds of a run in the form of the language in use."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.messages.language import catalogue
from desktop.ui.look.program_look import show_everywhere
from desktop.ui.look.wheel_proof import AmountBox, NumberBox
from desktop.ui.sheet.setup.run_bounds import RunBounds
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.theme import Theme


@pytest.mark.parametrize(
    ("language", "before", "after"), [("en", "$", ""), ("de", "", "\u00a0$"), ("fr", "", "\u00a0$US")]
)
def test_the_budget_has_its_sign_where_the_language_puts_it(
    qtbot: QtBot, language: str, before: str, after: str
) -> None:
    catalogue.use(language)
    bounds = RunBounds()
    qtbot.addWidget(bounds)
    bounds.budget.setValue(5)
    assert (bounds.budget.prefix(), bounds.budget.suffix()) == (before, after)
    assert bounds.budget.text() == f"{before}{bounds.budget.cleanText()}{after}"


def first_letter(words: QLineEdit, field: QWidget) -> int:
    """Returns how far from the left edge of a field its words begin, in pixels."""
    words.setCursorPosition(0)
    cursor = words.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return words.mapTo(field, QPoint(round(cursor.center().x()), 0)).x()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_numbers_begin_where_words_begin_in_other_fields(qtbot: QtBot, theme: Theme, zoom: float) -> None:
    zoomed = theme.zoomed(zoom)
    show_everywhere(zoomed)
    sheet = SheetWindow(zoomed, ())
    qtbot.addWidget(sheet)
    sheet.show()
    QApplication.processEvents()
    bounds, name = sheet.setup.bounds, sheet.setup.name
    numbers: tuple[AmountBox | NumberBox, ...] = (bounds.budget, bounds.requests, bounds.tokens)
    begins = [first_letter(field.lineEdit(), field) for field in numbers]
    assert begins == [first_letter(name, name)] * 3
    bounds.requests.setFocus()
    QApplication.processEvents()
    assert first_letter(bounds.requests.lineEdit(), bounds.requests) == begins[1]  # no words move with the focus
