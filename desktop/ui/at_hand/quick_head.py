"""The head of the small window: its name, the pin, and the button that closes it. Dragging it moves the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from desktop import paths
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.panes.pane import PaneBar
from desktop.ui.theme import Theme


class QuickHead(PaneBar):
    """Emits what is pressed; the pin is on from the start."""

    pinned = Signal(bool)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__("paneHead")
        self._window = window
        self._sign, self._title = QLabel(), QLabel(_("Quick ask"))
        self._title.setProperty("strong", True)
        self.pin = QToolButton()
        self.pin.setCheckable(True)
        self.pin.setChecked(True)
        self.pin.toggled.connect(self._toggled)
        self._close = QToolButton()
        self._close.setAccessibleName(_("Close"))
        self._close.setToolTip(_("Close; the conversation is kept (Esc)"))
        self._close.clicked.connect(self.closed)
        self.row.addWidget(self._sign)
        self.row.addWidget(self._title)
        self.row.addStretch(1)
        for button in (self.pin, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.row.addWidget(button)
        self._name_pin()

    def _toggled(self, pinned: bool) -> None:
        self._name_pin()
        self.pinned.emit(pinned)

    def _name_pin(self) -> None:
        is_pinned = self.pin.isChecked()
        self.pin.setAccessibleName(_("Stays on top: on") if is_pinned else _("Stays on top: off"))
        self.pin.setToolTip(_("Let other windows cover this one") if is_pinned else _("Stay on top of other windows"))

    def show_look(self, theme: Theme) -> None:
        super().show_look(theme)
        self._sign.setPixmap(QIcon(str(paths.resource("askance.png"))).pixmap(icon_size(theme, 16)))
        self.pin.setIcon(icon("pin", theme.colors.text, theme.colors.accent))
        self._close.setIcon(icon("close", theme.colors.text))
        for button in (self.pin, self._close):
            button.setIconSize(icon_size(theme, 16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self._window.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()
