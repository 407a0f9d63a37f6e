"""Rows of one turn, one under the other."""

from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.text_row import TextRow
from desktop.ui.transcript.turns.row_column import RowColumn


def column_of(source: str, theme: Theme) -> RowColumn:
    """Returns a column, 300 pixels wide, with a row for each block of `source`."""
    column = RowColumn(300)
    column.replace_from(0, [column.new_position(TextRow(block, WritingContext(theme))) for block in parsed(source)])
    return column


def test_rows_stand_under_one_another_measured_or_not(theme: Theme) -> None:
    column = column_of("word " * 200 + "\n\ntwo\n\nthree", theme)
    estimated = column.bottom
    assert column.measure(0, 10_000)
    assert not column.measure(0, 10_000)
    assert column.bottom != estimated
    for before, after in zip(column.rows, column.rows[1:], strict=False):
        assert after.top == before.top + before.height
    assert column.bottom == column.rows[-1].top + column.rows[-1].height


def test_rows_are_found_by_height(theme: Theme) -> None:
    column = column_of("one\n\ntwo\n\nthree", theme)
    second = column.rows[1]
    assert column.row_at(second.top) == 1
    assert column.row_at(second.top - 0.1) == 0
    assert column.row_at(-5) == 0
    assert column.row_at(10_000) == 2
    assert [number for number, _ in column.rows_in(second.top + 1, second.top + second.height)] == [1]


def test_another_width_estimates_again(theme: Theme) -> None:
    column = column_of("word " * 50, theme)
    column.measure(0, 10_000)
    column.set_width(100)
    assert not column.rows[0].measured
    assert column.measure(0, 10_000)
    assert column.bottom > 200


def test_replaced_rows_leave_those_before_them(theme: Theme) -> None:
    column = column_of("one\n\ntwo\n\nthree", theme)
    first = column.rows[0]
    (block,) = parsed("other")
    column.replace_from(1, [column.new_position(TextRow(block, WritingContext(theme)))])
    assert column.rows[0] is first
    assert [position.row.text() for position in column.rows] == ["one", "other"]
    column.clear()
    assert column.rows == []
    assert column.row_at(5) == 0
