"""Who answers: the connection and, as a button with a menu, the model."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size, menu_button
from desktop.ui.theme import Theme


class ElidedLabel(QLabel):
    """A label that cuts its text with “…” where there is no room; all of it is in the tooltip."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


class ModelChip(QWidget):
    """Shows the connection's name, which goes first where there is little room, and the model."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = QLabel()
        self.host: QLabel = ElidedLabel()
        self.model: QToolButton = menu_button(_("Model"), _("Model and connection"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self.host)
        row.addWidget(self.model)

    def show_look(self, theme: Theme) -> None:
        """Draw the sign in this theme."""
        self._sign.setPixmap(icon("cloud", theme.colors.quiet).pixmap(icon_size(theme, 16)))
