"""Settings apply at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.core.settings.settings import Settings
from desktop.ui.settings.fields import Paragraph
from desktop.ui.settings.settings_window import SettingsDialog
from tests.ui.windows import light_theme


def test_settings_apply_at_once(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    window, answers = window_of_settings, window_of_settings.answers
    changes: list[dict[str, object]] = []
    window_of_settings.changed.connect(changes.append)
    endpoint = answers.field("endpoint", QLineEdit)
    endpoint.setText("localhost:1234/v1/")
    endpoint.editingFinished.emit()
    endpoint.setText("isn't a server address")
    endpoint.editingFinished.emit()
    model = answers.field("model", QComboBox)
    model.setCurrentText("llava:13b")
    model.textActivated.emit("llava:13b")
    for combo, index in ((answers.field("detail", QComboBox), 1), (window.field("theme", QComboBox), 2)):
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
    window.field("keep_history", QCheckBox).click()
    window.field("enter_asks", QCheckBox).click()
    instructions = answers.field("instructions", Paragraph)
    instructions.setPlainText("Be brief")
    instructions.left.emit()
    assert changes == [
        {"endpoint": "http://localhost:1234/v1"},
        {"model": "llava:13b"},
        {"detail": "low"},
        {"theme": "dark"},
        {"keep_history": False},
        {"enter_asks": False},
        {"instructions": "Be brief"},
    ]
    assert "isn't a server address" in answers.result
    next(button for button in answers.findChildren(QPushButton) if button.text() == "Test").click()
    assert "isn't a server address" in answers.result


def test_the_page_of_pictures_lists_the_scripts_that_are_read(window_of_settings: SettingsDialog) -> None:
    window_of_settings.pictures.show_scripts(())
    assert "Latin, Chinese and Japanese." in window_of_settings.pictures.words()
    window_of_settings.pictures.show_scripts(("cyrillic", "hangul"))
    assert "Latin, Chinese, Japanese, Cyrillic, Korean." in window_of_settings.pictures.words()


def test_the_page_that_a_search_shows_is_announced(
    window_of_settings: SettingsDialog, heard: list[str], qtbot: QtBot
) -> None:
    (field,) = (one for one in window_of_settings.findChildren(QLineEdit) if one.accessibleName() == "Find a setting")
    field.setText("zzzz")
    qtbot.waitUntil(lambda: heard == ["No matches"])
    field.setText("proxy")
    qtbot.waitUntil(lambda: len(heard) == 2)
    (pages,) = (one for one in window_of_settings.findChildren(QListWidget) if one.objectName() == "pages")
    assert heard[1:] == [pages.item(pages.currentRow()).text()]


@pytest.mark.parametrize("width", [1000, 680])
def test_no_page_is_cut_with_text_of_twice_the_size(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    usual = qapp.font()
    large = QFont(usual)
    large.setPointSizeF(2 * usual.pointSizeF())
    qapp.setFont(large)
    host = QWidget()
    qtbot.addWidget(host)
    window = SettingsDialog(host, light_theme())
    window.show_settings(Settings())
    window.resize(width, 640)
    window.show()
    QApplication.processEvents()
    areas = [area for area in window.findChildren(QScrollArea) if area.widgetResizable()]
    cut = [
        type(page).__name__
        for area in areas
        if (page := area.widget()) is not None
        and page.minimumSizeHint().width() > area.viewport().width()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    ]
    assert areas and cut == []
    assert width < 1000 or all(area.horizontalScrollBar().maximum() == 0 for area in areas)
