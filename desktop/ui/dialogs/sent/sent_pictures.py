"""The pictures of a request: a list of all, the chosen one before and as it leaves, and the facts about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.sent.before_after import BeforeAfter
from desktop.ui.dialogs.sent.image_facts import ImageFacts, selectable_label
from desktop.ui.dialogs.sent.request_preview_model import RequestPreview, RequestPreviewImage
from desktop.ui.dialogs.sent.view_bar import ViewBar
from desktop.ui.dialogs.sent.view_kind import ViewKind
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme

LIST_UNITS, LIST_HEIGHT_UNITS = 240, 60
LEAST_HEIGHT_UNITS = 200
THUMBNAIL_UNITS = (56, 40)
TWO_PICTURES_UNITS = 620  # of width, below which what leaves is shown alone unless both are chosen
MOST = 16777215  # pixels: Qt's own for no limit
PLACE = Qt.ItemDataRole.UserRole  # of an entry: the index of its image in the request


class SentPictures(QWidget):
    """Shows one image of several; its bytes are those of the request."""

    policy_chosen = Signal(int, ResendPolicy)  # the image's index
    before_wanted = Signal(int)  # the index of the image that is shown now: `show_before` is to follow

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: tuple[RequestPreviewImage, ...] = ()
        self._is_sent = True
        self._chose_view = False
        self._thumbnails: dict[str, QIcon] = {}  # by the SHA-256 of their images
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(_("Pictures that are sent"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(lambda _: self._show_chosen())
        self._pictures, self._bar = BeforeAfter(theme), ViewBar(theme)
        self._pictures.zoomed.connect(self._bar.show_zoom)
        self._bar.zoom_steps.connect(self._pictures.zoom_by)
        self._bar.fit_wanted.connect(lambda: self._pictures.zoom_to(None))
        self._bar.actual_size_wanted.connect(lambda: self._pictures.zoom_to(1.0))
        self._bar.view_wanted.connect(self._pictures.show_kind)
        for button in self._bar.views.values():
            button.clicked.connect(self._view_was_chosen)
        self._none = selectable_label("quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = ImageFacts(theme)
        self._facts.policy_chosen.connect(lambda policy: self.policy_chosen.emit(self.index, policy))
        self._is_narrow = False
        self._lay_out()
        self._give_room()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._list)
        self._below = QScrollArea(widgetResizable=True)
        give_role(self._below, Role.DOCUMENT)
        self._below.setProperty("stop", True)
        self._below.setAccessibleName(_("About this picture"))
        self._below.setFrameShape(QFrame.Shape.NoFrame)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._pictures, 1)
        column.addWidget(self._bar)
        column.addWidget(self._facts)
        self._below.setWidget(content)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = side
        row.addWidget(side)
        row.addWidget(self._below, 1)
        row.addWidget(self._none, 1)

    def fold(self, is_narrow: bool) -> None:
        """Puts the list above the picture where there is no room beside it."""
        way = QBoxLayout.Direction
        self._is_narrow = is_narrow
        self._row.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        self._give_room()

    def show_look(self, theme: Theme) -> None:
        """Shows everything in this theme."""
        self._theme = theme
        self._pictures.show_look(theme)
        self._bar.show_look(theme)
        self._facts.show_look(theme)
        self._give_room()
        self._thumbnails.clear()
        entries = [self._list.item(row) for row in range(self._list.count())]
        for entry in entries:
            if isinstance(place := entry.data(PLACE), int):
                entry.setIcon(self._thumbnail(self._items[place]))

    def _give_room(self) -> None:
        """Gives the list and the picture the room that the size of the text asks for."""
        is_narrow = self._is_narrow
        self._list.setIconSize(QSize(*map(self._theme.px, THUMBNAIL_UNITS)))
        self._pictures.setMinimumHeight(self._theme.px(LEAST_HEIGHT_UNITS))  # below which the whole scrolls
        width, height = self._theme.px(LIST_UNITS), self._theme.px(LIST_HEIGHT_UNITS)
        self._list.setMinimumSize(0 if is_narrow else width, height)
        self._list.setMaximumSize(MOST if is_narrow else width, height if is_narrow else MOST)

    @property
    def index(self) -> int:
        """The index of the image that is shown; -1 for none."""
        entry = self._list.currentItem()
        place = entry.data(PLACE) if entry is not None else None
        return place if isinstance(place, int) else -1

    def show_view(self, view: RequestPreview, first: int | None) -> None:
        """Shows the images of a request, the one with the index `first` large; None keeps the one that is shown."""
        wanted = self.index if first is None else first
        self._items, self._is_sent = view.items, view.is_sent
        self._list.blockSignals(True)
        self._list.clear()
        self._add_entries(is_earlier=False)
        if any(item.is_earlier for item in view.items):
            heading = QListWidgetItem(_("From earlier questions"))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(heading)
            self._add_entries(is_earlier=True)
        self._list.blockSignals(False)
        for widget in (self._side, self._below):
            widget.setVisible(bool(view.items))
        self._none.setText(_("No picture is sent.") if view.is_sent else _("No picture yet"))
        self._none.setVisible(not view.items)
        if view.items:
            self._choose(max(0, min(len(view.items) - 1, wanted)))

    def show_before(self, sha256: str, image: QImage) -> None:
        """Shows what the image with these bytes is here, uncovered, if it is still the one that is shown."""
        shown = self._items[self.index] if self.index >= 0 else None
        if shown is not None and shown.sha256 == sha256:
            self._pictures.show_before(image, _("Before"), shown.before)
            self._bar.offer_before(True)

    def fit(self) -> None:
        """Shows the image as large as there is room for, or in the chosen size."""
        if not self._chose_view:
            wide = self.width() - self._side.width() >= self._theme.px(TWO_PICTURES_UNITS)
            self._bar.views[ViewKind.BOTH if wide else ViewKind.SENT].setChecked(True)
        self._pictures.fit()

    def _add_entries(self, is_earlier: bool) -> None:
        chosen = [(item.number, at) for at, item in enumerate(self._items) if item.is_earlier == is_earlier]
        for number, at in sorted(chosen):
            item, name = self._items[at], _("Picture {number}").format(number=number)
            entry = QListWidgetItem(self._thumbnail(item), f"{name}\n{item.counts}")
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {item.counts}")
            entry.setData(PLACE, at)
            self._list.addItem(entry)

    def _choose(self, index: int) -> None:
        rows = (row for row in range(self._list.count()) if self._list.item(row).data(PLACE) == index)
        self._list.blockSignals(True)
        self._list.setCurrentRow(next(rows))
        self._list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        index = self.index
        if index >= 0:
            item = self._items[index]
            title = _("As it leaves") if self._is_sent else _("As it would leave")
            self._bar.offer_before(False)
            self._pictures.show_sent(QImage.fromData(item.data), title, item.after, item.changes)
            self._facts.show_image(item)
            self.before_wanted.emit(index)

    def _view_was_chosen(self) -> None:
        self._chose_view = True

    def _thumbnail(self, item: RequestPreviewImage) -> QIcon:
        if (known := self._thumbnails.get(item.sha256)) is not None:
            return known
        pixmap = QPixmap()
        pixmap.loadFromData(item.data)  # bytes of our own encoder
        smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
        small = pixmap.scaled(self._list.iconSize(), whole, smooth)
        result = QIcon(small)
        result.addPixmap(small, QIcon.Mode.Selected)  # otherwise Qt tints it
        self._thumbnails[item.sha256] = result
        return result

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
