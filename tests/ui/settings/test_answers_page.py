"""The test of an endpoint, models, and spending limits."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.settings import Settings, money_of
from desktop.ui.settings.answers_page import model_warning
from desktop.ui.settings.settings_window import SettingsDialog


def test_a_test_tells_in_words(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    model = window.answers.field("model", QComboBox)
    with qtbot.waitSignal(window.answers.check_requested):
        next(button for button in window.answers.findChildren(QPushButton) if button.text() == "Test").click()
    window.answers.show_checked("h", (("gpt-4o", "2026-12-31"), ("other", "")), None)
    assert window.answers.result == "It works: h answered and offers 2 models."
    assert "31 December 2026" in window.answers.model_note
    assert [model.itemText(at) for at in range(model.count())] == ["gpt-4o", "other"]
    window.show_settings(replace(Settings(), model="gone"))
    window.answers.show_checked("h", (("gpt-4o", ""),), None)
    assert "“gone” is not among them" in window.answers.result
    window.answers.show_checked("h", (), Problem(ProblemKind.KEY_REFUSED, "h"))
    assert "does not accept the key" in window.answers.result


def test_a_model_that_will_be_shut_down_is_told_of() -> None:
    assert model_warning("gpt-4o") == "gpt-4o will be shut down on 14 January 2027. gpt-5.4-mini can take its place."
    assert model_warning("gpt-5.4") == ""
    assert model_warning("x", "not a date") == ""


def test_limits_are_typed_as_money(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    daily = window.answers.field("daily_limit_usd", QLineEdit)
    changes: list[dict[str, object]] = []
    window.changed.connect(changes.append)
    for typed in ("$2.50", "0,5", "much", "-3", ""):
        daily.setText(typed)
        daily.editingFinished.emit()
    assert changes == [{"daily_limit_usd": 2.5}, {"daily_limit_usd": 0.5}]
    window.show_settings(Settings(daily_limit_usd=2.5))
    assert daily.text() == "2.5"
    daily.setText("nonsense")
    daily.editingFinished.emit()
    assert daily.text() == "2.5"
    assert (money_of("nan"), money_of("1e9"), money_of(" 3 ")) == (None, None, 3.0)
