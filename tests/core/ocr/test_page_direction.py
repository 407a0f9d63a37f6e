"""Pages that lie on their side or on their head keep their order."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrWord
from desktop.core.ocr.page_direction import direction, turned_layout
from tests.services.fakes import line_at

SIZE = (600, 400)
CORNERS = ((10.0, 10.0), (90.0, 12.0), (90.0, 30.0), (10.0, 28.0))


def turned(line: OcrLine, turns: int) -> OcrLine:
    """Returns a line of the upright page, of SIZE, on the page after so many quarter turns clockwise."""
    width, height = SIZE

    def place(rect: Rect) -> Rect:
        return {
            0: rect,
            1: Rect(height - rect.bottom, rect.left, height - rect.top, rect.right),
            2: Rect(width - rect.right, height - rect.bottom, width - rect.left, height - rect.top),
            3: Rect(rect.top, width - rect.right, rect.bottom, width - rect.left),
        }[turns]

    return OcrLine(tuple(OcrWord(word.text, place(word.rect)) for word in line.words), 0.0)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_columns_and_tables_keep_their_order(turns: int) -> None:
    left = [line_at(f"left line number {at} of text", 10, 24 * at) for at in range(6)]
    right = [line_at(f"right line number {at} of text", 320, 24 * at + 3) for at in range(6)]
    rows = [[line_at(f"{row}{column}", 10 + 150 * column, 250 + 30 * row) for column in range(4)] for row in range(4)]
    lines = [*left, *right, *(line for row in rows for line in row)]
    size = SIZE if turns % 2 == 0 else (SIZE[1], SIZE[0])
    blocks = turned_layout([(turned(line, turns), turns) for line in reversed(lines)], size)
    assert [line.text for block in blocks for line in block.lines] == [line.text for line in lines]
    assert [line.rect for block in blocks for line in block.lines] == [turned(line, turns).rect for line in lines]


def test_a_label_beside_a_chart_turns_nothing() -> None:
    lines = [line_at(f"line number {at}", 60, 24 * at) for at in range(4)]
    label = OcrLine((OcrWord("axis", Rect(10, 10, 26, 60)),), 0.0)
    blocks = turned_layout([*((line, 0) for line in lines), (label, 3)], SIZE)
    assert [line.text for block in blocks for line in block.lines if line is not label] == [line.text for line in lines]


def test_the_direction_is_that_of_the_upper_edge() -> None:
    assert [direction(CORNERS[at:] + CORNERS[:at]) for at in range(4)] == [0, 1, 2, 3]
