"""Which rows are shown, and in which order."""

from desktop.ui.sheet.table.row_order import NAME, STATE, RowKeys, RowOrder
from desktop.ui.sheet.table.row_view import CellView, RowState, RowView
from tests.ui.sheet.rows import ROWS


def order(wanted: RowOrder, rows: tuple[RowView, ...] = ROWS) -> list[int]:
    return wanted.apply(rows, {row.id: RowKeys.of(row) for row in rows})


def test_without_a_wish_rows_stand_as_they_were_added() -> None:
    assert RowOrder().is_plain
    assert order(RowOrder()) == [0, 1, 2, 3, 4]


def test_numbers_are_sorted_as_numbers_and_empty_cells_come_last_both_ways() -> None:
    assert order(RowOrder(by=1)) == [4, 0, 1, 2, 3]
    assert order(RowOrder(by=1, descending=True)) == [1, 0, 4, 2, 3]


def test_words_are_sorted_without_accents_and_case() -> None:
    rows = tuple(RowView(at, "", cells=(CellView(text),)) for at, text in enumerate(("zoo", "Édith", "eve", "adam")))
    assert order(RowOrder(by=0), rows) == [3, 1, 2, 0]


def test_names_and_states_sort_too() -> None:
    assert order(RowOrder(by=NAME)) == [1, 0, 2, 3, 4]
    assert order(RowOrder(by=STATE)) == [3, 2, 1, 0, 4]


def test_states_and_words_choose_rows() -> None:
    assert order(RowOrder(states=frozenset({RowState.DONE}))) == [0, 4]
    assert order(RowOrder(words="cafe LUMEN")) == [0]
    assert order(RowOrder(words="receipt")) == [2]
    assert order(RowOrder(words="nothing of the kind")) == []


def test_rows_in_which_two_models_differ_can_be_chosen() -> None:
    rows = (RowView(0, "", cells=(CellView("1"), CellView("2", differs=True))), RowView(1, ""))
    assert order(RowOrder(differing=True), rows) == [0]
