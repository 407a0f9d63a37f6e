"""Conversations on paper."""

import re
from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import PySide6
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPageSize, QPdfWriter

from desktop.adapters.formula_typesetter import typeset
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.pdf import formulas_in
from desktop.core.conversation.turn import Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import HERE
from desktop.messages.pages.page_words import asked_at
from desktop.ui.theme import Theme
from desktop.ui.transcript.paper.printing import Printing
from tests.ui.transcript.conversations import WIDE, conversation, turn


def painted_all(painting: Generator[int, None, bool]) -> bool:
    """Paints to the end, and returns what the device said."""
    while True:
        try:
            next(painting)
        except StopIteration as end:
            return bool(end.value)


def printed(
    answer: str,
    theme: Theme,
    images: dict[str, QImage] | None = None,
    asked: Turn | None = None,
    texts: dict[str, str] | None = None,
) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    shown = conversation(asked or turn(answer, "what?"))
    outlines = {formula: typeset(formula) for formula in formulas_in(shown)}
    assert painted_all(
        Printing(writer, theme, images or {}, outlines).print(ExportBundle((shown,), {}, texts=texts or {}))
    )
    buffer.close()
    return bytes(buffer.data().data())


def test_a_conversation_goes_onto_pages(theme: Theme) -> None:
    assert printed("short", theme).count(b"/Type /Page\n") == 1
    long = "A paragraph of some length. " * 30 + "\n\n"
    code = "```python\n" + "x = 1  # and on\n" * 150 + "```\n\n"
    assert printed(long * 12, theme).count(b"/Type /Page\n") > 2
    assert printed(code, theme).count(b"/Type /Page\n") > 2
    assert printed(f"{WIDE}\n\n$$\\frac{{a}}{{b}}$$\n\n> quote\n\n---\n\n- [ ] x", theme)


def test_what_is_printed_is_of_one_size_and_inside_the_margins(theme: Theme) -> None:
    pdf = printed("Text\n\n```python\n" + "x = 1  # and on\n" * 150 + "```\n\n" + WIDE, theme)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) > 2
        for page in document:
            words = page.get_textpage()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert (
                max(top - bottom for _, bottom, _, top in boxes) < 25
            )  # points: nothing is as large as its device's dots
            assert min(bottom for _, bottom, _, _ in boxes) >= 0
            words.close()
            page.close()


