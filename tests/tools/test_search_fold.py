"""The table of the search fold is what its tool writes."""

from tools.search_fold import TABLE, table


def test_the_table_is_the_newest() -> None:
    assert TABLE.read_text("utf-8") == table()
