"""Reading order, columns, tables and code."""

from dataclasses import replace

import pytest

from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlockKind
from desktop.core.ocr.text_export import markdown, plain_text
from tests.services.fakes import line_at


def texts(lines: list[OcrLine]) -> list[str]:
    return [line.text for block in analyze_layout(lines) for line in block.lines]


def prose(line: OcrLine) -> OcrLine:
    return replace(line, char_width=0.0)


def test_columns_are_read_one_after_the_other() -> None:
    left = [prose(line_at(f"left line number {at} of text", 10, 24 * at)) for at in range(6)]
    right = [prose(line_at(f"right line number {at} of text", 320, 24 * at + 3)) for at in range(6)]
    head = prose(line_at("A heading over both of the columns that is quite long", 10, -60))
    shuffled = [*right, head, *reversed(left)]
    assert texts(shuffled) == [line.text for line in (head, *left, *right)]


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Item", "Count", "Price"), ("pen", "2", "1.50"), ("paper", "10", "12.00"), ("Sum", "", "13.50")]
    lines = [
        prose(line_at(cell, x, 30 * at))
        for at, row in enumerate(rows)
        for cell, x in zip(row, (10, 150, 260), strict=True)
        if cell
    ]
    (block,) = analyze_layout(lines)
    assert block.kind is TextBlockKind.TABLE
    assert markdown(OcrResult((400, 300), (block,))).split("\n") == [
        "| Item | Count | Price |",
        "| --- | --- | --- |",
        "| pen | 2 | 1.50 |",
        "| paper | 10 | 12.00 |",
        "| Sum |  | 13.50 |",
    ]
    assert plain_text(OcrResult((400, 300), (block,))).split("\n")[1] == "pen\t2\t1.50"


def test_code_keeps_its_indentation_and_its_empty_lines() -> None:
    source = ["def f(x):", "    if x:", "        return 1", "", "    return 0"]
    lines = [
        line_at(text.strip(), 10 + 8 * (len(text) - len(text.lstrip())), 24 * at)
        for at, text in enumerate(source)
        if text
    ]
    (block,) = analyze_layout(lines)
    assert block.kind is TextBlockKind.CODE
    assert plain_text(OcrResult((400, 300), (block,))) == "\n".join(source)
    assert markdown(OcrResult((400, 300), (block,))) == "```\n" + "\n".join(source) + "\n```"


def test_a_little_beside_is_the_same_indentation() -> None:
    lines = [line_at("aaaa", 10, 0), line_at("bbbb", 45, 24), line_at("cccc", 42, 48), line_at("dddd", 41, 72)]
    assert plain_text(OcrResult((400, 300), analyze_layout(lines))).split("\n") == [
        "aaaa",
        "    bbbb",
        "    cccc",
        "    dddd",
    ]


def test_the_bars_of_a_program_do_not_mix_its_panes() -> None:
    bar = prose(line_at("File Edit View and a long bar over everything in it", 0, 0))
    side = [prose(line_at(f"entry {at}", 0, 60 + 24 * at)) for at in range(4)]
    page = [prose(line_at(f"words of the page, line {at}", 200, 71 + 24 * at)) for at in range(4)]
    assert texts([*page, bar, *side]) == [line.text for line in (bar, *side, *page)]


def test_thousands_of_lines_are_laid_out_in_time() -> None:
    lines = [prose(line_at(f"word {at}", 100 * (at % 10), 24 * (at // 10))) for at in range(2000)]
    assert sum(len(block.rows) for block in analyze_layout(lines)) >= 200
    assert len(texts(lines)) == 2000
    assert analyze_layout([]) == ()


def test_a_label_belongs_to_its_value_at_any_gap() -> None:
    fields = [("Name:", "Ada Sorel"), ("Town:", "Veldmark"), ("Customer number:", "40 118 223")]
    lines = [prose(line_at(label, 40, 40 * at)) for at, (label, _) in enumerate(fields)]
    lines += [prose(line_at(value, 2900, 40 * at + 2)) for at, (_, value) in enumerate(fields)]
    (block,) = analyze_layout(lines)
    assert [tuple(line.text for line in row) for row in block.rows] == fields


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_of_a_magazine_with_a_narrow_gutter_are_columns(columns: int) -> None:
    width = 30 * 8 + 14  # of a column of 30 letters and its gutter, narrower than a line is high
    full, short = "a line with thirty letters", "two words"
    texts_of = [[f"{short if at % 5 == 4 else full} {column}{at}" for at in range(12)] for column in range(columns)]
    lines = [
        prose(line_at(text, 10 + width * column, 24 * at + column))
        for column, own in enumerate(texts_of)
        for at, text in enumerate(own)
    ]
    head = prose(line_at("a head over all of the columns, close to them", 10, -22))
    assert texts([*lines, head]) == [head.text, *(text for own in texts_of for text in own)]


def test_cells_of_text_with_a_narrow_gutter_stay_in_their_rows() -> None:
    left = ("renew the lease of the small house", "write to people of the harbour", "ask for a price of the new roof")
    right = ("done in the spring of the year", "nobody has answered us until now", "far too much for what it is")
    rows = [*zip(left, right, strict=True), *zip(left, reversed(right), strict=True)]
    lines = [
        prose(line_at(text, x, 24 * at)) for at, row in enumerate(rows) for x, text in ((10, row[0]), (292, row[1]))
    ]
    assert texts(lines) == [text for row in rows for text in row]


def test_a_label_has_no_value_far_away_where_more_stands_beside_it() -> None:
    label, entry = prose(line_at("Note:", 20, 200)), prose(line_at("menu entry", 1900, 200))
    beside = [prose(line_at(text, 2900, 160 + 40 * at)) for at, text in enumerate(("Open", "Close the list", "Print"))]
    assert len(analyze_layout([label, entry])) == 1
    assert len(analyze_layout([label, entry, *beside])) == 3
