"""The row for the API key."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem, ProblemKind
from desktop.ui.settings.settings_window import SettingsDialog


def test_a_key_is_handed_over_and_never_shown(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    key = window_of_settings.answers.key
    (typed,), (in_file,) = key.findChildren(QLineEdit), key.findChildren(QCheckBox)
    (keep,) = (button for button in key.findChildren(QPushButton) if button.text() == "Save key")
    typed.setText(" sk-secret-0123456789 ")
    with qtbot.waitSignal(key.given) as given:
        keep.click()
    assert given.args == ["sk-secret-0123456789", False]
    assert typed.text() == ""
    key.show_key(True, "system", "6789", True, None)
    assert "ending in 6789" in key.status
    assert in_file.isHidden()
    key.show_key(True, "session", "", False, None)
    assert not in_file.isHidden()
    key.show_key(True, "", "", False, Problem(ProblemKind.KEY_STORE_TIMED_OUT, seconds=3))
    assert "didn't respond within 3 s" in key.status
    typed.setText("sk-typed-but-not-kept")
    with qtbot.waitSignal(key.given) as given:
        window_of_settings.accept()
    assert given.args[0] == "sk-typed-but-not-kept"
    typed.setText("two words")
    keep.click()
    assert "characters that keys don't have" in key.status
    assert typed.text() == "two words"


def test_the_file_is_chosen_before_and_after_the_key_is_kept_and_the_state_stays_in_view(
    qtbot: QtBot, window_of_settings: SettingsDialog
) -> None:
    key = window_of_settings.answers.key
    (typed,), (in_file,) = key.findChildren(QLineEdit), key.findChildren(QCheckBox)
    chosen: list[bool] = []
    key.place_chosen.connect(chosen.append)
    key.show_key(True, "", "", False, None)
    in_file.click()
    assert chosen == []
    typed.setText("sk-secret-0123456789")
    with qtbot.waitSignal(key.given) as given:
        key.give()
    assert given.args == ["sk-secret-0123456789", True]
    key.show_key(True, "session", "6789", False, None)
    assert not in_file.isChecked()
    in_file.click()
    assert chosen == [True]
    key.show_key(True, "file", "6789", False, None)
    assert in_file.isChecked()
    typed.setText("two words")
    key.give()
    assert "characters that keys don't have" in key.status
    assert "Saved in a file" in key.status
    in_file.click()
    assert chosen == [True, False]


def test_no_key_is_typed_where_an_organisation_says_where_keys_come_from(window_of_settings: SettingsDialog) -> None:
    key = window_of_settings.answers.key
    (typed,), (in_file,) = key.findChildren(QLineEdit), key.findChildren(QCheckBox)
    key.show_rules(may_type=False, may_file=False)
    key.show_key(True, "helper", "", False, None)
    assert not typed.isEnabled()
    assert in_file.isHidden()
    assert key.status == "Set by your organisation From a program of your organisation."
    key.show_rules(may_type=True, may_file=True)
    assert typed.isEnabled()
    assert "Set by" not in key.status
