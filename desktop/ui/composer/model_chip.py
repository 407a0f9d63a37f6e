"""Who answers: the connection and, as a button with a menu, the model."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size, menu_button
from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.theme import Theme


class ModelChip(QWidget):
    """Shows the connection's name, which goes first where there is little room, and the model."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = QLabel()
        self.host: QLabel = ElidedLabel()
        self.host.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.host.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.host.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.model: QToolButton = menu_button(_("Model"), _("Model and connection"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self.host)
        row.addWidget(self.model)

    def show_look(self, theme: Theme) -> None:
        """Draws the sign in this theme."""
        self._sign.setPixmap(icon("cloud", theme.colors.quiet).pixmap(icon_size(theme, 16)))
