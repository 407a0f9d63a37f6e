"""A row of widgets, which stand below one another where they have no room beside each other."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.theme import UNIT_PX


class FoldingRow(QWidget):
    """Shares its width between its widgets; `stretches` are their shares of what is left over.

    `least` units of width are meant for the first one, whose words may wrap, before the row folds.
    """

    def __init__(self, *widgets: QWidget, stretches: tuple[int, ...] = (), least: int = 0) -> None:
        super().__init__()
        self._widgets, self._least = widgets, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for widget, stretch in zip(widgets, stretches or (1,) * len(widgets), strict=True):
            self._row.addWidget(widget, stretch)

    @property
    def is_folded(self) -> bool:
        """True while the widgets stand below one another."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def center(self, widget: QWidget) -> None:
        """Has one of the widgets stand in the middle of the row's height, and not at its top."""
        self._row.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        wide = max((widget.minimumSizeHint().width() for widget in self._shown), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a widget has other words, or is hidden
            self.fold()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """Places the widgets as there is room now."""
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if self._wanted > self.width() else ways.LeftToRight
        if way is not self._row.direction():
            self._row.setDirection(way)
            self.updateGeometry()

    @property
    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    @property
    def _wanted(self) -> int:
        shown = self._shown
        wide = [widget.sizeHint().width() for widget in shown]
        if self._least and shown and shown[0] is self._widgets[0]:
            wide[0] = round(self._least * QFontInfo(self.font()).pixelSize() / UNIT_PX)
        return sum(wide) + self._row.spacing() * max(0, len(wide) - 1)
