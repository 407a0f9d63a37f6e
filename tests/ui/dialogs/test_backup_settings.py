"""The window in which settings of a backup are taken over."""

from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.settings.differences import SettingDifference
from desktop.ui.dialogs.backup_settings import BackupSettingsDialog

DETAIL = SettingDifference("detail", "high", "low", is_laxer=False)
ENDPOINT = SettingDifference("endpoint", "https://a.example/v1", "https://b.example/v1?x&y", is_laxer=False)
PRIVATE = SettingDifference("private_text", "insist", "off", is_laxer=True)


def button(window: QWidget, text: str) -> QPushButton:
    (found,) = (button for button in window.findChildren(QPushButton) if button.text().startswith(text))
    return found


def test_nothing_is_chosen_beforehand_and_each_is_taken_only_if_chosen(qtbot: QtBot, host: QWidget) -> None:
    window = BackupSettingsDialog(host, "all\u202e.askance-backup", (DETAIL, ENDPOINT, PRIVATE))
    window.show()
    assert window.names == ()
    take = button(window, "Use")
    assert (take.text(), take.isEnabled()) == ("Use 0 settings", False)
    boxes = window.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == ["Detail", "Address"]
    values = ["In the backup: Low · Here: High", "In the backup: https://b.example/v1?x&y · Here: https://a.example/v1"]
    assert [box.accessibleDescription() for box in boxes] == values
    assert set(values) <= {label.text() for label in window.findChildren(QLabel)}
    boxes[0].click()
    assert take.text() == "Use 1 setting"
    with qtbot.waitSignal(window.chosen) as chosen:
        take.click()
    assert chosen.args == [("detail",)]


def test_what_protects_more_here_is_named_and_cannot_be_chosen(host: QWidget) -> None:
    window = BackupSettingsDialog(host, "all.askance-backup", (PRIVATE,))
    assert window.findChildren(QCheckBox) == []
    words = [label.text() for label in window.findChildren(QLabel)]
    assert "Private text. In the backup: Off · Here: Block until covered" in words
    assert not button(window, "Use").isEnabled()
    window.close()


def test_keeping_mine_takes_nothing(qtbot: QtBot, host: QWidget) -> None:
    window = BackupSettingsDialog(host, "all.askance-backup", (DETAIL,))
    window.show()
    window.findChildren(QCheckBox)[0].click()
    with qtbot.assertNotEmitted(window.chosen):
        button(window, "Keep").click()
    assert not window.isVisible()
