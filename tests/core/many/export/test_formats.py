"""Tables for other programs: numbers stay numbers, and nothing that a stranger wrote acts."""

import csv
import io
import json
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from desktop.core.many.cell import Cell, CellState
from desktop.core.many.export.registry import TABLE_FORMATS, table_format_of
from desktop.core.many.export.table import RunTable, table_of
from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan

FIELDS = (
    Field("shop"),
    Field("total", FieldType.NUMBER),
    Field("day", FieldType.DATE),
    Field("paid", FieldType.YES_NO),
)
HOSTILE = (
    *("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\r=1", "=1", "-5", "  =1", "\n=1", "\u00a0=1"),
    *(
        "\uff1dcmd|' /C calc'!A0",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(A1)",
        "\ufe661",
        "\ufeff=1",
        "\u200b=1",
        "\u202e=1",
        "\x00=1",
    ),
)


def table(*values: tuple[CellValue, ...], models: tuple[str, ...] = ("m",), names: tuple[str, ...] = ()) -> RunTable:
    """Returns a table with these values, line by line."""
    rows = tuple(Row(at, f"/x/{at}.png", names[at] if names else f"{at}.png") for at in range(len(values)))
    run = PictureRun("0" * 32, 1.0, RunPlan("Receipts", "Read | it", "https://x/v1", "m", "auto", FIELDS), rows, models)
    by_name = {
        (at, model): Cell(at, model, CellState.ANSWERED, dict(zip((f.name for f in FIELDS), line, strict=True)))
        for at, line in enumerate(values)
        for model in models
    }
    return table_of(run, lambda which: by_name[which], lambda cell: "")


def written(suffix: str, what: RunTable) -> bytes:
    entry = table_format_of(suffix)
    assert entry is not None
    return entry.write(what)


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_makes_formulas_harmless(text: str) -> None:
    row = csv_rows(written(".csv", table((text, None, None, None), names=(text,))))[1]
    assert row[0].startswith("'")
    assert row[1].startswith("'")


@pytest.mark.parametrize("separator", [";", "\t", "\n", "|", "; ", ";;"])
@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "+1+1", "\uff1d1"])
def test_csv_has_no_formula_either_where_it_is_opened_with_another_separator(separator: str, text: str) -> None:
    data = written(".csv", table((f"Shop{separator}{text}", None, None, None))).decode("utf-8-sig")
    for other in ",;\t|":
        for row in csv.reader(data.splitlines(), delimiter=other, quoting=csv.QUOTE_NONE):
            assert not any(cell.strip(' "').startswith(("=", "+", "@", "-", "\uff1d")) for cell in row), (other, row)


def test_csv_leaves_numbers_in_the_middle_of_a_text_alone() -> None:
    for text in ("1; -5; +3,5 %; x\n-7", "; x", "| a", "a|b\tc"):
        assert csv_rows(written(".csv", table((text, None, None, None))))[1][1] == text


def test_csv_keeps_numbers_and_text_that_does_not_act() -> None:
    lines = [("Café, “x”\nnew line", Decimal("-15.90"), "2026-11-28", False), ("a=b", Decimal("1E+3"), None, None)]
    rows = csv_rows(written(".csv", table(*lines)))
    assert rows[0] == ["picture", "shop", "total", "day", "paid", "state", "edited", "problem"]
    assert rows[1][1:5] == ["Café, “x”\nnew line", "-15.90", "2026-11-28", "no"]
    assert rows[2][1:3] == ["a=b", "1E+3"]


def test_xlsx_has_numbers_dates_and_text_and_no_formula() -> None:
    lines = [
        *((text, Decimal("15.90"), "2026-11-28", True) for text in HOSTILE),
        ("http://x.example", None, None, None),
    ]
    book = openpyxl.load_workbook(io.BytesIO(written(".xlsx", table(*lines))))
    sheet = book.active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in cells for cell in row)
    assert [cells[0][at].value for at in (1, 2, 3, 4)] == [HOSTILE[0], 15.9, datetime(2026, 11, 28), True]
    assert sheet.freeze_panes == "B2"


def test_xlsx_keeps_numbers_that_it_would_round_as_text() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(written(".xlsx", table(("x" * 40_000, Decimal("1234567890123456789"), None, None))))
    )
    sheet = book.active
    assert sheet is not None
    assert sheet.cell(2, 3).value == "1234567890123456789"
    assert len(str(sheet.cell(2, 2).value)) == 32_767


def test_json_has_values_of_their_types() -> None:
    rows = json.loads(written(".json", table(("Café", Decimal("15.90"), "2026-11-28", True))))
    assert rows[0]["values"] == {"shop": "Café", "total": 15.9, "day": "2026-11-28", "paid": True}
    assert (rows[0]["picture"], rows[0]["state"]) == ("0.png", "answered")


def test_markdown_shows_everything_letter_for_letter() -> None:
    text = written(".md", table(("![x](http://a.example/p.png) | <script>\n", None, None, None))).decode()
    assert "![" not in text
    assert "<script>" not in text
    assert all(line.count(" | ") == 7 for line in text.splitlines() if line.startswith("| "))


def test_each_model_has_columns_of_its_own() -> None:
    both = table(("a", Decimal(1), None, None), models=("m", "n"))
    assert both.header[1:9] == tuple(f"{f.name} ({m})" for m in "mn" for f in FIELDS)
    assert json.loads(written(".json", both))[0]["others"][0]["model"] == "n"
    for entry in TABLE_FORMATS:
        assert entry.write(both)
