"""The invitation over a canvas without an image: paste or open one."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import ThemeColors


class EmptyState(QWidget):
    """Covers the empty canvas. Drops and keys go through to the canvas."""

    open_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._line = QColor("#cccccc")
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        title = QLabel("Paste a screenshot")
        title.setObjectName("emptyTitle")
        hint = QLabel("Ctrl V · or drop pictures and links here")
        hint.setProperty("quiet", True)
        paste = QPushButton("Paste")
        paste.clicked.connect(self.paste_requested)
        open_files = QPushButton("Open…")
        open_files.clicked.connect(self.open_requested)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (paste, open_files):
            button.setProperty("raised", True)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(6)
        layout.addLayout(row)
        layout.addStretch(1)
        parent.installEventFilter(self)

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw the frame in these colours."""
        self._line = QColor(colors.line)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._line, 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(26, 26, -26, -26), 14, 14)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False
