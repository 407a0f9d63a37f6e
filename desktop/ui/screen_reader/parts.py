"""Parts that stand in for what a view paints itself: Qt's own widgets, which paint nothing and take no mouse. Screen
readers get text, caret, selection and table cells of them. The focus, which Tab does not bring, is framed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QTableWidget, QTableWidgetItem, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.screen_reader.growing_text import GrowingText
from desktop.ui.screen_reader.roles import Role, give_role

Cells = Sequence[Sequence[str]]
FOCUS_PX = 2


class TextBoxPart(GrowingText):
    """A text that is read with the caret. At its first and last line, Up and Down lead out of it."""

    left = Signal(int)  # by Up (-1), Down (1), or Escape (0)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _make_blank(self)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor, key = self.textCursor(), event.key()
        ways = {Qt.Key.Key_Up: QTextCursor.MoveOperation.Up, Qt.Key.Key_Down: QTextCursor.MoveOperation.Down}
        if key == Qt.Key.Key_Escape:
            self.left.emit(0)
        elif key in ways and not event.modifiers() and not cursor.movePosition(ways[Qt.Key(key)]):
            self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_focus(self)

    def event(self, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Paint or super().event(event)


class TablePart(QTableWidget):
    """A table that is read cell by cell. The first row is its head."""

    left = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _make_blank(self)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self._cells: tuple[tuple[str, ...], ...] = ()

    def show_cells(self, cells: Cells) -> None:
        """Shows the cells, row by row; what is empty says so."""
        shown = tuple(tuple(row) for row in cells)
        if shown == self._cells:
            return
        self._cells = shown
        head, body = (shown[0], shown[1:]) if len(shown) > 1 else ((), shown)
        self.setRowCount(len(body))
        self.setColumnCount(max((len(row) for row in shown), default=0))
        self.setHorizontalHeaderLabels(list(head))
        for number, row in enumerate(body):
            for column in range(self.columnCount()):
                text = row[column] if column < len(row) else ""
                self.setItem(number, column, QTableWidgetItem(text or _("empty")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentRow(), event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit(0)
        elif key == Qt.Key.Key_Up and row <= 0:
            self.left.emit(-1)
        elif key == Qt.Key.Key_Down and row >= self.rowCount() - 1:
            self.left.emit(1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentCell(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_focus(self)

    def event(self, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Paint or super().event(event)


class PressPart(QWidget):
    """A link or a button that is painted elsewhere. Enter and Space press it."""

    pressed = Signal()
    left = Signal(int)

    def __init__(self, parent: QWidget, role: Role) -> None:
        super().__init__(parent)
        give_role(self, role, pressed="pressed")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit({Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            _frame(painter, self.rect(), self.palette().highlight().color())
            painter.end()


class GraphicPart(QWidget):
    """A picture that is painted elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        give_role(self, Role.IMAGE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _make_blank(area: QAbstractScrollArea) -> None:
    """Has a widget take no room of its own, no mouse and no Tab; assistive technologies can give it the focus."""
    area.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    area.setObjectName("unseen")  # in the style sheet
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setAutoFillBackground(False)


def _paint_focus(area: QAbstractScrollArea) -> None:
    if area.hasFocus():
        painter = QPainter(area.viewport())
        _frame(painter, area.viewport().rect(), area.palette().highlight().color())
        painter.end()


def _frame(painter: QPainter, rect: QRect, color: QColor) -> None:
    painter.setPen(QPen(color, FOCUS_PX))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
