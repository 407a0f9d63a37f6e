"""The list of conversations by day, or of search results, as a model of rows; `history_rows` paints them."""

from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from desktop.core.conversation.conversation import Summary
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import day_in_words, weekday
from desktop.ui.qt_images import qimage

UNTITLED, DRAFT, NEW = N_("Untitled"), N_("Draft"), N_("New answer")
_Index = QModelIndex | QPersistentModelIndex


def day_name(seconds: float, today: date) -> str:
    """The day of a POSIX time in words: Today, Yesterday, a weekday, or a date."""
    day = datetime.fromtimestamp(seconds).date()
    ago = (today - day).days
    if ago <= 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    return weekday(day) if ago < 7 else day_in_words(day)


class ConversationListModel(QAbstractListModel):
    """Conversations as rows, and the days between them as rows of their own."""

    more_wanted = Signal()
    thumbnail_wanted = Signal(str)  # the id of a sent image
    draft_thumbnail_wanted = Signal(str, str)  # a draft's conversation id, and the content key of its first image
    renamed = Signal(str, str)  # a conversation's id, its new title

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Summary | str] = []
        self._images: dict[str, QImage] = {}
        self._asked_for: set[str] = set()
        self.answering: frozenset[str] = frozenset()
        self.new: frozenset[str] = frozenset()

    def show_summaries(self, summaries: tuple[Summary, ...]) -> None:
        """Shows these conversations. What only grew at the end keeps its rows, and with them the scroll position."""
        today = datetime.now().date()
        rows: list[Summary | str] = []
        day = ""
        found = any(summary.excerpt for summary in summaries)  # then the best comes first, not the newest day
        for summary in summaries:
            name = _("Pinned") if summary.pinned else day_name(summary.updated_at, today)
            if name != day and not found:
                rows.append(day := name)
            rows.append(summary)
        if self._show_in_place(rows):
            return
        if rows[: len(self._rows)] == self._rows:
            if len(rows) > len(self._rows):
                self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _show_in_place(self, rows: list[Summary | str]) -> bool:
        """Shows rows in the place of those of the same conversations. Returns False if these are not the same."""
        before = self._rows
        if [_identity(row) for row in rows] != [_identity(row) for row in before]:
            return False
        self._rows = rows
        for at, row in enumerate(rows):
            if row != before[at]:
                self.dataChanged.emit(self.index(at), self.index(at))
        return True

    def row(self, index: _Index) -> Summary | str:
        """The conversation of a row, or the name of a day."""
        return self._rows[index.row()]

    def id_at(self, index: _Index) -> str:
        """The id of the conversation of a row; "" if there is none."""
        row = self._rows[index.row()] if index.isValid() else ""
        return row.id if isinstance(row, Summary) else ""

    def row_of(self, conversation_id: str) -> int:
        """The row of a conversation; -1 when it is not listed."""
        matching = (at for at, row in enumerate(self._rows) if isinstance(row, Summary) and row.id == conversation_id)
        return next(matching, -1)

    def show_answering(self, ids: frozenset[str]) -> None:
        """Shows in which conversations an answer is coming."""
        changed, self.answering = self.answering ^ ids, ids
        for conversation_id in changed:
            if (row := self.row_of(conversation_id)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def show_new(self, ids: frozenset[str]) -> None:
        """Shows in which conversations an answer has come that was not looked at."""
        changed, self.new = self.new ^ ids, ids
        for conversation_id in changed:
            if (row := self.row_of(conversation_id)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def thumbnail(self, row: Summary) -> QImage | None:
        """Returns the thumbnail of a conversation; None, and it is asked for once, while it is not there."""
        if row.thumbnail not in self._images and row.thumbnail not in self._asked_for:
            self._asked_for.add(row.thumbnail)
            if row.is_draft:
                self.draft_thumbnail_wanted.emit(row.id, row.thumbnail)
            else:
                self.thumbnail_wanted.emit(row.thumbnail)
        return self._images.get(row.thumbnail)

    def show_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """Shows the thumbnail of an image."""
        self._images[image_id] = qimage(pixels).copy()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Summary):
            if row.id in self.new:
                return _("{title}, new answer").format(title=row.title or _(UNTITLED))
            if row.is_draft:
                return _("{title}, draft").format(title=row.title or _(UNTITLED))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
            return row.title if isinstance(row, Summary) else row
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._rows[index.row()]
        if isinstance(row, Summary) and isinstance(value, str) and value != row.title:
            self.renamed.emit(row.id, value)
            return True
        return False

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def canFetchMore(self, parent: _Index) -> bool:
        return bool(self._rows)

    def fetchMore(self, parent: _Index) -> None:
        self.more_wanted.emit()


def _identity(row: Summary | str) -> str:
    """Returns what stays the same while a row changes: the conversation's id, or the day."""
    return row.id if isinstance(row, Summary) else row
