"""The words on a page of the settings, for finding what they stand on; what users have typed into fields is no part."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.core.search.fold import folded


def words_on(page: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Returns the widgets that are shown on a page, each with the words on it, in its help, and in its choices."""
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page):
            parts = *_shown_on(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()
            if words := " ".join(filter(None, parts)):
                yield widget, words


def has_words(text: str, sought: str) -> bool:
    """Returns True if each of the words that are sought is in the text, wherever in it."""
    whole = folded(text)
    return all(word in whole for word in folded(sought).split())


def _shown_on(widget: QWidget) -> tuple[str, ...]:
    if isinstance(widget, QLabel):
        return (widget.text(),)
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return (widget.placeholderText(),)
    if isinstance(widget, QComboBox):
        return tuple(widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QListWidget):
        return tuple(widget.item(at).text() for at in range(widget.count()))
    if isinstance(widget, QAbstractButton):
        menu = widget.menu() if isinstance(widget, QToolButton | QPushButton) else None
        entries = menu.actions() if menu is not None else []
        return tuple(_without_mnemonic(text) for text in (widget.text(), *(entry.text() for entry in entries)))
    return ()


def _without_mnemonic(text: str) -> str:
    return "&".join(part.replace("&", "") for part in text.split("&&"))
