"""The left pane: new conversation, the list of conversations by day, settings."""

from datetime import date, datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QKeySequence, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.core.conversation import Summary
from desktop.core.pixels import Pixels
from desktop.ui.icons import icon
from desktop.ui.pixels import qimage
from desktop.ui.theme import Colours
from desktop.ui.transcript.rows import covering

ROW_HEIGHT, DAY_HEIGHT = 44, 26
_Index = QModelIndex | QPersistentModelIndex


def day_name(seconds: float, today: date) -> str:
    """Today, Yesterday, a weekday, or a date."""
    day = datetime.fromtimestamp(seconds).date()
    ago = (today - day).days
    if ago <= 0:
        return "Today"
    if ago == 1:
        return "Yesterday"
    return day.strftime("%A") if ago < 7 else f"{day.day} {day.strftime('%B %Y')}"


class Conversations(QAbstractListModel):
    """Summaries with the days between them as rows of their own."""

    more_wanted = Signal()
    thumbnail_wanted = Signal(str)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Summary | str] = []
        self._images: dict[str, QImage] = {}
        self._asked_for: set[str] = set()

    def show_summaries(self, summaries: tuple[Summary, ...]) -> None:
        today = datetime.now().date()
        rows: list[Summary | str] = []
        day = ""
        for summary in summaries:
            if (name := day_name(summary.updated_at, today)) != day:
                rows.append(day := name)
            rows.append(summary)
        if rows[: len(self._rows)] == self._rows:
            if len(rows) > len(self._rows):
                self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> Summary | str:
        return self._rows[index.row()]

    def row_of(self, conversation_id: str) -> int:
        """The row of a conversation; -1 when it is not listed."""
        matching = (at for at, row in enumerate(self._rows) if isinstance(row, Summary) and row.id == conversation_id)
        return next(matching, -1)

    def image(self, picture_id: str) -> QImage | None:
        if picture_id not in self._images and picture_id not in self._asked_for:
            self._asked_for.add(picture_id)
            self.thumbnail_wanted.emit(picture_id)
        return self._images.get(picture_id)

    def show_thumbnail(self, picture_id: str, pixels: Pixels) -> None:
        self._images[picture_id] = qimage(pixels).copy()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
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


class _Row(QStyledItemDelegate):
    """Paints a conversation: thumbnail, title, when and how many pictures; or the name of a day."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        assert isinstance(model, Conversations)
        return QSize(120, DAY_HEIGHT if isinstance(model.row(index), str) else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, Conversations)
        row, rect = model.row(index), option.rect
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        small = painter.font()
        small.setPointSizeF(small.pointSizeF() * 0.86)
        if isinstance(row, str):
            painter.setFont(small)
            painter.setPen(QColor(self.colours.quiet))
            painter.drawText(rect.adjusted(6, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, row)
        else:
            state = option.state
            if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
                path = QPainterPath()
                path.addRoundedRect(QRectF(rect), 6, 6)
                chosen = bool(state & QStyle.StateFlag.State_Selected)
                painter.fillPath(path, QColor(self.colours.chosen if chosen else self.colours.line))
            left = rect.left() + 8
            if row.thumbnail:
                left = self._paint_thumbnail(painter, rect, model.image(row.thumbnail))
            words = QRect(left, rect.top() + 4, rect.right() - left - 6, rect.height() - 8)
            painter.setPen(QColor(self.colours.text))
            metrics = QFontMetrics(painter.font())
            title = metrics.elidedText(row.title or "Untitled", Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignTop, title)
            painter.setFont(small)
            painter.setPen(QColor(self.colours.quiet))
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom, _details(row))
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, rect: QRect, image: QImage | None) -> int:
        place = QRectF(rect.left() + 6, rect.top() + 8, 40, rect.height() - 16)
        path = QPainterPath()
        path.addRoundedRect(place, 3, 3)
        painter.fillPath(path, QColor(self.colours.page))
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(place, image, covering(image, place))
            painter.restore()
        painter.setPen(QColor(self.colours.line))
        painter.drawPath(path)
        return rect.left() + 54


def _details(row: Summary) -> str:
    when = datetime.fromtimestamp(row.updated_at).strftime("%H:%M")
    pictures = {0: "", 1: " · 1 picture"}.get(row.pictures, f" · {row.pictures} pictures")
    return when + pictures


class HistoryPanel(QWidget):
    """Says which conversation the user wants to open, rename, delete, or start."""

    new_requested = Signal()
    open_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)
    settings_requested = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.model = Conversations()
        self.model.renamed.connect(self.rename_requested)
        self._new = QPushButton("New conversation")
        self._new.setProperty("raised", True)
        self._new.setToolTip("New conversation (Ctrl+N)")
        self._new.clicked.connect(self.new_requested)
        hint = QLabel(QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        hint.setProperty("quiet", True)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(self._new)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.addStretch(1)
        inner.addWidget(hint)
        self._list = QListView()
        self._delegate = _Row(colours)
        self._list.setItemDelegate(self._delegate)
        self._list.setModel(self.model)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._list.setAccessibleName("Conversations")
        self._list.setLayoutMode(QListView.LayoutMode.Batched)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._list.clicked.connect(self._chosen)
        self._list.activated.connect(self._chosen)
        self._settings = QPushButton("Settings")
        self._settings.setToolTip("Settings (Ctrl+,)")
        self._settings.setStyleSheet("text-align: left;")
        self._settings.clicked.connect(self.settings_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._new)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._settings)
        self.show_colours(colours)

    def show_summaries(self, summaries: tuple[Summary, ...], open_id: str) -> None:
        """Show these conversations, with the open one marked."""
        self.model.show_summaries(summaries)
        self.show_open(open_id)

    def show_open(self, conversation_id: str) -> None:
        """Mark the open conversation."""
        row = self.model.row_of(conversation_id)
        if row < 0:
            self._list.clearSelection()
        else:
            self._list.setCurrentIndex(self.model.index(row))

    def show_colours(self, colours: Colours) -> None:
        self._delegate.colours = colours
        self._new.setIcon(icon("new", colours.text))
        self._new.setStyleSheet("text-align: left;")
        self._settings.setIcon(icon("settings", colours.quiet))
        self._list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Summary):
            self.open_requested.emit(row.id)

    def _menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if not index.isValid() or not isinstance(row := self.model.row(index), Summary):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self.open_requested.emit(row.id))
        menu.addAction("Rename", lambda: self._list.edit(index))
        menu.addAction("Delete…", lambda: self.delete_requested.emit(row.id))
        menu.popup(self._list.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self._list.currentIndex()
        row = self.model.row(index) if index.isValid() else ""
        if event.key() == Qt.Key.Key_Delete and isinstance(row, Summary):
            self.delete_requested.emit(row.id)
            return
        super().keyPressEvent(event)
