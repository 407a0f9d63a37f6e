"""The texts of Qt's own dialogs (files, printing, colours) in the language of the program."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from desktop.messages.language import catalogue
from desktop.messages.language.choice import ENGLISH


def translation_file(language: str) -> Path | None:
    """Returns Qt's file for a language; None for English, which needs none, and where there is no file."""
    path = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
    return path if language != ENGLISH and path.is_file() else None


def translate_qt(app: QCoreApplication) -> bool:
    """Shows Qt's own texts in the language of the catalogue. Returns False if Qt does not have it."""
    path = translation_file(catalogue.language())
    translator = QTranslator(app)
    return path is not None and translator.load(str(path)) and app.installTranslator(translator)
