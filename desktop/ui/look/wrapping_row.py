"""A row of widgets that goes on in a further line where it has no room."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 8


class WrappingRow(QWidget):
    """Places its widgets at their sizes, each line in the middle of its width."""

    def __init__(self, widgets: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + GAP * (len(lines) - 1)

    def sizeHint(self) -> QSize:
        width = sum(_size(widget).width() + GAP for widget in self._shown())
        return QSize(width, max(_size(widget).height() for widget in self._widgets))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(_size(widget).width() for widget in self._widgets), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            taken = sum(_size(widget).width() for widget in line) + GAP * (len(line) - 1)
            left = max(0, (self.width() - taken) // 2)
            for widget in line:
                widget.setGeometry(QRect(QPoint(left, top), _size(widget)))
                left += _size(widget).width() + GAP
            top += _height(line) + GAP

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = [[]]
        taken = 0
        for widget in self._shown():
            wide = _size(widget).width()
            if lines[-1] and taken + GAP + wide > width:
                lines.append([])
                taken = 0
            taken += wide + (GAP if lines[-1] else 0)
            lines[-1].append(widget)
        return lines


def _size(widget: QWidget) -> QSize:
    hint = widget.sizeHint()
    layout = widget.layout()
    beside = layout.sizeHint().width() if layout is not None else 0  # what lies over a button, as its shortcut does
    return QSize(hint.width() + beside, hint.height())


def _height(line: list[QWidget]) -> int:
    return max(_size(widget).height() for widget in line)
