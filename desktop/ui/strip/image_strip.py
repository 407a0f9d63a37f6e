"""The strip below the canvas: the images of the workspace, which can be chosen, removed, reordered and added to."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QMenu, QPushButton, QWidget

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.workspace.draft import Draft
from desktop.messages.language.catalogue import _
from desktop.messages.spoken.picture_words import covers_words
from desktop.ui.look.mirroring import is_mirrored
from desktop.ui.qt_images import qimage
from desktop.ui.strip.strip_list import StripList
from desktop.ui.strip.thumbnail import ID_ROLE, IMAGE_ROLE, NOTE_ROLE, Thumbnail
from desktop.ui.theme import Theme

MOST_THUMBNAILS = 500  # chosen; not measured


class ImageStrip(QWidget):
    """Shows the images of a draft; emits which one the user wants to see, remove or move. Indexes count from 0."""

    chosen = Signal(int)
    removed = Signal(int)
    moved = Signal(int, int)
    add_requested = Signal()
    drag_started = Signal(int, QMimeData)  # an image's index, and what is to be filled with it
    drag_ended = Signal(bool)  # True if another program took it
    menu_wanted = Signal(int, QMenu)  # an image's index, and a menu to which its entries are added
    described = Signal(int, int, str)  # the index of the chosen image, the number of images, and the image in words

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("stripBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._images: dict[str, QImage] = {}
        self._names: dict[str, tuple[str, str, str]] = {}  # size, tokens and covers in words, by image id
        self._kinds: dict[str, str] = {}
        self._list = StripList()
        self._delegate = Thumbnail(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.menu_wanted.connect(self._menu)
        self._list.currentRowChanged.connect(self._row_changed)
        self._list.removed.connect(self.removed)
        self._list.moved.connect(self.moved)
        self._list.drag_started.connect(self.drag_started)
        self._list.drag_ended.connect(self.drag_ended)
        self._is_loading = False  # the list is being filled, not chosen from
        self._is_folded = False
        add = QPushButton(_("+  Add"))
        add.setProperty("raised", True)
        add.setAccessibleName(_("Add pictures"))
        add.setToolTip(_("Add pictures (Ctrl+O)"))
        add.clicked.connect(self.add_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 10, 2)
        layout.addWidget(self._list, 1000)  # up to its own width; what is left goes to the end
        layout.addWidget(add)
        layout.addStretch(1)

    def show_draft(self, draft: Draft, tokens: tuple[str, ...], same: Mapping[int, int] = MappingProxyType({})) -> None:
        """Shows the images of `draft`; `tokens` are the words after each one's number.

        `same` maps the row of an image that goes only once to that of the equal one before it: it costs nothing.
        """
        self._is_loading = True
        self._names = {}
        while self._list.count() > len(draft.images):
            self._list.takeItem(self._list.count() - 1)
        while self._list.count() < len(draft.images):
            self._list.addItem(QListWidgetItem())
        for row, image in enumerate(draft.images):
            item = self._list.item(row)
            width, height = image.view.size
            item.setData(ID_ROLE, image.id)
            item.setData(IMAGE_ROLE, self._images.get(image.id))
            note = (
                _("as {number}").format(number=same[row] + 1)
                if row in same
                else tokens[row]
                if row < len(tokens)
                else ""
            )
            item.setData(NOTE_ROLE, f" · {note}" if note else "")
            facts = {"number": row + 1, "width": width, "height": height}
            words = _("Picture {number}, {width} × {height}")
            if row in same:
                facts["first"] = same[row] + 1
                words = _("Picture {number}, {width} × {height}, the same as picture {first}: it is sent once")
            item.setToolTip(words.format(**facts))
            own = tokens[row] if row < len(tokens) and row not in same else ""
            paid = _("{tokens} tokens").format(tokens=own) if own else ""
            self._names[image.id] = words.format(**facts), paid, covers_words(image)
        self._name_items()
        if draft.images:
            self._list.setCurrentRow(draft.current_index)
        self._is_loading = False
        self._fit()
        self._show_or_hide()
        self._describe()

    def fold(self, is_folded: bool) -> None:
        """Hides the strip, or shows it again; what it says and does goes on, for the switch."""
        self._is_folded = is_folded
        self._show_or_hide()

    def take_focus(self) -> None:
        """Focuses the list of images."""
        self._list.setFocus()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self._list.count()) and not self._is_folded)

    def _describe(self) -> None:
        row = self._list.currentRow()
        item = self._list.item(row)
        words = item.data(Qt.ItemDataRole.AccessibleTextRole) if item is not None else ""
        self.described.emit(row, self._list.count(), words)

    def show_kinds(self, kinds: Mapping[str, str]) -> None:
        """Names what is on the images, by their ids: text, code or a table; empty where it is not known."""
        self._kinds = dict(kinds)
        self._name_items()
        self._describe()

    def _name_items(self) -> None:
        """Names each image for screen readers: its number, size, kind, tokens and covers."""
        count = self._list.count()
        for row in range(count):
            item = self._list.item(row)
            image_id = item.data(ID_ROLE)
            size, paid, covers = self._names.get(image_id, ("", "", ""))
            place = _("{place} of {count}").format(place=row + 1, count=count) if count > 1 else ""
            facts = (size, place, self._kinds.get(image_id, ""), paid, covers)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, facts)))

    def show_thumbnail(self, image_id: str, level: PixelBuffer) -> None:
        """Shows the thumbnail of an image."""
        self._images[image_id] = qimage(level).copy()
        for row in range(self._list.count()):
            if self._list.item(row).data(ID_ROLE) == image_id:
                self._list.item(row).setData(IMAGE_ROLE, self._images[image_id])
        if len(self._images) > MOST_THUMBNAILS:
            del self._images[next(iter(self._images))]

    @property
    def labels(self) -> tuple[str, ...]:
        """The tooltip of each image, which a screen reader speaks: number and size."""
        return tuple(self._list.item(row).toolTip() for row in range(self._list.count()))

    @property
    def current_index(self) -> int:
        """The index of the image that is chosen; -1 without images."""
        return self._list.currentRow()

    def show_look(self, theme: Theme) -> None:
        """Paints in the colours and in the units of this theme."""
        self._delegate.theme = theme
        self._list.show_units(theme.px(100) / 100)
        self._fit()
        self._list.doItemsLayout()

    def _fit(self) -> None:
        """Takes as much room as the images need; what is left of the row stays free."""
        self._list.setMaximumWidth(self._list.item_size.width() * self._list.count() + 8)

    def _row_changed(self, row: int) -> None:
        if not self._is_loading and row >= 0:
            self.chosen.emit(row)

    def _menu(self, place: QPoint) -> None:
        row = self._list.indexAt(place).row()
        if row < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(row, menu)
        menu.popup(self._list.viewport().mapToGlobal(place))

    def fill_menu(self, row: int, menu: QMenu) -> None:
        """Adds what can be done with an image to a menu, which acts on that image wherever it is by then."""
        image_id = self._list.item(row).data(ID_ROLE)
        menu.addAction(_("Remove"), partial(self._remove, image_id))
        left, right = (row + 1, row - 1) if is_mirrored() else (row - 1, row + 1)
        for words, target in ((_("Move left"), left), (_("Move right"), right)):
            if 0 <= target < self._list.count():
                menu.addAction(words, partial(self._move, image_id, target - row))
        self.menu_wanted.emit(row, menu)

    def _row_of(self, image_id: str) -> int:
        rows = range(self._list.count())
        return next((row for row in rows if self._list.item(row).data(ID_ROLE) == image_id), -1)

    def _remove(self, image_id: str) -> None:
        if (row := self._row_of(image_id)) >= 0:
            self.removed.emit(row)

    def _move(self, image_id: str, steps: int) -> None:
        row = self._row_of(image_id)
        if row >= 0 and 0 <= row + steps < self._list.count():
            self.moved.emit(row, row + steps)
