"""The test of an endpoint, models, and spending limits."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem, ProblemKind
from desktop.core.models.model import Price
from desktop.core.models.model_offer import ModelOffer
from desktop.core.settings.settings import Settings, money_of
from desktop.ui.settings.answers_page import model_warning
from desktop.ui.settings.fields import Paragraph
from desktop.ui.settings.model_field import ABOUT, ModelField
from desktop.ui.settings.settings_window import SettingsDialog


def show_focused(qtbot: QtBot, window: SettingsDialog, field: QWidget) -> None:
    """Shows the window with a field in it that has the focus."""
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)


def test_a_test_tells_in_words(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    model = window.answers.field("model", QComboBox)
    with qtbot.waitSignal(window.answers.check_requested):
        next(button for button in window.answers.findChildren(QPushButton) if button.text() == "Test").click()
    window.answers.show_checked((ModelOffer("gpt-4o", last_day=date(2026, 12, 31)), ModelOffer("other")), None)
    assert window.answers.result == "Works: 2 models."
    assert "31 December 2026" in window.answers.model_note
    assert [model.itemText(at) for at in range(model.count())] == ["gpt-4o", "other"]
    window.show_settings(replace(Settings(), model="gone"))
    window.answers.show_checked((ModelOffer("gpt-4o"),), None)
    assert "“gone” isn't one of them" in window.answers.result
    window.answers.show_checked((), Problem(ProblemKind.KEY_REFUSED, "h"))
    assert "rejected the key" in window.answers.result


def test_a_typed_password_does_not_stay_in_view(window_of_settings: SettingsDialog) -> None:
    answers = window_of_settings.answers
    changes: list[dict[str, object]] = []
    window_of_settings.changed.connect(changes.append)
    field = answers.field("endpoint", QLineEdit)
    field.setText("https://anna:kite4482@host.example/v1")
    field.editingFinished.emit()
    assert "name or a password" in answers.result and "“https://host.example/v1”" in answers.result
    assert "kite4482" not in answers.result + field.text()
    assert changes == []


def test_an_endpoint_that_nobody_types_follows_the_settings(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    changes: list[dict[str, object]] = []
    window.changed.connect(changes.append)
    field = window.answers.field("endpoint", QLineEdit)
    show_focused(qtbot, window, field)
    window.show_settings(Settings(endpoint="https://one.example/v1"))
    assert field.text() == "https://one.example/v1"
    qtbot.keyClicks(field, "/x")
    window.show_settings(Settings(endpoint="https://two.example/v1"))
    assert field.text() == "https://one.example/v1/x", "what is being typed stays"
    field.setText("https://two.example/v1")
    window.accept()
    assert changes == []


def test_instructions_that_nobody_types_follow_the_settings(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window = window_of_settings
    changes: list[dict[str, object]] = []
    window.changed.connect(changes.append)
    field = window.answers.field("instructions", Paragraph)
    show_focused(qtbot, window, field)
    window.show_settings(Settings(instructions="Be brief"))
    assert field.toPlainText() == "Be brief"
    window.accept()
    assert changes == [], "the old instructions do not come back"
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "!")
    window.show_settings(Settings(instructions="Be long"))
    assert "!" in field.toPlainText(), "what is being typed stays"


def test_a_model_that_will_be_shut_down_is_told_of() -> None:
    last, before = date(2027, 1, 14), date(2026, 11, 28)
    words = "gpt-4o retires on 14 January 2027. gpt-5.4-mini can replace it."
    assert model_warning("gpt-4o", last, "gpt-5.4-mini", before) == words
    assert model_warning("gpt-4o", last, "", date(2027, 1, 15)) == "gpt-4o was retired on 14 January 2027."
    assert model_warning("gpt-5.4", None, "", before) == ""


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


def test_the_largest_picture_is_set_for_a_model_whose_rule_is_not_known(
    qtbot: QtBot, window_of_settings: SettingsDialog
) -> None:
    window = window_of_settings
    cap = window.answers.field("picture_caps", QLineEdit)
    changes: list[dict[str, object]] = []
    window.changed.connect(changes.append)
    assert not window.answers.form.is_row_shown(cap)  # gpt-4o
    window.show_settings(Settings(model="llava", picture_caps="other: 900 px"))
    assert window.answers.form.is_row_shown(cap)
    assert "2576 px, 6 MP" in cap.placeholderText()
    for typed in ("1344 px, 2 MP", "huge", ""):
        cap.setText(typed)
        cap.editingFinished.emit()
    assert changes == [{"picture_caps": "llava: 1344 px, 2 MP; other: 900 px"}]
    window.show_settings(Settings(model="llava", picture_caps="llava: 1344 px, 2 MP"))
    assert cap.text() == "1344 px, 2 MP"
    cap.setText("")
    cap.editingFinished.emit()
    assert changes[-1] == {"picture_caps": ""}


def test_the_list_tells_of_each_model_what_is_known(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    field = window_of_settings.answers.field("model", ModelField)
    offers = (
        ModelOffer("gpt-4o", Price(2.5, 1.25, 10), date(2027, 1, 14), True),
        ModelOffer("gpt-6.1-sol", Price(2, 0.1, 10), sees=True, is_recommended=True),
    )
    window_of_settings.answers.show_offers(offers)
    assert field.currentText() == "gpt-4o"
    assert field.itemData(0, ABOUT) == "$2.50 in, $10.00 out · retires 14 January 2027 · sees pictures"
    assert str(field.itemData(1, ABOUT)).endswith("· recommended")
    assert "gpt-6.1-sol can replace it" in window_of_settings.answers.model_note
    described = field.itemData(0, Qt.ItemDataRole.AccessibleTextRole)
    assert described.startswith("gpt-4o, $2.50 in")
