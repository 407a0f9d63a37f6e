"""Paints the rows of the list of conversations: thumbnail, title, time and images, or the name of a day."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.conversation.conversation import Summary
from desktop.messages.formatting import counted_images, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.isolation import isolated
from desktop.ui.history.history_list import DRAFT, NEW, UNTITLED, ConversationListModel
from desktop.ui.icons import icon
from desktop.ui.look.mirroring import inside
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.question_row import covering

THUMBNAIL = QSize(48, 36)  # units
NO_PICTURE_UNITS = 18  # the sign where a conversation has no picture
BAR_UNITS = 3  # the bar beside the open conversation
LONGEST = 300  # letters that are measured
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints a row in units of the font, so that it grows with the system's text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.menu_row = -1  # the row whose menu is open

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        px, small = self.theme.px, QFontMetrics(self._small(option.font))
        if isinstance(_row(index), str):
            return QSize(px(120), small.height() + px(14))
        words = QFontMetrics(option.font).height() + small.height() + px(2)
        return QSize(px(120), max(words, px(THUMBNAIL.height())) + px(12))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(_("Title of the conversation"))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, rect = _row(index), option.rect
        model = index.model()
        assert isinstance(model, ConversationListModel)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(row, str):
            painter.setFont(self._small(option.font))
            painter.setPen(QColor(self.theme.colors.quiet))
            place = inside(rect.adjusted(self.theme.px(8), 0, 0, -self.theme.px(2)), rect)
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom, row)
        else:
            self._paint_ground(painter, rect, option.state, index.row())
            thumbnail = model.thumbnail(row) if row.thumbnail else None
            left = self._paint_thumbnail(painter, rect, thumbnail, bool(row.images))
            right = rect.right() - self.theme.px(8)
            words = inside(QRect(left, rect.top(), right - left, rect.height()), rect)
            self._paint_words(painter, words, row, row.id in model.answering, row.id in model.new)
        painter.restore()

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        return small

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: int) -> None:
        """Paints the ground of a row that is open or under the pointer, and the focus."""
        colors, px = self.theme.colors, self.theme.px
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), px(8), px(8))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillPath(path, QColor(colors.chosen))
            bar = QRect(rect.left(), rect.top() + px(7), px(BAR_UNITS), rect.height() - px(14))
            painter.fillRect(inside(bar, rect), QColor(colors.accent))
        elif state & QStyle.StateFlag.State_MouseOver or row == self.menu_row:
            painter.fillPath(path, QColor(colors.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors.accent))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), px(8), px(8))

    def _paint_thumbnail(self, painter: QPainter, rect: QRect, image: QImage | None, has_picture: bool) -> int:
        """Paints the thumbnail, or an empty frame. Returns the edge of the words, as if lines began at the left."""
        colors, px = self.theme.colors, self.theme.px
        size = QSize(px(THUMBNAIL.width()), px(THUMBNAIL.height()))
        frame = QRect(rect.left() + px(8), rect.center().y() - size.height() // 2 + 1, size.width(), size.height())
        place = QRectF(inside(frame, rect))
        path = QPainterPath()
        path.addRoundedRect(place, px(6), px(6))
        painter.fillPath(path, QColor(colors.page))
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(place, image, covering(image, place))
            painter.restore()
        elif not has_picture:
            side = px(NO_PICTURE_UNITS)
            square = QRect(0, 0, side, side)
            square.moveCenter(place.center().toPoint())
            icon("talk", colors.quiet).paint(painter, square)
        painter.setPen(QColor(colors.line))
        painter.drawPath(path)
        return frame.right() + 1 + px(10)

    def _paint_words(self, painter: QPainter, rect: QRect, row: Summary, answering: bool, is_new: bool) -> None:
        """Paints the title and the line of details below it, each shortened to fit, in the middle of `rect`."""
        colors, px = self.theme.colors, self.theme.px
        font, small = painter.font(), self._small(painter.font())
        over, under = QFontMetrics(font), QFontMetrics(small)
        top = rect.top() + (rect.height() - over.height() - under.height() - px(2)) // 2
        painter.setPen(QColor(colors.text))
        title = over.elidedText((row.title or _(UNTITLED))[:LONGEST], Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRect(rect.left(), top, rect.width(), over.height()), 0, isolated(title))
        line = QRect(rect.left(), top + over.height() + px(2), rect.width(), under.height())
        painter.setFont(small)
        if is_new and not answering:
            line = self._paint_chip(painter, line, _(NEW))
        elif row.is_draft:
            line = self._paint_chip(painter, line, _(DRAFT))
        elif answering or row.pinned:
            line = self._paint_sign(painter, line, "again" if answering else "pin")
        painter.setPen(QColor(colors.quiet))
        details = under.elidedText(_details(row, answering)[:LONGEST], Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, 0, details)

    def _paint_chip(self, painter: QPainter, line: QRect, word: str) -> QRect:
        """Paints a chip with a word where `line` begins. Returns what is left beside it."""
        colors, px = self.theme.colors, self.theme.px
        bold = QFont(painter.font())
        bold.setBold(True)
        width = QFontMetrics(bold).horizontalAdvance(word) + px(12)
        place = QRectF(inside(QRect(line.left(), line.top() - 1, width, line.height() + 2), line))
        path = QPainterPath()
        path.addRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.fillPath(path, QColor(colors.warn))
        if colors.contrast:
            painter.setPen(QColor(colors.warn_edge))
            painter.drawPath(path)
        painter.save()
        painter.setFont(bold)
        painter.setPen(QColor(colors.doubt))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        painter.restore()
        return inside(line.adjusted(width + px(6), 0, 0, 0), line)

    def _paint_sign(self, painter: QPainter, line: QRect, name: str) -> QRect:
        """Paints an icon where `line` begins. Returns what is left beside it."""
        side, px = line.height(), self.theme.px
        color = self.theme.colors.accent if name == "again" else self.theme.colors.quiet
        icon(name, color).paint(painter, inside(QRect(line.left(), line.top(), side, side), line))
        return inside(line.adjusted(side + px(4), 0, 0, 0), line)


def _row(index: _Index) -> Summary | str:
    model = index.model()
    assert isinstance(model, ConversationListModel)
    return model.row(index)


def _details(row: Summary, answering: bool) -> str:
    if answering:
        return _("Answering…")
    if row.excerpt:
        return row.excerpt
    when = "" if row.is_draft else datetime.fromtimestamp(row.updated_at).strftime("%H:%M")
    images = counted_images(row.images) if row.images else ""
    cost = money(row.cost_usd) if row.cost_usd else ""
    return " · ".join(part for part in (when, images, cost) if part)
