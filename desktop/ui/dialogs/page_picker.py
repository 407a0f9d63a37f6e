"""The window in which pages of a document, or frames of an animation, are chosen by their thumbnails."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.dialogs.page_thumbnail import IMAGE_ROLE, PageThumbnail
from desktop.ui.look.dialog_size import resize_by_text
from desktop.ui.qt_images import qimage
from desktop.ui.theme import Theme


class PagePickerDialog(QDialog):
    """Emits which thumbnails are needed, and which pages were chosen. Pages are numbered from 0.

    `frames` is True for an animation, whose pages are frames; `has_text` if the pages may have text of their own.
    """

    wanted = Signal(int)  # a page whose thumbnail is needed
    chosen = Signal(tuple)  # of int

    def __init__(
        self, parent: QWidget, theme: Theme, name: str, pages: int, shown: int, frames: bool, has_text: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose frames") if frames else _("Choose pages"))
        resize_by_text(self, 720, 520)
        self._frames = frames
        self._requested: set[int] = set()
        title = QLabel(textFormat=Qt.TextFormat.PlainText)
        title.setText(_question(strip_control_characters(name), pages, frames))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Frames") if frames else _("Pages"))
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._painter = PageThumbnail(theme)
        self._list.setItemDelegate(self._painter)
        self._list.setSpacing(4)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setUniformItemSizes(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self._list.addItems([str(page + 1) for page in range(pages)])
        self._list.setCurrentRow(shown)
        self._take = QPushButton()
        self._take.setProperty("primary", True)
        self._take.clicked.connect(self._taken)
        cancel = QPushButton(_("Cancel"))
        cancel.setProperty("raised", True)
        cancel.clicked.connect(self.reject)
        self._text = QCheckBox(_("Add the text of the pages, too"))
        self._text.setToolTip(_("What can be seen of it goes along as words. What you cover is in neither."))
        self._text.setVisible(has_text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.addWidget(title)
        layout.addWidget(self._list, 1)
        layout.addLayout(self._bottom(cancel))
        self._list.itemSelectionChanged.connect(self._count)
        self._list.itemDoubleClicked.connect(self._take_only)
        self._list.verticalScrollBar().valueChanged.connect(lambda _: self.ask_for_visible())
        self._count()

    def _bottom(self, cancel: QPushButton) -> QHBoxLayout:
        bottom = QHBoxLayout()
        bottom.addWidget(self._text)
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self._take)
        return bottom

    @property
    def with_text(self) -> bool:
        """True if the texts of the pages shall come, too."""
        return self._text.isChecked()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that are selected now, in ascending order."""
        return tuple(sorted(index.row() for index in self._list.selectedIndexes()))

    def show_look(self, theme: Theme) -> None:
        """Paints the pages in these colours."""
        self._painter.theme = theme
        self._list.doItemsLayout()

    def show_page(self, page: int, thumbnail: PixelBuffer) -> None:
        """Shows the thumbnail of a page."""
        self._list.item(page).setData(IMAGE_ROLE, qimage(thumbnail))

    def ask_for_visible(self) -> None:
        """Emits `wanted` for each page that is in view, once."""
        view = self._list.viewport().rect()
        for page in range(self._list.count()):
            if page not in self._requested and self._list.visualItemRect(self._list.item(page)).intersects(view):
                self._requested.add(page)
                self.wanted.emit(page)

    def _count(self) -> None:
        count = len(self.pages)
        pages = counted("Add {count} page", "Add {count} pages", count)
        self._take.setText(counted("Add {count} frame", "Add {count} frames", count) if self._frames else pages)
        self._take.setEnabled(count > 0)

    def _take_only(self, item: QListWidgetItem) -> None:
        """Chooses this page alone."""
        self._list.clearSelection()
        item.setSelected(True)
        self._taken()

    def _taken(self) -> None:
        if self.pages:
            self.accept()
            self.chosen.emit(self.pages)


def _question(name: str, count: int, frames: bool) -> str:
    if frames:
        return counted(
            "“{name}” has {count} frame. Which ones do you want?",
            "“{name}” has {count} frames. Which ones do you want?",
            count,
            name=name,
        )
    return counted(
        "“{name}” has {count} page. Which ones do you want?",
        "“{name}” has {count} pages. Which ones do you want?",
        count,
        name=name,
    )
