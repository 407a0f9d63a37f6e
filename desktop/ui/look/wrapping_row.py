"""A row of widgets that goes on in a further line where it has no room."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

GAP = 8  # logical pixels between widgets, and between lines


class WrappingRow(QWidget):
    """Places its widgets at their sizes, each line in the middle of its width.

    With `at_edge` the lines begin at the edge instead. With `last_at_edge` they do, too, and the last widget ends at
    the other one; there is half a gap above them.
    """

    def __init__(self, *widgets: QWidget, at_edge: bool = False, last_at_edge: bool = False) -> None:
        super().__init__()
        self._widgets = widgets
        self._at_edge, self._last_at_edge = at_edge or last_at_edge, last_at_edge
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(sum(_size(widget).width() + GAP for widget in self._shown()), self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a widget has other words, or another font
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place the widgets that are shown."""
        for widget in self._shown():
            widget.ensurePolished()  # the style decides about its font
        self.updateGeometry()
        for widget, place in self._places(self.width()):
            if self.isRightToLeft():
                place.moveLeft(self.width() - place.right() - 1)
            widget.setGeometry(place)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        places: list[tuple[QWidget, QRect]] = []
        top = GAP // 2 if self._last_at_edge else 0
        for line in self._lines(width):
            sizes = [_size(widget).boundedTo(QSize(width, 10_000)) for widget in line]
            taken = sum(size.width() for size in sizes) + GAP * (len(sizes) - 1)
            left = 0 if self._at_edge else max(0, (width - taken) // 2)
            for widget, size in zip(line, sizes, strict=True):
                if self._last_at_edge and left and widget is self._widgets[-1]:
                    left = width - size.width()
                places.append((widget, QRect(QPoint(left, top), size)))
                left += size.width() + GAP
            top += max(size.height() for size in sizes) + GAP
        return places

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        taken = 0
        for widget in self._shown():
            wide = _size(widget).width()
            if not lines or taken + GAP + wide > width:
                lines.append([widget])
                taken = wide
            else:
                lines[-1].append(widget)
                taken += GAP + wide
        return lines


def _size(widget: QWidget) -> QSize:
    hint = widget.sizeHint()
    layout = widget.layout()
    is_button = isinstance(widget, QAbstractButton)
    beside = (
        layout.sizeHint().width() if layout is not None and is_button else 0
    )  # what lies over a button, as its shortcut does
    return QSize(hint.width() + beside, hint.height())
