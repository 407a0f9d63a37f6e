"""Tables that are found by their cells, and text that is none."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import OcrLine, TextBlockKind
from desktop.core.ocr.table_finding import take_tables
from tests.services.fakes import line_at

Places = tuple[int, ...]


def cells(rows: Sequence[Sequence[str]], lefts: Places, pitch: int = 30) -> list[OcrLine]:
    """Returns the lines of a table; an empty text is an empty cell."""
    return [
        replace(line_at(text, left, pitch * at), char_width=0.0)
        for at, row in enumerate(rows)
        for text, left in zip(row, lefts, strict=True)
        if text
    ]


def found(lines: list[OcrLine]) -> list[list[str]]:
    (block,) = analyze_layout(lines)
    assert block.kind is TextBlockKind.TABLE
    return [[line.text for line in row] for row in block.rows]


def test_rows_far_apart_and_columns_far_apart_are_one_table() -> None:
    rows = [("Item", "Count", "Price"), ("Rope", "3", "12.50"), ("Lamp", "1", "30.00"), ("Blanket", "12", "8.75")]
    assert found(cells(rows, (10, 400, 900), pitch=60)) == [list(row) for row in rows]


def test_indented_names_and_empty_cells_stay_in_their_rows() -> None:
    rows = [
        ("Account", "Type", "Unit", "Total"),
        ("Assets", "Asset", "", "9.00"),
        ("  Cash", "", "Euro", "1.00"),
        ("Costs", "Cost", "Euro", "8.00"),
    ]
    lines = cells(rows, (10, 200, 300, 420))
    assert found(lines) == [[text.strip() for text in row if text] for row in rows]


def test_two_heads_that_were_read_as_one_line_are_two_cells() -> None:
    rows = [("NAME", "RESTARTS CPU", "", "AGE"), ("web", "0", "7m", "17h"), ("names", "1", "29m", "17h")]
    rows += [("store", "0", "40m", "17h"), ("watch", "0", "51m", "17h")]
    assert found(cells(rows, (10, 120, 195, 300)))[0] == ["NAME", "RESTARTS", "CPU", "AGE"]


def test_columns_of_running_text_are_no_table() -> None:
    rows = [
        ("the harbour was quiet when she", "nobody had asked about the letters", "since spring every window was")
    ] * 6
    lines = cells(rows, (10, 320, 660))
    assert take_tables(lines) == ([], lines)


def test_what_stands_above_and_below_a_table_is_not_of_it() -> None:
    rows = [("Item", "Count", "Price"), ("Rope", "3", "12.50"), ("Lamp", "1", "30.00")]
    title = replace(line_at("What is in the shed", 10, -120), char_width=0.0)
    note = replace(line_at("All prices are in euros and hold until the end of May", 10, 200), char_width=0.0)
    tables, rest = take_tables([title, *cells(rows, (10, 150, 260)), note])
    assert rest == [title, note] and [len(table) for table in tables] == [3]
