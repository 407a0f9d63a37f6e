"""Tables in small text, for real: rows that are whole, and single digits and dashes in their cells."""

from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult, TextBlockKind
from desktop.core.ocr.text_export import cells_of
from tests.adapters.ocr.sample_pages import DATA, page, pixels


def read(reader: OcrReader, name: str) -> OcrResult:
    return reader.read(pixels(name, DATA.parent / "tables"))


def cells(reader: OcrReader, name: str) -> list[list[str]]:
    (block,) = read(reader, name).blocks
    assert block.kind is TextBlockKind.TABLE
    return cells_of(block)


def test_dashes_stand_in_their_cells(reader: OcrReader) -> None:
    table = cells(reader, "dashes.png")
    assert len(table) == 9 and {len(row) for row in table} == {8}
    assert table[2] == ["40-79", "0", "-", "-", "-", "0.0743", "29.07%", "-"]


def test_single_digits_and_empty_cells_stand_in_their_rows(reader: OcrReader) -> None:
    table = cells(reader, "terminal_empty_cells.png")
    assert len(table) == 8 and {len(row) for row in table} == {9}
    assert [row[4] for row in table] == ["RESTARTS", "0", "0", "1", "0", "1", "0", "1"]
    assert table[1] == ["alpha", "web-69aa8c-wx6d", "1/1", "Running", "0", "", "", "172.20.0.6", "87s"]


def test_drawn_lines_do_not_tear_rows(reader: OcrReader) -> None:
    table = cells(reader, "ruled_invoices.png")
    assert table[2] == ["1002", "2026-03-05", "Birch & Co", "$1,250.00"] and len(table) == 5


def test_a_page_on_its_head_keeps_its_order(reader: OcrReader) -> None:
    lines = [line.text for line in read(reader, "page_upside_down.png").lines]
    assert lines[0] == "the harbour was quiet when she came back and nobody had" and len(lines) == 10


def test_no_slanting_line_is_read_twice(reader: OcrReader) -> None:
    image = page("could not connect to port 5432", "contact the people of the desk", "and wait for an answer")
    lines = reader.read(PixelBuffer.of(image.rotate(25, expand=True, fillcolor="white"))).lines
    texts = ["".join(line.text.split()) for line in lines]
    assert len(texts) == len(set(texts)) == 3
