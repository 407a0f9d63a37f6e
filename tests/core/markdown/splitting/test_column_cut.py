"""Tables of many columns are cut into some beside each other."""

from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.splitting.column_cut import column_count, cut_columns, joined_table
from desktop.core.markdown.table_export import cells

TABLE = "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 | **6** | 7 | |\n"


def test_each_part_has_the_first_column_and_none_is_lost() -> None:
    (block,) = parsed(TABLE)
    assert column_count(block) == 4
    parts = [cells(part) for part in cut_columns(block, 3)]
    assert parts == [(("a", "b", "c"), ("1", "2", "3"), ("5", "6", "7")), (("a", "d"), ("1", "4"), ("5", ""))]


def test_a_long_table_is_joined_before_it_is_cut() -> None:
    rows = "".join(f"| {row} | b | c | d |\n" for row in range(900))
    parts = tuple(parsed("| a | b | c | d |\n|---|---|---|---|\n" + rows))
    assert len(parts) > 1
    whole = cells(joined_table(parts))
    assert whole[0] == ("a", "b", "c", "d")
    assert [row[0] for row in whole[1:]] == [str(row) for row in range(900)]


def test_a_narrow_table_stays_as_it_is() -> None:
    (block,) = parsed(TABLE)
    assert cut_columns(block, 4) == (block,)
    assert [column_count(part) for part in cut_columns(block, 2)] == [2, 2, 2]
