"""A column that scrolls upwards and downwards where its window is too low for it, and not sideways."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrolledColumn(QScrollArea):
    """Shows a widget that is as high as there is room, or as high as it needs to be.

    It asks for the width of that widget, and is no stop of Tab, which brings what it leads to into view.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        wide = content.minimumSizeHint().width() if content is not None else 0
        bar = self.verticalScrollBar()
        return QSize(wide + (bar.sizeHint().width() if bar.maximum() else 0), super().minimumSizeHint().height())

    def bring(self, part: QWidget) -> None:
        """Scrolls as little as shows all of a widget that is in it; of one that is too high, its beginning."""
        content, bar = self.widget(), self.verticalScrollBar()
        if content is None:
            return
        if (layout := content.layout()) is not None:
            layout.activate()  # it may just have come
        top = part.mapTo(content, QPoint()).y()
        below = top + part.height() - self.viewport().height()
        bar.setValue(min(max(bar.value(), below), top))