def lines_by_page(pdf: bytes) -> list[list[str]]:
    """Returns the lines of text on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().splitlines() for page in document]


def test_each_page_tells_its_number_and_of_what_it_is(theme: Theme) -> None:
    asked = turn("A paragraph of some length. " * 600, "what?")
    pages = lines_by_page(printed("", theme, asked=asked))
    assert len(pages) > 2
    for number, lines in enumerate(pages, 1):
        assert lines[0].strip() == "what?"
        assert lines[1].strip() == f"{asked_at(asked)} · {asked.model} at {asked.host}"
        assert f"Page {number}" in [line.strip() for line in lines]


@pytest.mark.parametrize("lines_before", range(18, 36))
def test_no_heading_stands_alone_at_the_end_of_a_page(theme: Theme, lines_before: int) -> None:
    answer = (
        "".join(f"line {number}\n\n" for number in range(lines_before)) + "# Above\n\n## Heading\n\n" + "below " * 200
    )
    (page,) = [lines for lines in lines_by_page(printed(answer, theme)) if any("Heading" in line for line in lines)]
    words = [line.strip() for line in page]
    assert words[words.index("Above") + 1] == "Heading"
    assert words[words.index("Heading") + 1].startswith("below")


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_pictures_of_a_question_stand_on_one_page(theme: Theme, count: int) -> None:
    sent = tuple(SentImage(str(number) * 64, "image/png", 400, 300, 9) for number in range(count))
    images = {image.id: QImage(400, 300, QImage.Format.Format_RGB32) for image in sent}
    for image in images.values():
        image.fill(0xFF8040)
    asked = replace(turn("yes", "what is on them?"), images=sent)
    with pypdfium2.PdfDocument(printed("", theme, images, asked)) as document:
        counts = [
            sum(part.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for part in page.get_objects()) for page in document
        ]
    assert counts[0] == sum(counts) == count  # on the sheet of the title: none is left empty for them


def test_an_answer_found_here_names_no_host(theme: Theme) -> None:
    asked = replace(turn("yes", "what?"), host=HERE)
    (lines,) = lines_by_page(printed("", theme, asked=asked))
    assert lines[1].strip() == f"{asked_at(asked)} · answered on this computer"


def test_each_picture_has_a_caption_with_its_number_and_what_can_be_read_on_it(theme: Theme) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill("#336699")
    sent = tuple(SentImage(letter * 64, "image/png", 300, 200, 9) for letter in "ab")
    asked = replace(turn("yes", "what?"), images=sent)
    texts = {"b" * 64: "Total\n12.90 EUR"}
    (lines, *_) = lines_by_page(printed("yes", theme, {one.id: image for one in sent}, asked, texts))
    assert "Picture 1" in lines and "Picture 2 · Text in the picture: Total 12.90 EUR" in lines


def test_a_table_of_sixty_columns_can_be_read(theme: Theme) -> None:
    head = "|" + "".join(f" name {column} |" for column in range(60)) + "\n|" + "---|" * 60 + "\n"
    rows = "".join("|" + "".join(f" r{row}c{column} |" for column in range(60)) + "\n" for row in range(4))
    with pypdfium2.PdfDocument(printed(head + rows, theme)) as document:
        texts = [page.get_textpage() for page in document]
        cells = re.findall(r"r\d+c\d+", " ".join(text.get_text_range() for text in texts))
        heights = [
            text.get_charbox(at)[3] - text.get_charbox(at)[1]
            for text in texts
            for at in range(text.count_chars())
            if text.get_text_range(at, 1).isdigit()
        ]
    assert set(cells) == {f"r{row}c{column}" for row in range(4) for column in range(60)}
    assert cells.count("r0c0") > 1  # the first column, which names the rows, stands beside all
    assert min(heights) > 3  # points


@pytest.mark.parametrize("lines_before", range(0, 30, 5))
@pytest.mark.parametrize("longest", [1, 40, 200])
def test_each_row_of_a_table_stands_whole_on_one_page_and_once(theme: Theme, lines_before: int, longest: int) -> None:
    counts = {f"w{row}x": 1 + row * 7 % longest for row in range(40)}
    rows = "".join(f"| `k{word}` | {f'{word} ' * count}| e{word} |\n" for word, count in counts.items())
    before = "".join(f"line {number}\n\n" for number in range(lines_before))
    pages = lines_by_page(printed(f"{before}| no | headword | end |\n|---|---|---|\n{rows}", theme))
    found = [Counter(re.findall(r"\be?w\d+x\b", "\n".join(lines))) for lines in pages]
    for word, count in counts.items():
        assert [page[word] for page in found if page[word]] == [count]
        assert [page[f"e{word}"] for page in found if page[f"e{word}"]] == [1]
    (with_head,) = [page for page, lines in zip(found, pages, strict=True) if "headword" in " ".join(lines)]
    assert with_head["w0x"]


def test_no_cell_of_a_long_table_is_cut_at_the_edge(theme: Theme) -> None:
    rows = "".join(f"| r{row} | {'word ' * row}|\n" for row in range(40))
    with pypdfium2.PdfDocument(printed(f"| no | text |\n|---|---|\n{rows}", theme)) as document:
        for page in document:
            text = page.get_textpage()
            assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) < page.get_width()


@pytest.mark.parametrize("before", ["", "> ", "- "], ids=["text", "quote", "list"])
def test_each_line_of_a_long_paragraph_stands_once(theme: Theme, before: str) -> None:
    words = [f"w{number}x" for number in range(3000)]
    marked = [f"**{word}**" if at % 50 == 0 else word for at, word in enumerate(words)]
    pages = lines_by_page(printed(f"{before}{' '.join(marked)}\n\nafter", theme))
    found = re.findall(r"\bw\d+x\b", "\n".join("\n".join(lines) for lines in pages))
    assert len(pages) > 2 and found == words


KINDS = {
    "code": "```\n" + "\n".join(f"w{number}x" for number in range(300)) + "\n```",
    "long code": "```\n" + " ".join(f"w{number}x" for number in range(1200)) + "\n```",
    "list": "\n".join(f"- w{number}x item" for number in range(200)),
    "numbers": "\n".join(f"1. w{number}x item" for number in range(200)),
    "quotes": "\n>\n".join(f"> w{number}x" for number in range(200)),
    "lines": "<br>".join(f"w{number}x" for number in range(200)),
    "table": "> | a | b |\n> |---|---|\n"
    + "".join(f"> | w{number}x | {'t ' * (number % 40)}|\n" for number in range(200)),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lines_before", [0, 7])
def test_each_line_at_a_page_break_stands_once(theme: Theme, kind: str, lines_before: int) -> None:
    before = "".join(f"line {number}\n\n" for number in range(lines_before))
    pages = lines_by_page(printed(f"{before}{KINDS[kind]}\n\nafter", theme))
    read = "".join("".join("".join(lines).split()) for lines in pages)  # of short lines, each letter is read as a line
    assert len(pages) > 1 and Counter(re.findall(r"w\d+x", read)) == Counter(re.findall(r"w\d+x", KINDS[kind]))


@pytest.mark.parametrize("parting", ["<br>", " "], ids=["lines", "words"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_row_longer_than_a_page_goes_on_on_the_next(theme: Theme, columns: int, parting: str) -> None:
    count = 90 if parting == "<br>" else 1200  # columns of short lines stand beside each other, wide ones below
    words = [[f"w{column}c{number}x" for number in range(count * column)] for column in range(1, columns + 1)]
    head, rule = "| a " * (columns + 1), "|---" * (columns + 1)
    row = "|".join(parting.join(cell) for cell in words)
    pages = lines_by_page(printed(f"{head}|\n{rule}|\n| |\n| | {row} |\n| | last |", theme))
    read = ["".join("".join(lines).split()) for lines in pages]
    found = Counter(re.findall(r"w\dc\d+x", "".join(read)))
    assert len(pages) > 2 and found == Counter(word for cell in words for word in cell)
    assert "".join(read).count("last") == 1
    if parting == "<br>":
        assert any(all(f"w{column}c0x" in page for column in range(1, columns + 1)) for page in read)


def test_a_title_without_a_space_stays_on_the_sheet(theme: Theme) -> None:
    asked = turn("short", "T" * 3000)
    with pypdfium2.PdfDocument(printed("", theme, asked=asked)) as document:
        text = document[0].get_textpage()
        assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) <= document[0].get_width()


def test_qt_still_writes_no_tags() -> None:
    """docs/decisions/0058-pdfs-have-no-tags-yet.md: once this fails, pages can have them."""
    libraries = [path for path in Path(PySide6.__file__).parent.rglob("*Qt*6*Gui*") if path.is_file()]
    assert libraries
    assert not any(b"StructTreeRoot" in path.read_bytes() for path in libraries)
