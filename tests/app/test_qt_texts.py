"""Qt's own dialogs speak the language of the program."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop.app.qt_texts import translate_qt, translation_file
from desktop.messages.language import catalogue
from desktop.messages.language.choice import LANGUAGES


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    """The application in German; afterwards it is English again."""
    before = catalogue.language()
    catalogue.use("de")
    yield qapp
    catalogue.use(before)
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)


def test_qt_has_a_file_for_each_language_but_english() -> None:
    assert {code for code in LANGUAGES if translation_file(code) is None} == {"en"}
    assert translation_file("xx") is None


def test_a_dialog_of_qt_is_translated(german: QApplication) -> None:
    assert translate_qt(german)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    box.deleteLater()


def test_english_needs_nothing(qapp: QApplication) -> None:
    assert not translate_qt(qapp)
