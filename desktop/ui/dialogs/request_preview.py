"""The window "What is sent": destination, each image pixel for pixel, facts about it, and the request's own text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.exact_image import ExactImage
from desktop.ui.dialogs.image_facts import ImageFacts, selectable_label
from desktop.ui.dialogs.request_preview_model import RequestPreview
from desktop.ui.theme import Theme, fixed_font

SIZE = QSize(900, 680)


class RequestPreviewDialog(QDialog):
    """Shows a request before it goes; emits that the user wants to ask, or another resend policy for an image."""

    ask_requested = Signal()
    copy_requested = Signal()
    resend_policy_chosen = Signal(int, ResendPolicy)  # the image's index

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is sent"))
        room = parent.size()
        self.resize(min(SIZE.width(), max(480, room.width() - 60)), min(SIZE.height(), max(360, room.height() - 60)))
        self._view: RequestPreview | None = None
        self._index = 0
        self._destination = selectable_label("quiet")
        self._image = ExactImage()
        self._area = QScrollArea()
        self._area.setWidget(self._image)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setStyleSheet(f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.colors.desk}; }}")
        self._exact = QCheckBox(_("Actual size"))
        self._no_images = selectable_label("quiet")
        self._no_images.setText(_("No pictures."))
        self._no_images.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._which = selectable_label()
        self._before, self._after = _pager_button("‹", "Picture before"), _pager_button("›", "Next picture")
        self._facts = ImageFacts()
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setFont(fixed_font(theme.points * 0.95))
        self._text.setAccessibleName(_("The request"))
        self._text.setMinimumHeight(60)
        self._summary = selectable_label("quiet")
        self._ask = QPushButton(_("Ask"))
        self._ask.setProperty("primary", True)
        self._lay_out()
        self._exact.toggled.connect(lambda _: self._fit_image())
        self._before.clicked.connect(lambda: self._go(-1))
        self._after.clicked.connect(lambda: self._go(1))
        self._facts.policy_chosen.connect(lambda policy: self.resend_policy_chosen.emit(self._index, policy))
        self._ask.clicked.connect(self.ask_requested)

    # layout, from the top

    def _lay_out(self) -> None:
        title = QLabel(_("What is sent"))
        title.setObjectName("sentTitle")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self._destination)
        layout.addLayout(self._image_row(), 3)
        layout.addWidget(self._request_card(), 1)
        layout.addLayout(self._button_row())
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _image_row(self) -> QHBoxLayout:
        """The image, and beside it the pager and the facts."""
        pager = QHBoxLayout()
        for widget in (self._which, self._before, self._after):
            pager.addWidget(widget, int(widget is self._which))
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(pager)
        column.addWidget(self._facts)
        column.addWidget(self._exact)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(beside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(330)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._area, 5)
        row.addWidget(self._no_images, 5)
        row.addWidget(area, 3)
        return row

    def _request_card(self) -> QFrame:
        """The request's text, and above it a summary."""
        copy = QPushButton(_("Copy"))
        copy.setProperty("small", True)
        copy.setToolTip(_("Copy request with pictures"))
        copy.clicked.connect(self.copy_requested)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(copy)
        card = QFrame()
        card.setObjectName("sentCard")
        inside = QVBoxLayout(card)
        inside.addLayout(head)
        inside.addWidget(self._text)
        return card

    def _button_row(self) -> QHBoxLayout:
        close = QPushButton(_("Close"))
        close.setProperty("raised", True)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._ask)
        return row

    # what is shown

    def show_view(self, view: RequestPreview) -> None:
        """Show a request: first the image that `view` names, and later the one that was shown before."""
        index = view.first if self._view is None else self._index
        self._view = view
        self._index = max(0, min(len(view.items) - 1, index))
        self._destination.setText(
            _("To {destination}. Exactly this, nothing else.").format(destination=view.destination)
        )
        self._text.setPlainText(view.request)
        self._summary.setText(view.summary)
        self._ask.setEnabled(view.can_ask)
        self._show_item(view)

    def show_stale(self) -> None:
        """Disable Ask until the next `show_view`: what is shown is no longer what would go."""
        self._ask.setEnabled(False)

    @property
    def view(self) -> RequestPreview | None:
        """The request that is shown; None before the first."""
        return self._view

    @property
    def shown(self) -> tuple[str, ...]:
        """The SHA-256 of each image of the request."""
        return tuple(item.sha256 for item in self._view.items) if self._view is not None else ()

    def _go(self, by: int) -> None:
        if self._view is not None:
            self._index += by
            self._show_item(self._view)

    def _show_item(self, view: RequestPreview) -> None:
        items = view.items
        self._area.setVisible(bool(items))
        self._no_images.setVisible(not items)
        self._facts.setVisible(bool(items))
        self._which.setText(f"Picture {self._index + 1} of {len(items)}" if items else "")
        self._before.setVisible(len(items) > 1)
        self._after.setVisible(len(items) > 1)
        self._before.setEnabled(self._index > 0)
        self._after.setEnabled(self._index < len(items) - 1)
        if items:
            self._image.show_data(items[self._index].data)
            self._fit_image()
            self._facts.show_image(items[self._index])

    def _fit_image(self) -> None:
        self._image.fit_into(self._area.viewport().size(), self._exact.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_image()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_image()


def _pager_button(sign: str, name: str) -> QPushButton:
    button = QPushButton(sign)
    button.setAccessibleName(name)
    button.setProperty("raised", True)
    button.setFixedWidth(38)
    return button
