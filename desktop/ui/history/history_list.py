"""The list of conversations by day, or of search results: a model of rows, and the delegate that paints a row."""

from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.conversation.conversation import Summary
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.formatting import money
from desktop.ui.icons import path_of
from desktop.ui.qt_images import qimage
from desktop.ui.theme import ThemeColors
from desktop.ui.transcript.rows.question_row import covering

ROW_HEIGHT, DAY_HEIGHT = 44, 26
UNTITLED, DRAFT = "Untitled", "Draft"
_Index = QModelIndex | QPersistentModelIndex


def day_name(seconds: float, today: date) -> str:
    """The day of a POSIX time in words: Today, Yesterday, a weekday, or a date."""
    day = datetime.fromtimestamp(seconds).date()
    ago = (today - day).days
    if ago <= 0:
        return "Today"
    if ago == 1:
        return "Yesterday"
    return day.strftime("%A") if ago < 7 else f"{day.day} {day.strftime('%B %Y')}"


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

    def show_summaries(self, summaries: tuple[Summary, ...]) -> None:
        """Show these conversations. What only grew at the end keeps its rows, and with them the scroll position."""
        today = datetime.now().date()
        rows: list[Summary | str] = []
        day = ""
        found = any(summary.excerpt for summary in summaries)  # then the best comes first, not the newest day
        for summary in summaries:
            name = "Pinned" if summary.pinned else day_name(summary.updated_at, today)
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

    def row_of(self, conversation_id: str) -> int:
        """The row of a conversation; -1 when it is not listed."""
        matching = (at for at, row in enumerate(self._rows) if isinstance(row, Summary) and row.id == conversation_id)
        return next(matching, -1)

    def show_answering(self, ids: frozenset[str]) -> None:
        """Show in which conversations an answer is coming."""
        changed, self.answering = self.answering ^ ids, ids
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
        """Show the thumbnail of an image."""
        self._images[image_id] = qimage(pixels).copy()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Summary) and row.is_draft:
            return f"{row.title or UNTITLED}, draft"
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


class RowDelegate(QStyledItemDelegate):
    """Paints a conversation (thumbnail, title, time, number of images), or the name of a day."""

    def __init__(self, colors: ThemeColors) -> None:
        super().__init__()
        self.colors = colors

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        assert isinstance(model, ConversationListModel)
        return QSize(120, DAY_HEIGHT if isinstance(model.row(index), str) else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, ConversationListModel)
        row, rect = model.row(index), option.rect
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() * 0.86)
        if isinstance(row, str):
            painter.setFont(small)
            painter.setPen(QColor(self.colors.quiet))
            painter.drawText(rect.adjusted(6, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, row)
        else:
            self._paint_ground(painter, rect, option.state)
            left = rect.left() + 8
            if row.thumbnail:
                left = self._paint_thumbnail(painter, rect, model.thumbnail(row))
            words = QRect(left, rect.top() + 4, rect.right() - left - 6, rect.height() - 8)
            self._paint_words(painter, words, small, row, _details(row, row.id in model.answering))
            if row.pinned:
                self._paint_pin(painter, rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        """Paint the ground of a row that is selected or under the pointer."""
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            path = QPainterPath()
            path.addRoundedRect(QRectF(rect), 6, 6)
            selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillPath(path, QColor(self.colors.chosen if selected else self.colors.line))

    def _paint_words(self, painter: QPainter, rect: QRect, small: QFont, row: Summary, details: str) -> None:
        """Paint the title at the top of `rect` and the details below it, each shortened to fit."""
        painter.setPen(QColor(self.colors.text))
        metrics = QFontMetrics(painter.font())
        title = metrics.elidedText(row.title or UNTITLED, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(small)
        if row.is_draft:
            rect = self._paint_chip(painter, rect)
        painter.setPen(QColor(self.colors.quiet))
        details = QFontMetrics(small).elidedText(details, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom, details)

    def _paint_chip(self, painter: QPainter, rect: QRect) -> QRect:
        """Paints a chip with the word for a draft at the bottom left of `rect`. Returns what is left beside it."""
        metrics = painter.fontMetrics()
        place = QRectF(rect.left(), rect.bottom() - metrics.height(), metrics.horizontalAdvance(DRAFT) + 12, 0)
        place.setHeight(metrics.height() + 1)
        painter.setPen(QColor(self.colors.quiet))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(self.colors.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, DRAFT)
        return rect.adjusted(int(place.width()) + 6, 0, 0, 0)

    def _paint_pin(self, painter: QPainter, rect: QRect) -> None:
        painter.translate(rect.right() - 18, rect.bottom() - 19)
        painter.scale(0.6, 0.6)
        painter.setPen(QPen(QColor(self.colors.quiet), 2))
        painter.drawPath(path_of("pin"))

    def _paint_thumbnail(self, painter: QPainter, rect: QRect, image: QImage | None) -> int:
        """Paint the thumbnail, or an empty frame. Return the left edge of what follows."""
        place = QRectF(rect.left() + 6, rect.top() + 8, 40, rect.height() - 16)
        path = QPainterPath()
        path.addRoundedRect(place, 3, 3)
        painter.fillPath(path, QColor(self.colors.page))
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(place, image, covering(image, place))
            painter.restore()
        painter.setPen(QColor(self.colors.line))
        painter.drawPath(path)
        return rect.left() + 54


def _identity(row: Summary | str) -> str:
    """Returns what stays the same while a row changes: the conversation's id, or the day."""
    return row.id if isinstance(row, Summary) else row


def _details(row: Summary, answering: bool) -> str:
    if answering:
        return "Answering…"
    if row.excerpt:
        return row.excerpt
    when = datetime.fromtimestamp(row.updated_at).strftime("%H:%M")
    images = {0: "", 1: " · 1 picture"}.get(row.images, f" · {row.images} pictures")
    return when + images + (f" · {money(row.cost_usd)}" if row.cost_usd else "")
