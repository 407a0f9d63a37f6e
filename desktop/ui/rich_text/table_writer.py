"""Writes a table of Markdown as a QTextTable at a cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.ui.rich_text.inline_writer import InlineWriter, WritingContext

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_CELLS = 4000


def rows_that_fit(columns: int) -> int:
    """Returns how many rows of so many columns are laid out; more would stall the window."""
    return max(1, MOST_CELLS // max(1, columns))


def column_count(tokens: "Sequence[Token]") -> int:
    """Returns the number of cells in the first row of a table."""
    end = next((at for at, token in enumerate(tokens) if token.type == "tr_close"), len(tokens))
    return sum(1 for token in tokens[:end] if token.type in ("th_open", "td_open"))


def write_table(
    cursor: QTextCursor, tokens: "tuple[Token, ...]", form: QTextCharFormat, context: WritingContext
) -> QTextCursor:
    """Writes the table that `tokens` begin with. Returns a cursor behind it."""
    own = [token for token in tokens if token.level <= tokens[0].level + 4]
    columns = max(1, column_count(own))
    has_head = any(token.type == "th_open" for token in own)
    rows = min(max(1, sum(1 for token in own if token.type == "tr_open")), rows_that_fit(columns))
    table = cursor.insertTable(rows, columns, _table_form(columns, has_head))
    inner, last = _cell_form(context, is_last_row=False), _cell_form(context, is_last_row=True)
    row = column = -1
    inside = cursor
    for token in own:
        if token.type == "tr_open":
            row, column = row + 1, -1
            if row >= rows:
                break
        elif token.type in ("th_open", "td_open"):
            column += 1
            cell = table.cellAt(row, min(column, columns - 1))
            cell.setFormat(last if row == rows - 1 else inner)
            inside = cell.firstCursorPosition()
            inside.setBlockFormat(_aligned(str(token.attrGet("style") or "")))
        elif token.type == "inline":
            written = QTextCharFormat(form)
            if row == 0 and has_head:
                written.setFontWeight(QFont.Weight.DemiBold)
            InlineWriter(inside, written, context).write(token.children or [])
        elif token.type == "table_close":
            break
    behind = table.lastCursorPosition()
    behind.movePosition(QTextCursor.MoveOperation.NextBlock)
    return behind


def _table_form(columns: int, has_head: bool) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(0)
    form.setCellSpacing(0)
    form.setHeaderRowCount(1 if has_head else 0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints([QTextLength()] * columns)
    return form


def _cell_form(context: WritingContext, is_last_row: bool) -> QTextTableCellFormat:
    """Returns the format of a cell, with a hairline below it unless it is in the last row."""
    theme, form = context.theme, QTextTableCellFormat()
    form.setTopPadding(theme.px(6))
    form.setBottomPadding(theme.px(6))
    form.setLeftPadding(theme.px(12))
    form.setRightPadding(theme.px(12))
    if not is_last_row:
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QColor(theme.colors.line))
    return form


def _aligned(style: str) -> QTextBlockFormat:
    form = QTextBlockFormat()
    if "right" in style:
        form.setAlignment(Qt.AlignmentFlag.AlignRight)
    elif "center" in style:
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return form
