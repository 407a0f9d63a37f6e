"""The bounds of a run in the form of the language in use."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.messages.language import catalogue
from desktop.ui.sheet.setup.run_bounds import RunBounds


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
