"""A row of widgets that goes on in a further line where it has no room."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

GAP = 8  # logical pixels between widgets, and between lines


class WrappingRow(QWidget):
    """Places its widgets at their sizes, each line in the middle of its width.

    With `at_edge` the lines begin at the edge instead. With `at_end` they do, too, and so many of the last widgets end
    at the other one, or begin at the edge like the others on a line of their own, which they share where they have
    room in it; there is half a gap above the first line. With `takes_room` it asks for the width of one line, and
    otherwise for none. In a line all buttons are as high as the highest, and all
    else stands in its middle. A label that may wrap does so only where it is wider than the row.
    """

    def __init__(self, *widgets: QWidget, at_edge: bool = False, at_end: int = 0, takes_room: bool = False) -> None:
        super().__init__()
        self._widgets = widgets
        self._at_edge = at_edge or at_end > 0
        self._at_end = widgets[len(widgets) - at_end :]
        for widget in widgets:
            widget.setParent(self)
        across = QSizePolicy.Policy.Preferred if takes_room else QSizePolicy.Policy.Ignored
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        widths = [_size(widget).width() for widget in self._shown()]
        return QSize(sum(widths) + GAP * max(0, len(widths) - 1), self.heightForWidth(10_000))

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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()  # nobody is asked for a layout whose words change while it is hidden

    def arrange(self) -> None:
        """Places the widgets that are shown."""
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
        top = GAP // 2 if self._at_end else 0
        for line in self._lines(width):
            sizes = [_size_within(widget, width) for widget in line]
            lefts, high = self._lefts(line, sizes, width), max(size.height() for size in sizes)
            for widget, left, size in zip(line, lefts, sizes, strict=True):
                height = high if isinstance(widget, QAbstractButton) else size.height()
                places.append((widget, QRect(left, top + (high - height) // 2, size.width(), height)))
            top += high + GAP
        return places

    def _lefts(self, line: list[QWidget], sizes: list[QSize], width: int) -> list[int]:
        """Returns where each widget of a line begins."""
        taken = [size.width() + GAP for size in sizes]
        free = width - sum(taken) + GAP
        lefts = [sum(taken[:at]) for at in range(len(line))]
        if not self._at_edge:
            return [left + max(0, free // 2) for left in lefts]
        first = next((at for at, widget in enumerate(line) if widget in self._at_end), 0)
        return [left + free if 0 < first <= at else left for at, left in enumerate(lefts)]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        taken = 0
        at_end = [widget for widget in self._shown() if widget in self._at_end]
        first_at_end = at_end[0] if len(at_end) > 1 else None
        rest = sum(_size(widget).width() + GAP for widget in at_end) - GAP
        for widget in self._shown():
            wide = _size(widget).width()
            if widget is first_at_end and taken + GAP + rest > width >= rest:  # together, on a line of their own
                taken = width
            if not lines or taken + GAP + wide > width:
                lines.append([widget])
                taken = wide
            else:
                lines[-1].append(widget)
                taken += GAP + wide
        return lines


def _size(widget: QWidget) -> QSize:
    hint = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        around = 2 * widget.margin()
        return widget.fontMetrics().size(0, widget.text()) + QSize(around, around)
    layout = widget.layout()
    is_button = isinstance(widget, QAbstractButton)
    beside = (
        layout.sizeHint().width() if layout is not None and is_button else 0
    )  # what lies over a button, as its shortcut does
    return QSize(hint.width() + beside, hint.height())


def _size_within(widget: QWidget, width: int) -> QSize:
    """Returns the size that a widget has in a row of that width."""
    size = _size(widget)
    if size.width() <= width:
        return size
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return QSize(width, widget.heightForWidth(width) if wraps else size.height())
