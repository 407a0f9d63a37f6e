"""A list to choose from is named by its value alone on Linux: its label or its description says what it is for."""

from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import every_window


def labels_of(field: QComboBox) -> list[str]:
    """Returns the words of the labels that Qt tells assistive technologies of."""
    relations = QAccessible.queryAccessibleInterface(field).relations(QAccessible.RelationFlag.Label)
    return [other.text(QAccessible.Text.Name) for other, _ in relations]


def test_every_list_to_choose_from_is_told_with_what_it_is_for(qtbot: QtBot) -> None:
    met, lacking = 0, set()
    for _name, window in every_window(qtbot, Theme(LIGHT, QFont())):
        for field in window.findChildren(QComboBox):
            met += bool(field.count())
            words = [*labels_of(field), field.accessibleDescription()]
            if field.count() and not any(text.strip() for text in words):
                lacking.add(field.accessibleName())
    assert met >= 12
    assert lacking == set()


def test_a_window_that_was_closed_keeps_its_name(qtbot: QtBot) -> None:
    kept: dict[str, str] = {}
    for name, window in every_window(qtbot, Theme(LIGHT, QFont())):
        if name.split()[0] in ("settings", "many,", "quick"):
            window.hide()
            kept[name] = QAccessible.queryAccessibleInterface(window).text(QAccessible.Text.Name)
            window.show()
    assert set(kept.values()) == {"Settings", "Many pictures", "Askance quick ask"}
