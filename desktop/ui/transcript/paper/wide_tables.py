"""Tables that are too wide for a page: made smaller as long as they can be read, and cut by columns beyond that."""

from desktop.core.markdown.splitting.column_cut import column_count, cut_columns, joined_table
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.card_row import CardRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import DocumentRow
from desktop.ui.transcript.rows.table_row import TableRow

LEAST_SHRINK = 0.6  # of the size of letters, below which a table is cut; chosen


def shrink_of(row: DocumentRow, width: float) -> float:
    """Returns by how much a row must be made smaller for a width; 1.0 for what is laid out for any width."""
    natural = row.content_width() if isinstance(row, CardRow) and not isinstance(row, CodeRow) else 0.0
    return min(1.0, width / natural) if natural else 1.0


def side_by_side(row: DocumentRow, width: float, context: WritingContext) -> tuple[DocumentRow, ...]:
    """Returns the row, or the tables that it is cut into for a width: the first part of a long table stands for all."""
    shrink = shrink_of(row, width)
    if shrink >= LEAST_SHRINK or not isinstance(row, TableRow):
        return (row,)
    if row.before is not None:
        return ()
    whole = joined_table(row.blocks)
    most = max(2, int(column_count(whole) * shrink / LEAST_SHRINK))
    tables = []
    for block in cut_columns(whole, most):
        table = TableRow(block, context)
        table.indent = row.indent
        table.measure(width)  # its natural width is known from then on
        tables.append(table)
    return tuple(tables)
