"""What is sent: where the question goes, each picture pixel for pixel, facts about it, and the request's own text."""

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.annotated_image import ResendPolicy
from desktop.ui.dialogs.request_preview_model import RESEND_POLICY_WORDS, RequestPreview
from desktop.ui.theme import Theme, fixed_font

SIZE = QSize(900, 680)


class _Exact(QWidget):
    """A picture at its own size, one of its pixels one of the screen's; or, where that has no room, all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName("The picture as it leaves")

    def show_data(self, data: bytes) -> None:
        self._image = QImage.fromData(data)

    def fit_into(self, room: QSize, exact: bool) -> None:
        """Take the size of the picture, or of `room` at the most."""
        ratio = self.devicePixelRatioF()
        size = (QSizeF(self._image.size()) / ratio).toSize()
        if not exact and not (size.width() <= room.width() and size.height() <= room.height()):
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.end()


class RequestPreviewDialog(QDialog):
    """Shows a request before it goes; says when the user wants to ask, or another fate for a picture."""

    ask_requested = Signal()
    copy_requested = Signal()
    resend_policy_chosen = Signal(int, object)  # the picture's place, Fate

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle("What is sent")
        room = parent.size()
        self.resize(min(SIZE.width(), max(480, room.width() - 60)), min(SIZE.height(), max(360, room.height() - 60)))
        self._view: RequestPreview | None = None
        self._at = 0
        self._destination = self._label("quiet")
        self._image = _Exact()
        self._area = QScrollArea()
        self._area.setWidget(self._image)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setStyleSheet(f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.colors.desk}; }}")
        self._exact = QCheckBox("Pixel for pixel")
        self._exact.toggled.connect(lambda _: self._fit_image())
        self._none = self._label("quiet")
        self._none.setText("No picture goes along.")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._which = self._label()
        self._before, self._after = QPushButton("‹"), QPushButton("›")
        self._facts = QGridLayout()
        self._resend_policy = QComboBox()
        self._resend_policy.setAccessibleName("In later questions")
        self._resend_policy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._resend_policy.setMinimumContentsLength(8)
        self._facts.setColumnStretch(1, 1)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setFont(fixed_font(theme.points * 0.95))
        self._text.setAccessibleName("The request")
        self._text.setMinimumHeight(60)
        self._summary = self._label("quiet")
        self._ask = QPushButton("Ask")
        self._lay_out()
        self._before.clicked.connect(lambda: self._go(-1))
        self._after.clicked.connect(lambda: self._go(1))
        self._resend_policy.activated.connect(
            lambda _: self.resend_policy_chosen.emit(self._at, ResendPolicy(self._resend_policy.currentData()))
        )
        self._ask.clicked.connect(self.ask_requested)

    def _label(self, role: str = "") -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty(role, True)
        return label

    def _lay_out(self) -> None:
        title = QLabel("What is sent")
        title.setObjectName("sentTitle")
        pager = QHBoxLayout()
        pager.addWidget(self._which, 1)
        for button, name in ((self._before, "Picture before"), (self._after, "Next picture")):
            button.setAccessibleName(name)
            button.setProperty("raised", True)
            button.setFixedWidth(38)
            pager.addWidget(button)
        known = QWidget()
        right = QVBoxLayout(known)
        right.setContentsMargins(0, 0, 6, 0)
        right.addLayout(pager)
        right.addLayout(self._facts)
        right.addWidget(self._exact)
        right.addStretch(1)
        beside = QScrollArea(widgetResizable=True)
        beside.setWidget(known)
        beside.setFrameShape(QFrame.Shape.NoFrame)
        beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside.setMinimumWidth(330)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self._area, 5)
        upper.addWidget(self._none, 5)
        upper.addWidget(beside, 3)
        copy = QPushButton("Copy")
        copy.setProperty("small", True)
        copy.setToolTip("Copy the request, pictures and all")
        copy.clicked.connect(self.copy_requested)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(copy)
        card = QFrame()
        card.setObjectName("sentCard")
        inside = QVBoxLayout(card)
        inside.addLayout(head)
        inside.addWidget(self._text)
        close = QPushButton("Close")
        close.setProperty("raised", True)
        close.clicked.connect(self.reject)
        self._ask.setProperty("primary", True)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        bottom.addWidget(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self._destination)
        layout.addLayout(upper, 3)
        layout.addWidget(card, 1)
        layout.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def show_view(self, view: RequestPreview) -> None:
        """Show this request, from the picture that it says; the same picture again while it is open."""
        first = self._view is None
        self._view = view
        self._at = max(0, min(len(view.items) - 1, view.first if first else self._at))
        self._destination.setText(f"to {view.destination} · exactly this, nothing else")
        self._text.setPlainText(view.request)
        self._summary.setText(view.summary)
        self._ask.setEnabled(view.can_ask)
        self._show_item()

    def show_stale(self) -> None:
        """What is shown is no longer what would go; the next `show_view` is on its way."""
        self._ask.setEnabled(False)

    @property
    def shown(self) -> tuple[str, ...]:
        """The SHA-256 of each picture that is shown here."""
        return tuple(item.sha256 for item in self._view.items) if self._view is not None else ()

    def _fit_image(self) -> None:
        self._image.fit_into(self._area.viewport().size(), self._exact.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_image()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_image()

    def _go(self, by: int) -> None:
        self._at += by
        self._show_item()

    def _show_item(self) -> None:
        assert self._view is not None
        items = self._view.items
        self._area.setVisible(bool(items))
        self._none.setVisible(not items)
        self._resend_policy.setParent(None)  # it moves to below the facts of the picture that is shown now
        while (taken := self._facts.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None and widget is not self._resend_policy:
                widget.deleteLater()
        self._which.setText(f"Picture {self._at + 1} of {len(items)}" if items else "")
        self._before.setVisible(len(items) > 1)
        self._after.setVisible(len(items) > 1)
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at < len(items) - 1)
        if not items:
            return
        item = items[self._at]
        self._image.show_data(item.data)
        self._fit_image()
        for row, (label, value) in enumerate(item.facts):
            name, words = self._label("quiet"), self._label()
            name.setText(label)
            name.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            words.setText(value)
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(words, row, 1)
        self._resend_policy.clear()
        for resend_policy, saving in item.resend_policies:
            self._resend_policy.addItem(
                f"{RESEND_POLICY_WORDS[resend_policy]}{f' · {saving}' if saving else ''}", resend_policy
            )
        self._resend_policy.setCurrentIndex(max(0, self._resend_policy.findData(item.resend_policy)))
        name = self._label("quiet")
        name.setText("Later")
        self._facts.addWidget(name, len(item.facts), 0)
        self._facts.addWidget(self._resend_policy, len(item.facts), 1)
