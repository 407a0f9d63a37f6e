"""The invitation over a canvas without an image: paste, capture or open one."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import N_, _
from desktop.ui.ground import ground_of
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.theme import Theme

BUTTONS = (
    ("paste", N_("Paste"), "Ctrl+V"),
    ("capture", N_("Capture a region"), "Ctrl+Shift+S"),
    ("open", N_("Open"), "Ctrl+O"),
)

HINT = N_("or drop pictures, PDFs and links here")
SHORT_HINT = N_("Ctrl V, or drop files here")


class EmptyState(QWidget):
    """Covers the empty canvas. Drops and keys go through to the canvas."""

    open_requested = Signal()
    paste_requested = Signal()
    capture_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QColor("#cccccc")
        self._units = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._picture = QLabel()
        self._title = QLabel(_("Paste a screenshot"))
        self._title.setObjectName("emptyTitle")
        self._hint = QLabel(_(HINT))
        self._hint.setProperty("quiet", True)
        signals = (self.paste_requested, self.capture_requested, self.open_requested)
        self._buttons = {name: _button(_(text), keys) for name, text, keys in BUTTONS}
        for button, signal in zip(self._buttons.values(), signals, strict=True):
            button.clicked.connect(signal)
        row = WrappingRow(*self._buttons.values())
        layout = self._layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(10)
        layout.addWidget(row)
        layout.addStretch(1)
        parent.installEventFilter(self)

    @property
    def first_button(self) -> QPushButton:
        """The first button that is shown."""
        return next(button for button in self._buttons.values() if not button.isHidden())

    @property
    def frame(self) -> QRectF:
        """The frame within which the words and the buttons stand."""
        inset = min(24 * self._units, self.width() / 20)
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)

    def show_look(self, theme: Theme) -> None:
        """Draws the frame and the icons in this theme."""
        self._line, self._units = QColor(theme.colors.edge), theme.px(100) / 100
        self._picture.setPixmap(icon("picture", theme.colors.quiet).pixmap(icon_size(theme, 40)))
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.colors.text))
            button.setIconSize(icon_size(theme, 16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._line, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.frame, 12, 12)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(ground_of(self).rect())
            margin = round(self.frame.left() + 8 * self._units)
            self._layout.setContentsMargins(margin, 8, margin, 8)
            is_high = self.height() > 360 * self._units
            self._picture.setVisible(is_high)
            self._buttons["paste"].setVisible(is_high)
            self._hint.setText(_(HINT if is_high else SHORT_HINT))
        return False


def _button(text: str, keys: str) -> QPushButton:
    """Returns a raised button with its shortcut in a frame behind the words."""
    button = QPushButton(text)
    button.setProperty("raised", True)
    button.setProperty("keyed", True)
    shortcut = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    key = QLabel(shortcut.replace("+", " "))
    key.setProperty("key", True)
    key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inner = QHBoxLayout(button)
    inner.setContentsMargins(8, 0, 8, 0)
    inner.addStretch(1)
    inner.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
    button.setToolTip(f"{text} ({shortcut})")
    return button
