"""The table of the search fold is what its tool writes, and newer data of Unicode leave it right."""

import unicodedata

import pytest

from desktop.core.search import fold_table
from tools.search_fold import TABLE, table

IS_OF_THIS_DATA = unicodedata.unidata_version == fold_table.UNICODE


@pytest.mark.skipif(not IS_OF_THIS_DATA, reason=f"the table is of Unicode {fold_table.UNICODE}")
def test_the_table_is_the_newest() -> None:
    assert TABLE.read_text("utf-8") == table()


def test_this_python_knows_every_letter_of_the_table() -> None:
    assert _version(unicodedata.unidata_version) >= _version(fold_table.UNICODE)


def test_newer_data_bring_letters_and_change_none() -> None:
    """Letters that were assigned keep their folds, so that every index stays right."""
    newest: dict[str, str] = {}
    exec(table(), newest)
    pairs = dict(zip(newest["LETTERS"].split(), newest["BASES"].split(), strict=True))
    assert dict(zip(fold_table.LETTERS.split(), fold_table.BASES.split(), strict=True)).items() <= pairs.items()
    assert _points(fold_table.DROPPED) <= _points(newest["DROPPED"])
    assert _points(fold_table.ZEROS) <= _points(newest["ZEROS"])


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def _points(ranges: str) -> set[int]:
    points: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points
