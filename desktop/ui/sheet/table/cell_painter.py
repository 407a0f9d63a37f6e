"""Paints the cells of the table: the picture's name, values with ✓ or “?”, and the state as a pill."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.keys.copy_guard import HOLDS_ANSWER
from desktop.ui.sheet.table.row_order import NAME, STATE
from desktop.ui.sheet.table.row_view import STATE_WORDS, CellTrust, CellView, RowState, RowView
from desktop.ui.sheet.table.table_model import SheetModel
from desktop.ui.theme import Theme, fixed_font
from desktop.ui.transcript.rows.question_row import covering

THUMBNAIL = QSize(46, 34)  # units
SIGN_UNITS = 14
BAR_SHARE = 0.7  # of a cell that waits for its answer
LONGEST = 300  # letters that are measured
_STATE_ICONS = {
    RowState.ASKING: "again",
    RowState.HELD: "lock",
    RowState.NOT_CONFIRMED: "warning",
    RowState.FAILED: "close",
    RowState.DONE: "check",
}
_Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """Paints a cell in units of the font, so that it grows with the system's text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.show_look(theme)

    def show_look(self, theme: Theme) -> None:
        """Paints in this theme."""
        self.theme = theme
        self._name_font = fixed_font(theme.points * 0.92)
        self._pill_font, self._sign_font = (_small(theme.font, factor) for factor in (0.85, 0.8))
        self._icons: dict[tuple[str, str, int], QPixmap] = {}

    def _paint_icon(self, painter: QPainter, name: str, color: str, place: QRect) -> None:
        """Paints an icon, whose strokes are drawn once for each name, colour and size in pixels of the screen."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = name, color, round(place.width() * ratio)
        if key not in self._icons:
            pixmap = icon(name, color).pixmap(QSize(key[2], key[2]), 1.0)
            pixmap.setDevicePixelRatio(ratio)
            self._icons[key] = pixmap
        painter.drawPixmap(place.topLeft(), self._icons[key])

    @property
    def row_height(self) -> int:
        """The height of every row, in logical pixels."""
        return max(QFontMetrics(self.theme.font).height(), self.theme.px(THUMBNAIL.height())) + self.theme.px(8)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self.theme.px(120), self.row_height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setProperty(HOLDS_ANSWER, True)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        row, kind = model.row_at(index.row()), model.column_kind(index.column())
        if row is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(option.font)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a value has a direction of its own
        self._paint_ground(painter, option)
        room = option.rect.adjusted(self.theme.px(8), 0, -self.theme.px(8), 0)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if kind == NAME:
            self._paint_name(painter, room, row, model, is_mirrored)
        elif kind == STATE:
            self._paint_state(painter, room, row.state, is_mirrored)
        else:
            at_end = model.columns[kind].is_number
            cell = row.cell(kind)
            if cell.text:
                self._paint_value(painter, room, cell, at_end is not is_mirrored)
            else:
                self._paint_missing(painter, room, row, at_end is not is_mirrored, kind == 0)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colors, rect = self.theme.colors, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colors.chosen))
            width = self.theme.px(2)
            painter.setPen(QPen(QColor(colors.accent), width))
            painter.drawRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors.hover))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_name(self, painter: QPainter, room: QRect, row: RowView, model: SheetModel, mirrored: bool) -> None:
        """Paints the thumbnail, or an empty frame, and the name behind it."""
        px, colors = self.theme.px, self.theme.colors
        size = QSize(px(THUMBNAIL.width()), px(THUMBNAIL.height()))
        left = room.right() - size.width() + 1 if mirrored else room.left()
        place = QRectF(left, room.center().y() - size.height() / 2, size.width(), size.height())
        path = QPainterPath()
        path.addRoundedRect(place, px(6), px(6))
        painter.fillPath(path, QColor(colors.card))
        image = model.thumbnail(row.id)
        if image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(place, image, covering(image, place))
            painter.restore()
        painter.setPen(QColor(colors.line))
        painter.drawPath(path)
        beside = size.width() + px(12)
        words = room.adjusted(0, 0, -beside, 0) if mirrored else room.adjusted(beside, 0, 0, 0)
        painter.setFont(self._name_font)
        painter.setPen(QColor(colors.text))
        self._draw(painter, words, row.name, mirrored, Qt.TextElideMode.ElideMiddle)

    def _paint_missing(self, painter: QPainter, room: QRect, row: RowView, at_right: bool, is_first: bool) -> None:
        """Paints a bar in the place of a value that is on its way; the first column says why there is none."""
        if row.state is RowState.ASKING:
            self._paint_bar(painter, room, at_right)
        elif row.reason and is_first:
            painter.setPen(QColor(self._state_colors(row.state)[1]))
            self._draw(painter, room, row.reason, at_right)

    def _paint_value(self, painter: QPainter, room: QRect, cell: CellView, at_right: bool) -> None:
        colors = self.theme.colors
        is_signed = cell.trust is not CellTrust.PLAIN
        side = self.theme.px(SIGN_UNITS) + self.theme.px(4) if is_signed else 0
        words = room.adjusted(0, 0, -side, 0)
        color = colors.doubt if cell.trust is CellTrust.NOT_FOUND else colors.text
        painter.setPen(QColor(color))
        drawn = self._draw(painter, words, f"≠ {cell.text}" if cell.differs else cell.text, at_right)
        if cell.trust in (CellTrust.FOUND, CellTrust.NOT_FOUND):
            self._underline(painter, drawn, cell.trust)
        if is_signed:
            self._paint_trust(painter, QPoint(drawn.right() + self.theme.px(4), room.center().y()), cell.trust)

    def _draw(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        at_right: bool,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> QRect:
        """Draws text in the middle of the height of `room`, cut to fit. Returns where its letters stand."""
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text[:LONGEST], cut, room.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, flags, shown)
        width = min(metrics.horizontalAdvance(shown), room.width())
        left = room.right() - width + 1 if at_right else room.left()
        return QRect(left, room.center().y() - metrics.height() // 2, width, metrics.height())

    def _underline(self, painter: QPainter, words: QRect, trust: CellTrust) -> None:
        pen = QPen(QColor(self.theme.colors.accent), 1)
        if trust is CellTrust.NOT_FOUND:
            pen = QPen(QColor(self.theme.colors.doubt), self.theme.px(2))
            pen.setDashPattern([1, 1])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        y = words.bottom() + 1
        painter.drawLine(QPointF(words.left(), y), QPointF(words.right(), y))

    def _paint_trust(self, painter: QPainter, middle_left: QPoint, trust: CellTrust) -> None:
        colors, side = self.theme.colors, self.theme.px(SIGN_UNITS)
        place = QRect(middle_left.x(), middle_left.y() - side // 2, side, side)
        if trust is not CellTrust.NOT_FOUND:
            name, color = ("edit", colors.quiet) if trust is CellTrust.EDITED else ("check", colors.accent)
            self._paint_icon(painter, name, color, place)
            return
        painter.setPen(QPen(QColor(colors.warn_edge), 1))
        painter.setBrush(QColor(colors.warn))
        painter.drawEllipse(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(colors.doubt))
        painter.setFont(self._sign_font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")

    def _paint_bar(self, painter: QPainter, room: QRect, at_right: bool) -> None:
        """Paints a grey bar in the place of a value that is on its way."""
        high, width = self.theme.px(8), round(room.width() * BAR_SHARE)
        left = room.right() - width if at_right else room.left()
        bar = QRectF(left, room.center().y() - high / 2, width, high)
        colors = self.theme.colors  # with high contrast, a solid bar would be black and look like a cover
        painter.setPen(QPen(QColor(colors.edge), 1) if colors.contrast else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colors.page if colors.contrast else colors.line))
        painter.drawRoundedRect(bar, high / 2, high / 2)

    def _paint_state(self, painter: QPainter, room: QRect, state: RowState, mirrored: bool) -> None:
        px, colors = self.theme.px, self.theme.colors
        ground, color = self._state_colors(state)
        painter.setFont(self._pill_font)
        metrics = QFontMetrics(painter.font())
        words = _(STATE_WORDS[state])
        sign = 0 if state in (RowState.WAITING, RowState.SKIPPED) else px(SIGN_UNITS) + px(3)
        width, high = metrics.horizontalAdvance(words) + sign + px(16), metrics.height() + px(6)
        pill = QRectF(room.left(), room.center().y() - high / 2 + 0.5, min(width, room.width()), high)
        if mirrored:
            pill.moveRight(room.right())
        painter.setPen(QPen(QColor(color if colors.contrast else ground), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        inside = pill.toRect().adjusted(px(8), 0, -px(6), 0)
        painter.setPen(QColor(color))
        if sign:
            side = px(SIGN_UNITS)
            left = inside.right() - side if mirrored else inside.left()
            place = QRect(left, inside.center().y() - side // 2, side, side)
            if state is RowState.UNSURE:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")
            else:
                self._paint_icon(painter, _STATE_ICONS[state], color, place)
            inside.adjust(0 if mirrored else sign, 0, -sign if mirrored else 0, 0)
        self._draw(painter, inside, words, mirrored)

    def _state_colors(self, state: RowState) -> tuple[str, str]:
        """Returns the ground of a state's pill and the colour of its words."""
        colors = self.theme.colors
        if state is RowState.DONE:
            return colors.chosen, colors.accent
        if state in (RowState.UNSURE, RowState.HELD, RowState.NOT_CONFIRMED):
            return colors.warn, colors.doubt
        return (colors.alarm_bg, colors.alarm) if state is RowState.FAILED else (colors.card, colors.quiet)


def _small(font: QFont, factor: float) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * factor)
    small.setWeight(QFont.Weight.DemiBold)
    return small
