"""The pictures of a request: a list of all, the chosen one as it leaves, and the facts about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.formatting import size
from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.exact_image import ExactImage
from desktop.ui.dialogs.image_facts import ImageFacts, selectable_label
from desktop.ui.dialogs.request_preview_model import RequestPreviewImage
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

LIST_UNITS, LIST_HEIGHT_UNITS = 190, 60
THUMBNAIL_UNITS = (56, 40)
MOST = 16777215  # pixels: Qt's own for no limit


class SentPictures(QWidget):
    """Shows one image of several; its bytes are those of the request."""

    policy_chosen = Signal(int, ResendPolicy)  # the image's index

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: tuple[RequestPreviewImage, ...] = ()
        self._thumbnails: dict[str, QIcon] = {}  # by the SHA-256 of their images
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(_("Pictures that are sent"))
        self._list.setIconSize(QPixmap(*map(theme.px, THUMBNAIL_UNITS)).size())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._show_row)
        self._image = ExactImage()
        self._area = QScrollArea()
        self._area.setProperty("stop", True)
        give_role(self._area, Role.DOCUMENT)
        self._area.setWidget(self._image)
        self._area.setAccessibleName(_("Picture as sent, which can be scrolled"))
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setStyleSheet(f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.colors.desk}; }}")
        self._exact = QCheckBox(_("Actual size"))
        self._exact.toggled.connect(self.fit)
        self._none = selectable_label("quiet")
        self._none.setText(_("No picture is sent."))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = ImageFacts()
        self._facts.policy_chosen.connect(lambda policy: self.policy_chosen.emit(self.index, policy))
        self._lay_out()
        self.fold(False)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._list)
        self._below = QScrollArea()
        give_role(self._below, Role.DOCUMENT)
        self._below.setProperty("stop", True)
        self._below.setWidgetResizable(True)
        self._below.setFrameShape(QFrame.Shape.NoFrame)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below.setWidget(self._facts)
        self._below.setAccessibleName(_("About this picture"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._area, 3)
        column.addWidget(self._none, 3)
        column.addWidget(self._exact)
        column.addWidget(self._below, 1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = side
        row.addWidget(side)
        row.addLayout(column, 1)

    def fold(self, is_narrow: bool) -> None:
        """Put the list above the picture where there is no room beside it."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        width, height = self._theme.px(LIST_UNITS), self._theme.px(LIST_HEIGHT_UNITS)
        self._list.setMinimumSize(0 if is_narrow else width, height)
        self._list.setMaximumSize(MOST if is_narrow else width, height if is_narrow else MOST)

    @property
    def index(self) -> int:
        """The index of the image that is shown; -1 for none."""
        return self._list.currentRow()

    def show_items(self, items: tuple[RequestPreviewImage, ...], first: int | None) -> None:
        """Show these images, the one with the index `first` large; None keeps the one that is shown."""
        before = self.index
        self._items = items
        self._list.blockSignals(True)
        self._list.clear()
        for number, item in enumerate(items, 1):
            name = _("Picture {number}").format(number=number)
            if item.sha256 not in self._thumbnails:
                self._thumbnails[item.sha256] = self._thumbnail(item)
            entry = QListWidgetItem(self._thumbnails[item.sha256], f"{name}\n{size(len(item.data))}")
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {size(len(item.data))}")
            self._list.addItem(entry)
        self._list.blockSignals(False)
        for widget in (self._side, self._area, self._exact, self._below):
            widget.setVisible(bool(items))
        self._none.setVisible(not items)
        if items:
            wanted = before if first is None else first
            self._list.setCurrentRow(max(0, min(len(items) - 1, wanted)))  # which shows it

    def fit(self) -> None:
        """Show the image as large as there is room for, or at its actual size."""
        self._image.fit_into(self._area.viewport().size(), self._exact.isChecked())

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._items):
            self._image.show_data(self._items[row].data)
            self.fit()
            self._facts.show_image(self._items[row])

    def _thumbnail(self, item: RequestPreviewImage) -> QIcon:
        pixmap = QPixmap()
        pixmap.loadFromData(item.data)  # bytes of our own encoder
        smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
        small = pixmap.scaled(self._list.iconSize(), whole, smooth)
        result = QIcon(small)
        result.addPixmap(small, QIcon.Mode.Selected)  # otherwise Qt tints it
        return result

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
