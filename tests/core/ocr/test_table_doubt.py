"""A table is doubtful where its cells are unsure, share a place, or text beside them may belong to it."""

from dataclasses import replace

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock, TextBlockKind, UnreadLine
from desktop.core.ocr.table_doubt import is_doubtful
from tests.core.ocr.screens import ROWS, TABLE
from tests.services.fakes import line_at

WHOLE = TABLE.blocks[0]


def beside(line: OcrLine, kind: TextBlockKind = TextBlockKind.TEXT) -> OcrResult:
    return replace(TABLE, blocks=(WHOLE, TextBlock(kind, ((line,),))))


def test_a_plain_table_is_not_doubted() -> None:
    assert not is_doubtful(WHOLE, TABLE)
    assert not is_doubtful(WHOLE, beside(line_at("A heading far below", 10, 180)))


@pytest.mark.parametrize(
    "image",
    [
        beside(line_at("lost", 200, 24)),
        beside(line_at("one more row", 10, 80), TextBlockKind.TABLE),
        replace(TABLE, unread=(UnreadLine(Rect(140, 24, 200, 40), "thai"),)),
    ],
)
def test_text_in_it_or_rows_below_it_are_doubts(image: OcrResult) -> None:
    assert is_doubtful(WHOLE, image)


def test_an_unsure_cell_is_a_doubt() -> None:
    cell = ROWS[1][1]
    unsure = replace(cell, words=tuple(replace(word, confidence=0.6) for word in cell.words))
    table = TextBlock(TextBlockKind.TABLE, (ROWS[0], (ROWS[1][0], unsure, ROWS[1][2]), ROWS[2]))
    assert is_doubtful(table, OcrResult((400, 200), (table,)))


def test_two_lines_in_one_cell_are_a_doubt() -> None:
    row = (ROWS[1][0], line_at("1", 130, 24), line_at("2", 150, 24), ROWS[1][2])
    table = TextBlock(TextBlockKind.TABLE, (ROWS[0], row, ROWS[2]))
    assert is_doubtful(table, OcrResult((400, 200), (table,)))
