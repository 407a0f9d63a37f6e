"""Fields with a value that the wheel does not change: it scrolls the page on which they stand, focused or not."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from desktop.ui.theme import UNIT_PX

SHORTEST_CHOICE = 12  # letters of an entry that are seen however large the text is
BORDER_PX, PADDING_UNITS = 1, 8  # of a field, as in the style sheet


class ChoiceBox(QComboBox):
    """A list to choose from; with `editable`, other words can be typed, too.

    It is as wide as its page; where large text leaves no room, its entries are cut and not the page.
    """

    def __init__(self, parent: QWidget | None = None, editable: bool = False) -> None:
        super().__init__(parent, editable=editable, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHORTEST_CHOICE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A whole number."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        _indent(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AmountBox(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        _indent(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _indent(box: QAbstractSpinBox) -> None:
    """Lets a number begin where words begin in other fields: the padding of a style sheet is lost there in part."""
    edge = BORDER_PX + round(PADDING_UNITS * QFontInfo(box.font()).pixelSize() / UNIT_PX)
    box.lineEdit().setTextMargins(edge, 0, 0 if box.isRightToLeft() else edge, 0)
